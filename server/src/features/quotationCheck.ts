import { findQuotation, nearest } from "../corpus/findQuotation.ts";
import { seemsTranslated } from "../corpus/language.ts";
import { namesPage } from "../corpus/locatorPages.ts";
import { bestFirst, matchQuotation, prepareSource } from "../corpus/quoteMatch.ts";
import type { NotCheckedReason, QuoteMatch } from "../corpus/quoteVerdict.ts";
import type { Source } from "../corpus/source.ts";
import type { Locator } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { Quotation } from "../syntax/facts.ts";
import { baseName } from "../text/path.ts";
import { countWords } from "../text/words.ts";
import { rememberedChecks } from "./rememberedChecks.ts";

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

/** The check of one quotation, done to its end at once. */
export function checkQuotation(snapshot: DraftSnapshot, index: number): QuotationCheck {
  const check = startCheck(snapshot, index);
  check.advance(() => true);
  return check.result();
}

/** A check that can be done in steps of one source: in a large corpus an invented quotation is looked for in every one of them. */
export interface RunningCheck {
  /** Goes on for as long as it may; true when all is done. */
  advance(mayContinue: () => boolean): boolean;
  result(): QuotationCheck;
}

/** Remembered while library, sources and the quotation's own words stay the same, so that a keystroke checks again only what it changed. */
export function startCheck(snapshot: DraftSnapshot, index: number): RunningCheck {
  const quotation = snapshot.facts.quotations[index];
  if (quotation === undefined) return done({ kind: "notChecked", reason: "noSource", cited: undefined });
  const works = citedWorks(snapshot, index);
  const cited = (snapshot.bindings[index]?.groups.length ?? 0) > 0;
  const remembered = rememberedChecks<QuotationCheck>(snapshot);
  const { minimumWords } = snapshot.settings.quotations;
  const name = JSON.stringify([quotation.content.text, cited, minimumWords, works.map(({ entry, locators }) => [entry.key, locators])]);
  const known = remembered.get(name);
  if (known !== undefined) return done(known);
  return comparing(snapshot, quotation, works, cited, (check) => remembered.set(name, check));
}

const done = (check: QuotationCheck): RunningCheck => ({ advance: () => true, result: () => check });

function comparing(
  snapshot: DraftSnapshot,
  quotation: Quotation,
  works: readonly CitedWork[],
  cited: boolean,
  remember: (check: QuotationCheck) => void,
): RunningCheck {
  const found = bestInCited(quotation, works);
  const settled = settledByCited(snapshot, quotation, works, cited, found);
  const search = settled === undefined ? new OtherSources(snapshot, quotation, works) : undefined;
  let check = settled;
  return {
    advance: (mayContinue) => search?.advance(mayContinue) ?? true,
    result: () => {
      check ??= settledByOthers(quotation, works, cited, found, search?.best);
      // Why something can't be checked may change with files that neither library nor corpus holds.
      if (check.kind !== "notChecked" || check.reason === "translation") remember(check);
      return check;
    },
  };
}

/** What can be said without looking into any other source; undefined where others must be asked. */
function settledByCited(
  snapshot: DraftSnapshot,
  quotation: Quotation,
  works: readonly CitedWork[],
  cited: boolean,
  found: FoundCheck | undefined,
): QuotationCheck | undefined {
  if (!cited) {
    const short = countWords(quotation.content.text) < snapshot.settings.quotations.minimumWords;
    return short || !snapshot.corpusReady ? { kind: "uncited", match: undefined, source: undefined } : undefined;
  }
  if (found !== undefined && found.match.verdict !== "altered") return found;
  const unread = works.find((work) => work.sources.length === 0);
  if (works.length === 0) return { kind: "notChecked", reason: snapshot.libraryReady ? "noEntry" : "beingRead", cited: undefined };
  if (unread !== undefined) return { kind: "notChecked", reason: whyUnread(snapshot, unread.entry), cited: unread.entry };
  if (!snapshot.corpusReady) return found ?? { kind: "notChecked", reason: "beingRead", cited: works[0]?.entry };
  return undefined;
}

function settledByOthers(
  quotation: Quotation,
  works: readonly CitedWork[],
  cited: boolean,
  found: FoundCheck | undefined,
  other: { readonly match: QuoteMatch; readonly source: Source } | undefined,
): QuotationCheck {
  if (!cited) return { kind: "uncited", match: other?.match, source: other?.source };
  if (found !== undefined) return { ...found, elsewhere: other?.source };
  const [work] = works;
  const source = work?.sources[0];
  if (work === undefined || source === undefined) return { kind: "notChecked", reason: "noSource", cited: work?.entry };
  if (other !== undefined) return { kind: "otherSource", ...other, cited: work.entry };
  if (work.sources.every((one) => seemsTranslated(one, quotation.content.text)))
    return { kind: "notChecked", reason: "translation", cited: work.entry };
  return { kind: "notFound", cited: work.entry, source, nearest: nearest(prepareSource(source), quotation.content.text) };
}

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

/** A source that is here but can't be read is another matter than one that isn't here. */
function whyUnread(snapshot: DraftSnapshot, entry: Entry): NotCheckedReason {
  if (!snapshot.corpusReady) return "beingRead";
  const names = new Set(entry.files.map((file) => baseName(file.replaceAll("\\", "/"))));
  const fault = snapshot.sources.find(
    (file) => file.kind === "fault" && (names.has(baseName(file.path)) || baseName(file.path).replace(/\.[^.]+$/, "") === entry.key),
  );
  if (fault?.kind !== "fault") return "noSource";
  return fault.fault.kind === "empty" || fault.fault.kind === "scan" ? "noTextLayer" : "unreadable";
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

/** Looks for the words as they are quoted in every source but the cited ones, source by source. */
class OtherSources {
  readonly #sources: readonly Source[];
  readonly #words: string;
  #next = 0;
  best: { readonly match: QuoteMatch; readonly source: Source } | undefined;

  constructor(snapshot: DraftSnapshot, quotation: Quotation, works: readonly CitedWork[]) {
    const own = new Set(works.flatMap((work) => work.sources));
    this.#sources = snapshot.corpus.sources.filter((source) => !own.has(source));
    this.#words = quotation.content.text;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#next < this.#sources.length) {
      const source = this.#sources[this.#next++];
      if (source !== undefined) this.#look(source);
      if (this.best?.match.verdict === "verbatim") return true;
      if (!mayContinue()) break;
    }
    return this.#next >= this.#sources.length;
  }

  #look(source: Source): void {
    const [match] = findQuotation([prepareSource(source)], this.#words, { limit: 1 });
    if (match === undefined || match.verdict === "altered") return;
    if (this.best === undefined || bestFirst(match, this.best.match) < 0) this.best = { match, source };
  }
}
