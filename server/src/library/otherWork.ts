import { firstYear } from "../csl/dates.ts";
import { familyName } from "../csl/names.ts";
import type { CslItem, CslName } from "../csl/types.ts";
import { foldForSearch } from "../text/fold.ts";
import { isStopWord } from "../text/stopWords.ts";
import type { Entry } from "./entry.ts";

/**
 * True where the record of an entry's DOI is clearly of another work: the titles share next to nothing, and neither names nor year speak for the entry.
 * A chapter may bear the DOI of its book, and a translation that of its original: these are no mistakes.
 */
export function isOtherWork(entry: Entry, record: CslItem): boolean {
  const title = wordsOf(record.title ?? "");
  const own = [entry.title, entry.shortTitle, entry.container].map(wordsOf).filter((words) => words.size > 0);
  if (title.size === 0 || own.length === 0) return false;
  const likeness = Math.max(...own.map((words) => shared(words, title)));
  if (likeness >= alike) return false;
  // The record of a whole journal or book that the entry stands in.
  if (shared(wordsOf(entry.title), wordsOf(textOf(record["container-title"]))) >= alike) return false;
  const names = namesAgree(entry, record);
  if (names === true) return likeness < unlike && !yearsAgree(entry, record) && sameScript(entry.title, record.title ?? "");
  return names === false || !yearsAgree(entry, record);
}

/** Half of the telling words of the shorter title. */
const alike = 0.5;
const unlike = 0.2;

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (foldForSearch(text.replace(/<[^<>]{1,40}>/g, "")).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !isStopWord(word)).slice(0, 60),
  );

/** Of the shorter title's words those that the other has too; words that begin alike count, as "Russia" and "Russian" do. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size === 0) return 0;
  const stems = new Set([...many].map(stemOf));
  return [...few].filter((word) => stems.has(stemOf(word))).length / few.size;
}

const stemOf = (word: string): string => word.slice(0, 6);

/** Undefined where either says nothing of names. */
function namesAgree(entry: Entry, record: CslItem): boolean | undefined {
  const own = new Set([...entry.authors, ...entry.editors].flatMap(familyWords));
  const others = [record.author, record.editor, record["container-author"], record.translator].flatMap((list) =>
    (list ?? []).flatMap(familyWords),
  );
  return own.size === 0 || others.length === 0 ? undefined : others.some((name) => own.has(name));
}

const familyWords = (name: CslName): readonly string[] =>
  (foldForSearch(familyName(name)).match(/\p{L}{2,}/gu) ?? []).filter((word) => !isStopWord(word));

/** Online first and in print may be two years apart. */
function yearsAgree(entry: Entry, record: CslItem): boolean {
  const own = firstYear(entry.issued);
  const other = firstYear(record.issued);
  return own === undefined || other === undefined || Math.abs(own - other) <= 2;
}

/** Titles in two scripts can't be compared. */
const sameScript = (one: string, other: string): boolean => /\p{Script=Latin}/u.test(one) === /\p{Script=Latin}/u.test(other);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
