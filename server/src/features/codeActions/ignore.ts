import type { BibliographySnapshot, DraftSnapshot, Snapshot } from "../../project/snapshot.ts";
import { suppressionCodes } from "../../syntax/suppressions.ts";
import type { Span } from "../../text/span.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { CodeAction } from "../codeAction.ts";
import type { Problem, ProblemCode } from "../problem.ts";
import { codeActionWords } from "../words/codeActions.ts";

/** For each code at a place: a comment that silences it there. */
export function ignoreActions(snapshot: Snapshot, problems: readonly Problem[]): readonly CodeAction[] {
  const first = new Map<ProblemCode, Problem>();
  for (const problem of problems) if (!first.has(problem.facts.code)) first.set(problem.facts.code, problem);
  const where = snapshot.kind === "bibliography" ? "entry" : "paragraph";
  const quotation = [...first].find(([code]) => code.startsWith("quotation."))?.[1];
  return [
    ...(quotation === undefined ? [] : ignoreAction(snapshot, "quotation", quotation, codeActionWords.noQuotation)),
    ...[...first].flatMap(([code, problem]) => ignoreAction(snapshot, code, problem, codeActionWords.ignore(code, where))),
  ];
}

function ignoreAction(snapshot: Snapshot, code: ProblemCode | "quotation", problem: Problem, title: string): readonly CodeAction[] {
  const edit = silencing(snapshot, code, problem.span);
  if (edit === undefined) return [];
  const files = [{ path: snapshot.path, basis: snapshot.text, edits: [edit] }];
  return [
    {
      title,
      kind: "quickfix",
      isPreferred: false,
      problems: [problem],
      work: { kind: "edits", files },
    },
  ];
}

/** The comment goes where `syntax/suppressions.ts` and its kin read one that covers the place; undefined where none can. */
function silencing(snapshot: Snapshot, code: string, place: Span): TextEdit | undefined {
  if (snapshot.kind === "bibliography") return inBibliography(snapshot, code, place);
  return snapshot.facts.language === "latex" ? percentBefore(snapshot.text, place.start, code) : inMarkdown(snapshot, code, place);
}

/** Comments are read between entries; one covers the next entry. JSON has none, and what another program writes anew would lose it. */
function inBibliography({ text, facts }: BibliographySnapshot, code: string, place: Span): TextEdit | undefined {
  if (facts.format !== "bibtex" || facts.writtenBy !== undefined) return undefined;
  const entry = facts.entries.find(({ span }) => place.start < span.end);
  if (entry === undefined) return undefined;
  const at = Math.min(entry.span.start, place.start);
  if (isBlank(text.slice(lineStart(text, at), at))) return percentBefore(text, at, code);
  return inserted(at, `${newlineOf(text)}% ibid-ignore ${code}${newlineOf(text)}`);
}

/** On the line before, indented alike: a line with nothing but a comment leaves no trace in print. */
function percentBefore(text: string, at: number, code: string): TextEdit {
  const start = lineStart(text, at);
  const earlier = lineBefore(text, start);
  if (earlier !== undefined && isIgnoring(text, earlier, /^\s*%/)) return inserted(contentEnd(text, earlier), ` ${code}`);
  const indent = /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? "";
  return inserted(start, `${indent}% ibid-ignore ${code}${newlineOf(text)}`);
}

/**
 * On the line before the paragraph, behind the same marks of a block quotation. Where that would tear a list or a note apart, at the end of the line
 *
 *     - an item with an [@odd] key <!-- ibid-ignore citation.undefined -->
 *
 * and before the whole of a table. The front matter has no comments of this kind.
 */
function inMarkdown({ text, facts }: DraftSnapshot, code: string, place: Span): TextEdit | undefined {
  const block = facts.blocks.find(({ end }) => place.start <= end);
  if (block === undefined || place.start < lineStart(text, block.start)) return undefined;
  const start = lineStart(text, block.start);
  const table = tableAround(text, start);
  const prefix = linePrefix.exec(text.slice(table ?? start, lineEnd(text, table ?? start)))?.[0] ?? "";
  const isBare = table !== undefined || headingMark.test(text.slice(start + prefix.length, block.start));
  return isBare ? commentBefore(text, table ?? start, prefix, code) : commentBehind(text, place, code);
}

const linePrefix = /^(?:[ \t]*>)*[ \t]*/;
const headingMark = /^(?:#{1,6}[ \t]+)?$/;

function commentBefore(text: string, start: number, prefix: string, code: string): TextEdit {
  const earlier = lineBefore(text, start);
  if (earlier !== undefined && isIgnoring(text, earlier, /<!--[^>]*-->\s*$/)) {
    const close = text.lastIndexOf("-->", earlier.end);
    return inserted(close - (text[close - 1] === " " ? 1 : 0), ` ${code}`);
  }
  return inserted(start, `${prefix}<!-- ibid-ignore ${code} -->${newlineOf(text)}`);
}

/** Before the blanks or the backslash that break the line. */
function commentBehind(text: string, place: Span, code: string): TextEdit {
  const start = lineStart(text, place.end);
  const line = text.slice(start, lineEnd(text, place.end));
  return inserted(start + line.replace(/\\?\s*$/, "").length, ` <!-- ibid-ignore ${code} -->`);
}

/** Where the pipe table begins that holds a line; undefined where it is none. */
function tableAround(text: string, line: number): number | undefined {
  if (!text.slice(line, lineEnd(text, line)).includes("|")) return undefined;
  let start = line;
  let hasRule = isTableRule(text, line);
  for (let up = lineBefore(text, start); up !== undefined && text.slice(up.start, up.end).includes("|"); up = lineBefore(text, start)) {
    start = up.start;
    hasRule ||= isTableRule(text, start);
  }
  const below = lineEnd(text, line) + 1;
  return hasRule || (below < text.length && isTableRule(text, below)) ? start : undefined;
}

const isTableRule = (text: string, line: number): boolean => /^[ \t>]*\|?[ \t]*:?-+[-:| \t]*$/.test(text.slice(line, lineEnd(text, line)));

function isIgnoring(text: string, line: Span, mark: RegExp): boolean {
  const words = text.slice(line.start, line.end).replace(/^[ \t>]+/, "");
  return mark.test(words) && suppressionCodes(words) !== undefined;
}

const inserted = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });

const isBlank = (words: string): boolean => words.trim() === "";

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** Before the line's `\n` or `\r\n`. */
function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  const end = newline < 0 ? text.length : newline;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

function lineBefore(text: string, start: number): Span | undefined {
  return start === 0 ? undefined : { start: lineStart(text, start - 1), end: start - 1 };
}

const contentEnd = (text: string, line: Span): number => line.start + text.slice(line.start, line.end).trimEnd().length;

const newlineOf = (text: string): string => {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
};
