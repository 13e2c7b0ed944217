import type { Corpus } from "../corpus/corpus.ts";
import type { Source } from "../corpus/source.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import type { EntrySources } from "./entrySources.ts";

/** Files of works that no field `file` names, known from elsewhere. */
export interface AttachedFiles {
  filesOf(entry: Entry): readonly string[];
  /** Keys of the entries that a file is attached to. */
  keysOf(path: string): readonly string[];
}

/** What stands together by itself, and what is attached. */
export function withAttached(matched: EntrySources, library: Library, corpus: Corpus, attached: AttachedFiles): EntrySources {
  return {
    sourcesOf: (entry) => together(matched.sourcesOf(entry), sourcesAttachedTo(entry, corpus, attached)),
    entriesOf: (source) => {
      const entries = attached.keysOf(source.path).flatMap((key) => library.find(key) ?? []);
      return together(
        matched.entriesOf(source),
        entries.filter((entry) => attached.filesOf(entry).includes(source.path)),
      );
    },
  };
}

const sourcesAttachedTo = (entry: Entry, corpus: Corpus, attached: AttachedFiles): readonly Source[] =>
  attached.filesOf(entry).flatMap((path) => corpus.at(path) ?? []);

const together = <Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] =>
  others.length === 0 ? some : [...new Set([...some, ...others])];
