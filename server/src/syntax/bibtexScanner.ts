/** Small steps over the text of a BibTeX file. Each looks at a bounded stretch or moves forward only, so that reading stays linear. */

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const PERCENT = 37;
const OPEN_PARENTHESIS = 40;
const CLOSE_PARENTHESIS = 41;
const AT = 64;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** `@article{`, up to its opening brace or parenthesis. */
export interface EntryHead {
  /** Of the `@`. */
  readonly start: number;
  /** As written: `Article`. */
  readonly type: string;
  readonly typeEnd: number;
  /** Of the `{` or `(`. */
  readonly open: number;
  readonly close: "}" | ")";
}

/** Where a bracketed stretch ends: behind its closing bracket, or, where none comes, at the next entry or the end of the text. */
export interface Stretch {
  readonly end: number;
  readonly isClosed: boolean;
}

/** White space and the control characters that broken exports leave. */
export const isBlank = (code: number): boolean => code <= SPACE || code === 0xa0 || code === 0xfeff;

export function skipBlank(text: string, at: number): number {
  let next = at;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  return next;
}

/** Between the fields of an entry `%` begins a comment, as biber has it; inside a value it is text. */
export function skipBlankAndComments(text: string, at: number): number {
  let next = skipBlank(text, at);
  while (text.charCodeAt(next) === PERCENT) next = skipBlank(text, endOfLine(text, next));
  return next;
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The same within a stretch: a file of one long line is not searched for each stretch of it. */
export function endOfLineWithin(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text.charCodeAt(end) !== NEWLINE) end++;
  return end;
}

/** True where only spaces stand between the line's start and `at`. */
export function beginsLine(text: string, at: number): boolean {
  const furthest = Math.max(0, at - 200);
  for (let before = at - 1; before >= furthest; before--) {
    const code = text.charCodeAt(before);
    if (code === NEWLINE || code === RETURN) return true;
    if (code !== SPACE && code !== TAB && code !== 0xfeff) return false;
  }
  return furthest === 0;
}

/** The head of an entry that begins with the `@` at `at`: `@article{`, `@ Article (`. */
export function entryHeadAt(text: string, at: number): EntryHead | undefined {
  const typeStart = skipSpaces(text, at + 1, 20);
  let typeEnd = typeStart;
  while (typeEnd - typeStart < 60 && isTypeCharacter(text.charCodeAt(typeEnd))) typeEnd++;
  if (typeEnd === typeStart) return undefined;
  const open = skipSpaces(text, typeEnd, 100);
  const code = text.charCodeAt(open);
  if (code !== OPEN_BRACE && code !== OPEN_PARENTHESIS) return undefined;
  return { start: at, type: text.slice(typeStart, typeEnd), typeEnd, open, close: code === OPEN_BRACE ? "}" : ")" };
}

/**
 * True for the `@` of `@word{` at the start of a line: whatever was open before, a new entry begins here.
 * A parenthesis must follow at once, since prose has "@home (or not)".
 */
export function isEntryStart(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== AT || !beginsLine(text, at)) return false;
  const head = entryHeadAt(text, at);
  return head !== undefined && (head.close === "}" || head.open === head.typeEnd);
}

/** From a `{` to behind its `}`. As for BibTeX, `\{` counts like `{`. */
export function scanBraced(text: string, open: number): Stretch {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && --depth === 0) return { end: at + 1, isClosed: true };
    else if (code === AT && isEntryStart(text, at)) return { end: at, isClosed: false };
  }
  return { end: text.length, isClosed: false };
}

/** From a `"` to behind the next one outside braces. */
export function scanQuoted(text: string, open: number): Stretch {
  let depth = 0;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && depth === 0) return { end: at + 1, isClosed: true };
    if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && depth > 0) depth--;
    else if (code === AT && isEntryStart(text, at)) return { end: at, isClosed: false };
  }
  return { end: text.length, isClosed: false };
}

/** The block of `@comment{…}`, entries inside it included, or of `@preamble(…)`, which holds none: it ends where one begins. */
export function scanBlock(text: string, head: EntryHead): Stretch {
  const isBrace = head.close === "}";
  const mayHoldEntries = head.type.toLowerCase() === "comment";
  let depth = 0;
  for (let at = head.open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN_BRACE || (!isBrace && code === OPEN_PARENTHESIS)) depth++;
    else if (code === CLOSE_BRACE || (!isBrace && code === CLOSE_PARENTHESIS)) {
      depth--;
      if (depth <= 0) return { end: at + 1, isClosed: true };
    } else if (code === AT && !mayHoldEntries && isEntryStart(text, at)) return { end: at, isClosed: false };
  }
  return { end: text.length, isClosed: false };
}

/** The end of the field name that begins at `at`: any characters that BibTeX's own syntax does not need. */
export function fieldNameEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isNameStop(text.charCodeAt(end))) end++;
  return end;
}

/** True where a field begins: `name =`. Names are short, and only a few blanks stand before the sign. */
export function isFieldStart(text: string, at: number): boolean {
  if (!isLetter(text.charCodeAt(at))) return false;
  let end = at;
  while (end - at < 80 && !isNameStop(text.charCodeAt(end)) && end < text.length) end++;
  return text[skipSpaces(text, end, 100)] === "=";
}

export function skipSpaces(text: string, at: number, limit: number): number {
  let next = at;
  while (next - at < limit && next < text.length && isBlank(text.charCodeAt(next))) next++;
  return next;
}

function isNameStop(code: number): boolean {
  return (
    isBlank(code) ||
    code === QUOTE ||
    code === 35 ||
    code === PERCENT ||
    code === 44 ||
    code === 61 ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE
  );
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;

/** Letters, and what some programs have in their own types: `@bdsk-item`, `@www2`. */
const isTypeCharacter = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95;
