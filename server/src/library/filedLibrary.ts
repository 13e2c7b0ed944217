import type { BibliographyFacts, RawEntry, StringDefinition } from "../syntax/bibliography.ts";
import { aliasesOf } from "./bibtexEntry.ts";
import { formatEntry, inNewScope } from "./entries.ts";
import type { Entry } from "./entry.ts";
import type { ScopeChange } from "./entryIdentity.ts";
import type { BibliographyFile, DuplicateKey, Library } from "./library.ts";
import { LibraryScope } from "./libraryScope.ts";
import { newSection, type Section, updatedSection } from "./librarySection.ts";
import { NameIndex } from "./nameIndex.ts";
import { inheritShelf } from "./searchIndex.ts";

/** A library as it is made: file by file, in steps. */
export function* filedLibrary(files: readonly BibliographyFile[]): Generator<undefined, Library> {
  const scope = new LibraryScope(files);
  const sections: Section[] = [];
  for (const { path, facts } of files) sections.push(yield* newSection(path, facts, scope));
  return yield* assembled(files, sections, scope, undefined);
}

/** The library after one file changed, came (at the end) or went (`facts` undefined). */
export function* changedLibrary(library: Library, path: string, facts: BibliographyFacts | undefined): Generator<undefined, Library> {
  if (!(library instanceof FiledLibrary)) throw new Error("a library that was not made of files");
  const files = replaceFile(library.files, path, facts);
  const scope = new LibraryScope(files);
  const { section, change, sameNames } = yield* changedSection(library, path, facts, scope);
  const sections: Section[] = [];
  for (const file of files) {
    const at = library.files.findIndex((earlier) => earlier.path === file.path);
    const own = file.path === path ? section : library.sections[at];
    sections.push(yield* inScope(own ?? [], scope, change));
  }
  const updated = yield* assembled(files, sections, scope, sameNames ? library.names : undefined);
  inheritShelf(updated, library);
  return updated;
}

class FiledLibrary implements Library {
  readonly files: readonly BibliographyFile[];
  readonly sections: readonly Section[];
  readonly entries: readonly Entry[];
  readonly names: NameIndex;
  readonly formatEntry = formatEntry;
  #duplicates: readonly DuplicateKey[] | undefined;

  constructor(files: readonly BibliographyFile[], sections: readonly Section[], entries: readonly Entry[], names: NameIndex) {
    this.files = files;
    this.sections = sections;
    this.entries = entries;
    this.names = names;
  }

  find(key: string): Entry | undefined {
    const place = this.names.find(key);
    return place === undefined ? undefined : this.entries[place];
  }

  get duplicates(): readonly DuplicateKey[] {
    this.#duplicates ??= [...this.names.duplicates].map(([key, places]) => ({
      key,
      entries: places.flatMap((place) => this.entries[place] ?? []),
    }));
    return this.#duplicates;
  }
}

function* assembled(
  files: readonly BibliographyFile[],
  sections: readonly Section[],
  scope: LibraryScope,
  names: NameIndex | undefined,
): Generator<undefined, FiledLibrary> {
  const entries: Entry[] = [];
  for (const section of sections) {
    for (const entry of section) if (entry !== undefined) entries.push(entry);
    yield;
  }
  const library = new FiledLibrary(files, sections, entries, names ?? (yield* NameIndex.of(entries)));
  scope.bind(library);
  return library;
}

function replaceFile(files: readonly BibliographyFile[], path: string, facts: BibliographyFacts | undefined): readonly BibliographyFile[] {
  if (facts === undefined) return files.filter((file) => file.path !== path);
  const isKnown = files.some((file) => file.path === path);
  return isKnown ? files.map((file) => (file.path === path ? { path, facts } : file)) : [...files, { path, facts }];
}

interface ChangedSection {
  readonly section: Section;
  readonly change: ScopeChange;
  /** Every place in the library is of an entry with the same key and aliases as before. */
  readonly sameNames: boolean;
}

function* changedSection(
  library: FiledLibrary,
  path: string,
  facts: BibliographyFacts | undefined,
  scope: LibraryScope,
): Generator<undefined, ChangedSection> {
  const at = library.files.findIndex((file) => file.path === path);
  const before = library.files[at]?.facts;
  const earlier = library.sections[at] ?? [];
  if (before === undefined || facts === undefined || before.format !== facts.format) {
    const section = facts === undefined ? [] : yield* newSection(path, facts, scope);
    const names = namesOf([...(before?.entries ?? []), ...(facts?.entries ?? [])]);
    return { section, change: { names, strings: [before, facts].some((one) => (one?.strings.length ?? 0) > 0) }, sameNames: false };
  }
  const { section, gone, come, carried } = yield* updatedSection(path, { facts: before, section: earlier }, facts, scope);
  // What several bear may go from one to the other, and an alias too.
  const isSettled = (raw: RawEntry): boolean => carried.has(raw) && !library.names.duplicates.has(raw.key) && aliasesOf(raw).length === 0;
  const names = namesOf([...gone, ...come].filter((raw) => !isSettled(raw)));
  const sameNames = facts.format === "bibtex" && isNamedAlike(gone, come);
  return { section, change: { names, strings: !sameStrings(before.strings, facts.strings) }, sameNames };
}

function namesOf(entries: readonly RawEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap((raw) => [raw.key, ...aliasesOf(raw)]).map((name) => name.toLowerCase()));
}

const isNamedAlike = (gone: readonly RawEntry[], come: readonly RawEntry[]): boolean =>
  gone.length === come.length && gone.every((raw, row) => come[row]?.type === raw.type && namesIn(raw) === namesIn(come[row]));

const namesIn = (raw: RawEntry | undefined): string => (raw === undefined ? "" : [raw.key, ...aliasesOf(raw)].join("\n"));

const sameStrings = (some: readonly StringDefinition[], others: readonly StringDefinition[]): boolean =>
  some === others || (some.length === others.length && some.every((one, at) => sameString(one, others[at])));

const sameString = (one: StringDefinition, other: StringDefinition | undefined): boolean =>
  one.name === other?.name &&
  one.parts.length === other.parts.length &&
  one.parts.every((part, at) => part.kind === other.parts[at]?.kind && part.text === other.parts[at]?.text);

/** How many entries are looked at between two places to pause. */
const stride = 512;

function* inScope(section: Section, scope: LibraryScope, change: ScopeChange): Generator<undefined, Section> {
  const entries: (Entry | undefined)[] = [];
  for (const entry of section) {
    entries.push(entry === undefined ? undefined : inNewScope(entry, scope, change));
    if (entries.length % stride === 0) yield;
  }
  return entries;
}
