import { type Corpus, createCorpus, updateCorpus } from "../corpus/corpus.ts";
import type { Source } from "../corpus/source.ts";
import type { Clock } from "../host.ts";
import type { EntryFiles } from "./entryFiles.ts";
import { Libraries, type Shelved } from "./libraries.ts";
import type { Plan } from "./plan.ts";
import { Pool } from "./pool.ts";
import type { BibliographyState } from "./snapshot.ts";
import type { SourceFile, SourceFiles } from "./sourceFiles.ts";

/** Builds libraries and corpora from files, and shares them among the documents that use the same. */
export class Shelves {
  readonly #entryFiles: EntryFiles;
  readonly #sourceFiles: SourceFiles;
  readonly #libraries: Libraries;
  readonly #corpora = new Pool<Source, Corpus>(createCorpus, (corpus, source) => updateCorpus(corpus, source.path, source).corpus);

  constructor(clock: Clock, entryFiles: EntryFiles, sourceFiles: SourceFiles) {
    this.#libraries = new Libraries(clock);
    this.#entryFiles = entryFiles;
    this.#sourceFiles = sourceFiles;
  }

  /** What is there now of a plan's bibliographies and the library of them. */
  shelved(plan: Plan | undefined): Shelved {
    return this.#libraries.get(this.#states(plan));
  }

  /** Resolves when the library is that of the files as they were last read. */
  prepare(plan: Plan | undefined): Promise<void> {
    return this.#libraries.prepare(() => this.#states(plan));
  }

  #states(plan: Plan | undefined): readonly BibliographyState[] {
    return (plan?.bibliographies ?? []).map((use) => ({ use, file: use.kind === "found" ? this.#entryFiles.peek(use.path) : undefined }));
  }

  sources(paths: Iterable<string>): readonly SourceFile[] {
    return [...paths].map((path) => this.#sourceFiles.get(path));
  }

  corpus(sources: readonly SourceFile[]): Corpus {
    return this.#corpora.get(sources.flatMap((file) => (file.kind === "read" ? [file.source] : [])));
  }
}
