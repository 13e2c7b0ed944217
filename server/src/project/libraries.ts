import type { Clock } from "../host.ts";
import { type BibliographyFile, createLibrary, type Library, startLibrary, startUpdate, updateLibrary } from "../library/library.ts";
import type { EntryFile } from "./entryFiles.ts";
import { inSlices } from "./slices.ts";
import type { BibliographyState } from "./snapshot.ts";

/** A library and the states of the files that it is of. */
export interface Shelved {
  readonly bibliographies: readonly BibliographyState[];
  readonly library: Library;
}

/** Characters of all files together; what is smaller is made in a few milliseconds. */
const smallLibrary = 400_000;

/** Libraries that are kept; more drafts with different bibliographies are rarely open. */
const mostKept = 16;

interface Kept {
  /** By path. */
  readonly files: ReadonlyMap<string, ReadFile>;
  readonly library: Library;
}

type ReadFile = EntryFile & { readonly kind: "read" };

/** Libraries by the files that they are of: made once, shared by all drafts that use the same, and in slices where they are large. */
export class Libraries {
  readonly #clock: Clock;
  readonly #known = new Map<string, Kept>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #parts = new WeakMap<EntryFile, BibliographyFile>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The library of these files. While a large one is being made this is the one of before with the files of before,
   * or where there was none, an empty one, its files still to be read.
   */
  get(states: readonly BibliographyState[]): Shelved {
    const name = nameOf(states);
    const known = this.#known.get(name);
    if (known !== undefined && isOf(known, states)) return { bibliographies: states, library: known.library };
    const isPending = this.#underWay.has(name) || !states.every(isRead);
    if (isPending && !isSmall(states))
      return { bibliographies: states.map((state) => asKept(state, known)), library: known?.library ?? none };
    return { bibliographies: states, library: this.#keep(name, states, this.#made(states, known)) };
  }

  /** Makes the library in slices; resolves when it is that of the states as they are then. */
  async prepare(current: () => readonly BibliographyState[]): Promise<void> {
    for (;;) {
      const states = current();
      const name = nameOf(states);
      const known = this.#known.get(name);
      if (known !== undefined && isOf(known, states)) return;
      const making = this.#underWay.get(name) ?? this.#make(name, states, known).finally(() => this.#underWay.delete(name));
      this.#underWay.set(name, making);
      await making;
    }
  }

  async #make(name: string, states: readonly BibliographyState[], known: Kept | undefined): Promise<void> {
    let library = known?.library;
    if (library === undefined) library = await this.#inSlices(startLibrary(this.#files(states)));
    else {
      for (const { path, facts } of this.#changed(states, library)) library = await this.#inSlices(startUpdate(library, path, facts));
    }
    this.#keep(name, states, library);
  }

  async #inSlices(work: ReturnType<typeof startLibrary>): Promise<Library> {
    await inSlices(this.#clock, (mayContinue) => work.advance(mayContinue));
    return work.result;
  }

  #made(states: readonly BibliographyState[], known: Kept | undefined): Library {
    if (known === undefined) return createLibrary(this.#files(states));
    let { library } = known;
    for (const { path, facts } of this.#changed(states, library)) library = updateLibrary(library, path, facts).library;
    return library;
  }

  #keep(name: string, states: readonly BibliographyState[], library: Library): Library {
    const files = new Map(states.flatMap(({ file }) => (file?.kind === "read" ? [[file.path, file] as const] : [])));
    this.#known.delete(name);
    this.#known.set(name, { files, library });
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return library;
  }

  #changed(states: readonly BibliographyState[], { files }: Library): readonly BibliographyFile[] {
    return this.#files(states).filter((file, index) => file.facts !== files[index]?.facts);
  }

  #files(states: readonly BibliographyState[]): readonly BibliographyFile[] {
    return states.flatMap(({ file }) => (file?.kind === "read" ? [this.#part(file)] : []));
  }

  #part(file: ReadFile): BibliographyFile {
    const part = this.#parts.get(file) ?? { path: file.path, facts: file.facts };
    this.#parts.set(file, part);
    return part;
  }
}

/** The same files in the same order have the same name, whatever they say. */
const nameOf = (states: readonly BibliographyState[]): string =>
  states.flatMap(({ file }) => (file?.kind === "read" ? [file.path] : [])).join("\n");

const isOf = ({ files }: Kept, states: readonly BibliographyState[]): boolean =>
  states.every(({ file }) => file?.kind !== "read" || files.get(file.path) === file);

const isRead = ({ use, file }: BibliographyState): boolean => use.kind !== "found" || file !== undefined;

const isSmall = (states: readonly BibliographyState[]): boolean =>
  states.reduce((length, { file }) => length + (file?.kind === "read" ? file.text.length : 0), 0) <= smallLibrary;

/** A bibliography as the library that is kept has it; still to be read where there is none. A fault stays told. */
const asKept = ({ use, file }: BibliographyState, known: Kept | undefined): BibliographyState =>
  file?.kind === "read" ? { use, file: known?.files.get(file.path) } : { use, file };

const none = createLibrary([]);
