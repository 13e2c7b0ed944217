import type { Entry } from "./entry.ts";

/** How many entries are looked at between two places to pause. */
const stride = 256;

/**
 * Which entry bears a name, by its place among the library's entries: so an index stays true while entries move in their files and change,
 * as long as none comes, goes or gets another name.
 */
export class NameIndex {
  readonly #first = new Map<string, number>();
  readonly #several = new Map<string, number[]>();
  #folded: ReadonlyMap<string, number> | undefined;

  static *of(entries: readonly Entry[]): Generator<undefined, NameIndex> {
    const index = new NameIndex();
    for (let place = 0; place < entries.length; place++) {
      index.#addKey(entries[place]?.key ?? "", place);
      if (place % stride === 0) yield;
    }
    // A key of its own goes before another entry's alias.
    for (let place = 0; place < entries.length; place++) {
      for (const alias of entries[place]?.aliases ?? []) if (!index.#first.has(alias)) index.#first.set(alias, place);
      if (place % stride === 0) yield;
    }
    return index;
  }

  /** The place of the first entry that bears a key or alias, exactly as written. */
  find(name: string): number | undefined {
    return this.#first.get(name);
  }

  /** The same in any case. Few files name a key in another case than it has: that map is made when one does. */
  findFolded(name: string): number | undefined {
    this.#folded ??= foldedMap(this.#first);
    return this.#folded.get(name.toLowerCase());
  }

  /** Keys that more than one entry bears, with the places of all. */
  get duplicates(): ReadonlyMap<string, readonly number[]> {
    return this.#several;
  }

  #addKey(key: string, place: number): void {
    if (key === "") return;
    const earlier = this.#first.get(key);
    if (earlier === undefined) {
      this.#first.set(key, place);
      return;
    }
    const all = this.#several.get(key);
    if (all === undefined) this.#several.set(key, [earlier, place]);
    else all.push(place);
  }
}

function foldedMap(first: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const folded = new Map<string, number>();
  for (const [name, place] of first) {
    const lower = name.toLowerCase();
    const earlier = folded.get(lower);
    if (earlier === undefined || place < earlier) folded.set(lower, place);
  }
  return folded;
}
