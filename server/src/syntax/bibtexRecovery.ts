import type { Span } from "../text/span.ts";
import { fieldNameEnd, isBlank, isEntryStart, isFieldStart, scanBraced, skipBlank, skipSpaces } from "./bibtexScanner.ts";

/** Where a value that was never closed ought to have ended, and where reading goes on. */
export interface Repair {
  readonly valueEnd: number;
  readonly resume: number;
}

/**
 * A value that lacks its closing brace has swallowed what follows. It ended, most likely, on the line before the next field
 *
 *     title = {Power and Purpose,
 *     author = {…}
 *
 * or before a line with nothing but the entry's closing bracket.
 */
export function repairUnclosed(text: string, swallowed: Span): Repair | undefined {
  for (let line = nextLine(text, swallowed.start); line < swallowed.end; line = nextLine(text, line)) {
    const first = skipSpaces(text, line, 200);
    if (first >= swallowed.end) return undefined;
    if (isFieldStart(text, first) || isClosingLine(text, first))
      return { valueEnd: trimmedEnd(text, swallowed.start, line), resume: first };
  }
  return undefined;
}

/**
 * A quotation mark that is missing turns the next field's opening mark into a closing one: the value then ends in `name =`.
 *
 *     title = "Power and Purpose,
 *     author = "…"
 */
export function repairQuoted(text: string, value: Span): Repair | undefined {
  // Behind a value that was meant to end here stands what BibTeX expects, not the next value's words.
  if (/[,#})]/.test(text[skipSpaces(text, value.end, 200)] ?? ",")) return undefined;
  let at = value.end - 2;
  const furthest = Math.max(value.start, value.end - 200);
  const back = () => {
    while (at > furthest && isBlank(text.charCodeAt(at))) at--;
  };
  back();
  if (text[at] !== "=") return undefined;
  at--;
  back();
  while (at > furthest && !isBlank(text.charCodeAt(at))) at--;
  const name = skipBlank(text, at);
  const line = text.slice(furthest, name).lastIndexOf("\n") + furthest;
  if (line < furthest || line <= value.start || skipBlank(text, line) !== name || !isFieldStart(text, name)) return undefined;
  return { valueEnd: trimmedEnd(text, value.start, line), resume: name };
}

/** Moves over what is no field: to the next comma, the entry's end, the next line that begins a field, or the next entry. */
export function skipGarbage(text: string, from: number, close: string): number {
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === "," || character === close) return at;
    if (character === "@" && isEntryStart(text, at)) return at;
    if (character === "\n" && isFieldStart(text, skipSpaces(text, at + 1, 200))) return at;
    if (character === "{") at = scanBraced(text, at).end;
    else if (character === '"') at = behindQuotation(text, at);
    else at++;
  }
  return at;
}

/** True where the entry's closing bracket was one brace too many of the value before: fields go on behind it. */
export function goesOnBehind(text: string, end: number): boolean {
  let next = skipSpaces(text, end, 200);
  if (text[next] === ",") next = skipSpaces(text, next + 1, 200);
  else if (text.slice(end, next).includes("\n") === false) return false;
  if (!isFieldStart(text, next)) return false;
  const value = skipSpaces(text, skipSpaces(text, fieldNameEnd(text, next), 100) + 1, 100);
  return text[value] === "{" || text[value] === '"' || /[\w-]/.test(text[value] ?? "");
}

function behindQuotation(text: string, open: number): number {
  for (let at = open + 1; at < text.length && text[at] !== "\n"; at++) if (text[at] === '"') return at + 1;
  return open + 1;
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}

function isClosingLine(text: string, at: number): boolean {
  if (text[at] !== "}" && text[at] !== ")") return false;
  const next = skipSpaces(text, at + 1, 200);
  return next >= text.length || text.slice(at + 1, next).includes("\n");
}

function trimmedEnd(text: string, start: number, line: number): number {
  let end = line;
  while (end > start && (isBlank(text.charCodeAt(end - 1)) || text[end - 1] === ",")) end--;
  return end;
}
