import type { Source } from "./source.ts";

/** All sources of a project, by path. Immutable: `updateCorpus` gives the next one and says what changed. */
export interface Corpus {
  readonly sources: readonly Source[];
  at(path: string): Source | undefined;
}

export interface CorpusUpdate {
  readonly corpus: Corpus;
  /** Paths of the sources that came, went or became others. */
  readonly changed: ReadonlySet<string>;
}

export function createCorpus(sources: Iterable<Source>): Corpus {
  return new SourceMap(new Map([...sources].map((source) => [source.path, source])));
}

/** Puts a source in place of the one at its path; `undefined` takes that one out. */
export function updateCorpus(corpus: Corpus, path: string, source: Source | undefined): CorpusUpdate {
  const before = corpus.at(path);
  if (before === source) return { corpus, changed: new Set() };
  const byPath = new Map(corpus.sources.map((one) => [one.path, one]));
  if (source === undefined) byPath.delete(path);
  else byPath.set(path, source);
  return { corpus: new SourceMap(byPath), changed: new Set([path]) };
}

class SourceMap implements Corpus {
  readonly sources: readonly Source[];
  readonly #byPath: ReadonlyMap<string, Source>;

  constructor(byPath: ReadonlyMap<string, Source>) {
    this.#byPath = byPath;
    this.sources = [...byPath.values()].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  }

  at(path: string): Source | undefined {
    return this.#byPath.get(path);
  }
}
