import { extentOf } from "./extent.ts";
import { identifyWork } from "./identify.ts";
import { notesOf } from "./notes.ts";
import type { Labeller } from "./references/learned/labeller.ts";
import type { ReadSource, Source, SourceNote } from "./source.ts";

/** What a reader gave, understood: whose work it is, how much of it, and, once somebody asks, its notes with their references. */
export function makeSource(path: string, read: ReadSource, labeller?: Labeller): Source {
  let notes: readonly SourceNote[] | undefined;
  return {
    path,
    read,
    work: identifyWork(read),
    extent: extentOf(read),
    // Reading hundreds of references takes a while, and most sources are only quoted.
    get notes(): readonly SourceNote[] {
      notes ??= notesOf(read, labeller);
      return notes;
    },
  };
}
