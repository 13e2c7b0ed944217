import { Int32List } from "../text/int32List.ts";
import type { SoughtWord } from "./searchQuery.ts";
import { isPutTogether, lettersOf, type WordList } from "./wordList.ts";

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
  /** A word of its own behind others: "jones" in `lloyd-jones`. */
  part: 3,
  whole: 4,
  /** All of it, from the list's word's first letter to its last. */
  entire: 5,
} as const;

/** How a word with a slip in it may fit a word of the list: bits beside those of `fit`. */
export const slip = {
  near: 8,
  /** The list's word breaks off where the slip would be: a blank may stand for a letter, or be one too many. Its neighbour decides. */
  open: 16,
  /** Near, and the list's word ends there. */
  nearWhole: 32,
  /** The list's word is the word's first letter alone, as of a name that is only an initial. */
  initial: 64,
} as const;

export const fitIn = (match: number): number => match & 7;

export interface WordMatches {
  /** By word number: the best `fit` of a word's spellings, and bits of `slip` for the word itself where slips are forgiven. 0 where not at all. */
  readonly matches: Uint8Array;
  /** The numbers of those words of the list that may fit. */
  readonly fitting: Int32Array;
}

/** What is known before the list is looked at. */
export interface KnownMatches {
  /** The only words of the list that may fit. */
  readonly among?: Int32Array | undefined;
  /** How the same word fits where nothing is forgiven. */
  readonly exact?: Uint8Array | undefined;
}

/** How a word fits each word of the list. */
export function matchWord(sought: SoughtWord, list: WordList, leniency: Leniency, { among, exact }: KnownMatches): WordMatches {
  const { word, spellings } = sought;
  const { starts, codes, letters } = list;
  const matches = new Uint8Array(list.size);
  const fitting = new Int32List();
  const count = among?.length ?? list.size;
  const forgives = leniency === "slips" && mayHoldSlip(word);
  const wanted = spellings.map(lettersOf);
  const own = lettersOf(word);
  for (let i = 0; i < count; i++) {
    const number = among === undefined ? i : (among[i] ?? 0);
    const there = letters[number] ?? 0;
    const start = starts[number] ?? 0;
    const end = starts[number + 1] ?? 0;
    let found = exact === undefined ? bestOf(spellings, wanted, there, codes, start, end) : (exact[number] ?? 0);
    if (forgives && mayBeNear(word, own, list, there, start, end)) found |= slipsIn(word, codes, start, end);
    else if (leniency === "initials") found |= initialIn(word, codes, start, end);
    if (found === 0) continue;
    matches[number] = found;
    fitting.push(number);
  }
  return { matches, fitting: fitting.numbers.slice(0, fitting.length) };
}

/** The best fit of several spellings, whose letters are `wanted`, in a word of the list that has the letters `there`. */
function bestOf(
  spellings: readonly string[],
  wanted: readonly number[],
  there: number,
  codes: Uint16Array,
  start: number,
  end: number,
): number {
  let best: number = fit.none;
  for (let at = 0; at < wanted.length; at++) {
    if (((wanted[at] ?? 0) & ~there) === 0) best = Math.max(best, bestFit(spellings[at] ?? "", codes, start, end));
  }
  return best;
}

/**
 * Passes over most words of a list without looking at their letters: one slip takes away one letter at most. A word that breaks off where the slip
 * would be (`slip.open`) begins with the same letter; one that is put together may do so anywhere.
 */
function mayBeNear(word: string, own: number, list: WordList, there: number, start: number, end: number): boolean {
  const missing = own & ~there;
  if ((missing & (missing - 1)) === 0 || isPutTogether(there)) return true;
  return end - start < word.length && list.codes[start] === word.charCodeAt(0);
}

/** What is forgiven: nothing, a slip, or that the entry has but the initial of a name. */
export type Leniency = "none" | "slips" | "initials";

/** Words of three letters or fewer must be right, and years too. */
export const mayHoldSlip = (word: string): boolean => word.length > 3 && !isDigit(word.charCodeAt(0));

function initialIn(word: string, codes: Uint16Array, start: number, end: number): number {
  const isInitial = end - start === 1 || (end - start === 2 && codes[start + 1] === POINT);
  return isInitial && word.length > 1 && codes[start] === word.charCodeAt(0) && !isDigit(word.charCodeAt(0)) ? slip.initial : 0;
}

const POINT = 46;

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
  if (!isWordStart(codes, start, at)) return isEndOfYear(codes, start, end, at, behind) ? fit.start : fit.middle;
  if (!isWordEnd(codes, end, behind)) return fit.start;
  if (at > start) return fit.part;
  return behind === end ? fit.entire : fit.whole;
}

/** "99" in "1999". */
function isEndOfYear(codes: Uint16Array, start: number, end: number, at: number, behind: number): boolean {
  if (behind - at !== 2 || at - start < 2 || !isWordEnd(codes, end, behind)) return false;
  for (let digit = at - 2; digit < behind; digit++) if (!isDigit(codes[digit] ?? 0)) return false;
  return at - start === 2 || !isDigit(codes[at - 3] ?? 0);
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
  const slipped = at + same;
  if (slipped === end && same < word.length - 1) return slip.open;
  // What of the word is left to find, and from where on: a letter wrong, one too many, one left out, two swapped.
  return (
    nearAt(word, same + 1, codes, slipped + 1, end) |
    nearAt(word, same + 1, codes, slipped, end) |
    nearAt(word, same, codes, slipped + 1, end) |
    (isSwapped(word, same, codes, slipped, end) ? nearAt(word, same + 2, codes, slipped + 2, end) : 0)
  );
}

function nearAt(word: string, from: number, codes: Uint16Array, at: number, end: number): number {
  if (!standsAt(word, from, codes, at, end)) return 0;
  return isWordEnd(codes, end, at + word.length - from) ? slip.near | slip.nearWhole : slip.near;
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

/** Words begin behind anything that is no letter or digit, and where digits follow letters, as in keys; ideographs are words of their own. */
function isWordStart(codes: Uint16Array, start: number, at: number): boolean {
  const here = codes[at] ?? 0;
  if (!isWordCharacter(here)) return false;
  if (at === start) return true;
  const before = codes[at - 1] ?? 0;
  return !isWordCharacter(before) || isDigit(before) !== isDigit(here) || isIdeograph(here);
}

function isWordEnd(codes: Uint16Array, end: number, at: number): boolean {
  if (at === end) return true;
  const here = codes[at] ?? 0;
  return !isWordCharacter(here) || isDigit(codes[at - 1] ?? 0) !== isDigit(here);
}

/** Chinese and Japanese write no blanks between words. */
const isIdeograph = (code: number): boolean => (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isWordCharacter = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 122) || code > 127;
