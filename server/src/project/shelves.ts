import { type Corpus, createCorpus, updateCorpus } from "../corpus/corpus.ts";
import type { Source } from "../corpus/source.ts";
import { type BibliographyFile, createLibrary, type Library, updateLibrary } from "../library/library.ts";
import type { EntryFile, EntryFiles } from "./entryFiles.ts";
import type { Plan } from "./plan.ts";
import { Pool } from "./pool.ts";
import type { BibliographyState } from "./snapshot.ts";
import type { SourceFile, SourceFiles } from "./sourceFiles.ts";

/** Builds libraries and corpora from files, and shares them among the documents that use the same. */
export class Shelves {
  readonly #entryFiles: EntryFiles;
  readonly #sourceFiles: SourceFiles;
  readonly #libraries = new Pool<BibliographyFile, Library>(
    createLibrary,
    (library, file) => updateLibrary(library, file.path, file.facts).library,
  );
  readonly #corpora = new Pool<Source, Corpus>(createCorpus, (corpus, source) => updateCorpus(corpus, source.path, source).corpus);
  readonly #bibliographyFiles = new WeakMap<EntryFile, BibliographyFile>();

  constructor(entryFiles: EntryFiles, sourceFiles: SourceFiles) {
    this.#entryFiles = entryFiles;
    this.#sourceFiles = sourceFiles;
  }

  bibliographies(plan: Plan | undefined): readonly BibliographyState[] {
    return (plan?.bibliographies ?? []).map((use) => ({ use, file: use.kind === "found" ? this.#entryFiles.peek(use.path) : undefined }));
  }

  library(states: readonly BibliographyState[]): Library {
    return this.#libraries.get(states.flatMap(({ file }) => (file?.kind === "read" ? [this.#bibliographyFile(file)] : [])));
  }

  sources(paths: Iterable<string>): readonly SourceFile[] {
    return [...paths].map((path) => this.#sourceFiles.get(path));
  }

  corpus(sources: readonly SourceFile[]): Corpus {
    return this.#corpora.get(sources.flatMap((file) => (file.kind === "read" ? [file.source] : [])));
  }

  #bibliographyFile(file: EntryFile & { kind: "read" }): BibliographyFile {
    const known = this.#bibliographyFiles.get(file);
    if (known !== undefined) return known;
    const made = { path: file.path, facts: file.facts };
    this.#bibliographyFiles.set(file, made);
    return made;
  }
}
