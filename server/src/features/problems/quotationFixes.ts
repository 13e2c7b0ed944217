import type { Difference, QuoteMatch } from "../../corpus/quoteVerdict.ts";
import type { Source } from "../../corpus/source.ts";
import { shortWork } from "../../library/shortReference.ts";
import type { Citation } from "../../syntax/facts.ts";
import { type MappedText, originalSpan } from "../../text/mappedText.ts";
import { insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import type { Fix } from "../problem.ts";
import type { QuotationCheck } from "../quotationCheck.ts";
import { fixWords } from "../words/problems.ts";
import type { QuotedUnit } from "./quotations.ts";

/** The source's wording, or the writer's own with the marks that say so; all differing words at once, and nothing but them. */
export function alteredFixes({ snapshot, unit }: QuotedUnit, { differences, outOfOrder }: QuoteMatch): readonly Fix[] {
  const [first] = differences;
  if (outOfOrder || first === undefined) return [];
  const isOne = differences.length === 1;
  const latex = snapshot.facts.language === "latex";
  return [
    {
      title: fixWords.sourceWording(isOne ? first.printed.replace(/\s+/g, " ") : ""),
      edits: differences.map((difference) => sourceWording(unit.content, difference)),
      preferred: true,
    },
    {
      title: fixWords.markChange(isOne ? first.kind : "several"),
      edits: differences.flatMap((difference) => marked(unit.content, difference, latex)),
      preferred: false,
    },
  ];
}

/** The page where the words stand, behind the label as it is typed. */
export function locatorFixes({ snapshot }: QuotedUnit, citation: Citation | undefined, found: string): readonly Fix[] {
  if (citation?.locator === undefined || citation.locatorSpan === undefined || found === "") return [];
  const { start, end } = citation.locatorSpan;
  const at = snapshot.text.slice(start, end).lastIndexOf(citation.locator.value);
  if (at < 0) return [];
  const span = { start: start + at, end: start + at + citation.locator.value.length };
  return [{ title: fixWords.changeTo(found), edits: [replacement(span, found)], preferred: true }];
}

/** The key of the source that has the words, with its page where a page is named. */
export function otherSourceFixes(
  { snapshot }: QuotedUnit,
  { match, source }: QuotationCheck & { kind: "otherSource" },
  citation: Citation | undefined,
): readonly Fix[] {
  return snapshot.entrySources.entriesOf(source).flatMap((entry) => {
    if (citation === undefined || entry.key === "") return [];
    const edits = [replacement(citation.keySpan, entry.key)];
    const { locator, locatorSpan } = citation;
    const at =
      locatorSpan === undefined || locator?.label !== "page"
        ? -1
        : snapshot.text.slice(locatorSpan.start, locatorSpan.end).lastIndexOf(locator.value);
    if (at >= 0 && locatorSpan !== undefined && locator !== undefined && match.page !== undefined)
      edits.push(replacement({ start: locatorSpan.start + at, end: locatorSpan.start + at + locator.value.length }, match.page));
    return [{ title: fixWords.citeInstead(shortWork(entry)), edits, preferred: false }];
  });
}

/** The missing citation, behind the quotation, in the draft's own way. */
export function citationFixes({ snapshot, unit }: QuotedUnit, source: Source, match: QuoteMatch): readonly Fix[] {
  const quotation = snapshot.facts.quotations[unit.quotations.at(-1) ?? -1];
  const [entry] = snapshot.entrySources.entriesOf(source);
  if (quotation === undefined || entry === undefined || entry.key === "") return [];
  const at = quotation.kind === "block" ? quotation.inner.end : quotation.span.end;
  const citation =
    snapshot.facts.language === "latex"
      ? latexCitation(snapshot.facts.groups, entry.key, match.page)
      : markdownCitation(entry.key, match.page);
  return [{ title: fixWords.cite(shortWork(entry)), edits: [insertion(at, citation)], preferred: true }];
}

const markdownCitation = (key: string, page: string | undefined): string => {
  const name = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_:.#$%&+?<>~/-]*[\p{L}\p{N}_])?$/u.test(key) ? key : `{${key}}`;
  return page === undefined ? ` [@${name}]` : ` [@${name}, p. ${page}]`;
};

/** By the command that the draft cites with most often. */
function latexCitation(groups: readonly { readonly command: string | undefined }[], key: string, page: string | undefined): string {
  const counts = new Map<string, number>();
  for (const { command } of groups) if (command !== undefined && USUAL.test(command)) counts.set(command, (counts.get(command) ?? 0) + 1);
  const [command = "cite"] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
  const space = command.startsWith("foot") ? "" : " ";
  return `${space}\\${command}${page === undefined ? "" : `[${page}]`}{${key}}`;
}

const USUAL = /^(?:cite|citep|parencite|autocite|footcite|smartcite|supercite)$/;

function sourceWording(content: MappedText, difference: Difference): TextEdit {
  const { start, end } = difference.quotedSpan;
  const printed = difference.printed.replace(/\s+/g, " ");
  switch (difference.kind) {
    case "changed":
      return replacement(originalSpan(content, difference.quotedSpan), printed);
    case "leftOut":
      return between(content, start, printed);
    case "added": {
      // With the space beside it, so that no double space stays behind.
      const before = start > 0 && /\s/.test(content.text[start - 1] ?? "") ? 1 : 0;
      const after = before === 0 && /\s/.test(content.text[end] ?? "") ? 1 : 0;
      return replacement(originalSpan(content, { start: start - before, end: end + after }), "");
    }
  }
}

/** The word goes in before the next one, or after the last. */
function between(content: MappedText, start: number, word: string): TextEdit {
  const at = originalSpan(content, { start, end: start }).start;
  const atEnd = start >= content.text.length || !/[\p{L}\p{N}]/u.test(content.text[start] ?? " ");
  return insertion(at, atEnd ? ` ${word}` : `${word} `);
}

function marked(content: MappedText, difference: Difference, latex: boolean): readonly TextEdit[] {
  if (difference.kind === "leftOut") return [between(content, difference.quotedSpan.start, latex ? "[\\dots]" : "[…]")];
  const { start, end } = originalSpan(content, difference.quotedSpan);
  return [insertion(start, "["), insertion(end, "]")];
}
