import type { Snapshot } from "../project/snapshot.ts";
import { type Highlight, highlights as highlightsInBibliography } from "./bibliography/highlight.ts";
import { keyAt, ownKeys } from "./definition.ts";

/** All places of a document that speak of the work under the cursor, under whatever name. */
export function highlights(snapshot: Snapshot, offset: number): readonly Highlight[] {
  if (snapshot.kind === "bibliography") return highlightsInBibliography(snapshot, offset);
  const at = keyAt(snapshot, offset);
  if (at === undefined) return [];
  const entry = snapshot.library.find(at.key);
  const names = new Set([at.key, ...(entry === undefined ? [] : [entry.key, ...entry.aliases])]);
  const defined = ownKeys(snapshot).filter(({ key }) => names.has(key));
  const cited = snapshot.facts.groups.flatMap(({ citations }) => citations).filter(({ key }) => names.has(key));
  return [
    ...defined.map(({ span }) => ({ span, kind: "write" as const })),
    ...cited.map(({ keySpan }) => ({ span: keySpan, kind: "read" as const })),
  ];
}
