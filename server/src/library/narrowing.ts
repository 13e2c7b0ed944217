import type { SearchIndex } from "./searchIndex.ts";
import type { QueryWord } from "./searchWorth.ts";
import { mayHoldSlip } from "./wordMatch.ts";

/** What the last search found out: while somebody types on, the next one needs to look at nothing else. */
export interface EarlierSearch {
  readonly words: readonly QueryWord[];
  /** The entries that may hold all words, in order. */
  readonly candidates: Int32Array;
}

/**
 * The last search, where these words go on from its words: "smith 19" from "smit" or "smith 1". What doesn't fit "smi" doesn't fit "smit" either,
 * with one slip or without; only the first word that is long enough to hold a slip fits more than the shorter one did.
 */
export function narrowedBy(index: SearchIndex, words: readonly string[], isSlipForgiven: boolean): EarlierSearch | undefined {
  const earlier = (isSlipForgiven ? loose : exact).get(index);
  const goesOn = earlier?.words.every(({ word, list, matches }, at) => {
    const now = words[at];
    const hadSlips = !isSlipForgiven || mayHoldSlip(word) || now === word;
    return now?.startsWith(word) === true && hadSlips && matches.length === list.size;
  });
  return goesOn === true ? earlier : undefined;
}

export function rememberSearch(index: SearchIndex, search: EarlierSearch, isSlipForgiven: boolean): void {
  (isSlipForgiven ? loose : exact).set(index, search);
}

const exact = new WeakMap<SearchIndex, EarlierSearch>();

const loose = new WeakMap<SearchIndex, EarlierSearch>();
