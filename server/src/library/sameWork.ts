import { familyName, isOthers } from "../csl/names.ts";
import type { CslName } from "../csl/types.ts";
import { fieldsNamed } from "../syntax/scannedEntry.ts";
import { foldForSearch } from "../text/fold.ts";
import { identityOf, readOnce } from "./entries.ts";
import type { Entry } from "./entry.ts";
import type { Library } from "./library.ts";

/** What two entries have in common that makes them one work. */
export type SameWorkSign = "doi" | "isbn" | "title";

export interface SameWork {
  readonly one: Entry;
  readonly other: Entry;
  readonly by: SameWorkSign;
}

/** Entries under different keys that are one work, found among those that share a DOI, an ISBN, or title, first author and year. */
export interface SameWorkSearch {
  advance(mayContinue: () => boolean): boolean;
  /** What has been found so far; each entry with the first that it repeats. */
  readonly found: readonly SameWork[];
  /** The entry, among those looked at so far, that is the same work as one of another library. */
  twinOf(entry: Entry): Entry | undefined;
}

const searches = new WeakMap<Library, SameWorkSearch>();

/** Made once for each library; what an entry can be found by is remembered as long as it says the same. */
export function sameWorkSearch(library: Library): SameWorkSearch {
  const known = searches.get(library) ?? new Search(library);
  searches.set(library, known);
  return known;
}

/** Of more bearers of one mark than this, as a DOI that somebody pasted everywhere, the rest is not compared. */
const mostBearers = 20;

class Search implements SameWorkSearch {
  readonly found: SameWork[] = [];
  readonly #entries: readonly Entry[];
  readonly #bearers = new Map<number, Entry | Entry[]>();
  #next = 0;

  constructor(library: Library) {
    this.#entries = library.entries;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#next < this.#entries.length) {
      const entry = this.#entries[this.#next++];
      if (entry !== undefined && entry.key !== "" && entry.type !== "set") this.#add(entry);
      if (!mayContinue()) break;
    }
    return this.#next >= this.#entries.length;
  }

  twinOf(entry: Entry): Entry | undefined {
    for (const mark of marksOf(entry)) {
      const twin = [this.#bearers.get(mark) ?? []].flat().find((bearer) => sameWork(bearer, entry) !== undefined);
      if (twin !== undefined) return twin;
    }
    return undefined;
  }

  #add(entry: Entry): void {
    let isFound = false;
    for (const mark of marksOf(entry)) {
      const earlier = this.#bearers.get(mark);
      if (earlier === undefined) {
        this.#bearers.set(mark, entry);
        continue;
      }
      const bearers = Array.isArray(earlier) ? earlier : [earlier];
      if (!isFound) isFound = this.#compare(entry, bearers);
      if (bearers.length < mostBearers) this.#bearers.set(mark, [...bearers, entry]);
    }
  }

  #compare(entry: Entry, bearers: readonly Entry[]): boolean {
    for (const earlier of bearers) {
      const by = sameWork(earlier, entry);
      if (by === undefined) continue;
      this.found.push({ one: earlier, other: entry, by });
      return true;
    }
    return false;
  }
}

const marks = new WeakMap<object, readonly number[]>();

/** As numbers, since a library has tens of thousands; what they bring together is compared word by word. */
function marksOf(entry: Entry): readonly number[] {
  const known = marks.get(identityOf(entry));
  if (known !== undefined) return known;
  const made = [...new Set(blockingKeys(readOnce(entry)).map(hashOf))];
  marks.set(identityOf(entry), made);
  return made;
}

function blockingKeys(entry: Entry): readonly string[] {
  const title = mainTitle(entry);
  const [first] = namesOf(entry);
  return [
    ...(entry.doi === "" ? [] : [`doi ${entry.doi.toLowerCase()}`]),
    ...isbnsOf(entry).map((isbn) => `isbn ${isbn} ${title}`),
    ...(title === "" || first === undefined || entry.year === "" ? [] : [`title ${title} ${familyOf(first)} ${entry.year}`]),
  ];
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Undefined wherever the two may be an edition, a volume, a chapter, a reprint or a translation of one another: a missed pair does less harm. */
export function sameWork(one: Entry, other: Entry): SameWorkSign | undefined {
  if (one.key === other.key || areRelated(one, other) || !agreeOnDetails(one, other)) return undefined;
  const isSameTitle = titlesAgree(one, other);
  if (!isSameTitle) return undefined;
  if (one.doi !== "" && other.doi !== "") return one.doi.toLowerCase() === other.doi.toLowerCase() ? "doi" : undefined;
  if (classOf(one) !== classOf(other) || !namesAgree(one, other)) return undefined;
  const isbns = new Set(isbnsOf(one));
  if (isbns.size > 0 && isbnsOf(other).length > 0) return isbnsOf(other).some((isbn) => isbns.has(isbn)) ? "isbn" : undefined;
  return one.year !== "" && one.year === other.year && datesAgree(one, other) && isTelling(one, other) ? "title" : undefined;
}

/** One names the other: as what it stands in, was reprinted from, or belongs with. */
function areRelated(one: Entry, other: Entry): boolean {
  const names = (entry: Entry, key: string): boolean =>
    relations.some((relation) =>
      fieldsNamed(entry.raw, relation).some(({ parts }) => parts.some(({ text }) => text.split(/[\s,]+/).includes(key))),
    );
  return names(one, other.key) || names(other, one.key);
}

const relations = ["crossref", "xref", "xdata", "related", "entryset"];

/** Of the details that tell editions, volumes and issues apart both say the same, or one says nothing; of books no volume or edition goes unsaid. */
function agreeOnDetails(one: Entry, other: Entry): boolean {
  if (!sameIfBoth(one.container, other.container) || !sameIfBoth(one.publisher, other.publisher)) return false;
  if (!sameIfBoth(pagesOf(one), pagesOf(other)) || !sameIfBoth(one.language, other.language)) return false;
  const isArticle = classOf(one) === "article" && classOf(other) === "article";
  const agree = (name: string): boolean => sameIfBoth(detail(one, name), detail(other, name));
  return (
    [...tellingDetails, ...otherDetails].every(agree) &&
    (isArticle || tellingDetails.every((name) => hasDetail(one, name) === hasDetail(other, name)))
  );
}

const tellingDetails = ["volume", "edition", "part", "chapter", "translator"];
const otherDetails = ["number", "issue", "version", "type", "origdate", "eventdate"];

const hasDetail = (entry: Entry, name: string): boolean => detail(entry, name) !== "";

function detail(entry: Entry, name: string): string {
  const text = fieldsNamed(entry.raw, name)[0]
    ?.parts.map((part) => part.text)
    .join("");
  return foldForSearch((text ?? "").replace(/[{}"]/g, "")).trim();
}

const pagesOf = (entry: Entry): string => entry.pages.replace(/[^\d\p{L}]+/gu, "-");

function sameIfBoth(one: string, other: string): boolean {
  return one === "" || other === "" || foldedWords(one) === foldedWords(other);
}

/** Two reports of one day are one, of two days are two. */
function datesAgree(one: Entry, other: Entry): boolean {
  const first = one.issued?.["date-parts"]?.[0] ?? [];
  const second = other.issued?.["date-parts"]?.[0] ?? [];
  return first.every((part, index) => second[index] === undefined || second[index] === part);
}

function namesAgree(one: Entry, other: Entry): boolean {
  const first = namesOf(one).map(familyOf);
  const second = namesOf(other).map(familyOf);
  const isOpen = [...namesOf(one), ...namesOf(other)].some(isOthers);
  const count = isOpen ? 1 : Math.max(first.length, second.length);
  return first.length > 0 && first.slice(0, count).join("\n") === second.slice(0, count).join("\n");
}

/** "Introduction", "Editorial": of such titles there are many by one author in a year; they need a place that is the same too. */
function isTelling(one: Entry, other: Entry): boolean {
  const title = mainTitle(one);
  if (title.includes(" ") && title.length >= 12) return true;
  const samePlace = one.container !== "" && foldedWords(one.container) === foldedWords(other.container);
  return samePlace
    ? one.pages !== "" && one.pages === other.pages
    : one.publisher !== "" && sameIfBoth(one.publisher, other.publisher) && other.publisher !== "";
}

/** The same to the last word, or one without the subtitle that the other has. */
function titlesAgree(one: Entry, other: Entry): boolean {
  const first = foldedWords(one.title);
  const second = foldedWords(other.title);
  if (first === "" || second === "") return false;
  if (first === second) return true;
  const main = mainTitle(one);
  return main === mainTitle(other) && (first === main || second === main);
}

const mainTitle = (entry: Entry): string => foldedWords(entry.title.split(/[:?!]\s|\.\s|\s[–—-]\s/)[0] ?? "");

const foldedWords = (text: string): string => (foldForSearch(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

const namesOf = (entry: Entry): readonly CslName[] => (entry.authors.length > 0 ? entry.authors : entry.editors);

const familyOf = (name: CslName): string => foldedWords(familyName(name));

/** As thirteen digits, whichever way they are printed. */
function isbnsOf(entry: Entry): readonly string[] {
  return entry.isbn
    .split(/[,;/\s]+|(?<=[\dX])\(/)
    .map((part) => part.replace(/[^\dXx]/g, "").toUpperCase())
    .flatMap((digits) => (digits.length === 13 ? [digits.slice(0, 12)] : digits.length === 10 ? [`978${digits.slice(0, 9)}`] : []));
}

/** What a type is among works: parts are never what they are part of. */
function classOf({ type }: Entry): string {
  return classes.get(type) ?? type;
}

const classes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    book: ["book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "reference", "mvreference", "manual", "booklet"],
    part: ["inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "inproceedings", "conference", "inreference", "chapter"],
    article: ["article", "article-journal", "article-magazine", "article-newspaper", "suppperiodical", "review"],
    thesis: ["thesis", "phdthesis", "mastersthesis"],
    report: ["report", "techreport"],
    page: ["online", "www", "electronic", "webpage", "post", "post-weblog"],
  }).flatMap(([name, types]) => types.map((type) => [type, name] as const)),
);
