import type { DraftSnapshot, Snapshot } from "../project/snapshot.ts";
import { type Span, touches } from "../text/span.ts";
import {
  definition as definitionInBibliography,
  entryPlaces,
  type FilePlace,
  references as referencesInBibliography,
  usesOfKey,
} from "./bibliography/definition.ts";
import { citationAt } from "./citationAt.ts";

/** Where the entry of the key under the cursor stands; in a bibliography also that of an `@string`. */
export function definition(snapshot: Snapshot, offset: number): readonly FilePlace[] {
  if (snapshot.kind === "bibliography") return definitionInBibliography(snapshot, offset);
  const at = keyAt(snapshot, offset);
  return at === undefined ? [] : entryPlaces(snapshot, at.key);
}

/** Where the drafts of the workspace cite what is under the cursor, and entries name it; of an undefined key its citations all the same. */
export function references(snapshot: Snapshot, offset: number, withDefinition: boolean): readonly FilePlace[] {
  if (snapshot.kind === "bibliography") return referencesInBibliography(snapshot, offset, withDefinition);
  const at = keyAt(snapshot, offset);
  return at === undefined ? [] : usesOfKey(snapshot, at.key, withDefinition);
}

/** A key in a draft. */
export interface KeyInDraft {
  readonly key: string;
  readonly span: Span;
}

/** The key that the cursor stands on: of a citation, or of an entry that the draft itself holds in its metadata. */
export function keyAt(snapshot: DraftSnapshot, offset: number): KeyInDraft | undefined {
  const citation = citationAt(snapshot, offset);
  if (citation !== undefined) return { key: citation.key, span: citation.keySpan };
  return ownKeys(snapshot).find(({ span }) => touches(span, offset));
}

/** The keys of the entries in the draft's own metadata. */
export const ownKeys = ({ path, library }: DraftSnapshot): readonly KeyInDraft[] =>
  library.files
    .filter((file) => file.path === path)
    .flatMap(({ facts }) => facts.entries.map(({ key, keySpan }) => ({ key, span: keySpan })))
    .filter(({ key }) => key !== "");
