import type { Entry } from "../../library/entry.ts";
import type { EntryFile } from "../../project/entryFiles.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { Lines } from "../../text/lines.ts";
import { shownPath } from "../../text/path.ts";
import type { RelatedPlace } from "../problem.ts";

/** Where another entry stands, for a message: `this file` and its line, counted from 1. */
export function placeOfEntry(snapshot: BibliographySnapshot, entry: Entry): { readonly file: string; readonly line: number } {
  const line = (linesOf(snapshot, entry.path)?.positionAt(entry.raw.keySpan.start).line ?? 0) + 1;
  return { file: entry.path === snapshot.path ? "this file" : shownPath(entry.path, snapshot.folders), line };
}

export const relatedEntry = (entry: Entry, message: string): RelatedPlace => ({ path: entry.path, span: entry.raw.keySpan, message });

const lines = new WeakMap<EntryFile, Lines>();

/** The line table of a bibliography as it was last read, made once. */
function linesOf(snapshot: BibliographySnapshot, path: string): Lines | undefined {
  const file = snapshot.bibliographies.find((state) => state.file?.path === path)?.file;
  if (file?.kind !== "read") return undefined;
  const known = lines.get(file) ?? new Lines(file.text);
  lines.set(file, known);
  return known;
}
