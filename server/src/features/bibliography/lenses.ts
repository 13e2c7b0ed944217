import { aliasesOf } from "../../library/bibtexEntry.ts";
import type { CitedPlace } from "../../project/citationGraph.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry } from "../../syntax/bibliography.ts";
import type { Span } from "../../text/span.ts";

/** A line above an entry that some draft cites; how often is told when it is looked at. */
export interface CitationLens {
  readonly key: string;
  readonly span: Span;
}

/** One for each entry that is cited. Of entries with one key the first has it, as it is the one that prints. */
export function citationLenses({ facts, citations }: BibliographySnapshot): readonly CitationLens[] {
  const seen = new Set<string>();
  const lenses: CitationLens[] = [];
  for (const entry of facts.entries) {
    if (entry.key === "" || seen.has(entry.key)) continue;
    seen.add(entry.key);
    if (namesOf(entry).some((name) => citations.cites(name))) lenses.push({ key: entry.key, span: entry.keySpan });
  }
  return lenses;
}

/** Where drafts cite the entry with this key, by whatever name. */
export function lensPlaces({ facts, citations }: BibliographySnapshot, key: string): readonly CitedPlace[] {
  const entry = facts.entries.find((candidate) => candidate.key === key);
  return entry === undefined ? [] : namesOf(entry).flatMap((name) => citations.placesOf(name));
}

const namesOf = (entry: RawEntry): readonly string[] => [entry.key, ...aliasesOf(entry)];
