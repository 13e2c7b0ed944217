import type { BibliographyFacts } from "../syntax/bibliography.ts";
import { inOnePiece, type Piecework, piecework } from "../text/piecework.ts";
import { sameContent } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { changedLibrary, filedLibrary } from "./filedLibrary.ts";
import type { FormatEntry } from "./formatting.ts";

export interface BibliographyFile {
  readonly path: string;
  readonly facts: BibliographyFacts;
}

/** All entries that apply to a draft. Never changes: `updateLibrary` gives a new one. */
export interface Library {
  readonly files: readonly BibliographyFile[];
  /**
   * In file order. `@set` is among them, since drafts cite sets; `@xdata` is not: it only lends its fields.
   * Entries without a key are, so that nothing is lost, though nobody can cite them.
   */
  readonly entries: readonly Entry[];
  /** By key or alias, exactly as written; of several the first, as biber has it. */
  find(key: string): Entry | undefined;
  /** Keys that more than one entry bears, with all of them in order. */
  readonly duplicates: readonly DuplicateKey[];
  formatEntry(entry: Entry): FormatEntry;
}

export interface DuplicateKey {
  readonly key: string;
  readonly entries: readonly Entry[];
}

export interface LibraryUpdate {
  readonly library: Library;
  /** Keys and aliases whose entry came, went or says something else, also by what it inherits. */
  readonly changedKeys: ReadonlySet<string>;
}

/** A library in the making: `advance` works as long as it may and says whether it is there. */
export const startLibrary = (files: readonly BibliographyFile[]): Piecework<Library> => piecework(filedLibrary(files));

/** The same for a library of which one file changed, came (at the end) or went (`facts` undefined). */
export const startUpdate = (library: Library, path: string, facts: BibliographyFacts | undefined): Piecework<Library> =>
  piecework(changedLibrary(library, path, facts));

export const createLibrary = (files: readonly BibliographyFile[]): Library => inOnePiece(filedLibrary(files));

/** Entries of other files stay the same objects, unless they take something from others. */
export function updateLibrary(library: Library, path: string, facts: BibliographyFacts | undefined): LibraryUpdate {
  const updated = inOnePiece(changedLibrary(library, path, facts));
  let changed: ReadonlySet<string> | undefined;
  return {
    library: updated,
    get changedKeys() {
      changed ??= changesBetween(library, updated);
      return changed;
    },
  };
}

function changesBetween(before: Library, after: Library): ReadonlySet<string> {
  const changed = new Set<string>();
  const names = (entry: Entry) => [entry.key, ...entry.aliases];
  for (const name of new Set([...before.entries, ...after.entries].flatMap(names))) {
    if (name === "") continue;
    const old = before.find(name);
    const now = after.find(name);
    if (old !== now && (old === undefined || now === undefined || !sameContent(old, now))) changed.add(name);
  }
  return changed;
}
