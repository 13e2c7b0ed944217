import { isFollowed, lineOf, wholeKeyLine, wordOf } from "./searchIndex.ts";
import type { SoughtWord } from "./searchQuery.ts";
import { givenLine, lineWeights } from "./searchText.ts";
import type { WordList } from "./wordList.ts";
import { fit, fitIn, goesOnNearly, type KnownMatches, type Leniency, matchWord, slip, type WordMatches } from "./wordMatch.ts";

/** A word of a query, held against every word of a list. */
export interface QueryWord extends SoughtWord, WordMatches {
  readonly list: WordList;
}

export const queryWord = (sought: SoughtWord, list: WordList, leniency: Leniency, known: KnownMatches): QueryWord => ({
  ...sought,
  list,
  ...matchWord(sought, list, leniency, known),
});

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
    best = Math.max(best, (nearWorths[lineOf(place)] ?? 0) * nearQuality(word, place, places[at + 1] ?? 0));
  }
  return best;
}

function nearQuality(word: QueryWord, place: number, next: number): number {
  const found = word.matches[wordOf(place)] ?? 0;
  if ((found & slip.nearWhole) !== 0) return 0.3;
  if ((found & slip.near) !== 0 || ((found & slip.open) !== 0 && isFollowed(place) && goesOn(word, place, next))) return 0.25;
  return (found & slip.initial) !== 0 && lineOf(place) === givenLine ? 0.2 : 0;
}

const goesOn = ({ word, list }: QueryWord, place: number, next: number): boolean => goesOnNearly(word, list, wordOf(place), wordOf(next));

const qualities = [
  [fit.middle, 0.4],
  [fit.start, 0.9],
  [fit.part, 0.97],
  [fit.whole, 1],
  [fit.entire, 1],
] as const;

const weightOf = (line: number): number => (line === wholeKeyLine ? lineWeights[0] : lineWeights[line]) ?? 0;

const nearWorths = Float64Array.from({ length: 16 }, (_, line) => weightOf(line));

/** By fit and line. */
const worths = new Float64Array(16 * 6);
for (const [kind, quality] of qualities) for (let line = 0; line < 16; line++) worths[kind * 16 + line] = weightOf(line) * quality;
worths[fit.entire * 16 + wholeKeyLine] = 1.5;
