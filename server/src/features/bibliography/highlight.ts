import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { Span } from "../../text/span.ts";
import { mentionsOf, stringUses } from "./mentions.ts";
import { placeAt } from "./place.ts";

/** A place in this file that is the same as what the cursor stands on. */
export interface Highlight {
  readonly span: Span;
  /** `write` where it is defined. */
  readonly kind: "read" | "write";
}

/** All places of this file that speak of the entry or the string under the cursor. */
export function highlights({ facts }: BibliographySnapshot, offset: number): readonly Highlight[] {
  const place = placeAt(facts, offset);
  if (place?.kind === "string") {
    const defined = facts.strings
      .filter(({ name }) => name === place.name)
      .map(({ nameSpan }) => ({ span: nameSpan, kind: "write" as const }));
    return [...defined, ...stringUses(facts, place.name).map((span) => ({ span, kind: "read" as const }))];
  }
  const key = place?.kind === "mention" ? place.mention.key : place?.kind === "head" ? place.entry.key : "";
  if (key === "") return [];
  const defined = facts.entries.filter((entry) => entry.key === key).map(({ keySpan }) => ({ span: keySpan, kind: "write" as const }));
  return [...defined, ...mentionsOf(facts, new Set([key])).map(({ span }) => ({ span, kind: "read" as const }))];
}
