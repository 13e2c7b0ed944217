import type { BibliographyFile } from "../../library/library.ts";
import type { BibliographySnapshot, Snapshot } from "../../project/snapshot.ts";
import type { Span } from "../../text/span.ts";
import { mentionsOf, stringUses } from "./mentions.ts";
import { placeAt } from "./place.ts";

/** A place in a file, perhaps another one. */
export interface FilePlace {
  readonly path: string;
  readonly span: Span;
}

/** Where the key or the string under the cursor is defined: an entry or an `@string` of this file, else of another of the library. */
export function definition(snapshot: BibliographySnapshot, offset: number): readonly FilePlace[] {
  const place = placeAt(snapshot.facts, offset);
  switch (place?.kind) {
    case "mention":
      return entryPlaces(snapshot, place.mention.key);
    case "head":
      return [{ path: snapshot.path, span: place.entry.keySpan }];
    case "string":
      return stringPlaces(snapshot, place.name);
    case "fieldName":
    case "value":
    case undefined:
      return [];
  }
}

/**
 * Where an entry is used: the drafts that cite it and the entries that name it; of a string, the values that hold it. `withDefinition`: the
 * entry or string itself too.
 */
export function references(snapshot: BibliographySnapshot, offset: number, withDefinition: boolean): readonly FilePlace[] {
  const place = placeAt(snapshot.facts, offset);
  switch (place?.kind) {
    case "mention":
      return usesOfKey(snapshot, place.mention.key, withDefinition);
    case "head":
      return usesOfKey(snapshot, place.entry.key, withDefinition);
    case "string":
      return [...(withDefinition ? stringPlaces(snapshot, place.name) : []), ...usesOfString(snapshot, place.name)];
    case "fieldName":
    case "value":
    case undefined:
      return [];
  }
}

/** Where drafts cite an entry, under any of its names, and where other entries name it. */
export function usesOfKey(snapshot: Snapshot, key: string, withDefinition: boolean): readonly FilePlace[] {
  if (key === "") return [];
  const entry = snapshot.library.find(key);
  const keys = new Set([key, ...(entry === undefined ? [] : [entry.key, ...entry.aliases])]);
  const cited = [...keys].flatMap((name) => snapshot.citations.placesOf(name));
  const mentioned = filesOf(snapshot).flatMap(({ path, facts }) => mentionsOf(facts, keys).map(({ span }) => ({ path, span })));
  return [...(withDefinition ? entryPlaces(snapshot, key) : []), ...cited, ...mentioned];
}

/** Keys are compared exactly; where that finds nothing, in any case, as BibTeX does. This file goes before the others. */
export function entryPlaces(snapshot: Snapshot, key: string): readonly FilePlace[] {
  const named = (isIt: (candidate: string) => boolean): readonly FilePlace[] =>
    filesOf(snapshot).flatMap(({ path, facts }) =>
      facts.entries.filter((entry) => isIt(entry.key)).map((entry) => ({ path, span: entry.keySpan })),
    );
  const exact = named((candidate) => candidate === key);
  if (exact.length > 0) return exact;
  const alias = snapshot.library.find(key);
  if (alias !== undefined) return [{ path: alias.path, span: alias.raw.keySpan }];
  const lower = key.toLowerCase();
  return named((candidate) => candidate.length === lower.length && candidate.toLowerCase() === lower);
}

function stringPlaces(snapshot: BibliographySnapshot, name: string): readonly FilePlace[] {
  for (const { path, facts } of filesOf(snapshot)) {
    const places = facts.strings.filter((candidate) => candidate.name === name).map(({ nameSpan }) => ({ path, span: nameSpan }));
    if (places.length > 0) return places;
  }
  return [];
}

/** Also in other files, but where these define the name themselves. */
const usesOfString = (snapshot: BibliographySnapshot, name: string): readonly FilePlace[] =>
  filesOf(snapshot)
    .filter(({ path, facts }) => path === snapshot.path || !facts.strings.some((candidate) => candidate.name === name))
    .flatMap(({ path, facts }) => stringUses(facts, name).map((span) => ({ path, span })));

/** Of a bibliography this file first, then the others of its library; of a draft all that serve it. */
export const filesOf = (snapshot: Snapshot): readonly BibliographyFile[] =>
  snapshot.kind === "draft"
    ? snapshot.library.files
    : [{ path: snapshot.path, facts: snapshot.facts }, ...snapshot.library.files.filter((file) => file.path !== snapshot.path)];
