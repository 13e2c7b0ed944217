import { span } from "../text/span.ts";
import type { SyntaxFaultKind } from "./bibliography.ts";
import { repairQuoted, repairUnclosed, skipGarbage } from "./bibtexRecovery.ts";
import { endOfLineWithin, fieldNameEnd, isBlank, isEntryStart, isFieldStart, scanBraced, scanQuoted, skipBlank } from "./bibtexScanner.ts";
import type { Piece } from "./scannedField.ts";

export interface ScannedValue {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** Where reading goes on; behind `end` where something was swallowed. */
  readonly resume: number;
  readonly fault: SyntaxFaultKind | undefined;
}

/** Reads what follows `=`: `{…}`, `"…"`, numbers and names, joined by `#`. `after` is the offset behind the sign. */
export function scanValue(text: string, after: number, close: string, mayRepair: boolean): ScannedValue {
  const start = skipBlank(text, after);
  const pieces: Piece[] = [];
  let at = start;
  for (;;) {
    const part = scanPart(text, at, close, mayRepair);
    if (part === undefined)
      return { start: pieces.length > 0 ? start : after, end: valueEnd(pieces, after), pieces, resume: at, fault: "missingValue" };
    pieces.push(part.piece);
    if (part.fault !== undefined || part.resume !== part.end)
      return { start, end: part.end, pieces, resume: part.resume, fault: part.fault };
    const next = skipBlank(text, part.end);
    if (text[next] !== "#") return { start, end: part.end, pieces, resume: part.end, fault: undefined };
    at = skipBlank(text, next + 1);
  }
}

interface ScannedPart {
  readonly piece: Piece;
  /** Behind its closing brace or quotation mark. */
  readonly end: number;
  readonly resume: number;
  readonly fault: SyntaxFaultKind | undefined;
}

function scanPart(text: string, at: number, close: string, mayRepair: boolean): ScannedPart | undefined {
  const character = text[at];
  if (character === undefined || character === "," || character === close || character === "}" || character === "=" || character === "#")
    return undefined;
  if (character === "@" && isEntryStart(text, at)) return undefined;
  if (character === "{") return scanDelimited(text, at, mayRepair, "{");
  if (character === '"') return scanDelimited(text, at, mayRepair, '"');
  return scanWord(text, at, close);
}

function scanDelimited(text: string, open: number, mayRepair: boolean, mark: "{" | '"'): ScannedPart {
  const stretch = mark === "{" ? scanBraced(text, open) : scanQuoted(text, open);
  const whole = span(open, stretch.end);
  const repair = !mayRepair
    ? undefined
    : stretch.isClosed
      ? mark === '"'
        ? repairQuoted(text, whole)
        : undefined
      : repairUnclosed(text, whole);
  if (repair !== undefined) return unclosedPart(open, repair.valueEnd, repair.resume);
  if (!stretch.isClosed) return unclosedPart(open, backOverBlank(text, open + 1, stretch.end), stretch.end);
  return { piece: { kind: "text", start: open + 1, end: stretch.end - 1 }, end: stretch.end, resume: stretch.end, fault: undefined };
}

/** A value whose closing bracket is missing; `end` is at least behind the opening one. */
function unclosedPart(open: number, end: number, resume: number): ScannedPart {
  const textEnd = Math.max(open + 1, end);
  return {
    piece: { kind: "text", start: open + 1, end: textEnd },
    end: textEnd,
    resume: Math.max(resume, textEnd),
    fault: "unclosedValue",
  };
}

/** The value of a field whose entry never closes, cut where it should have ended. */
export function cutValue(text: string, open: number, end: number): ScannedValue | undefined {
  const repair = repairUnclosed(text, span(open, end));
  if (repair === undefined) return undefined;
  const part = unclosedPart(open, repair.valueEnd, repair.resume);
  return { start: open, end: part.end, pieces: [part.piece], resume: part.resume, fault: "unclosedValue" };
}

/** A number, a name, or what somebody forgot to put in braces: `isbn = 1-405-80673-7`, `url = http://x.org/?a=b`, `title = Power and Purpose`. */
function scanWord(text: string, at: number, close: string): ScannedPart | undefined {
  const nameEnd = fieldNameEnd(text, at);
  // `title =` with nothing behind it, and the next field on the next line.
  if (isFieldStart(text, at) && text[skipBlank(text, nameEnd)] === "=" && /^[\w-]+$/.test(text.slice(at, nameEnd))) return undefined;
  let end = at;
  while (end < text.length && !isWordStop(text, end, close)) end++;
  if (end === at) return undefined;
  const word: ScannedPart = { piece: { kind: "word", start: at, end }, end, resume: end, fault: undefined };
  return isLastOfValue(text, end, close) ? word : scanBareText(text, at, end, close);
}

function isWordStop(text: string, at: number, close: string): boolean {
  const character = text[at] ?? "";
  return (
    character === "," ||
    character === close ||
    character === "#" ||
    character === '"' ||
    character === "{" ||
    character === "}" ||
    isBlank(text.charCodeAt(at))
  );
}

/** True where the line ends behind a word, or what BibTeX expects follows, or another field. */
function isLastOfValue(text: string, end: number, close: string): boolean {
  const next = skipBlank(text, end);
  const character = text[next];
  if (character === undefined || character === "," || character === close || character === "#" || character === "%") return true;
  return text.slice(end, next).includes("\n") || isFieldStart(text, next);
}

function scanBareText(text: string, start: number, from: number, close: string): ScannedPart {
  const stop = endOfLineWithin(text, from, skipGarbage(text, from, close));
  const end = backOverBlank(text, from, stop);
  return { piece: { kind: "text", start, end }, end, resume: Math.max(end, stop), fault: "unclosedValue" };
}

function backOverBlank(text: string, from: number, end: number): number {
  let last = end;
  while (last > from && isBlank(text.charCodeAt(last - 1))) last--;
  return last;
}

const valueEnd = (pieces: readonly Piece[], otherwise: number): number => {
  const last = pieces.at(-1);
  return last === undefined ? otherwise : last.kind === "text" ? last.end + 1 : last.end;
};
