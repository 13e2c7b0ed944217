import type { Entry } from "../../library/entry.ts";
import type { SameWorkSign } from "../../library/sameWork.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { baseName } from "../../text/path.ts";
import type { FoundProblem } from "../problem.ts";
import type { BibliographyReview } from "./bibliographyReview.ts";
import { merging } from "./editedFiles.ts";
import { placeOfEntry, relatedEntry } from "./entryPlaces.ts";
import type { Wanted } from "./wanted.ts";

/** Entries of this file that are one work with another under another key; both say so. */
export function sameWorks(snapshot: BibliographySnapshot, review: BibliographyReview, wanted: Wanted): readonly FoundProblem[] {
  return review.sameWorks.flatMap(({ one, other, by }) => [
    ...repeated(snapshot, one, other, by, wanted),
    ...repeated(snapshot, other, one, by, wanted),
  ]);
}

function repeated(snapshot: BibliographySnapshot, entry: Entry, other: Entry, by: SameWorkSign, wanted: Wanted): readonly FoundProblem[] {
  if (entry.path !== snapshot.path || !wanted.concerns(entry.raw.keySpan)) return [];
  return [
    {
      facts: { code: "bibliography.same-work", key: entry.key, otherKey: other.key, ...placeOfEntry(snapshot, other), by },
      span: entry.raw.keySpan,
      fixes: wanted.fixes ? merging(snapshot, entry, other) : [],
      related: [relatedEntry(other, `"${other.key}" in ${baseName(other.path)}`)],
    },
  ];
}
