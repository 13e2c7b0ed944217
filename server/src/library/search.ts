import { Int32List } from "../text/int32List.ts";
import type { Entry } from "./entry.ts";
import type { Library } from "./library.ts";
import { narrowedBy, rememberSearch, type SearchPass } from "./narrowing.ts";
import { type SearchIndex, searchIndexOf, shelfOf } from "./searchIndex.ts";
import { partsOfQuery, type SoughtWord, wordsOfQuery } from "./searchQuery.ts";
import { mayHold, type QueryWord, queryWord, worthIn } from "./searchWorth.ts";
import { mayHoldSlip } from "./wordMatch.ts";

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
 * where too few entries hold them all as typed, words that are put together are taken apart, and then one slip in a word is forgiven.
 * A key or alias that is typed out comes first. Without words: the boosted, then the newest.
 */
export function searchLibrary(library: Library, query: string, options: SearchOptions): readonly SearchHit[] {
  const index = searchIndexOf(library);
  const boost = options.boost ?? noBoost;
  const best = new BestHits(options.limit);
  const words = wordsOfQuery(query);
  if (words.length === 0) {
    for (const [order, entry] of index.entries.entries()) best.offer(order, boost(entry.key), index.years[order] ?? 0);
    return best.hits(index.entries);
  }
  offerNamed(index, library.find(query.trim()), best);
  const exact: ExactMatches = new Map();
  let found = 0;
  for (const [rank, pass] of passes.entries()) {
    const sought = pass.inParts ? partsOfQuery(query) : words;
    if (sought === undefined || found >= options.limit || !mayFindMore(pass, sought, found)) continue;
    found = Math.max(found, offerMatches(index, sought, pass, (passes.length - rank) * farAbove, { best, boost, exact }));
  }
  return best.hits(index.entries);
}

/** How words of the query fit where nothing is forgiven, by their spellings: a later pass needs not find that out again. */
type ExactMatches = Map<string, Uint8Array>;

interface Search {
  readonly best: BestHits;
  readonly boost: (key: string) => number;
  readonly exact: ExactMatches;
}

/** Exact before near: what a later one finds only fills what is left. */
const passes: readonly SearchPass[] = [
  { leniency: "none", inParts: false },
  { leniency: "none", inParts: true },
  { leniency: "slips", inParts: false },
  { leniency: "slips", inParts: true },
  { leniency: "initials", inParts: false },
];

function mayFindMore({ leniency }: SearchPass, sought: readonly SoughtWord[], found: number): boolean {
  switch (leniency) {
    case "none":
      return true;
    case "slips":
      return sought.some(({ word }) => mayHoldSlip(word));
    case "initials":
      return found === 0 && sought.length > 1;
  }
}

/** More than the worth of any match. */
const farAbove = 2;

function offerNamed(index: SearchIndex, named: Entry | undefined, best: BestHits): void {
  const order = named === undefined ? -1 : index.entries.indexOf(named);
  if (order >= 0) best.offer(order, (passes.length + 1) * farAbove, index.years[order] ?? 0);
}

/** Folds the entries' texts ahead of the first keystroke. `advance` works as long as it may and says whether all is done. */
export function warmSearch(library: Library): { advance(mayContinue: () => boolean): boolean } {
  const shelf = shelfOf(library);
  let next = 0;
  return {
    advance(mayContinue) {
      for (; next < library.entries.length; next++) {
        const entry = library.entries[next];
        if (entry === undefined || entry.key === "" || shelf.has(entry)) continue;
        shelf.recordOf(entry);
        if (!mayContinue()) return ++next >= library.entries.length;
      }
      searchIndexOf(library);
      return true;
    },
  };
}

/** Offers all entries that hold every word, and says how many they are. */
function offerMatches(
  index: SearchIndex,
  words: readonly SoughtWord[],
  pass: SearchPass,
  base: number,
  { best, boost, exact }: Search,
): number {
  const { shelf, entries, starts, ends, years } = index;
  const { places } = shelf;
  const earlier = narrowedBy(index, words, pass);
  const sought = words.map((word, at) => {
    const name = word.spellings.join(" ");
    const made = queryWord(word, shelf.words, pass.leniency, { among: earlier?.words[at]?.fitting, exact: exact.get(name) });
    if (pass.leniency === "none") exact.set(name, made.matches);
    return made;
  });
  const rarestFirst = sought.toSorted((one, other) => one.fitting.length - other.fitting.length);
  const candidates = new Int32List();
  let found = 0;
  const count = rarestFirst[0]?.fitting.length === 0 ? 0 : (earlier?.candidates.length ?? entries.length);
  for (let i = 0; i < count; i++) {
    const order = earlier?.candidates[i] ?? i;
    const start = starts[order] ?? 0;
    const end = ends[order] ?? 0;
    if (!mayHoldAll(rarestFirst, places, start, end)) continue;
    candidates.push(order);
    const worth = worthOf(sought, places, start, end);
    const entry = worth === 0 ? undefined : entries[order];
    if (entry === undefined) continue;
    found++;
    best.offer(order, base + worth + boost(entry.key) * 0.08, years[order] ?? 0);
  }
  rememberSearch(index, { words: sought, candidates: candidates.numbers.slice(0, candidates.length) }, pass);
  return found;
}

function mayHoldAll(words: readonly QueryWord[], places: Int32Array, start: number, end: number): boolean {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word !== undefined && !mayHold(word, places, start, end)) return false;
  }
  return true;
}

/** The mean over all words; 0 where one is not there at all. */
function worthOf(words: readonly QueryWord[], places: Int32Array, start: number, end: number): number {
  let sum = 0;
  for (const word of words) {
    const worth = worthIn(word, places, start, end);
    if (worth === 0) return 0;
    sum += worth;
  }
  return sum / words.length;
}

const noBoost = (): number => 0;

interface Ranked {
  /** Where the entry stands in the library. */
  readonly order: number;
  readonly score: number;
  readonly year: number;
  /** Its turn among all that was offered. */
  readonly turn: number;
}

/** Keeps the best few of many; among equals the newer, then the one that was offered earlier. */
class BestHits {
  readonly #limit: number;
  readonly #ranked: Ranked[] = [];
  readonly #offered = new Set<number>();
  #turn = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What was offered before stays as it was. */
  offer(order: number, score: number, year: number): void {
    const turn = this.#turn++;
    const last = this.#ranked.at(-1);
    const isFull = this.#ranked.length >= this.#limit;
    // What comes later must be better, or as good and newer.
    if (isFull && (last === undefined || score < last.score || (score === last.score && year <= last.year))) return;
    if (this.#offered.has(order)) return;
    this.#offered.add(order);
    const candidate = { order, score, year, turn };
    this.#ranked.splice(this.#placeOf(candidate), 0, candidate);
    if (isFull) this.#ranked.pop();
  }

  hits(entries: readonly Entry[]): readonly SearchHit[] {
    return this.#ranked.flatMap(({ order, score }) => {
      const entry = entries[order];
      return entry === undefined ? [] : [{ entry, score }];
    });
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

const compare = (one: Ranked, other: Ranked): number => other.score - one.score || other.year - one.year || one.turn - other.turn;
