import type { Span } from "../text/span.ts";
import type { LocatedQuotation, QuoteIndex } from "./index/quoteIndex.ts";
import { placeOf } from "./place.ts";
import { type PreparedSource, prepareSource, prepareStretch } from "./preparedSource.ts";
import type { Search } from "./quoteArrangement.ts";
import { bestFirst, matchesOf, nearestMatch } from "./quoteMatch.ts";
import { type QuoteParts, quoteParts } from "./quoteParts.ts";
import type { QuoteMatch } from "./quoteVerdict.ts";
import type { Source } from "./source.ts";

export { nearest } from "./quoteMatch.ts";

/** A match and the source in which it stands. */
export interface FoundQuotation {
  readonly match: QuoteMatch;
  readonly source: Source;
}

/** Where a quotation stands, best first, one place a source. Where it stands word for word in one, sources with something like it are left out. */
export function findQuotation(
  index: QuoteIndex,
  sources: readonly Source[],
  quotation: string,
  options: { readonly limit: number },
): readonly FoundQuotation[] {
  const search = startFinding(index, sources, quotation);
  search.advance(() => true);
  return search.found().slice(0, options.limit);
}

/** A search that can be done in steps: at once through the index, then source by source where one is not indexed yet. */
export interface RunningSearch {
  /** Goes on for as long as it may; true when all is done. */
  advance(mayContinue: () => boolean): boolean;
  /** What was found so far, best first. */
  found(): readonly FoundQuotation[];
}

export function startFinding(index: QuoteIndex, sources: readonly Source[], quotation: string): RunningSearch {
  return new Finding(index, sources, quoteParts(quotation));
}

class Finding implements RunningSearch {
  readonly #index: QuoteIndex;
  readonly #sources: readonly Source[];
  readonly #quotation: QuoteParts;
  readonly #exact: FoundQuotation[] = [];
  readonly #likely: FoundQuotation[] = [];
  #begun = false;
  #next = 0;

  constructor(index: QuoteIndex, sources: readonly Source[], quotation: QuoteParts) {
    this.#index = index;
    this.#sources = sources;
    this.#quotation = quotation;
  }

  advance(mayContinue: () => boolean): boolean {
    if (!this.#begun) {
      this.#begun = true;
      this.#askIndex();
      if (!mayContinue()) return this.#next >= this.#sources.length;
    }
    while (this.#next < this.#sources.length) {
      const source = this.#sources[this.#next++];
      if (source === undefined || this.#index.covers(source)) continue;
      this.#take(source, matchIn(prepareSource(source), this.#quotation));
      if (!mayContinue()) break;
    }
    return this.#next >= this.#sources.length;
  }

  found(): readonly FoundQuotation[] {
    return (this.#exact.length > 0 ? this.#exact : this.#likely).sort(
      (one, other) => bestFirst(one.match, other.match) || (one.source.path < other.source.path ? -1 : 1),
    );
  }

  #askIndex(): void {
    if (this.#quotation.wordCount === 0) return;
    const asked = new Set(this.#sources);
    const located = this.#index.locate(this.#quotation, (source) => asked.has(source));
    for (const place of located) this.#take(place.source, matchAt(place, this.#quotation));
  }

  #take(source: Source, match: QuoteMatch | undefined): void {
    if (match === undefined) return;
    (match.verdict === "altered" ? this.#likely : this.#exact).push({ match, source });
  }
}

const matchIn = (prepared: PreparedSource, quotation: QuoteParts): QuoteMatch | undefined =>
  first(prepared, quotation, "wordForWord") ?? first(prepared, quotation, "likely");

const first = (prepared: PreparedSource, quotation: QuoteParts, search: Search): QuoteMatch | undefined =>
  matchesOf(prepared, quotation, search)[0];

/** Holds the quotation against the stretch where it was located; against the whole source where parts of it may stand anywhere. */
function matchAt({ source, span, errors, isWhole }: LocatedQuotation, quotation: QuoteParts): QuoteMatch | undefined {
  const margin = isWhole ? usualMargin : wideMargin;
  const isNear = span.end - span.start <= quotation.text.length * 2 + longestStretch;
  const stretch = isNear ? prepareStretch(source, { start: span.start - margin, end: span.end + margin }) : prepareSource(source);
  const match = matchIn(stretch, quotation);
  if (match !== undefined && (match.verdict !== "altered" || (isWhole && quotation.parts.length === 1))) return match;
  if (quotation.parts.length > 1 && isNear) return matchIn(prepareSource(source), quotation) ?? match;
  // Letters that differ all over, as scanning leaves them, change more words than not; it is the place all the same.
  return match ?? (errors <= misread ? (nearestMatch(stretch, quotation) ?? misreadMatch(source, span, quotation)) : undefined);
}

/** All of it as one difference. */
function misreadMatch(source: Source, span: Span, { text: quoted }: QuoteParts): QuoteMatch {
  const printed = source.read.text.slice(span.start, span.end);
  const difference = {
    kind: "changed",
    quoted,
    quotedSpan: { start: 0, end: quoted.length },
    printed,
    printedSpan: span,
    spellingOnly: false,
  } as const;
  const found = { path: source.path, verdict: "altered", score: 0, span, text: printed, outOfOrder: false } as const;
  return { ...found, ...placeOf(source, span.start), differences: [difference] };
}

/** Characters on each side of a place. */
const usualMargin = 160;
const wideMargin = 3_000;

/** A stretch that is longer is not much cheaper than the source. */
const longestStretch = 40_000;

/** Of all letters of a quotation: with more that differ it is another text. */
const misread = 0.2;
