import type { Source } from "../corpus/source.ts";
import type { Entry } from "../library/entry.ts";
import { folderOf, joinPath } from "../text/path.ts";
import { agreeOn, marksOfEntry, marksOfSource, nameOf } from "./entryMarks.ts";

/** Which sources are of which entries; many to many, for a book's chapters share its file and a work may have several files. */
export interface EntrySources {
  sourcesOf(entry: Entry): readonly Source[];
  entriesOf(source: Source): readonly Entry[];
}

/** A library's entries by their marks, made once and in steps. */
export interface EntryIndex {
  /** Goes on as long as it may; true when all entries are in. */
  advance(mayContinue: () => boolean): boolean;
}

/**
 * Brings entries and sources together by DOI, ISBN, `file`, the key as file name, the address, or title and authors.
 * Each source looks only at the entries that share one of its marks, and does so once for each library.
 */
export function matchEntrySources(entries: readonly Entry[], sources: readonly Source[]): EntrySources {
  const index = indexOf(entries);
  const shelf = shelfOf(sources);
  const sourcesOf = new Map<Entry, Source[]>();
  const entriesOf = new Map<Source, readonly Entry[]>();
  for (const source of [...sources].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const found = index.candidates(source).filter(({ entry, certain }) => certain || isFileOf(entry, source, shelf));
    if (found.length === 0) continue;
    entriesOf.set(
      source,
      found.map(({ entry }) => entry),
    );
    for (const { entry } of found) put(sourcesOf, entry, source);
  }
  return { sourcesOf: (entry) => sourcesOf.get(entry) ?? [], entriesOf: (source) => entriesOf.get(source) ?? [] };
}

/** The index of these entries, to be made ready before anybody asks. */
export const entryIndex = (entries: readonly Entry[]): EntryIndex => indexOf(entries);

const indexes = new WeakMap<readonly Entry[], MarkedEntries>();

function indexOf(entries: readonly Entry[]): MarkedEntries {
  const known = indexes.get(entries) ?? new MarkedEntries(entries);
  indexes.set(entries, known);
  return known;
}

interface Candidate {
  readonly entry: Entry;
  /** False where only a file's name speaks for it: what else bears that name decides. */
  readonly certain: boolean;
}

class MarkedEntries implements EntryIndex {
  readonly #entries: readonly Entry[];
  /** Numbers of entries by their marks' hashes; hashes that fall together are told apart when asked. */
  readonly #byMark = new Map<number, number | number[]>();
  readonly #candidates = new WeakMap<Source, readonly Candidate[]>();
  #next = 0;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#next < this.#entries.length && mayContinue()) this.#add(this.#next++);
    return this.#next >= this.#entries.length;
  }

  candidates(source: Source): readonly Candidate[] {
    this.advance(always);
    const known = this.#candidates.get(source) ?? this.#find(source);
    this.#candidates.set(source, known);
    return known;
  }

  #add(number: number): void {
    const entry = this.#entries[number];
    if (entry === undefined) return;
    for (const mark of marksOfEntry(entry)) {
      const hash = hashOf(mark);
      const there = this.#byMark.get(hash);
      if (there === undefined) this.#byMark.set(hash, number);
      else if (typeof there === "number") this.#byMark.set(hash, [there, number]);
      else if (there.at(-1) !== number) there.push(number);
    }
  }

  /** In the library's order. */
  #find(source: Source): readonly Candidate[] {
    const found = new Map<number, boolean>();
    for (const mark of marksOfSource(source)) {
      const there = this.#byMark.get(hashOf(mark)) ?? [];
      for (const number of typeof there === "number" ? [there] : there) {
        const entry = this.#entries[number];
        if (entry === undefined || found.get(number) === true || !marksOfEntry(entry).includes(mark)) continue;
        const certain = agreeOn(mark, entry, source.work);
        if (certain || mark.startsWith("name ")) found.set(number, certain);
      }
    }
    const numbers = [...found.keys()].sort((one, other) => one - other);
    return numbers.flatMap((number) => {
      const entry = this.#entries[number];
      return entry === undefined ? [] : [{ entry, certain: found.get(number) === true }];
    });
  }
}

const always = (): boolean => true;

/** FNV-1a, cut to what an array of numbers holds without boxes. */
function hashOf(mark: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < mark.length; i++) hash = Math.imul(hash ^ mark.charCodeAt(i), 0x01000193);
  return hash & 0x3fffffff;
}

/** What lies where among all sources. */
interface Shelf {
  readonly paths: ReadonlySet<string>;
  /** How many bear a name. */
  readonly names: ReadonlyMap<string, number>;
}

function shelfOf(sources: readonly Source[]): Shelf {
  const names = new Map<string, number>();
  for (const { path } of sources) names.set(nameOf(path), (names.get(nameOf(path)) ?? 0) + 1);
  return { paths: new Set(sources.map((source) => source.path)), names };
}

/** A `file` that is there, relative to the bibliography or absolute; else one of its name, as a path from another machine leaves it. */
function isFileOf(entry: Entry, source: Source, { paths, names }: Shelf): boolean {
  return entry.files.some((file) => {
    const path = joinPath(folderOf(entry.path), file.replaceAll("\\", "/"));
    if (paths.has(path)) return path === source.path;
    return nameOf(file) === nameOf(source.path) && names.get(nameOf(file)) === 1;
  });
}

function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
