import type { BibliographyFacts, RawEntry } from "../syntax/bibliography.ts";
import { aliasesOf } from "./bibtexEntry.ts";
import { createEntry, formatEntry, inNewScope, movedEntry, sameContent } from "./entries.ts";
import type { Entry } from "./entry.ts";
import type { FormatEntry } from "./formatting.ts";
import type { Scope } from "./resolve.ts";
import { inheritShelf } from "./searchIndex.ts";
import { createStringTable } from "./strings.ts";

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

export function createLibrary(files: readonly BibliographyFile[]): Library {
  const scope = scopeOf(files);
  return assemble(
    files,
    files.flatMap((file) => entriesOf(file, scope)),
  );
}

/** The library after one file changed, came (at the end) or went (`facts` undefined). Entries of the other files stay the same objects. */
export function updateLibrary(library: Library, path: string, facts: BibliographyFacts | undefined): LibraryUpdate {
  const files = replaceFile(library.files, path, facts);
  const scope = scopeOf(files);
  const kept = Map.groupBy(library.entries, (entry) => entry.path);
  const isSameFormat = library.files.some((file) => file.path === path && file.facts.format === facts?.format);
  const entries = files.flatMap((file) =>
    file.path === path
      ? entriesOf(file, scope, isSameFormat ? library : undefined)
      : (kept.get(file.path) ?? []).map((entry) => inNewScope(entry, scope)),
  );
  const updated = assemble(files, entries);
  inheritShelf(updated, library);
  let changed: ReadonlySet<string> | undefined;
  return {
    library: updated,
    get changedKeys() {
      changed ??= changesBetween(library, updated);
      return changed;
    },
  };
}

function replaceFile(files: readonly BibliographyFile[], path: string, facts: BibliographyFacts | undefined): readonly BibliographyFile[] {
  if (facts === undefined) return files.filter((file) => file.path !== path);
  const isKnown = files.some((file) => file.path === path);
  return isKnown ? files.map((file) => (file.path === path ? { path, facts } : file)) : [...files, { path, facts }];
}

/** What stands in an earlier library with the same words keeps its identity, though it may have moved. */
function entriesOf(file: BibliographyFile, scope: Scope, earlier?: Library): Entry[] {
  const { format, entries } = file.facts;
  return entries
    .filter((raw) => raw.type !== "xdata" || format !== "bibtex")
    .map((raw) => {
      const known = earlier?.find(raw.key);
      const moved = known?.path === file.path ? movedEntry(known, raw, scope) : undefined;
      return moved ?? createEntry(format, raw, file.path, scope);
    });
}

interface Place {
  readonly raw: RawEntry;
  readonly path: string;
}

/** What entries look up in each other. Keys are compared exactly, and where that finds nothing, in any case, as BibTeX does. */
function scopeOf(files: readonly BibliographyFile[]): Scope {
  const bibtexFiles = files.filter((file) => file.facts.format === "bibtex");
  const strings = createStringTable(bibtexFiles);
  let places: Places | undefined;
  return {
    strings,
    parent(key) {
      places ??= new Places(bibtexFiles);
      return places.find(key);
    },
  };
}

class Places {
  readonly #all: readonly Place[];
  readonly #exact: ReadonlyMap<string, Place>;
  #folded: ReadonlyMap<string, Place> | undefined;

  constructor(files: readonly BibliographyFile[]) {
    this.#all = files.flatMap((file) => file.facts.entries.map((raw) => ({ raw, path: file.path })));
    this.#exact = this.#byName((name) => name);
  }

  /** Few files name a key in another case than it has: that map is made when one does. */
  find(key: string): Place | undefined {
    const exact = this.#exact.get(key);
    if (exact !== undefined) return exact;
    this.#folded ??= this.#byName((name) => name.toLowerCase());
    return this.#folded.get(key.toLowerCase());
  }

  /** A key of its own goes before another entry's alias. */
  #byName(nameOf: (name: string) => string): ReadonlyMap<string, Place> {
    const named = new Map<string, Place>();
    const add = (name: string, place: Place) => {
      if (!named.has(name)) named.set(name, place);
    };
    for (const place of this.#all) if (place.raw.key !== "") add(nameOf(place.raw.key), place);
    for (const place of this.#all) for (const alias of aliasesOf(place.raw)) add(nameOf(alias), place);
    return named;
  }
}

function assemble(files: readonly BibliographyFile[], entries: readonly Entry[]): Library {
  const index = indexOf(entries);
  return { files, entries, find: (key) => index.first.get(key), duplicates: index.duplicates, formatEntry };
}

function indexOf(entries: readonly Entry[]): { readonly first: ReadonlyMap<string, Entry>; readonly duplicates: readonly DuplicateKey[] } {
  const first = new Map<string, Entry>();
  const several = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.key === "") continue;
    const earlier = first.get(entry.key);
    const found = several.get(entry.key);
    if (earlier === undefined) first.set(entry.key, entry);
    else if (found === undefined) several.set(entry.key, [earlier, entry]);
    else found.push(entry);
  }
  // A key of its own goes before another entry's alias.
  for (const entry of entries) for (const alias of entry.aliases) if (!first.has(alias)) first.set(alias, entry);
  return { first, duplicates: [...several].map(([key, bearers]) => ({ key, entries: bearers })) };
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
