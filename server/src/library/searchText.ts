import { firstYear, yearOf } from "../csl/dates.ts";
import { familyName, isOthers } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { foldForSearch } from "../text/fold.ts";
import type { Entry } from "./entry.ts";
import { spelledOut } from "./searchQuery.ts";
import { acronymOf, initialsOf, joinedName, partsOfKey } from "./searchVariants.ts";

/** What of an entry a search looks at: one folded text of lines. */
export interface SearchText {
  /** `key\nfamily names\neditors\nyear\ntitle\nshort title\ncontainer\ngiven names\nother keys and parts of the key` */
  readonly text: string;
  readonly year: number;
}

/** How much a word found in each line counts. */
export const lineWeights: readonly number[] = [1, 1, 0.85, 0.9, 0.8, 0.8, 0.55, 0.5, 0.95];

/** Where the given names stand. */
export const givenLine = 7;

export function searchTextOf(entry: Entry): SearchText {
  const { issued, key } = entry;
  const authors = withoutOthers(entry.authors);
  const editors = withoutOthers(entry.editors);
  const lines = [
    key,
    joined(authors, familyNames),
    joined(editors, familyNames),
    yearOf(issued),
    entry.title,
    entry.shortTitle,
    withMore(entry.container, acronymOf(entry.container)),
    joined(editors.length === 0 ? authors : [...authors, ...editors], givenNames),
    [...entry.aliases, ...partsOfKey(key)].join(" "),
  ];
  let text = "";
  for (const line of lines) text += `${line.includes("\n") ? line.replaceAll("\n", " ") : line}\n`;
  // Folding neither makes nor takes line ends: it is the same for all lines together.
  return { text: foldForSearch(isAscii(text) ? text : withSpelledOut(text)), year: firstYear(issued) ?? 0 };
}

const withoutOthers = (names: readonly CslName[]): readonly CslName[] =>
  names.some(isOthers) ? names.filter((name) => !isOthers(name)) : names;

const familyNames = (name: CslName): string => withMore(familyName(name), joinedName(name));

const givenNames = ({ given = "" }: CslName): string => withMore(given, initialsOf(given));

const withMore = (text: string, more: string): string => (more === "" ? text : `${text} ${more}`);

function joined(names: readonly CslName[], part: (name: CslName) => string): string {
  const [first] = names;
  if (first === undefined) return "";
  let text = part(first);
  for (let next = 1; next < names.length; next++) text += ` ${part(names[next] ?? {})}`;
  return text;
}

const isAscii = (text: string): boolean => !/\P{ASCII}/u.test(text);

/** `Möller` also as `moeller`, at the end of its line: what stands in the first line, the key, goes to the last. */
function withSpelledOut(text: string): string {
  const lower = text.normalize("NFC").toLowerCase();
  if (spelledOut(lower) === lower) return text;
  const lines = lower.split("\n");
  const more = lines.map((line) => (spelledOut(line) === line ? "" : wordsSpelledOut(line)));
  return lines
    .map((line, at) => (at === 0 ? line : withMore(line, at === lines.length - 2 ? `${more[at]} ${more[0]}` : (more[at] ?? ""))))
    .join("\n");
}

function wordsSpelledOut(line: string): string {
  return line
    .split(" ")
    .flatMap((word) => {
      const other = spelledOut(word);
      return other === word ? [] : [other];
    })
    .join(" ");
}
