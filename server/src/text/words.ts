/** Where words begin and end in a text, in order. */
export interface WordSpans {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * The words of a text in normal form, as quotations are compared by: letters and digits; hyphens part words (`short-term`: two), so do
 * French elisions (`l'homme`), other apostrophes do not (`can't`); brackets inside a word belong to it (`[T]he`); of scripts that
 * don't part words each character is one, since where they part depends on what stands around.
 */
export function wordSpans(text: string): WordSpans {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  while (at < text.length) {
    const end = tokenEnd(text, at);
    if (end > at) {
      starts.push(at);
      ends.push(end);
    }
    at = Math.max(end, at + 1);
  }
  return { count: starts.length, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** Two words are the same where their forms are: case, brackets, the marks that group digits (`12,000`) and the one of
 * `1840's` don't count. */
export function wordForm(word: string): string {
  const folded = word.toLowerCase();
  if (folded.includes("[")) return folded.replace(/[[\]]/g, "");
  return isDigit(folded.charCodeAt(0)) ? folded.replace(/[.,](?=\d{3}(?!\d))/g, "").replace(/(?<=\d)'s$/, "s") : folded;
}

/** Words as a reader counts them; Chinese, Japanese, Thai and their kin by dictionary. */
export function countWords(text: string): number {
  if (UNSPACED_SCRIPT.test(text)) return countSegments(text);
  const words = wordSpans(text);
  let count = 0;
  for (let i = 0; i < words.count; i++) if (classAt(text, words.starts[i] ?? 0) !== SYMBOL) count++;
  return count;
}

function countSegments(text: string): number {
  let count = 0;
  for (const segment of new Intl.Segmenter("und", { granularity: "word" }).segment(text)) if (segment.isWordLike) count++;
  return count;
}

/** Where the word that begins at `at` ends; `at` itself where none begins. */
function tokenEnd(text: string, at: number): number {
  switch (classAt(text, at)) {
    case LETTER:
      return letterRunEnd(text, at, at);
    case SINGLE:
      return afterMarks(text, at + unitsAt(text, at));
    case SYMBOL:
      return at + 1;
    default:
      return gluedBracketEnd(text, at) > at ? letterRunEnd(text, at, gluedBracketEnd(text, at)) : at;
  }
}

function letterRunEnd(text: string, start: number, from: number): number {
  let at = from;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === LETTER || kind === MARK) at += unitsAt(text, at);
    else if (joinsLetters(text, start, at)) at++;
    else if (gluedBracketEnd(text, at) > at) at = gluedBracketEnd(text, at);
    else break;
  }
  return at;
}

/** The apostrophe of `can't`, not of `l'homme`; the point and comma of `1,500.25`. */
function joinsLetters(text: string, start: number, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x27) return at > start && classAt(text, at + 1) === LETTER && !isElision(text, start, at);
  return (code === 0x2e || code === 0x2c) && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

const isElision = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST_ELISION && ELISIONS.has(text.slice(start, end).toLowerCase());

const LONGEST_ELISION = 6;

const ELISIONS: ReadonlySet<string> = new Set(
  "l d j n s c m t qu jusqu lorsqu puisqu quoiqu presqu quelqu dell all nell sull dall un".split(" "),
);

/** Behind the bracket of `[T]he` or `the[y]`: one that holds letters and touches some. `at` itself for any other. */
function gluedBracketEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x5b) return at;
  let close = at + 1;
  while (close < at + 24 && classAt(text, close) === LETTER && !isDigit(text.charCodeAt(close))) close++;
  if (text.charCodeAt(close) !== 0x5d) return at;
  const gluedBefore = at > 0 && isWordLetter(text, at - 1);
  if (close === at + 1) return gluedBefore ? close + 1 : at;
  return gluedBefore || isWordLetter(text, close + 1) ? close + 1 : at;
}

const isWordLetter = (text: string, at: number): boolean => classAt(text, at) === LETTER && !isDigit(text.charCodeAt(at));

function afterMarks(text: string, from: number): number {
  let at = from;
  while (at < text.length && classAt(text, at) === MARK) at++;
  return at;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

const unitsAt = (text: string, at: number): number => (isHighSurrogate(text.charCodeAt(at)) ? 2 : 1);

const UNKNOWN = 0;
const OTHER = 1;
const LETTER = 2;
const MARK = 3;
/** A character that is a word by itself. */
const SINGLE = 4;
/** A sign that is read as a word. */
const SYMBOL = 5;

const classes = new Uint8Array(65536);

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return OTHER;
  if (isHighSurrogate(code)) return classify(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const known = classes[code] ?? OTHER;
  if (known !== UNKNOWN) return known;
  const found = classify(String.fromCharCode(code));
  classes[code] = found;
  return found;
}

function classify(character: string): number {
  if (UNSPACED_SCRIPT.test(character)) return /\p{M}/u.test(character) ? MARK : SINGLE;
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER;
  if (/\p{M}/u.test(character)) return MARK;
  return /[%‰&$€£¥§°]/.test(character) ? SYMBOL : OTHER;
}

const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
