import { defaultSettings, type Settings } from "../config.ts";
import { type Corpus, createCorpus, updateCorpus } from "../corpus/corpus.ts";
import type { Source } from "../corpus/source.ts";
import { type BibliographyFile, createLibrary, type Library, updateLibrary } from "../library/library.ts";
import type { EntryFile, EntryFiles } from "./entryFiles.ts";
import type { Plan } from "./plan.ts";
import { Pool } from "./pool.ts";
import type { BibliographyState } from "./snapshot.ts";
import type { SourceFile, SourceFiles } from "./sourceFiles.ts";

/** What serves one document: its settings, its plan, and what of that plan is read. */
export interface Project {
  settings: Settings;
  /** Undefined while files are looked for. */
  plan: Plan | undefined;
  /** Sources that its cited entries name in `file`, beside those of the plan. */
  citedSources: readonly string[];
  /** What the plan was made for: made anew where it differs. */
  madeFor: string;
  /** Counts the plans asked for: one that is no longer the latest is not begun. */
  generation: number;
  /** Resolves when the plan is made and its bibliographies are read. */
  underWay: Promise<void> | undefined;
}

export const newProject = (): Project => ({
  settings: defaultSettings,
  plan: undefined,
  citedSources: [],
  madeFor: "",
  generation: 0,
  underWay: undefined,
});

/** Builds libraries and corpora from files, and shares them among the projects that use the same. */
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

  sources(project: Project): readonly SourceFile[] {
    const paths = new Set([...(project.plan?.sources.paths ?? []), ...project.citedSources]);
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
