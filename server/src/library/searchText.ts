import { firstYear, yearOf } from "../csl/dates.ts";
import { familyName, isOthers } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { isAscii } from "../text/fold.ts";
import type { Entry } from "./entry.ts";
import { spelledOut } from "./searchQuery.ts";
import { acronymOf, initialsOf, joinedName, partsOfKey } from "./searchVariants.ts";

/** What of an entry a search looks at. */
export interface SearchText {
  /** Key, family names, editors, year, title, short title, container, given names, other keys and parts of the key; not folded. */
  readonly lines: readonly string[];
  readonly year: number;
}

/** How much a word found in each line counts. */
export const lineWeights: readonly number[] = [1, 1, 0.85, 0.9, 0.8, 0.8, 0.55, 0.5, 0.95];

/** Where the given names stand. */
export const givenLine = 7;

export function searchTextOf(entry: Entry): SearchText {
  const { issued, key, container } = entry;
  const authors = withoutOthers(entry.authors);
  const editors = withoutOthers(entry.editors);
  const lines = [
    key,
    joined(authors, familyNames),
    joined(editors, familyNames),
    yearOf(issued),
    entry.title,
    entry.shortTitle,
    withMore(container, acronymOf(container)),
    joined(editors.length === 0 ? authors : [...authors, ...editors], givenNames),
    [...entry.aliases, ...partsOfKey(key)].join(" "),
  ];
  if (lines.some(isSpelledOut)) spellOut(lines);
  return { lines, year: firstYear(issued) ?? 0 };
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

/** Nearly all lines can be told by their letters alone. */
const isSpelledOut = (line: string): boolean => !isAscii(line) && maySpellOut.test(line);

/** A letter that people spell out, alone or with its accent behind it. */
const maySpellOut = /[äöüøåđÄÖÜØÅĐ]|[aouAOU]\u0308|[aA]\u030a/;

const plainLower = (line: string): string => line.normalize("NFC").toLowerCase();

/** `Möller` also as `moeller`, at the end of its line: what stands in the first line, the key, goes to the last. */
function spellOut(lines: string[]): void {
  const more = lines.map((line) => (isSpelledOut(line) ? wordsSpelledOut(plainLower(line)) : ""));
  const last = lines.length - 1;
  for (let at = 1; at <= last; at++) lines[at] = withMore(withMore(lines[at] ?? "", more[at] ?? ""), at === last ? (more[0] ?? "") : "");
}

const wordsSpelledOut = (line: string): string => (line.match(/[^ ]*[äöüøåđ][^ ]*/g) ?? []).map(spelledOut).join(" ");
