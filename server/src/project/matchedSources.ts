import type { Corpus } from "../corpus/corpus.ts";
import type { Library } from "../library/library.ts";
import { type AttachedFiles, withAttached } from "./attachedFiles.ts";
import { type EntryIndex, type EntrySources, entryIndex, matchEntrySources } from "./entrySources.ts";

/** Prepares the match ahead of the first question. `advance` works as long as it may and says whether all is done. */
export const warmMatching = (library: Library): EntryIndex => entryIndex(library.entries);

const matched = new WeakMap<Library, WeakMap<Corpus, EntrySources>>();

/** Entries and sources held against each other: once for each state of the two, and only when somebody asks. */
export function matchedSources(library: Library, corpus: Corpus, attached: AttachedFiles): EntrySources {
  const byCorpus = matched.get(library) ?? new WeakMap<Corpus, EntrySources>();
  matched.set(library, byCorpus);
  const known = byCorpus.get(corpus);
  if (known !== undefined) return known;
  const matches = lazily(() => matchEntrySources(library.entries, corpus.sources));
  const made = withAttached(matches, library, corpus, attached);
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
