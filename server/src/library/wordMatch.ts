import type { WordList } from "./wordList.ts";

/**
 * How a word of a query fits a word of the list, best last. A word of the list is all that stands between blanks, so it may be several
 * words to a reader: `nato-russia`.
 */
export const fit = {
  none: 0,
  /** In the middle of a word. */
  middle: 1,
  /** At the beginning of a word that goes on. The longer it goes on, the less it was meant: "fol" is Folland rather than folklore's something. */
  start: 2,
  whole: 3,
  /** All of it, from the list's word's first letter to its last. */
  entire: 4,
} as const;

/** How a word with a slip in it may fit a word of the list: bits beside those of `fit`. */
export const slip = {
  near: 8,
  /** The list's word breaks off where the slip would be: a blank may stand for a letter, or be one too many. Its neighbour decides. */
  open: 16,
} as const;

export const fitIn = (match: number): number => match & 7;

/**
 * How `word` fits each word of the list, by word number: a `fit`, and bits of `slip` where slips are forgiven. 0 where not at all.
 * Only the words `among` are looked at, where these are given.
 */
export function matchWord(word: string, list: WordList, isSlipForgiven: boolean, among: Int32Array | undefined): Uint8Array {
  const matches = new Uint8Array(list.size);
  const count = among?.length ?? list.size;
  const forgives = isSlipForgiven && mayHoldSlip(word);
  for (let i = 0; i < count; i++) {
    const number = among?.[i] ?? i;
    const start = list.starts[number] ?? 0;
    const end = list.starts[number + 1] ?? 0;
    const found = bestFit(word, list.codes, start, end);
    matches[number] = forgives ? found | slipsIn(word, list.codes, start, end) : found;
  }
  return matches;
}

/** Words of three letters or fewer must be right, and years too. */
export const mayHoldSlip = (word: string): boolean => word.length > 3 && !isDigit(word.charCodeAt(0));

function bestFit(word: string, codes: Uint16Array, start: number, end: number): number {
  const first = word.charCodeAt(0);
  const last = end - word.length;
  let best: number = fit.none;
  for (let at = start; at <= last; at++) {
    if (codes[at] === first && standsAt(word, 1, codes, at + 1, end)) best = Math.max(best, fitAt(codes, start, end, at, at + word.length));
  }
  return best;
}

function fitAt(codes: Uint16Array, start: number, end: number, at: number, behind: number): number {
  if (!isWordStart(codes, start, at)) return fit.middle;
  if (!isWordEnd(codes, end, behind)) return fit.start;
  return at === start && behind === end ? fit.entire : fit.whole;
}

/** Where one letter is wrong, left out, too many or swapped with its neighbour, at the beginning of a word: "sprel" fits "Sperling". */
function slipsIn(word: string, codes: Uint16Array, start: number, end: number): number {
  let found = 0;
  for (let at = start; at < end; at++)
    if (mayBegin(word, codes, at) && isWordStart(codes, start, at)) found |= slipAt(word, codes, at, end);
  return found;
}

/** With one slip, one of the first two letters still stands in one of the first two places: most of a list is passed over by this. */
function mayBegin(word: string, codes: Uint16Array, at: number): boolean {
  const first = word.charCodeAt(0);
  const second = word.charCodeAt(1);
  const here = codes[at];
  return here === first || here === second || codes[at + 1] === first || codes[at + 1] === second;
}

/** Which bits of `slip` hold for a word that begins at `at`. */
function slipAt(word: string, codes: Uint16Array, at: number, end: number): number {
  const same = sameCodes(word, codes, at, end);
  if (same >= word.length - 1) return slip.near;
  const slipped = at + same;
  if (slipped === end) return slip.open;
  const isNear =
    standsAt(word, same + 1, codes, slipped + 1, end) ||
    standsAt(word, same + 1, codes, slipped, end) ||
    standsAt(word, same, codes, slipped + 1, end) ||
    (isSwapped(word, same, codes, slipped, end) && standsAt(word, same + 2, codes, slipped + 2, end));
  return isNear ? slip.near : 0;
}

/** True where an `open` word and the one behind a single blank are near together: `ab cd` for "abxcd" and for "abcd". */
export function goesOnNearly(word: string, list: WordList, number: number, next: number): boolean {
  const { codes, starts } = list;
  const start = starts[number] ?? 0;
  const end = starts[number + 1] ?? 0;
  const nextStart = starts[next] ?? 0;
  const nextEnd = starts[next + 1] ?? 0;
  for (let at = start; at < end; at++) {
    if (!isWordStart(codes, start, at)) continue;
    const same = sameCodes(word, codes, at, end);
    if (at + same < end || same >= word.length) continue;
    if (standsAt(word, same, codes, nextStart, nextEnd) || standsAt(word, same + 1, codes, nextStart, nextEnd)) return true;
  }
  return false;
}

/** How many of the word's first letters stand at `at`. */
function sameCodes(word: string, codes: Uint16Array, at: number, end: number): number {
  const most = Math.min(word.length, end - at);
  let same = 0;
  while (same < most && word.charCodeAt(same) === codes[at + same]) same++;
  return same;
}

const isSwapped = (word: string, from: number, codes: Uint16Array, at: number, end: number): boolean =>
  at + 1 < end && word.charCodeAt(from) === codes[at + 1] && word.charCodeAt(from + 1) === codes[at];

/** True where the word's letters from `from` on stand at `at`, before `end`. */
function standsAt(word: string, from: number, codes: Uint16Array, at: number, end: number): boolean {
  if (end - at < word.length - from) return false;
  for (let i = from; i < word.length; i++) if (word.charCodeAt(i) !== codes[at + i - from]) return false;
  return true;
}

/** Words begin behind anything that is no letter or digit, and where digits follow letters, as in keys. */
function isWordStart(codes: Uint16Array, start: number, at: number): boolean {
  const here = codes[at] ?? 0;
  if (!isWordCharacter(here)) return false;
  if (at === start) return true;
  const before = codes[at - 1] ?? 0;
  return !isWordCharacter(before) || isDigit(before) !== isDigit(here);
}

function isWordEnd(codes: Uint16Array, end: number, at: number): boolean {
  if (at === end) return true;
  const here = codes[at] ?? 0;
  return !isWordCharacter(here) || isDigit(codes[at - 1] ?? 0) !== isDigit(here);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isWordCharacter = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 122) || code > 127;
