import type { Library } from "../library/library.ts";
import { searchLibrary } from "../library/search.ts";
import { shortReference } from "../library/shortReference.ts";
import { baseName } from "../text/path.ts";
import type { FilePlace } from "./bibliography/definition.ts";
import { shortened } from "./places.ts";

/** An entry of any open document's library. */
export interface EntrySymbol extends FilePlace {
  /** `webber2012 · Webber, Sperling & Smith 2012 · NATO's Post-Cold War Trajectory`: editors filter by the name alone. */
  readonly name: string;
  /** The file that it stands in. */
  readonly container: string;
}

/** As many as anybody looks through; more are found by typing on. */
const symbolLimit = 100;

/** Entries by their words in any order, best first; without words the newest. */
export function workspaceSymbols(libraries: Iterable<Library>, query: string): readonly EntrySymbol[] {
  const hits = [...libraries].flatMap((library) => searchLibrary(library, query, { limit: symbolLimit }));
  const entries = hits.toSorted((one, other) => other.score - one.score).map(({ entry }) => entry);
  // Two drafts may share a file.
  const found = new Map(entries.filter(({ key }) => key !== "").map((entry) => [`${entry.raw.keySpan.start} ${entry.path}`, entry]));
  return [...found.values()].slice(0, symbolLimit).map((entry) => ({
    name: [entry.key, shortReference(entry), shortened(entry.title, 80)].filter((part) => part !== "").join(" · "),
    container: baseName(entry.path),
    path: entry.path,
    span: entry.raw.keySpan,
  }));
}
