import type { Corpus } from "../corpus/corpus.ts";
import type { Library } from "../library/library.ts";
import { type EntrySources, matchEntrySources } from "./entrySources.ts";

const matched = new WeakMap<Library, WeakMap<Corpus, EntrySources>>();

/** Entries and sources held against each other: once for each state of the two, and only when somebody asks. */
export function matchedSources(library: Library, corpus: Corpus): EntrySources {
  const byCorpus = matched.get(library) ?? new WeakMap<Corpus, EntrySources>();
  matched.set(library, byCorpus);
  const known = byCorpus.get(corpus);
  if (known !== undefined) return known;
  const made = lazily(() => matchEntrySources(library.entries, corpus.sources));
  byCorpus.set(corpus, made);
  return made;
}

function lazily(match: () => EntrySources): EntrySources {
  let known: EntrySources | undefined;
  const matches = (): EntrySources => {
    known ??= match();
    return known;
  };
  return { sourcesOf: (entry) => matches().sourcesOf(entry), entriesOf: (source) => matches().entriesOf(source) };
}
