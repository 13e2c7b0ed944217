import type { CslDate, CslItem, CslName } from "../csl/types.ts";

/**
 * CSL-JSON from a file, as the schema has it: what is of another shape is mended or left out, since a style engine trusts its input.
 * Numbers become texts; dates lose what is no number.
 */
export function cleanItem(item: CslItem): CslItem {
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    const kept = dateFields.has(name) ? cleanDate(value) : nameFields.has(name) ? cleanNames(value) : cleanText(value);
    if (kept !== undefined && name !== "__proto__") clean[name] = kept;
  }
  if (clean.type === undefined) clean.type = "document";
  if (clean["title-short"] === undefined && clean.shortTitle !== undefined) clean["title-short"] = clean.shortTitle;
  if (clean["container-title-short"] === undefined && clean.journalAbbreviation !== undefined) {
    clean["container-title-short"] = clean.journalAbbreviation;
  }
  return clean;
}

export const dateFields: ReadonlySet<string> = new Set([
  "issued",
  "accessed",
  "event-date",
  "original-date",
  "submitted",
  "available-date",
]);

export const nameFields: ReadonlySet<string> = new Set([
  ...["author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director", "editor"],
  ...[
    "editorial-director",
    "editor-translator",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
  ],
  ...["original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer", "series-creator", "translator"],
]);

/** Longer texts make no reference better. */
const longest = 50_000;

const cleanText = (value: unknown): string | undefined => {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, longest) : undefined;
};

const nameParts = ["family", "given", "suffix", "literal", "non-dropping-particle", "dropping-particle"] as const;

function cleanNames(value: unknown): readonly CslName[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.map(cleanName).filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names;
}

/** A name given as a text is a body's. */
function cleanName(value: unknown): CslName | undefined {
  if (typeof value === "string") return value === "" ? undefined : { literal: value };
  if (!isRecord(value)) return undefined;
  const parts = nameParts.flatMap((part) => {
    const text = cleanText(value[part]);
    return text === undefined ? [] : [[part, text] as const];
  });
  const name: CslName = Object.fromEntries(parts);
  if (name.family !== undefined || name.literal !== undefined) return name;
  return name.given === undefined ? undefined : { literal: name.given };
}

function cleanDate(value: unknown): CslDate | undefined {
  if (typeof value === "string" || typeof value === "number") return { raw: String(value) };
  if (!isRecord(value)) return undefined;
  const parts = Array.isArray(value["date-parts"]) ? value["date-parts"].slice(0, 2).map(cleanParts) : [];
  const readable = parts.filter((part) => part.length > 0);
  const season = Number(value.season);
  const date: CslDate = {
    ...(readable.length > 0 ? { "date-parts": readable } : {}),
    ...(season >= 1 && season <= 4 ? { season } : {}),
    ...(value.circa === true || value.circa === 1 || value.circa === "true" ? { circa: true } : {}),
    ...(typeof value.literal === "string" ? { literal: value.literal } : {}),
    ...(typeof value.raw === "string" ? { raw: value.raw } : {}),
  };
  return Object.keys(date).length === 0 ? undefined : date;
}

/** [year, month?, day?] up to the first that is no number. */
function cleanParts(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.slice(0, 3).map((part) => (part === null || part === "" ? Number.NaN : Number(part)));
  const end = numbers.findIndex((part) => !Number.isInteger(part));
  return end < 0 ? numbers : numbers.slice(0, end);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
