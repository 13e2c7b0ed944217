import { canonicalType, missingFields as missingOfType } from "../../library/biblatexModel.ts";
import type { Entry } from "../../library/entry.ts";
import type { FormatEntry } from "../../library/formatting.ts";
import { ownValue } from "../../library/resolve.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import type { Finding } from "./entryFindings.ts";

/** What a reference to this work can't do without, one problem for all that lacks; nothing where part of the entry can't be seen. */
export function missingFields(entry: Entry, whole: FormatEntry): readonly Finding[] {
  const hasParent = ["crossref", "xdata"].some((name) => fieldsNamed(entry.raw, name).length > 0);
  if (hasParent && entry.unresolved.length > 0) return [];
  const missing = whole.kind === "biblatex" ? missingOfBibtex(entry, whole) : missingOfItem(whole);
  return missing.length === 0 ? [] : [{ facts: { code: "bibliography.missing-field", type: entry.type, missing } }];
}

function missingOfBibtex(entry: Entry, { fields }: FormatEntry & { kind: "biblatex" }): readonly (readonly string[])[] {
  // What is formatted leaves out what has done its work by then: sets, parents.
  const has = (name: string): boolean => (Object.hasOwn(fields, name) && fields[name] !== "") || ownValue(entry.raw, name) !== "";
  const isOldStyle = oldNames.some(([old]) => has(old)) && !oldNames.some(([, name]) => has(name));
  return missingOfType(entry.type, has)
    .filter((alternatives) => isMissed(entry, alternatives, has))
    .map((alternatives) => named(alternatives, isOldStyle));
}

function isMissed({ type }: Entry, alternatives: readonly string[], has: (name: string) => boolean): boolean {
  // What each style's own types need only that style knows.
  if (/^custom[a-f]$/.test(type)) return false;
  // Pages of the web and odds and ends often bear no date at all.
  if (alternatives.includes("date") && undated.has(canonicalType(type))) return false;
  // A body that is its own publisher signs by that.
  return !(alternatives.includes("author") && (has("organization") || has("institution")));
}

const undated: ReadonlySet<string> = new Set(["online", "misc", "software", "dataset", "manual"]);

/** In the words of the entry: who writes `journal` and `year` is not told of `journaltitle` and `date`. A work's state ("in press") is no field to ask for. */
function named(alternatives: readonly string[], isOldStyle: boolean): readonly string[] {
  const shown = alternatives.includes("date") ? ["date"] : alternatives.filter((name) => name !== "pubstate");
  return isOldStyle ? shown.map((name) => oldNames.find(([, now]) => now === name)?.[0] ?? name) : shown;
}

/** What BibTeX calls what biblatex calls otherwise. */
const oldNames: readonly (readonly [string, string])[] = [
  ["year", "date"],
  ["journal", "journaltitle"],
  ["address", "location"],
  ["school", "institution"],
];

/** CSL's types by sense; of the others a title is all that is asked. */
const wanted: ReadonlyMap<string, readonly string[]> = new Map([
  ["article", ["title"]],
  ["article-journal", ["author", "title", "container-title", "issued"]],
  ["article-magazine", ["title", "container-title", "issued"]],
  ["article-newspaper", ["title", "container-title", "issued"]],
  ["book", ["author|editor", "title", "issued"]],
  ["chapter", ["author", "title", "container-title", "issued"]],
  ["paper-conference", ["author", "title", "issued"]],
  ["report", ["title", "issued"]],
  ["thesis", ["author", "title", "publisher", "issued"]],
  ["webpage", ["title", "URL"]],
]);

function missingOfItem({ item }: FormatEntry & { kind: "csl" }): readonly (readonly string[])[] {
  const members = new Map<string, unknown>(Object.entries(item));
  const has = (name: string): boolean => {
    const value = members.get(name);
    return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
  };
  const isTitled = has("title") || has("title-short");
  const type = typeof item.type === "string" ? item.type : "";
  return (wanted.get(type) ?? (type === "" ? [] : ["title"]))
    .map((alternatives) => alternatives.split("|"))
    .filter((alternatives) => !(alternatives.includes("title") ? isTitled : alternatives.some(has)));
}
