import { foldForSearch, isAscii } from "../text/fold.ts";
import { Int32List } from "../text/int32List.ts";
import { identityOf, readOnce } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { EntryIdentity } from "./entryIdentity.ts";
import type { Library } from "./library.ts";
import { searchTextOf } from "./searchText.ts";
import { hashWith, noHash, type PackedWords, WordList } from "./wordList.ts";

/** The entries of a library that can be cited, of several with one key the first, each with its words. */
export interface SearchIndex {
  readonly shelf: SearchShelf;
  readonly entries: readonly Entry[];
  /** Where each entry's words begin and end in the shelf's `places`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly years: Float64Array;
}

/** Made once for each library, and from what was made for the library that it came from. */
export function searchIndexOf(library: Library): SearchIndex {
  const known = indexes.get(library);
  if (known !== undefined) return known;
  const shelf = shelfOf(library);
  const entries = library.entries.filter((entry) => library.find(entry.key) === entry);
  const records = entries.map((entry) => shelf.recordOf(entry));
  const made = {
    shelf,
    entries,
    starts: Int32Array.from(records, ({ start }) => start),
    ends: Int32Array.from(records, ({ end }) => end),
    years: Float64Array.from(records, ({ year }) => year),
  };
  indexes.set(library, made);
  return made;
}

/** Where an entry's words stand on its shelf. */
interface SearchRecord {
  readonly shelf: object;
  readonly start: number;
  readonly end: number;
  readonly year: number;
}

/** The texts of a library's entries, folded or not. */
export function shelfOf(library: Library): SearchShelf {
  const known = shelves.get(library);
  if (known !== undefined) return known;
  const made = new SearchShelf();
  shelves.set(library, made);
  return made;
}

/** Lets a library use what was folded for the one that it was made from; not where most of that is of entries long gone. */
export function inheritShelf(library: Library, from: Library): void {
  const shelf = shelves.get(from);
  if (shelf !== undefined && shelf.size < library.entries.length * 2 + 1000) shelves.set(library, shelf);
}

/** A shelf's words and, by the order of the entries, where each has its own; start -1 for those without. */
export interface PackedShelf {
  readonly words: PackedWords;
  readonly places: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly years: Int32Array;
}

const notThere = { start: -1, end: -1, year: 0 };

/** How many entries are looked at between two places to pause. */
const stride = 512;

const indexes = new WeakMap<Library, SearchIndex>();

const shelves = new WeakMap<Library, SearchShelf>();

/** The folded texts of entries as numbers: which word of the list stands in which line. Grows with what is added. */
export class SearchShelf {
  readonly words = new WordList();
  readonly #places = new Int32List();
  /** Of entries that bear no identity of their own. */
  readonly #records = new WeakMap<object, SearchRecord>();
  #codes = new Uint16Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The words of all entries, packed as `packedPlace` says. */
  get places(): Int32Array {
    return this.#places.numbers;
  }

  has(entry: Entry): boolean {
    return this.#recorded(entry) !== undefined;
  }

  #recorded(entry: Entry): SearchRecord | undefined {
    const identity = identityOf(entry);
    if (!(identity instanceof EntryIdentity)) return this.#records.get(identity);
    return identity.shelved?.shelf === this ? identity.shelved : undefined;
  }

  #record(entry: Entry, record: SearchRecord): void {
    const identity = identityOf(entry);
    if (identity instanceof EntryIdentity) identity.shelved = record;
    else this.#records.set(identity, record);
  }

  /** What is known of these entries, all of which were added. */
  packed(entries: readonly Entry[]): PackedShelf {
    const records = entries.map((entry) => this.#recorded(entry) ?? notThere);
    return {
      words: this.words.packed(),
      places: this.#places.taken,
      starts: Int32Array.from(records, ({ start }) => start),
      ends: Int32Array.from(records, ({ end }) => end),
      years: Int32Array.from(records, ({ year }) => year),
    };
  }

  /** Takes what was packed of these same entries; the shelf must be empty still. */
  *fill({ words, places, starts, ends, years }: PackedShelf, entries: readonly Entry[]): Generator<undefined, void> {
    if (this.#size > 0) return;
    this.words.fill(words);
    this.#places.fill(places);
    for (const [at, entry] of entries.entries()) {
      const start = starts[at] ?? -1;
      if (start >= 0) this.#record(entry, { shelf: this, start, end: ends[at] ?? start, year: years[at] ?? 0 });
      this.#size++;
      if (at % stride === 0) yield;
    }
  }

  recordOf(entry: Entry): SearchRecord {
    const known = this.#recorded(entry);
    if (known !== undefined) return known;
    const made = this.#add(readOnce(entry));
    this.#record(entry, made);
    return made;
  }

  #add(entry: Entry): SearchRecord {
    const { lines, year } = searchTextOf(entry);
    const start = this.#places.length;
    for (let line = 0; line < lines.length; line++) this.#addLine(lines[line] ?? "", line, lines[line + 1] ?? "");
    this.#size++;
    return { shelf: this, start, end: this.#places.length, year };
  }

  /** Folds the text into a buffer that all texts use in turn, word by word, each hashed on the way. */
  #addLine(line: string, number: number, next: string): void {
    const text = isAscii(line) ? line : foldForSearch(line);
    if (text.length > this.#codes.length) this.#codes = new Uint16Array(text.length * 2);
    const codes = this.#codes;
    const { length } = text;
    for (let at = 0; at < length; at++) {
      const start = at;
      let hash = noHash;
      for (let code = lowered(text.charCodeAt(at)); !isGap(code); code = at < length ? lowered(text.charCodeAt(at)) : NEWLINE) {
        codes[at++] = code;
        hash = hashWith(hash, code);
      }
      if (at === start) continue;
      const isWholeKey = number === 0 && start === 0 && at === length;
      const behind = at === length ? next.charCodeAt(0) : at + 1 === length ? NEWLINE : text.charCodeAt(at + 1);
      const isFollowed = !Number.isNaN(behind) && !isGap(behind);
      this.#places.push(packedPlace(this.words.numberOf(codes, start, at, hash), isWholeKey ? wholeKeyLine : number, isFollowed));
    }
  }
}

/** In small letters, of ASCII: the rest was folded before. */
const lowered = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** The line number of a key that is one word. */
export const wholeKeyLine = 15;

const NEWLINE = 10;

/** No word of a query holds any of these, so what is found stands between two of them. They are ASCII and no letters. */
const gaps = new Uint8Array(128);
for (const character of '\t\n\v\f\r ,;&"()[]{}') gaps[character.charCodeAt(0)] = 1;

const isGap = (code: number): boolean => code < 128 && gaps[code] === 1;

/** A word's number, its line, and whether another word follows behind a single blank or comma: bits 5 and up, 1 to 4, and 0. */
const packedPlace = (word: number, line: number, isFollowed: boolean): number => (word << 5) | (line << 1) | (isFollowed ? 1 : 0);

export const wordOf = (place: number): number => place >>> 5;

export const lineOf = (place: number): number => (place >> 1) & 15;

export const isFollowed = (place: number): boolean => (place & 1) !== 0;
