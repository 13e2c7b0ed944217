import { aliasesOf } from "../../library/bibtexEntry.ts";
import type { CitedPlace } from "../../project/citationGraph.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry } from "../../syntax/bibliography.ts";
import { ScannedEntry } from "../../syntax/scannedEntry.ts";
import type { Span } from "../../text/span.ts";

/** A line above an entry that some draft cites; how often is told when it is looked at. */
export interface CitationLens {
  readonly key: string;
  readonly span: Span;
}

/** Lenses that are found in steps. */
export interface CitationLenses {
  advance(mayContinue: () => boolean): boolean;
  readonly found: readonly CitationLens[];
}

/** One for each entry that is cited. Of entries with one key the first has it, as it is the one that prints. */
export function citationLenses({ facts, citations }: BibliographySnapshot): CitationLenses {
  const seen = new Set<string>();
  const found: CitationLens[] = [];
  let next = 0;
  return {
    found,
    advance(mayContinue) {
      while (next < facts.entries.length) {
        const entry = facts.entries[next++];
        if (entry !== undefined && entry.key !== "" && namesOf(entry).some((name) => citations.cites(name)) && !seen.has(entry.key)) {
          seen.add(entry.key);
          found.push({ key: entry.key, span: entry.keySpan });
        }
        if (!mayContinue()) return next >= facts.entries.length;
      }
      return true;
    },
  };
}

/** Where drafts cite the entry with this key, by whatever name. */
export function lensPlaces({ facts, citations }: BibliographySnapshot, key: string): readonly CitedPlace[] {
  const entry = facts.entries.find((candidate) => candidate.key === key);
  return entry === undefined ? [] : namesOf(entry).flatMap((name) => citations.placesOf(name));
}

const namesOf = (entry: RawEntry): readonly string[] =>
  entry instanceof ScannedEntry && !entry.has("ids") ? [entry.key] : [entry.key, ...aliasesOf(entry)];
