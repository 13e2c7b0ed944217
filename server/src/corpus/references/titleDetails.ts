import type { CslItem, Locator } from "../../csl/types.ts";
import { optional } from "./containers.ts";
import { parseNames } from "./names.ts";

export interface TitleDetails {
  readonly title: string;
  readonly csl: CslItem;
}

/** What follows a title before its imprint: `, 3 vols`, `, ii`, `, trans. H. Dow`, `, ed. A. Bell`, `, unpublished PhD thesis, University of Hull`. */
export function takeTitleDetails(text: string): TitleDetails {
  let found: TitleDetails = { title: text, csl: {} };
  for (const take of [takeThesis, takeVolume, takeVolumes, takeNamed, takeVolumes, takeNamed, takeEdition]) {
    const next = take(found.title);
    if (next !== undefined) found = { title: next.title.replace(/[\s,.;]{1,4}$/, ""), csl: { ...found.csl, ...next.csl } };
  }
  return found;
}

/** `Harbours of Europe, ix`, `Confessions, 11.2`: a place in the work that no word names. */
export function takeUnnamedPlace(text: string): { readonly title: string; readonly locator: Locator } | undefined {
  const roman = /,\s+([ivxlc]{1,8}(?:[–-][ivxlc]{1,8})?)$/.exec(text);
  if (roman !== null && roman.index > 0) return { title: text.slice(0, roman.index), locator: { label: "page", value: roman[1] ?? "" } };
  const numbered = /,\s+(\d{1,3}(?:\.\d{1,4}){1,3}(?:[–-]\d{1,4})?)$/.exec(text);
  if (numbered === null || numbered.index === 0) return undefined;
  return { title: text.slice(0, numbered.index), locator: { label: "section", value: numbered[1] ?? "" } };
}

function takeThesis(text: string): TitleDetails | undefined {
  const match =
    /[,.]\s+\(?(?:unpublished |unpubl\. )?((?:ph\.?\s?d\.?|d\.?\s?phil\.?|doctoral|m\.?\s?a\.?|m\.?\s?phil\.?|master['’]?s?)\s(?:thesis|dissertation|diss\.?)|phil\. diss\.|diss\.|habilitation|thèse(?: de doctorat)?)(?:,?\s+([^,()][^()]{2,100}))?\)?$/i.exec(
      text,
    );
  if (match === null || match.index < 3) return undefined;
  return {
    title: text.slice(0, match.index),
    csl: { type: "thesis", ...optional("genre", match[1]), ...optional("publisher", match[2]?.replace(/[\s,]+$/, "")) },
  };
}

const takeEdition = (text: string): TitleDetails | undefined =>
  took(text, /,?\s+\(?(\d{1,2})(?:st|nd|rd|th|\.)? (?:rev\. )?(?:edn?\.?|edition|Aufl\.?)\)?$/i, "edition");

const takeVolumes = (text: string): TitleDetails | undefined =>
  took(text, /,?\s+\(?(\d{1,2}) (?:vols?\.?|volumes|Bde\.?|Bände|tomes)\)?$/i, "number-of-volumes");

const takeVolume = (text: string): TitleDetails | undefined =>
  took(text, /,\s+(?:(?:vol\.|volume|bd\.|band|t\.|tome)\s?([ivxlc]{1,6}|\d{1,3})|(?=[ivx])([ivx]{1,5}))$/i, "volume");

function took(text: string, pattern: RegExp, field: "volume" | "number-of-volumes" | "edition"): TitleDetails | undefined {
  const match = pattern.exec(text);
  if (match === null || match.index < 2) return undefined;
  return { title: text.slice(0, match.index), csl: optional(field, match[1] ?? match[2]) };
}

function takeNamed(text: string): TitleDetails | undefined {
  const match =
    /[,.]\s+(?:(trans(?:l|lated)?\.?(?: by)?|[Tt]ranslated by|übers\. (?:v\.|von)|aus dem \p{L}+ von|trad\.(?: par| de)?)|(eds?\.(?: by)?|[Ee]dited by|hrsg\. (?:v\.|von)|éd\.(?: par)?))\s+(\p{Lu}[^,()]{2,80}?)(?:,\s+(\p{Lu}[^,()]{3,80}))?$/u.exec(
      text,
    );
  const names = match === null ? undefined : parseNames(match[3] ?? "");
  if (match === null || names?.complete !== true || match.index < 2) return undefined;
  const csl = match[1] === undefined ? { editor: names.names } : { translator: names.names };
  return { title: text.slice(0, match.index), csl: { ...csl, ...optional("collection-title", match[4]) } };
}
