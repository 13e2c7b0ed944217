import type { SourceReference } from "../source.ts";
import { isBackward } from "./backReferences.ts";
import { labelReference } from "./label.ts";
import { type PlacedReference, resolveShortForms } from "./resolve.ts";
import { segmentNote } from "./segment.ts";

/** A note of a list, before its references are read. */
export interface PlainNote {
  readonly number: number;
  readonly noteNumber: number;
  readonly raw: string;
}

interface FoundReference extends PlacedReference {
  readonly reference: Omit<SourceReference, "kind" | "resolvesTo">;
}

/** The references of all notes, short forms resolved; one list a note, in the same order. */
export function readReferences(notes: readonly PlainNote[]): SourceReference[][] {
  const found = notes.map(referencesOf);
  const all = found.flat();
  const resolutions = resolveShortForms(all);
  let at = 0;
  return found.map((references) =>
    references.map(({ reference, short }) => ({ ...reference, kind: short ? "short" : "full", resolvesTo: resolutions[at++] })),
  );
}

function referencesOf(note: PlainNote): FoundReference[] {
  return segmentNote(note.raw).map((segment, ref) => {
    const { csl, locator, abbreviation, short } = labelReference(segment.raw);
    return {
      place: { note: note.number, ref },
      noteNumber: note.noteNumber,
      raw: segment.raw,
      csl,
      abbreviation,
      short: short || isBackward(segment.raw),
      reference: { raw: segment.raw, signal: segment.signal, csl, locator },
    };
  });
}
