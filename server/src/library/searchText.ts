import { firstYear, yearOf } from "../csl/dates.ts";
import { familyName, isOthers } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { foldForSearch } from "../text/fold.ts";
import type { Entry } from "./entry.ts";

/** What of an entry a search looks at: one folded text of lines. */
export interface SearchText {
  /** `key\nfamily names\neditors\nyear\ntitle\nshort title\ncontainer\ngiven names` */
  readonly text: string;
  readonly year: number;
}

/** How much a word found in each line counts. */
export const lineWeights: readonly number[] = [1, 1, 0.85, 0.9, 0.8, 0.8, 0.55, 0.5];

export function searchTextOf(entry: Entry): SearchText {
  const { issued } = entry;
  const authors = withoutOthers(entry.authors);
  const editors = withoutOthers(entry.editors);
  const lines = [
    entry.key,
    joined(authors, familyName),
    joined(editors, familyName),
    yearOf(issued),
    entry.title,
    entry.shortTitle,
    entry.container,
    joined(editors.length === 0 ? authors : [...authors, ...editors], givenName),
  ];
  let text = "";
  for (const line of lines) text += `${line.includes("\n") ? line.replaceAll("\n", " ") : line}\n`;
  // Folding neither makes nor takes line ends: it is the same for all lines together.
  return { text: foldForSearch(text), year: firstYear(issued) ?? 0 };
}

const withoutOthers = (names: readonly CslName[]): readonly CslName[] =>
  names.some(isOthers) ? names.filter((name) => !isOthers(name)) : names;

const givenName = (name: CslName): string => name.given ?? "";

function joined(names: readonly CslName[], part: (name: CslName) => string): string {
  const [first] = names;
  if (first === undefined) return "";
  let text = part(first);
  for (let next = 1; next < names.length; next++) text += ` ${part(names[next] ?? {})}`;
  return text;
}
