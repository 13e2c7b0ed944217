import type { RawEntry } from "../syntax/bibliography.ts";
import { aliasesOf, BibtexEntry } from "./bibtexEntry.ts";
import type { Entry } from "./entry.ts";
import type { BibliographyFile } from "./library.ts";
import type { Section } from "./librarySection.ts";
import type { NameIndex } from "./nameIndex.ts";
import type { Scope } from "./resolve.ts";
import { createStringTable, type StringTable } from "./strings.ts";

interface Place {
  readonly raw: RawEntry;
  readonly path: string;
}

/** What its scope is asked of a library, once it is there. */
export interface Assembled {
  readonly files: readonly BibliographyFile[];
  readonly sections: readonly Section[];
  readonly entries: readonly Entry[];
  readonly names: NameIndex;
}

/** What entries look up in each other: given to them before the library is there, asked only then. Keys are compared exactly, and where that finds nothing, in any case, as BibTeX does. */
export class LibraryScope implements Scope {
  readonly strings: StringTable;
  #library: Assembled | undefined;
  #lenders: Lenders | undefined;

  constructor(files: readonly BibliographyFile[]) {
    this.strings = createStringTable(files.filter(isBibtex));
  }

  bind(library: Assembled): void {
    this.#library = library;
  }

  parent(key: string): Place | undefined {
    const library = this.#library;
    if (library === undefined) throw new Error("an entry was read before its library was there");
    this.#lenders ??= lendersOf(library);
    const { names } = library;
    return (
      bearer(library, names.find(key), names.duplicates.get(key)) ??
      this.#lenders.exact.get(key) ??
      bearer(library, names.findFolded(key), undefined) ??
      this.#lenders.folded.get(key.toLowerCase())
    );
  }
}

const isBibtex = ({ facts }: BibliographyFile): boolean => facts.format === "bibtex";

/** Entries of other formats lend nothing. */
function bearer({ entries }: Assembled, place: number | undefined, others: readonly number[] | undefined): Place | undefined {
  const first = place === undefined ? undefined : entries[place];
  if (first === undefined || first instanceof BibtexEntry) return first;
  return others?.map((other) => entries[other]).find((entry) => entry instanceof BibtexEntry);
}

interface Lenders {
  readonly exact: ReadonlyMap<string, Place>;
  readonly folded: ReadonlyMap<string, Place>;
}

/** The `@xdata` entries, by key and alias. */
function lendersOf({ files, sections }: Assembled): Lenders {
  const exact = new Map<string, Place>();
  const folded = new Map<string, Place>();
  const add = (name: string, place: Place) => {
    if (!exact.has(name)) exact.set(name, place);
    if (!folded.has(name.toLowerCase())) folded.set(name.toLowerCase(), place);
  };
  const places = files.flatMap((file, index) => lendersIn(file, sections[index] ?? []));
  for (const place of places) if (place.raw.key !== "") add(place.raw.key, place);
  for (const place of places) for (const alias of aliasesOf(place.raw)) add(alias, place);
  return { exact, folded };
}

function lendersIn({ path, facts }: BibliographyFile, section: Section): readonly Place[] {
  const places: Place[] = [];
  for (let row = 0; row < section.length; row++) {
    const raw = section[row] === undefined ? facts.entries[row] : undefined;
    if (raw !== undefined) places.push({ raw, path });
  }
  return places;
}
