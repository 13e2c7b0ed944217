import { isFollowed, lineOf, wholeKeyLine, wordOf } from "./searchIndex.ts";
import { lineWeights } from "./searchText.ts";
import type { WordList } from "./wordList.ts";
import { fit, fitIn, goesOnNearly, matchWord, slip } from "./wordMatch.ts";

/** A word of a query, held against every word of a list. */
export interface QueryWord {
  readonly word: string;
  readonly list: WordList;
  /** By word number, as `matchWord` says. */
  readonly matches: Uint8Array;
  /** The numbers of those words of the list that may fit. */
  readonly fitting: Int32Array;
}

/** `among`: the only words of the list that may fit, where that is known. */
export function queryWord(word: string, list: WordList, isSlipForgiven: boolean, among: Int32Array | undefined): QueryWord {
  const matches = matchWord(word, list, isSlipForgiven, among);
  const fitting = new Int32Array(among?.length ?? matches.length);
  let count = 0;
  for (let i = 0; i < fitting.length; i++) {
    const number = among?.[i] ?? i;
    if (matches[number] !== 0) fitting[count++] = number;
  }
  return { word, list, matches, fitting: fitting.slice(0, count) };
}

/** True where an entry may hold the word: what rules most entries out. Its words stand in `places` from `start` to `end`. */
export function mayHold({ matches }: QueryWord, places: Int32Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (matches[wordOf(places[at] ?? 0)] !== 0) return true;
  return false;
}

/** How well a word fits an entry: from 0 (not at all) to a little over 1 (the whole key). */
export function worthIn(word: QueryWord, places: Int32Array, start: number, end: number): number {
  let best = 0;
  for (let at = start; at < end; at++) {
    const place = places[at] ?? 0;
    const found = fitIn(word.matches[wordOf(place)] ?? 0);
    if (found !== fit.none) best = Math.max(best, worths[found * 16 + lineOf(place)] ?? 0);
  }
  return best > 0 ? best : worthNear(word, places, start, end);
}

function worthNear(word: QueryWord, places: Int32Array, start: number, end: number): number {
  let best = 0;
  for (let at = start; at < end; at++) {
    const place = places[at] ?? 0;
    const found = word.matches[wordOf(place)] ?? 0;
    if ((found & slip.near) !== 0 || ((found & slip.open) !== 0 && isFollowed(place) && goesOn(word, place, places[at + 1] ?? 0)))
      best = Math.max(best, nearWorths[lineOf(place)] ?? 0);
  }
  return best;
}

const goesOn = ({ word, list }: QueryWord, place: number, next: number): boolean => goesOnNearly(word, list, wordOf(place), wordOf(next));

const qualities = [
  [fit.middle, 0.4],
  [fit.start, 0.9],
  [fit.whole, 1],
  [fit.entire, 1],
] as const;

const nearQuality = 0.25;

const weights: readonly number[] = [...lineWeights, lineWeights[0] ?? 0];

/** By fit and line. */
const worths = new Float64Array(16 * 5);
for (const [kind, quality] of qualities) for (const [line, weight] of weights.entries()) worths[kind * 16 + line] = weight * quality;
worths[fit.entire * 16 + wholeKeyLine] = 1.5;

const nearWorths = Float64Array.from(weights, (weight) => weight * nearQuality);
