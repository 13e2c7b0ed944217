import { firstYear } from "../csl/dates.ts";
import { familyName, isOthers } from "../csl/names.ts";
import { foldForSearch } from "../text/fold.ts";
import type { Entry } from "./entry.ts";

/** What of an entry a search looks at: one folded text of lines, and what each line is worth. */
export interface SearchText {
  readonly entry: Entry;
  /** `key\nfamily names\neditors\nyear\ntitle\nshort title\ncontainer\ngiven names` */
  readonly text: string;
  /** Where each line ends. */
  readonly ends: readonly number[];
  readonly year: number;
}

/** How much a word found in each line counts. */
export const lineWeights: readonly number[] = [1, 1, 0.85, 0.9, 0.8, 0.8, 0.55, 0.5];

/** Folded once for each entry, and kept as long as the entry is. */
export function searchTextOf(entry: Entry): SearchText {
  const known = folded.get(entry);
  if (known !== undefined) return known;
  const made = makeSearchText(entry);
  folded.set(entry, made);
  return made;
}

/** All texts of a library in entry order, without entries that nobody can cite; made once for each library. */
export function searchTextsOf(library: { readonly entries: readonly Entry[] }): readonly SearchText[] {
  const known = libraries.get(library);
  if (known !== undefined) return known;
  const made = library.entries.filter((entry) => entry.key !== "").map(searchTextOf);
  libraries.set(library, made);
  return made;
}

export const isFolded = (entry: Entry): boolean => folded.has(entry);

const libraries = new WeakMap<object, readonly SearchText[]>();

const folded = new WeakMap<Entry, SearchText>();

function makeSearchText(entry: Entry): SearchText {
  const authors = entry.authors.filter((name) => !isOthers(name));
  const editors = entry.editors.filter((name) => !isOthers(name));
  const lines = [
    entry.key,
    authors.map(familyName).join(" "),
    editors.map(familyName).join(" "),
    entry.year,
    entry.title,
    entry.shortTitle,
    entry.container,
    [...authors, ...editors].map((name) => name.given ?? "").join(" "),
  ];
  return { entry, ...joinLines(lines.map((line) => foldForSearch(line.replaceAll("\n", " ")))), year: firstYear(entry.issued) ?? 0 };
}

function joinLines(lines: readonly string[]): Pick<SearchText, "text" | "ends"> {
  const ends: number[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length;
    ends.push(length);
    length++;
  }
  return { text: lines.join("\n"), ends };
}
