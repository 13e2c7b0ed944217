import type { Difference, QuoteMatch } from "../../corpus/quoteVerdict.ts";
import type { Source } from "../../corpus/source.ts";
import { shortWork } from "../../library/shortReference.ts";
import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { Citation } from "../../syntax/facts.ts";
import { originalSpan } from "../../text/mappedText.ts";
import { baseName } from "../../text/path.ts";
import { contains, type Span } from "../../text/span.ts";
import { countWords } from "../../text/words.ts";
import { acceptance, isAccepted, verdictToAccept } from "../acceptedQuotations.ts";
import { typedNote } from "../citedWorks.ts";
import { placeInWords } from "../places.ts";
import type { FoundProblem, RelatedPlace } from "../problem.ts";
import { checkQuotation, type FoundCheck, type QuotationCheck } from "../quotationCheck.ts";
import { type QuotationUnit, quotationUnit } from "../quotationUnits.ts";
import { sourceExtent } from "../sourceWords.ts";
import { joinWords } from "../words/phrases.ts";
import { fixWords } from "../words/problems.ts";
import { alteredFixes, citationFixes, locatorFixes, otherSourceFixes } from "./quotationFixes.ts";

/** Quotations whose words differ from their source, or are not there, or stand on another page, or stand in a source that isn't cited. */
export function quotationProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  if (!snapshot.settings.quotations.check) return [];
  return snapshot.facts.quotations.flatMap((_, index) => {
    const unit = quotationUnit(snapshot, index);
    if (unit === undefined || unit.quotations[0] !== index) return [];
    if (countWords(unit.content.text) < snapshot.settings.quotations.minimumWords) return [];
    const quoted = { snapshot, unit, span: innerOf(snapshot, unit) };
    const check = checkQuotation(snapshot, index);
    const problem = problemOf(quoted, check);
    return problem === undefined ? [] : unlessAccepted(quoted, check, problem);
  });
}

/** One quotation, or two halves of one, with the place of its words in the draft. */
export interface QuotedUnit {
  readonly snapshot: DraftSnapshot;
  readonly unit: QuotationUnit;
  readonly span: Span;
}

/** A problem that can be accepted as it is; none where it was. */
function unlessAccepted({ snapshot, unit }: QuotedUnit, check: QuotationCheck, problem: FoundProblem): readonly FoundProblem[] {
  const { facts } = problem;
  const source = "source" in check ? (check.source?.path ?? "") : "";
  const passage = "match" in check ? (check.match?.text ?? "") : "";
  const printed = facts.code === "quotation.wrong-locator" ? ` (${facts.printed})` : "";
  const verdict = verdictToAccept(snapshot, { code: facts.code, words: unit.content.text + printed, source, passage });
  if (isAccepted(snapshot, verdict)) return [];
  const edits = acceptance(snapshot, verdict);
  if (edits === undefined) return [problem];
  return [{ ...problem, fixes: [...(problem.fixes ?? []), { title: fixWords.accept, edits: [], elsewhere: [edits], preferred: false }] }];
}

function innerOf({ facts }: DraftSnapshot, { quotations }: QuotationUnit): Span {
  const first = facts.quotations[quotations[0] ?? -1]?.inner;
  const last = facts.quotations[quotations.at(-1) ?? -1]?.inner;
  return { start: first?.start ?? 0, end: last?.end ?? 0 };
}

function problemOf(quoted: QuotedUnit, check: QuotationCheck): FoundProblem | undefined {
  switch (check.kind) {
    case "found":
      return check.match.verdict === "altered" ? altered(quoted, check) : wrongLocator(quoted, check);
    case "otherSource":
      return {
        facts: {
          code: "quotation.other-source",
          work: workOf(quoted.snapshot, check.source),
          place: placeInWords(check.match, check.source.work.title),
          citedWork: shortWork(check.cited),
        },
        span: quoted.span,
        severity: check.source.extent === "whole" && isReadWhole(quoted, check.cited.key) ? "warning" : "information",
        fixes: otherSourceFixes(
          quoted,
          check,
          citationOf(quoted, (citation) => citation.key === check.cited.key),
        ),
        related: [passage(check.source, check.match)],
      };
    case "notFound":
      return notFound(quoted, check);
    case "notChecked":
      return undefined;
    case "uncited":
      return uncited(quoted, check);
  }
}

/** Of a part nobody can say that it lacks the words. */
function isReadWhole({ snapshot }: QuotedUnit, key: string): boolean {
  const entry = snapshot.library.find(key);
  return entry !== undefined && snapshot.entrySources.sourcesOf(entry).every((source) => source.extent === "whole");
}

function altered(quoted: QuotedUnit, check: FoundCheck): FoundProblem | undefined {
  const { match } = check;
  const [first, ...others] = gravestFirst(match.differences);
  if (first === undefined && !match.outOfOrder) return undefined;
  const difference = first ?? wholeDifference(match);
  const spelling = first?.spellingOnly === true && !match.outOfOrder;
  return {
    facts: {
      code: "quotation.altered",
      work: shortWork(check.cited),
      place: placeInWords(match, check.source.work.title),
      difference,
      more: others.length,
      context: contextOf(check.source, match, difference),
      outOfOrder: match.outOfOrder,
      printed: match.text,
      otherWork: check.elsewhere === undefined ? undefined : workOf(quoted.snapshot, check.elsewhere),
    },
    span: match.outOfOrder ? quoted.span : differingSpan(quoted.unit, difference),
    ...(spelling ? { severity: "information" as const } : {}),
    fixes: alteredFixes(quoted, match),
    related: [passage(check.source, match), ...others.map((other) => alsoDiffers(quoted, other))],
  };
}

const wholeDifference = ({ span }: QuoteMatch): Difference => ({
  kind: "changed",
  quoted: "",
  quotedSpan: { start: 0, end: 0 },
  printed: "",
  printedSpan: span,
  spellingOnly: false,
});

/** The words that differ and nothing else; where some were left out, the two that stand side by side for it. */
function differingSpan({ content, joint = 0 }: QuotationUnit, { quoted, quotedSpan }: Difference): Span {
  if (quoted !== "") return originalSpan(content, quotedSpan);
  const { text } = content;
  let { start, end } = quotedSpan;
  while (start > 0 && !/[\p{L}\p{N}]/u.test(text[start - 1] ?? "")) start--;
  while (start > 0 && /[\p{L}\p{N}\p{M}'’]/u.test(text[start - 1] ?? "")) start--;
  while (end < text.length && !/[\p{L}\p{N}]/u.test(text[end] ?? "")) end++;
  while (end < text.length && /[\p{L}\p{N}\p{M}'’]/u.test(text[end] ?? "")) end++;
  // What the writer put between two halves is no part of it.
  return originalSpan(content, { start: start < joint && joint < end ? joint : start, end });
}

const alsoDiffers = ({ snapshot, unit }: QuotedUnit, difference: Difference): RelatedPlace => ({
  path: snapshot.path,
  span: differingSpan(unit, difference),
  message: difference.printed === "" ? difference.quoted : difference.printed,
});

/** A word that only is spelt otherwise matters less than one that is another. */
const gravestFirst = (differences: readonly Difference[]): readonly Difference[] =>
  [...differences].sort((one, other) => Number(one.spellingOnly) - Number(other.spellingOnly));

/** `… common and cooperative security …`: the source's words around the difference. */
function contextOf(source: Source, match: QuoteMatch, difference: Difference): string {
  const text = source.read.text;
  const from = wordsBefore(text, difference.printedSpan.start, Math.min(match.span.start, difference.printedSpan.start), 3);
  const to = wordsAfter(text, difference.printedSpan.end, Math.max(match.span.end, difference.printedSpan.end), 3);
  const words = text.slice(from, to).replace(/\s+/g, " ").trim();
  return `${from > match.span.start ? "… " : ""}${words}${to < match.span.end ? " …" : ""}`;
}

function wordsBefore(text: string, from: number, least: number, count: number): number {
  let at = from;
  for (let words = 0; at > least && words <= count; at--) if (/\s/.test(text[at - 1] ?? "") && !/\s/.test(text[at] ?? " ")) words++;
  return at < from && /\s/.test(text[at] ?? "") ? at + 1 : at;
}

function wordsAfter(text: string, from: number, most: number, count: number): number {
  let at = from;
  for (let words = 0; at < most && words <= count; at++) if (/\s/.test(text[at] ?? "")) words++;
  return at;
}

/** The problem stands at the locator, of this quotation's own citation. */
function wrongLocator(quoted: QuotedUnit, check: FoundCheck): FoundProblem | undefined {
  if (check.wrongLocator === undefined) return undefined;
  const { found, locator } = check.wrongLocator;
  const citation = citationOf(quoted, ({ locator: own }) => own?.label === locator.label && own.value === locator.value);
  const inNote = citation === undefined || quoted.snapshot.facts.notes.some((note) => contains(note.body, citation.keySpan));
  return {
    facts: { code: "quotation.wrong-locator", label: locator.label, found, printed: locator.value, inNote },
    span: citation?.locatorSpan ?? quoted.span,
    fixes: locatorFixes(quoted, citation, found),
    related: [passage(check.source, check.match)],
  };
}

function citationOf({ snapshot, unit }: QuotedUnit, isIt: (citation: Citation) => boolean): Citation | undefined {
  return unit.quotations
    .flatMap((index) => snapshot.bindings[index]?.groups ?? [])
    .flatMap((group) => snapshot.facts.groups[group]?.citations ?? [])
    .find(isIt);
}

function notFound({ span }: QuotedUnit, check: QuotationCheck & { kind: "notFound" }): FoundProblem {
  const partial = check.source.extent !== "whole";
  const nearest = check.nearest === undefined ? "" : placeInWords(check.nearest, check.source.work.title);
  return {
    facts: {
      code: "quotation.not-found",
      work: joinWords([check.cited, ...check.others].map(shortWork), "or"),
      document: `${baseName(check.source.path)}, ${sourceExtent(check.source)}`,
      partial,
      nearest: nearest === "" ? undefined : nearest,
    },
    span,
    ...(partial ? { severity: "hint" as const } : {}),
  };
}

/** Only words that stand in the source as they are: with any difference a quotation may be somebody else's. */
function uncited(quoted: QuotedUnit, { match, source }: QuotationCheck & { kind: "uncited" }): FoundProblem | undefined {
  if (match === undefined || source === undefined || match.verdict === "altered" || match.verdict === "marked") return undefined;
  if (quoted.unit.quotations.some((index) => typedNote(quoted.snapshot, index) !== undefined)) return undefined;
  return {
    facts: { code: "quotation.uncited", work: workOf(quoted.snapshot, source), place: placeInWords(match, source.work.title) },
    span: quoted.span,
    fixes: citationFixes(quoted, source, match),
    related: [passage(source, match)],
  };
}

const passage = (source: Source, match: QuoteMatch): RelatedPlace => ({ path: source.path, span: match.span, source, message: match.text });

export function workOf(snapshot: DraftSnapshot, source: Source): string {
  const [entry] = snapshot.entrySources.entriesOf(source);
  return entry === undefined ? (source.work.title ?? baseName(source.path)) : shortWork(entry);
}
