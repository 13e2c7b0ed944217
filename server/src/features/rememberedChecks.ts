import type { Corpus } from "../corpus/corpus.ts";
import type { Library } from "../library/library.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import type { DraftFacts } from "../syntax/facts.ts";

/** What was found out under a name, for as long as library and corpus stay what they are. */
export interface Remembered<Check> {
  get(name: string): Check | undefined;
  set(name: string, check: Check): void;
}

/** Of each draft the checks of its present state and of the one before: what was typed over long ago is forgotten. */
class TwoStates implements Remembered<unknown> {
  readonly #seen = new WeakSet<DraftFacts>();
  #now = new Map<string, unknown>();
  #before = new Map<string, unknown>();

  at(facts: DraftFacts): this {
    // Whoever still works on an older state shares what is there, and forgets nothing of the newer one.
    if (this.#seen.has(facts)) return this;
    this.#seen.add(facts);
    this.#before = this.#now;
    this.#now = new Map();
    return this;
  }

  get(name: string): unknown {
    const check = this.#now.get(name) ?? this.#before.get(name);
    if (check !== undefined) this.#now.set(name, check);
    return check;
  }

  set(name: string, check: unknown): void {
    this.#now.set(name, check);
  }
}

const remembered = new WeakMap<Library, WeakMap<Corpus, Map<string, TwoStates>>>();

/** `Check` is what the caller alone puts in. While sources are still being read nothing is remembered, since more may be said soon. */
export function rememberedChecks<Check>({ library, corpus, corpusReady, path, facts }: DraftSnapshot): Remembered<Check> {
  if (!corpusReady) return nothing;
  const byCorpus = remembered.get(library) ?? new WeakMap<Corpus, Map<string, TwoStates>>();
  remembered.set(library, byCorpus);
  const byPath = byCorpus.get(corpus) ?? new Map<string, TwoStates>();
  byCorpus.set(corpus, byPath);
  const states = byPath.get(path) ?? new TwoStates();
  byPath.set(path, states);
  return states.at(facts) as Remembered<Check>;
}

const nothing: Remembered<never> = { get: () => undefined, set: () => undefined };
