import { findQuotation, nearest } from "../corpus/findQuotation.ts";
import { namesPage } from "../corpus/locatorPages.ts";
import { matchQuotation, prepareSource } from "../corpus/quoteMatch.ts";
import type { NotCheckedReason, QuoteMatch } from "../corpus/quoteVerdict.ts";
import type { Source } from "../corpus/source.ts";
import type { Locator } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { EntrySources } from "../project/entrySources.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { Quotation } from "../syntax/facts.ts";
import { countWords } from "../text/words.ts";

/** What holding a quotation against its sources came to. */
export type QuotationCheck =
  | FoundCheck
  /** The words stand elsewhere, and not in what is cited. */
  | { readonly kind: "otherSource"; readonly match: QuoteMatch; readonly source: Source; readonly cited: Entry }
  | { readonly kind: "notFound"; readonly cited: Entry; readonly source: Source; readonly nearest: QuoteMatch | undefined }
  | { readonly kind: "notChecked"; readonly reason: NotCheckedReason; readonly cited: Entry | undefined }
  /** Nothing is cited; `match` where the words stand in some source all the same. */
  | { readonly kind: "uncited"; readonly match: QuoteMatch | undefined; readonly source: Source | undefined };

export interface FoundCheck {
  readonly kind: "found";
  readonly match: QuoteMatch;
  readonly source: Source;
  readonly cited: Entry;
  /** The locator that doesn't fit the printed page found; undefined where it fits or nothing can be said. */
  readonly wrongLocator: Locator | undefined;
  /** For an altered one: a source that has the words as quoted. */
  readonly elsewhere: Source | undefined;
}

interface CitedWork {
  readonly entry: Entry;
  readonly locators: readonly Locator[];
  readonly sources: readonly Source[];
}

const checks = new WeakMap<EntrySources, Map<string, QuotationCheck>>();

/** Remembered for as long as library and corpus stay the same, so that a keystroke checks again only what it changed. */
export function checkQuotation(snapshot: DraftSnapshot, index: number): QuotationCheck {
  const quotation = snapshot.facts.quotations[index];
  if (quotation === undefined) return { kind: "notChecked", reason: "noSource", cited: undefined };
  const known = checks.get(snapshot.entrySources) ?? new Map<string, QuotationCheck>();
  checks.set(snapshot.entrySources, known);
  const works = citedWorks(snapshot, index);
  const name = JSON.stringify([quotation.content.text, works.map((work) => [work.entry.key, work.locators]), snapshot.corpusReady]);
  const check = known.get(name) ?? compare(snapshot, quotation, works, isCited(snapshot, index));
  known.set(name, check);
  return check;
}

const isCited = (snapshot: DraftSnapshot, index: number): boolean => (snapshot.bindings[index]?.groups.length ?? 0) > 0;

/** The works that the quotation's citations name, each once with all its locators. */
export function citedWorks(snapshot: DraftSnapshot, index: number): readonly CitedWork[] {
  const works = new Map<Entry, Locator[]>();
  for (const group of snapshot.bindings[index]?.groups ?? []) {
    for (const citation of snapshot.facts.groups[group]?.citations ?? []) {
      const entry = snapshot.library.find(citation.key);
      if (entry === undefined) continue;
      const locators = works.get(entry) ?? [];
      if (citation.locator !== undefined) locators.push(citation.locator);
      works.set(entry, locators);
    }
  }
  return [...works].map(([entry, locators]) => ({ entry, locators, sources: snapshot.entrySources.sourcesOf(entry) }));
}

function compare(snapshot: DraftSnapshot, quotation: Quotation, works: readonly CitedWork[], cited: boolean): QuotationCheck {
  if (!cited) return uncited(snapshot, quotation);
  const found = bestInCited(quotation, works);
  if (found !== undefined && found.match.verdict !== "altered") return found;
  const unread = works.find((work) => work.sources.length === 0);
  if (unread !== undefined || works.length === 0) {
    return { kind: "notChecked", reason: snapshot.corpusReady ? "noSource" : "beingRead", cited: unread?.entry };
  }
  const elsewhere = inOthers(snapshot, quotation, works);
  if (found !== undefined) return { ...found, elsewhere: elsewhere?.source };
  const first = works[0];
  if (first === undefined) return { kind: "notChecked", reason: "noSource", cited: undefined };
  if (elsewhere !== undefined) return { kind: "otherSource", ...elsewhere, cited: first.entry };
  if (!snapshot.corpusReady) return { kind: "notChecked", reason: "beingRead", cited: first.entry };
  return notFound(quotation, first);
}

function uncited(snapshot: DraftSnapshot, quotation: Quotation): QuotationCheck {
  if (countWords(quotation.content.text) < snapshot.settings.quotations.minimumWords)
    return { kind: "uncited", match: undefined, source: undefined };
  const found = inOthers(snapshot, quotation, []);
  return { kind: "uncited", match: found?.match, source: found?.source };
}

/** The best match over all sources of all cited works; a locator that fits decides between equals. */
function bestInCited(quotation: Quotation, works: readonly CitedWork[]): FoundCheck | undefined {
  const found = works.flatMap((work) =>
    work.sources.flatMap((source) => {
      const match = matchQuotation(prepareSource(source), quotation.content.text);
      if (match === undefined) return [];
      const wrongLocator = wrongLocatorOf(match, work.locators);
      return [{ kind: "found" as const, match, source, cited: work.entry, wrongLocator, elsewhere: undefined }];
    }),
  );
  return found.sort((one, other) => rank(one) - rank(other))[0];
}

const verdictRank = { verbatim: 0, typographic: 1, marked: 2, altered: 3 } as const;

const rank = (found: FoundCheck): number =>
  verdictRank[found.match.verdict] * 10 + (found.wrongLocator === undefined ? 0 : 5) + (1 - found.match.score);

/** Any of the printed locators may fit: "at any of its locators". */
function wrongLocatorOf(match: QuoteMatch, locators: readonly Locator[]): Locator | undefined {
  const pages = locators.filter((locator) => locator.label === "page");
  const [first] = pages;
  if (match.page === undefined || first === undefined || match.verdict === "altered") return undefined;
  const page = match.page;
  return pages.some((locator) => namesPage(locator.value, page) !== false) ? undefined : first;
}

function inOthers(
  snapshot: DraftSnapshot,
  quotation: Quotation,
  works: readonly CitedWork[],
): { match: QuoteMatch; source: Source } | undefined {
  const own = new Set(works.flatMap((work) => work.sources.map((source) => source.path)));
  const [match] = findQuotation(snapshot.corpus.sources.map(prepareSource), quotation.content.text, {
    limit: 1,
    only: (path) => !own.has(path),
  });
  const source = match === undefined || match.verdict === "altered" ? undefined : snapshot.corpus.at(match.path);
  return match === undefined || source === undefined ? undefined : { match, source };
}

function notFound(quotation: Quotation, work: CitedWork): QuotationCheck {
  const [source] = work.sources;
  if (source === undefined) return { kind: "notChecked", reason: "noSource", cited: work.entry };
  return { kind: "notFound", cited: work.entry, source, nearest: nearest(prepareSource(source), quotation.content.text) };
}
