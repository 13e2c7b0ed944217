import { goesOnBehind } from "./bibtexRecovery.ts";
import { isBlank, scanBraced, scanQuoted } from "./bibtexScanner.ts";
import type { EntryRow } from "./entryTable.ts";
import type { FieldMarks } from "./fieldMarks.ts";

/**
 * Reads an entry that is as entries should be, in one pass and without a word to spare: nearly all are. Undefined where anything is unusual,
 * be it right or wrong; then nothing is kept of it, and `readEntry` looks more closely. What both read they read alike.
 */
export function readPlainEntry(text: string, start: number, marks: FieldMarks): EntryRow | undefined {
  const first = marks.length;
  const row = readFrom(text, start, marks, first);
  if (row === undefined) marks.cutTo(first);
  return row;
}

function readFrom(text: string, start: number, marks: FieldMarks, first: number): EntryRow | undefined {
  const before = start === 0 ? newline : text.charCodeAt(start - 1);
  if (before !== newline) return undefined;
  const typeEnd = lettersEnd(text, start + 1);
  if (typeEnd === start + 1 || typeEnd - start > 40 || text.charCodeAt(typeEnd) !== openBrace) return undefined;
  const type = marks.names.numberOf(text.slice(start + 1, typeEnd));
  if (isNoEntry.has(marks.names.nameOf(type))) return undefined;
  const keyStart = typeEnd + 1;
  const keyEnd = plainKeyEnd(text, keyStart);
  if (keyEnd <= keyStart) return undefined;
  const end = readFields(text, keyEnd + 1, start, first, marks);
  return end < 0 ? undefined : { start, end, keyStart, keyEnd, type, first, last: marks.length };
}

const newline = 10;
const quote = 34;
const comma = 44;
const equals = 61;
const at = 64;
const openBrace = 123;
const closeBrace = 125;

const isNoEntry: ReadonlySet<string> = new Set(["comment", "preamble", "string"]);

/** Where the comma behind a key stands; -1 where what stands there is no plain key. */
function plainKeyEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === comma) return i;
    const isPlain =
      code > 32 && code < 127 && code !== quote && code !== equals && code !== at && code !== openBrace && code !== closeBrace;
    if (!isPlain && !(code > 0xbf && /\p{L}|\p{N}/u.test(text[i] ?? ""))) return -1;
  }
  return -1;
}

/** Behind the entry's closing brace; -1 where a field is not plain. */
function readFields(text: string, from: number, base: number, first: number, marks: FieldMarks): number {
  for (let next = from; ; ) {
    next = behindBlank(text, next);
    const code = text.charCodeAt(next);
    if (code === closeBrace) return marks.length > first && goesOnBehind(text, next + 1) ? -1 : next + 1;
    if (code === comma) next++;
    else {
      next = readField(text, next, base, first, marks);
      if (next < 0) return -1;
    }
  }
}

/** From a field's name to the comma or brace behind its value. */
function readField(text: string, start: number, base: number, first: number, marks: FieldMarks): number {
  const nameEnd = nameEndAt(text, start);
  if (nameEnd === start) return -1;
  const sign = behindBlank(text, nameEnd);
  if (text.charCodeAt(sign) !== equals) return -1;
  const name = marks.names.numberOf(text.slice(start, nameEnd));
  if (marks.isBorneSince(first, name)) return -1;
  const value = behindBlank(text, sign + 1);
  const code = text.charCodeAt(value);
  const isWord = code !== openBrace && code !== quote;
  const end = isWord ? nameOrNumberEnd(text, value) : closedEnd(text, value, code);
  if (end <= value) return -1;
  const next = behindBlank(text, end);
  const follows = text.charCodeAt(next);
  if (follows !== comma && follows !== closeBrace) return -1;
  // A long gap is looked at more closely.
  if (next - end > 100) return -1;
  if (isWord) marks.pushWord(base, name, start, nameEnd, value, end);
  else marks.pushText(base, name, start, nameEnd, value, end);
  return next;
}

/** Behind the brace or quotation mark that closes a value; -1 where none does. */
function closedEnd(text: string, open: number, code: number): number {
  const stretch = code === openBrace ? scanBraced(text, open) : scanQuoted(text, open);
  return stretch.isClosed ? stretch.end : -1;
}

const behindBlank = (text: string, from: number): number => {
  let next = from;
  while (isBlank(text.charCodeAt(next))) next++;
  return next;
};

function lettersEnd(text: string, from: number): number {
  let end = from;
  while (isLetter(text.charCodeAt(end))) end++;
  return end;
}

/** A letter, then letters, digits and what stands between them in names. */
function nameEndAt(text: string, from: number): number {
  return isLetter(text.charCodeAt(from)) ? nameOrNumberEnd(text, from) : from;
}

function nameOrNumberEnd(text: string, from: number): number {
  let end = from;
  while (isWordCharacter(text.charCodeAt(end))) end++;
  return end;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const isWordCharacter = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57) || code === 45 || code === 95;
