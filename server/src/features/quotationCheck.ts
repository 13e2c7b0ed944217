import { type FoundQuotation, nearest, type RunningSearch, startFinding } from "../corpus/findQuotation.ts";
import { seemsTranslated } from "../corpus/language.ts";
import { isPagedAs, type WrongLocator, wrongLocator } from "../corpus/locatorFit.ts";
import { allMatches, prepareSource } from "../corpus/quoteMatch.ts";
import type { NotCheckedReason, QuoteMatch } from "../corpus/quoteVerdict.ts";
import { scanErrorsOf } from "../corpus/scanErrors.ts";
import type { Source } from "../corpus/source.ts";
import type { Entry } from "../library/entry.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { baseName } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { countWords } from "../text/words.ts";
import { type CitedWork, citedWorks, citesUnknown } from "./citedWorks.ts";
import { isNobodysWords, type QuotationRemarks, quotationRemarks } from "./quotationRemarks.ts";
import { type QuotationUnit, quotationUnit } from "./quotationUnits.ts";
import { rememberedChecks } from "./rememberedChecks.ts";

/** What holding a quotation against its sources came to. */
export type QuotationCheck =
  | FoundCheck
  /** The words stand elsewhere, and not in what is cited. */
  | { readonly kind: "otherSource"; readonly match: QuoteMatch; readonly source: Source; readonly cited: Entry }
  | {
      readonly kind: "notFound";
      readonly cited: Entry;
      readonly source: Source;
      /** Further works that were cited and don't have the words either. */
      readonly others: readonly Entry[];
      readonly nearest: QuoteMatch | undefined;
    }
  | { readonly kind: "notChecked"; readonly reason: NotCheckedReason; readonly cited: Entry | undefined }
  /** Nothing is cited; `match` where the words stand in some source all the same. */
  | { readonly kind: "uncited"; readonly match: QuoteMatch | undefined; readonly source: Source | undefined };

export interface FoundCheck {
  readonly kind: "found";
  readonly match: QuoteMatch;
  readonly source: Source;
  readonly cited: Entry;
  /** The locator that doesn't fit what is printed where the words stand; undefined where it fits or nothing can be said. */
  readonly wrongLocator: WrongLocator | undefined;
  /** For an altered one: a source that has the words as quoted. */
  readonly elsewhere: Source | undefined;
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
  const unit = quotationUnit(snapshot, index);
  if (unit === undefined) return done({ kind: "notChecked", reason: "noSource", cited: undefined });
  const works = unit.quotations.map((each) => citedWorks(snapshot, each)).find((each) => each.length > 0) ?? [];
  const cited = works.length > 0 || unit.quotations.some((each) => (snapshot.bindings[each]?.groups.length ?? 0) > 0);
  const asked: Asked = { snapshot, unit, works, cited, remarks: quotationRemarks(snapshot, unit.quotations.at(-1) ?? index) };
  const remembered = rememberedChecks<QuotationCheck>(snapshot);
  const { minimumWords } = snapshot.settings.quotations;
  const named = works.map(({ entry, locators }) => [entry.key, locators]);
  const name = JSON.stringify([
    unit.content.text,
    unit.joint,
    cited,
    minimumWords,
    asked.remarks,
    isQuoting(asked),
    namesUnknown(asked),
    named,
  ]);
  const known = remembered.get(name);
  if (known !== undefined) return done(known);
  return comparing(asked, (check) => remembered.set(name, check));
}

const done = (check: QuotationCheck): RunningCheck => ({ advance: () => true, result: () => check });

/** A unit with what the draft says of it. */
interface Asked {
  readonly snapshot: DraftSnapshot;
  readonly unit: QuotationUnit;
  readonly works: readonly CitedWork[];
  /** Whether anything is cited, though the library may have no entry for it. */
  readonly cited: boolean;
  readonly remarks: QuotationRemarks;
}

/** False for titles, words kept at a distance and what somebody told the writer. */
function isQuoting({ snapshot, unit }: Asked): boolean {
  const quotation = snapshot.facts.quotations[unit.quotations[0] ?? -1];
  return quotation === undefined || unit.quotations.length > 1 || !isNobodysWords(snapshot, quotation);
}

const namesUnknown = ({ snapshot, unit }: Asked): boolean => unit.quotations.some((each) => citesUnknown(snapshot, each));

function comparing(asked: Asked, remember: (check: QuotationCheck) => void): RunningCheck {
  const found = bestInCited(asked);
  const settled = settledByCited(asked, found);
  const search = settled === undefined ? new OtherSources(asked) : undefined;
  let check = settled;
  return {
    advance: (mayContinue) => search?.advance(mayContinue) ?? true,
    result: () => {
      check ??= settledByOthers(asked, found, search?.best);
      // Why something can't be checked may change with files that neither library nor corpus holds.
      if (check.kind !== "notChecked" || check.reason === "translation") remember(check);
      return check;
    },
  };
}

/** What can be said without looking into any other source; undefined where others must be asked. */
function settledByCited(asked: Asked, found: FoundCheck | undefined): QuotationCheck | undefined {
  const { snapshot, unit, works, cited, remarks } = asked;
  if (!cited) {
    const short = countWords(unit.content.text) < snapshot.settings.quotations.minimumWords;
    return short || !snapshot.corpusReady ? { kind: "uncited", match: undefined, source: undefined } : undefined;
  }
  if (found !== undefined && found.match.verdict !== "altered") return found;
  const [work] = works;
  if (work === undefined) return { kind: "notChecked", reason: snapshot.libraryReady ? "noEntry" : "beingRead", cited: undefined };
  if (!isQuoting(asked)) return { kind: "notChecked", reason: "noQuotation", cited: work.entry };
  if (remarks.translated) return { kind: "notChecked", reason: "translation", cited: work.entry };
  if (namesUnknown(asked)) return { kind: "notChecked", reason: "noEntry", cited: work.entry };
  const unread = works.find(({ sources }) => sources.length === 0);
  if (unread !== undefined) return { kind: "notChecked", reason: whyUnread(snapshot, unread.entry), cited: unread.entry };
  const noise = works.find(({ sources }) => sources.every((source) => scanErrorsOf(source).noise));
  if (noise !== undefined) return { kind: "notChecked", reason: "noTextLayer", cited: noise.entry };
  if (!snapshot.corpusReady) return found ?? { kind: "notChecked", reason: "beingRead", cited: work.entry };
  return undefined;
}

function settledByOthers(asked: Asked, found: FoundCheck | undefined, other: Elsewhere | undefined): QuotationCheck {
  const { unit, works, cited, remarks } = asked;
  if (!cited) return { kind: "uncited", match: other?.match, source: other?.source };
  const [work] = works;
  const source = work?.sources[0];
  if (work === undefined || source === undefined) return { kind: "notChecked", reason: "noSource", cited: work?.entry };
  if (remarks.secondHand && other !== undefined)
    return { kind: "found", ...other, cited: work.entry, wrongLocator: undefined, elsewhere: undefined };
  if (found !== undefined) return { ...found, elsewhere: other?.source };
  if (other !== undefined) return { kind: "otherSource", ...other, cited: work.entry };
  // Who is quoted in a book that isn't here may have said so there.
  if (remarks.secondHand && works.length === 1) return { kind: "notChecked", reason: "secondHand", cited: work.entry };
  const near = nearest(prepareSource(source), unit.content.text);
  const sources = works.flatMap((one) => one.sources);
  if (sources.every((one) => seemsTranslated(one, unit.content.text, one === source ? near?.span : undefined)))
    return { kind: "notChecked", reason: "translation", cited: work.entry };
  return { kind: "notFound", cited: work.entry, source, others: works.slice(1).map(({ entry }) => entry), nearest: near };
}

interface Elsewhere {
  readonly match: QuoteMatch;
  readonly source: Source;
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
function bestInCited({ unit, works }: Asked): FoundCheck | undefined {
  const whole = bestOf(works, unit.content.text);
  if (unit.joint === undefined || (whole !== undefined && whole.match.verdict !== "altered")) return whole;
  // Two halves may be two quotations after all: where one is left out of the other by a word or two, they are not.
  if (whole?.match.differences.some((one) => countWords(one.printed) <= FEW_WORDS && isAtJoint(one.quotedSpan, unit))) return whole;
  const halves = [unit.content.text.slice(0, unit.joint), unit.content.text.slice(unit.joint)].map((half) => bestOf(works, half));
  const [first, second] = halves;
  if (first === undefined || second === undefined || second.match.verdict === "altered") return whole;
  return first.match.verdict === "altered" ? whole : first;
}

const FEW_WORDS = 3;

const isAtJoint = ({ start, end }: Span, { joint = 0 }: QuotationUnit): boolean => start <= joint && end >= joint - 3;

function bestOf(works: readonly CitedWork[], words: string): FoundCheck | undefined {
  const found = works.flatMap((work) => [
    ...work.sources.flatMap((source) => foundIn(work, source, words) ?? []),
    // Another edition proves that the words are the author's, and nothing else.
    ...work.editions.flatMap((source) => {
      const check = foundIn(work, source, words);
      return check === undefined || check.match.verdict === "altered" ? [] : [{ ...check, wrongLocator: undefined }];
    }),
  ]);
  return found.sort((one, other) => rank(one) - rank(other))[0];
}

function foundIn({ entry, locators }: CitedWork, source: Source, words: string): FoundCheck | undefined {
  const matches = allMatches(prepareSource(source), words);
  const [first] = matches;
  if (first === undefined) return undefined;
  const places = matches.map((match) => match.span);
  const isKnown = first.verdict !== "altered" && isPagedAs(source, entry.pages) && !isOtherEdition(source, entry);
  const wrong = isKnown ? wrongLocator(source, places, locators) : undefined;
  return { kind: "found", match: first, source, cited: entry, wrongLocator: wrong, elsewhere: undefined };
}

/** A reprint of another year has pages of its own. */
function isOtherEdition(source: Source, entry: Entry): boolean {
  const year = source.work.issued?.["date-parts"]?.[0]?.[0];
  return year !== undefined && /^\d{4}$/.test(entry.year) && Math.abs(Number(year) - Number(entry.year)) > 1;
}

const verdictRank = { verbatim: 0, typographic: 1, marked: 2, altered: 3 } as const;

const rank = (found: FoundCheck): number =>
  verdictRank[found.match.verdict] * 10 + (found.wrongLocator === undefined ? 0 : 5) + (1 - found.match.score);

/** Looks for the words as they are quoted in every source but the cited ones. */
class OtherSources {
  readonly #search: RunningSearch;

  constructor({ snapshot, unit, works }: Asked) {
    const own = new Set(works.flatMap((work) => [...work.sources, ...work.editions]));
    const others = snapshot.corpus.sources.filter((source) => !own.has(source));
    this.#search = startFinding(snapshot.quoteIndex, others, unit.content.text);
  }

  advance(mayContinue: () => boolean): boolean {
    return this.#search.advance(mayContinue) || this.#search.found()[0]?.match.verdict === "verbatim";
  }

  get best(): FoundQuotation | undefined {
    const [best] = this.#search.found();
    return best?.match.verdict === "altered" ? undefined : best;
  }
}
