import { normalForm } from "../text/normalForm.ts";
import type { Span } from "../text/span.ts";
import { isStopWord } from "../text/stopWords.ts";
import { countWords } from "../text/words.ts";
import { placeOf } from "./place.ts";
import { formAt, frequencyOf, type PreparedSource, wordCount, wordsSpan } from "./preparedSource.ts";
import { type Arrangement, arrangementsOf, type Search } from "./quoteArrangement.ts";
import { isMarked, isPrintedSo } from "./quoteMarks.ts";
import { type QuoteParts, quoteParts } from "./quoteParts.ts";
import type { QuoteMatch } from "./quoteVerdict.ts";

export { type PreparedSource, prepareSource } from "./preparedSource.ts";

/**
 * A quotation held against one source, word by word; undefined where less than 60 % of its words align in order.
 * Of one to three words all must stand there: with fewer, any text is similar to any other.
 */
export function matchQuotation(prepared: PreparedSource, quotation: string): QuoteMatch | undefined {
  return allMatches(prepared, quotation)[0];
}

/** All places where the quotation stands word for word, the best first: the same words may stand on several pages. One where it stands nowhere so. */
export function allMatches(prepared: PreparedSource, quotation: string): readonly QuoteMatch[] {
  const parts = quoteParts(quotation);
  const exact = matchesOf(prepared, parts, "wordForWord");
  if (exact.length === 0) return matchesOf(prepared, parts, "likely");
  const others = arrangementsOf(prepared, parts, "wordForWord").filter(isClean);
  const known = new Set(exact.map((match) => match.span.start));
  return [...exact, ...others.map((arrangement) => matchOf(prepared, parts, arrangement)).filter((match) => !known.has(match.span.start))];
}

/** The best matches, all equally good. */
export function matchesOf(prepared: PreparedSource, quotation: QuoteParts, search: Search): readonly QuoteMatch[] {
  if (!couldStandIn(prepared, quotation)) return [];
  const own = quotation.plain ? matchesOf(prepared, quotation.plain, "wordForWord") : [];
  if (own[0]?.verdict === "verbatim") return own;
  const exactOnly = search === "wordForWord" || isShort(quotation);
  const matches = arrangementsOf(prepared, quotation, search)
    .filter((arrangement) => (exactOnly ? isClean(arrangement) : isNear(prepared, quotation, arrangement)))
    .map((arrangement) => matchOf(prepared, quotation, arrangement))
    .sort(bestFirst);
  const best = matches[0];
  return best ? matches.filter((match) => bestFirst(best, match) === 0) : [];
}

/** The place that comes nearest, however far: "Nearest: p. 9". Undefined where no word that means something is shared. */
export function nearest(prepared: PreparedSource, quotation: string): QuoteMatch | undefined {
  return nearestMatch(prepared, quoteParts(quotation));
}

export function nearestMatch(prepared: PreparedSource, parts: QuoteParts): QuoteMatch | undefined {
  const matches = arrangementsOf(prepared, parts, "likely")
    .filter((arrangement) => arrangement.aligned > 1 && sharesMeaning(prepared, arrangement))
    .map((arrangement) => matchOf(prepared, parts, arrangement));
  return matches.sort(bestFirst)[0];
}

/** Better verdicts first, then more aligned words, then fewer differences; 0 for matches that are equally good. */
export function bestFirst(one: QuoteMatch, other: QuoteMatch): number {
  return (
    RANKS.indexOf(one.verdict) - RANKS.indexOf(other.verdict) ||
    other.score - one.score ||
    one.differences.length - other.differences.length
  );
}

const RANKS: readonly QuoteMatch["verdict"][] = ["verbatim", "typographic", "marked", "altered"];

const LEAST_ALIGNED = 0.6;

/** Cheap: a source that lacks half of the words can't hold the quotation. */
function couldStandIn(prepared: PreparedSource, quotation: QuoteParts): boolean {
  let known = 0;
  for (const part of quotation.parts) {
    for (const token of part.tokens) {
      if (token.kind === "word" && (token.certain || prepared.vocabulary.has(token.form))) known++;
    }
  }
  return quotation.wordCount > 0 && known >= Math.floor(quotation.wordCount * 0.5);
}

const isShort = (quotation: QuoteParts): boolean => countWords(normalForm(quotation.text).text) <= 3;

const isClean = (arrangement: Arrangement): boolean => arrangement.differences.length === 0 && !arrangement.outOfOrder;

/**
 * Words that stand alone among others align by chance: `of … the … in`. Those of a real quotation stand together in runs
 * or weigh something.
 */
function isNear(prepared: PreparedSource, quotation: QuoteParts, arrangement: Arrangement): boolean {
  if (isClean(arrangement) || arrangement.outOfOrder) return true;
  if (arrangement.aligned < quotation.wordCount * LEAST_ALIGNED || !sharesMeaning(prepared, arrangement)) return false;
  const runs = Math.max(1, arrangement.runs.length);
  return arrangement.aligned >= 2 * runs || arrangement.runs.some((run) => run >= 4) || weighsEnough(prepared, quotation, arrangement);
}

const sharesMeaning = (prepared: PreparedSource, arrangement: Arrangement): boolean =>
  arrangement.alignedWords.some((word) => !isStopWord(formAt(prepared, word)));

function weighsEnough(prepared: PreparedSource, quotation: QuoteParts, arrangement: Arrangement): boolean {
  const weight = (id: number): number => Math.log2(1 + wordCount(prepared) / (1 + frequencyOf(prepared, id)));
  let total = 0;
  for (const part of quotation.parts) {
    for (const token of part.tokens) if (token.kind === "word") total += weight(prepared.vocabulary.get(token.form) ?? -1);
  }
  const aligned = arrangement.alignedWords.reduce((sum, word) => sum + weight(prepared.words[word] ?? -1), 0);
  return aligned >= total / 2;
}

function matchOf(prepared: PreparedSource, quotation: QuoteParts, arrangement: Arrangement): QuoteMatch {
  const { read, path } = prepared.source;
  const span: Span = wordsSpan(prepared, arrangement.words.from, arrangement.words.to);
  return {
    path,
    verdict: verdictOf(prepared, quotation, arrangement),
    score: quotation.wordCount > 0 ? Math.min(1, arrangement.aligned / quotation.wordCount) : 0,
    span,
    text: read.text.slice(span.start, span.end),
    ...placeOf(prepared.source, span.start),
    differences: arrangement.differences,
    outOfOrder: arrangement.outOfOrder,
  };
}

function verdictOf(prepared: PreparedSource, quotation: QuoteParts, arrangement: Arrangement): QuoteMatch["verdict"] {
  if (!isClean(arrangement)) return "altered";
  if (isPrintedSo(prepared, quotation, arrangement.words)) return "verbatim";
  return isMarked(prepared, quotation, arrangement.placements) ? "marked" : "typographic";
}
