import { generateKey } from "../library/edits/generateKey.ts";
import { foldedKey, isGoodKey } from "../library/edits/goodKey.ts";
import { inferKeyPattern, type KeyPattern } from "../library/edits/keyPattern.ts";
import { keyFactsOfEntry } from "../library/edits/keySource.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import { sameWorkSearch } from "../library/sameWork.ts";
import { searchLibrary } from "../library/search.ts";

/** A work of the writer's Zotero that their own library does not have yet. */
export interface ZoteroOffer {
  readonly entry: Entry;
  /** The key that it gets: Zotero's own where it is free, else one as the library's are made. */
  readonly key: string;
}

/** Works of Zotero's that fit what is typed, best first. */
export function zoteroOffers(library: Library, zotero: Library, typed: string, limit: number): readonly ZoteroOffer[] {
  const keys = new Set<string>();
  const fresh: ZoteroOffer[] = [];
  for (const { entry } of searchLibrary(zotero, typed, { limit: limit * 2 })) {
    if (fresh.length === limit) break;
    if (knownAs(library, entry) !== undefined || keys.has(entry.key)) continue;
    // In the writer's own library and again in a group's.
    if (entry.key !== "") keys.add(entry.key);
    fresh.push({ entry, key: keyFor(library, entry) });
  }
  return fresh;
}

/** The same work in the writer's library. */
export const knownAs = (library: Library, entry: Entry): Entry | undefined =>
  (entry.key === "" ? undefined : library.find(entry.key)) ?? sameWorkSearch(library).twinOf(entry);

/** The key of a work that is added; see `ZoteroOffer`. */
export function keyFor(library: Library, entry: Entry): string {
  const keys = known.get(library) ?? new Keys(library.entries);
  known.set(library, keys);
  const isTaken = (key: string): boolean => keys.taken.has(foldedKey(key));
  return isGoodKey(entry.key) && !isTaken(entry.key) ? entry.key : generateKey(keys.pattern, keyFactsOfEntry(entry), isTaken);
}

const known = new WeakMap<Library, Keys>();

class Keys {
  readonly taken: ReadonlySet<string>;
  readonly #entries: readonly Entry[];
  #pattern: KeyPattern | undefined;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.taken = new Set(entries.flatMap((entry) => [entry.key, ...entry.aliases]).map(foldedKey));
  }

  get pattern(): KeyPattern {
    this.#pattern ??= inferKeyPattern(
      this.#entries.map((entry) => ({
        key: entry.key,
        get facts() {
          return keyFactsOfEntry(entry);
        },
      })),
    );
    return this.#pattern;
  }
}
