import { formatEntry } from "../../library/entries.ts";
import type { Entry } from "../../library/entry.ts";
import type { DuplicateKey, Library } from "../../library/library.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { baseName } from "../../text/path.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { fixWords } from "../words/problems.ts";
import type { BibliographyReview } from "./bibliographyReview.ts";
import { merging, removal } from "./editedFiles.ts";
import { placeOfEntry, relatedEntry } from "./entryPlaces.ts";
import type { Wanted } from "./wanted.ts";

/** Entries of this file whose key another entry bears too, here or in another file of the library. */
export function duplicateKeys(snapshot: BibliographySnapshot, { caseTwins }: BibliographyReview, wanted: Wanted): readonly FoundProblem[] {
  const exact = snapshot.library.duplicates.flatMap((duplicate) =>
    duplicate.entries.flatMap((entry, index) =>
      isAskedFor(snapshot, entry, wanted) ? [repeated(snapshot, duplicate, index, wanted)] : [],
    ),
  );
  return [...exact.flat(), ...caseTwins.flatMap((pair) => twin(snapshot, pair, wanted))];
}

const isAskedFor = ({ path }: BibliographySnapshot, entry: Entry, wanted: Wanted): boolean =>
  entry.path === path && wanted.concerns(entry.raw.keySpan);

function repeated(snapshot: BibliographySnapshot, { key, entries }: DuplicateKey, index: number, wanted: Wanted): readonly FoundProblem[] {
  const entry = entries[index];
  const other = entries[index === 0 ? 1 : 0];
  if (entry === undefined || other === undefined) return [];
  return [
    {
      facts: {
        code: "bibliography.duplicate-key",
        key,
        ...placeOfEntry(snapshot, other),
        first: index === 0,
        last: index === entries.length - 1,
        otherCase: undefined,
      },
      span: entry.raw.keySpan,
      related: [relatedEntry(other, `"${key}" in ${baseName(other.path)}`)],
      fixes: index === 0 || !wanted.fixes ? [] : fixesOf(snapshot, entry, entries[0] ?? other),
    },
  ];
}

/** BibTeX knows no case in keys, biber and Pandoc do: a pair that differs in nothing else is a slip, or will be one. */
function twin(snapshot: BibliographySnapshot, [entry, other]: readonly [Entry, Entry], wanted: Wanted): readonly FoundProblem[] {
  if (!isAskedFor(snapshot, entry, wanted)) return [];
  const { key } = entry;
  return [
    {
      facts: { code: "bibliography.duplicate-key", key, ...placeOfEntry(snapshot, other), first: false, last: false, otherCase: other.key },
      span: entry.raw.keySpan,
      severity: "information",
      related: [relatedEntry(other, `"${other.key}" in ${baseName(other.path)}`)],
      fixes: wanted.fixes ? [changedKey(snapshot, entry)] : [],
    },
  ];
}

/** What says the same a second time can go; what says something else needs a key of its own. */
function fixesOf(snapshot: BibliographySnapshot, entry: Entry, first: Entry): readonly Fix[] {
  if (isSame(entry, first)) return removal(snapshot, entry, true);
  return [changedKey(snapshot, entry), ...merging(snapshot, first, entry)];
}

function isSame(one: Entry, other: Entry): boolean {
  const normal = (entry: Entry): string =>
    JSON.stringify(formatEntry(entry), (_, value: unknown) => (typeof value === "string" ? value.replace(/\s+/g, " ") : value));
  return one.raw.fields.length === other.raw.fields.length && normal(one) === normal(other);
}

function changedKey(snapshot: BibliographySnapshot, entry: Entry): Fix {
  const key = freeKey(entry.key, snapshot.library);
  return { title: fixWords.changeKeyTo(key), edits: [{ span: entry.raw.keySpan, text: key }], preferred: false };
}

/** `smith2006a` of `smith2006`; the letters go on where they are taken, whatever the case. */
function freeKey(key: string, library: Library): string {
  const taken = (name: string): boolean =>
    [name, name.toLowerCase(), name.toUpperCase()].some((spelling) => library.find(spelling) !== undefined);
  for (let number = 1; ; number++) {
    const suffix = number <= 25 ? String.fromCharCode(97 + number) : `-${number}`;
    if (!taken(key + suffix)) return key + suffix;
  }
}
