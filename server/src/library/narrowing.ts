import type { SearchIndex } from "./searchIndex.ts";
import type { SoughtWord } from "./searchQuery.ts";
import type { QueryWord } from "./searchWorth.ts";
import { type Leniency, mayHoldSlip } from "./wordMatch.ts";

/** One way to look for the words: each remembers its own last search. */
export interface SearchPass {
  readonly leniency: Leniency;
  /** Words that are put together are looked for in their parts. */
  readonly inParts: boolean;
}

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
export function narrowedBy(index: SearchIndex, words: readonly SoughtWord[], pass: SearchPass): EarlierSearch | undefined {
  const earlier = memories.get(index)?.get(pass);
  const goesOn = earlier?.words.every((word, at) => {
    const now = words[at];
    return now !== undefined && goesOnFrom(word, now, pass.leniency) && word.matches.length === word.list.size;
  });
  return goesOn === true ? earlier : undefined;
}

export function rememberSearch(index: SearchIndex, search: EarlierSearch, pass: SearchPass): void {
  const memory = memories.get(index) ?? new Map<SearchPass, EarlierSearch>();
  memories.set(index, memory.set(pass, search));
}

function goesOnFrom(earlier: SoughtWord, now: SoughtWord, leniency: Leniency): boolean {
  if (now.word !== earlier.word && leniency === "slips" && !mayHoldSlip(earlier.word)) return false;
  // An initial fits any longer word, but not itself.
  if (leniency === "initials" && earlier.word.length < 2 && now.word.length > 1) return false;
  return now.spellings.every((spelling) => earlier.spellings.some((before) => spelling.startsWith(before)));
}

const memories = new WeakMap<SearchIndex, Map<SearchPass, EarlierSearch>>();
