import type { Difference, QuoteMatch } from "../../corpus/quoteVerdict.ts";
import type { Source } from "../../corpus/source.ts";
import type { Locator } from "../../csl/types.ts";
import { shortWork } from "../../library/shortReference.ts";
import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { Quotation } from "../../syntax/facts.ts";
import { originalSpan } from "../../text/mappedText.ts";
import { baseName } from "../../text/path.ts";
import { contains } from "../../text/span.ts";
import { countWords } from "../../text/words.ts";
import { placeInWords } from "../places.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { checkQuotation, type FoundCheck, type QuotationCheck } from "../quotationCheck.ts";
import { sourceExtent } from "../sourceWords.ts";
import { fixWords } from "../words/problems.ts";

/** Quotations whose words differ from their source, or are not there, or stand on another page. */
export function quotationProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  if (!snapshot.settings.quotations.check) return [];
  return snapshot.facts.quotations.flatMap((quotation, index) => {
    if (countWords(quotation.content.text) < snapshot.settings.quotations.minimumWords) return [];
    const problem = problemOf(snapshot, quotation, index, checkQuotation(snapshot, index));
    return problem === undefined ? [] : [problem];
  });
}

function problemOf(snapshot: DraftSnapshot, quotation: Quotation, index: number, check: QuotationCheck): FoundProblem | undefined {
  switch (check.kind) {
    case "found":
      if (check.match.verdict === "altered") return altered(quotation, check);
      return check.wrongLocator === undefined ? undefined : wrongLocator(snapshot, quotation, index, check, check.wrongLocator);
    case "otherSource":
      return {
        facts: {
          code: "quotation.other-source",
          work: workOf(snapshot, check.source),
          place: placeInWords(check.match, check.source.work.title),
          citedWork: shortWork(check.cited),
        },
        span: quotation.inner,
        severity: check.source.extent === "whole" ? "warning" : "information",
        related: [passage(check.source, check.match)],
      };
    case "notFound":
      return notFound(quotation, check);
    case "notChecked":
    case "uncited":
      return undefined;
  }
}

function altered(quotation: Quotation, check: FoundCheck): FoundProblem | undefined {
  const { match } = check;
  const [first, ...others] = gravestFirst(match.differences);
  if (first === undefined && !match.outOfOrder) return undefined;
  const difference = first ?? {
    kind: "changed",
    quoted: "",
    quotedSpan: { start: 0, end: 0 },
    printed: "",
    printedSpan: match.span,
    spellingOnly: false,
  };
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
      otherWork: check.elsewhere === undefined ? undefined : baseName(check.elsewhere.path),
    },
    span: difference.quoted === "" || match.outOfOrder ? quotation.inner : originalSpan(quotation.content, difference.quotedSpan),
    ...(first?.spellingOnly === true && !match.outOfOrder ? { severity: "information" as const } : {}),
    fixes: alteredFixes(quotation, match),
    related: [passage(check.source, match)],
  };
}

/** A word that only is spelt otherwise matters less than one that is another. */
const gravestFirst = (differences: readonly Difference[]): readonly Difference[] =>
  [...differences].sort((one, other) => Number(one.spellingOnly) - Number(other.spellingOnly));

/** All differing words at once, and nothing but them: what the writer marked stays as it is. */
function alteredFixes(quotation: Quotation, match: QuoteMatch): readonly Fix[] {
  if (match.outOfOrder) return [];
  return [
    {
      title: fixWords.sourceWording(match.differences.length === 1 ? (match.differences[0]?.printed ?? "") : ""),
      edits: match.differences.map((difference) => editOf(quotation, difference)),
      preferred: true,
    },
  ];
}

function editOf(quotation: Quotation, difference: Difference): Fix["edits"][number] {
  const { content } = quotation;
  const { start, end } = difference.quotedSpan;
  switch (difference.kind) {
    case "changed":
      return { span: originalSpan(content, difference.quotedSpan), text: difference.printed };
    case "leftOut": {
      const at = originalSpan(content, { start, end: start }).start;
      // The word goes in before the next one, or after the last.
      const atEnd = start >= content.text.length || /\s/.test(content.text[start] ?? " ");
      return { span: { start: at, end: at }, text: atEnd ? ` ${difference.printed}` : `${difference.printed} ` };
    }
    case "added": {
      // With the space beside it, so that no double space stays behind.
      const before = start > 0 && /\s/.test(content.text[start - 1] ?? "") ? 1 : 0;
      const after = before === 0 && /\s/.test(content.text[end] ?? "") ? 1 : 0;
      return { span: originalSpan(content, { start: start - before, end: end + after }), text: "" };
    }
  }
}

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
function wrongLocator(snapshot: DraftSnapshot, quotation: Quotation, index: number, check: FoundCheck, locator: Locator): FoundProblem {
  const groups = (snapshot.bindings[index]?.groups ?? []).flatMap((group) => snapshot.facts.groups[group] ?? []);
  const citation = groups
    .flatMap((group) => group.citations)
    .find((candidate) => candidate.locator?.label === locator.label && candidate.locator.value === locator.value);
  const inNote = snapshot.facts.notes.some((note) => citation !== undefined && contains(note.body, citation.keySpan));
  return {
    facts: { code: "quotation.wrong-locator", page: check.match.page ?? "", printedLocator: `p. ${locator.value}`, inNote },
    span: citation?.locatorSpan ?? quotation.inner,
    related: [passage(check.source, check.match)],
  };
}

function notFound(quotation: Quotation, check: QuotationCheck & { kind: "notFound" }): FoundProblem {
  const partial = check.source.extent !== "whole";
  const nearest = check.nearest === undefined ? "" : placeInWords(check.nearest, check.source.work.title);
  return {
    facts: {
      code: "quotation.not-found",
      work: shortWork(check.cited),
      document: `${baseName(check.source.path)}, ${sourceExtent(check.source)}`,
      partial,
      nearest: nearest === "" ? undefined : nearest,
    },
    span: quotation.inner,
    ...(partial ? { severity: "hint" as const } : {}),
  };
}

const passage = (source: Source, match: QuoteMatch) => ({ path: source.path, span: match.span, source, message: match.text });

function workOf(snapshot: DraftSnapshot, source: Source): string {
  const [entry] = snapshot.entrySources.entriesOf(source);
  return entry === undefined ? (source.work.title ?? baseName(source.path)) : shortWork(entry);
}
