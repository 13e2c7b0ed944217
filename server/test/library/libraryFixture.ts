import type { Entry } from "../../src/library/entry.ts";
import { createLibrary, type Library } from "../../src/library/library.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";

/** A library of files given as text: `libraryOf({ "/a.bib": "@book{…}" })`. */
export function libraryOf(files: Readonly<Record<string, string>>): Library {
  return createLibrary(Object.entries(files).map(([path, text]) => ({ path, facts: readBibliography(path, text) })));
}

/** The entry of a key, in a library of one .bib file. */
export function entryOf(text: string, key = "k"): Entry {
  const entry = libraryOf({ "/a.bib": text }).find(key);
  if (entry === undefined) throw new Error(`no entry ${key}`);
  return entry;
}
