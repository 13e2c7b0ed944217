import type { Entry } from "../../library/entry.ts";
import type { Library } from "../../library/library.ts";
import { type SameWork, type SameWorkSearch, sameWorkSearch } from "../../library/sameWork.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { findingsOf } from "./entryFindings.ts";

/** What came out of looking at every entry of a library once, for one of its files. */
export interface BibliographyReview {
  /** Looks on as long as it may and says whether all is looked at. */
  advance(mayContinue: () => boolean): boolean;
  /** Entries of the file that have something wrong by themselves, and those that name what nothing defines. */
  readonly faulty: readonly Entry[];
  readonly unresolved: readonly Entry[];
  /** Entries of the file that take fields from others. */
  readonly inheriting: readonly Entry[];
  /** Each later entry of the library with the first that has its key in another case. */
  readonly caseTwins: readonly (readonly [Entry, Entry])[];
  readonly sameWorks: readonly SameWork[];
}

const reviews = new WeakMap<Library, Map<string, Review>>();

/** Made once for each state of a library; in steps, for there may be tens of thousands of entries. */
export function bibliographyReview(snapshot: BibliographySnapshot): BibliographyReview {
  const byPath = reviews.get(snapshot.library) ?? new Map<string, Review>();
  reviews.set(snapshot.library, byPath);
  const known = byPath.get(snapshot.path);
  if (known !== undefined) return known;
  const review = new Review(snapshot);
  byPath.set(snapshot.path, review);
  return review;
}

class Review implements BibliographyReview {
  readonly faulty: Entry[] = [];
  readonly unresolved: Entry[] = [];
  readonly inheriting: Entry[] = [];
  readonly caseTwins: (readonly [Entry, Entry])[] = [];
  readonly #path: string;
  readonly #format: BibliographySnapshot["facts"]["format"];
  readonly #thisYear: number;
  readonly #entries: readonly Entry[];
  readonly #works: SameWorkSearch;
  readonly #byFoldedKey = new Map<string, Entry>();
  #next = 0;

  constructor({ path, library, facts, thisYear }: BibliographySnapshot) {
    this.#path = path;
    this.#format = facts.format;
    this.#thisYear = thisYear;
    this.#entries = library.entries;
    this.#works = sameWorkSearch(library);
  }

  get sameWorks(): readonly SameWork[] {
    return this.#works.found;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#next < this.#entries.length) {
      const entry = this.#entries[this.#next++];
      if (entry !== undefined) this.#look(entry);
      if (!mayContinue()) return false;
    }
    return this.#works.advance(mayContinue);
  }

  #look(entry: Entry): void {
    const folded = entry.key.toLowerCase();
    const earlier = this.#byFoldedKey.get(folded);
    if (earlier === undefined) this.#byFoldedKey.set(folded, entry);
    else if (earlier.key !== entry.key) this.caseTwins.push([entry, earlier]);
    if (entry.path !== this.#path) return;
    if (findingsOf(entry, this.#format, this.#thisYear).length > 0) this.faulty.push(entry);
    if (entry.unresolved.length > 0) this.unresolved.push(entry);
    if (["crossref", "xdata"].some((name) => fieldsNamed(entry.raw, name).length > 0)) this.inheriting.push(entry);
  }
}
