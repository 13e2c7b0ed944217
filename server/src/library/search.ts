import { foldForSearch } from "../text/fold.ts";
import type { Entry } from "./entry.ts";
import type { Library } from "./library.ts";
import { isFolded, type SearchText, searchTextOf, searchTextsOf } from "./searchText.ts";
import { matchNearly, matchWord } from "./wordMatch.ts";

export interface SearchOptions {
  readonly limit: number;
  /** From 0 to 1: how much a key is wanted for other reasons, being cited in this draft or used lately. Lifts it a little. */
  readonly boost?: (key: string) => number;
}

export interface SearchHit {
  readonly entry: Entry;
  readonly score: number;
}

/**
 * Entries by words of their key, authors, editors, year, title and container in any order, best first. Every word must be found;
 * where too few entries hold them all as typed, one slip in a word is forgiven. Without words: the boosted, then the newest.
 */
export function searchLibrary(library: Library, query: string, options: SearchOptions): readonly SearchHit[] {
  const words = wordsOf(query);
  const boost = options.boost ?? noBoost;
  const best = new BestHits(options.limit);
  if (words.length === 0) {
    for (const text of searchTextsOf(library)) best.offer(text, boost(text.entry.key));
    return best.hits();
  }
  const found = offerMatches(searchTextsOf(library), words, best, boost, matchWord);
  // Exact before near: near ones only fill what is left.
  if (found < options.limit && words.some((word) => word.length > 3))
    offerMatches(searchTextsOf(library), words, best, boost, matchLoosely);
  return best.hits();
}

/** Folds the entries' texts ahead of the first keystroke. `advance` works as long as it may and says whether all is done. */
export function warmSearch(library: Library): { advance(mayContinue: () => boolean): boolean } {
  let next = 0;
  return {
    advance(mayContinue) {
      for (; next < library.entries.length; next++) {
        const entry = library.entries[next];
        if (entry === undefined || isFolded(entry)) continue;
        searchTextOf(entry);
        if (!mayContinue()) return ++next >= library.entries.length;
      }
      return true;
    },
  };
}

type Match = (word: string, entry: SearchText) => number;

const matchLoosely: Match = (word, entry) => matchWord(word, entry) || matchNearly(word, entry);

function offerMatches(
  texts: readonly SearchText[],
  words: readonly string[],
  best: BestHits,
  boost: (key: string) => number,
  match: Match,
): number {
  let found = 0;
  for (const text of texts) {
    const worth = worthOf(words, text, match);
    if (worth === 0) continue;
    found++;
    best.offer(text, worth + boost(text.entry.key) * 0.08);
  }
  return found;
}

/** The mean over all words; 0 where one is not there at all. */
function worthOf(words: readonly string[], entry: SearchText, match: Match): number {
  let sum = 0;
  for (const word of words) {
    const worth = match(word, entry);
    if (worth === 0) return 0;
    sum += worth;
  }
  return sum / words.length;
}

/** Words as typed; commas and quotation marks between them mean nothing, `&` and "et al." come from copied labels. */
function wordsOf(query: string): string[] {
  return foldForSearch(query)
    .replace(/\bet al\b\.?/g, " ")
    .split(/[\s,;&"()[\]{}]+/)
    .map((word) => word.replace(/^[@.:]+|[.:]+$/g, ""))
    .filter((word) => word !== "");
}

const noBoost = (): number => 0;

interface Ranked {
  readonly text: SearchText;
  readonly score: number;
  readonly order: number;
}

/** Keeps the best few of many; among equals the newer, then the earlier in the file. */
class BestHits {
  readonly #limit: number;
  readonly #ranked: Ranked[] = [];
  readonly #offered = new Set<SearchText>();
  #order = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What was offered before stays as it was. */
  offer(text: SearchText, score: number): void {
    const candidate: Ranked = { text, score, order: this.#order++ };
    const last = this.#ranked.at(-1);
    const isFull = this.#ranked.length >= this.#limit;
    if (isFull && (last === undefined || compare(candidate, last) >= 0)) return;
    if (this.#offered.has(text)) return;
    this.#offered.add(text);
    this.#ranked.splice(this.#placeOf(candidate), 0, candidate);
    if (isFull) this.#ranked.pop();
  }

  hits(): readonly SearchHit[] {
    return this.#ranked.map(({ text, score }) => ({ entry: text.entry, score }));
  }

  #placeOf(candidate: Ranked): number {
    let low = 0;
    let high = this.#ranked.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#ranked[middle];
      if (there !== undefined && compare(there, candidate) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const compare = (one: Ranked, other: Ranked): number =>
  other.score - one.score || other.text.year - one.text.year || one.order - other.order;
