import type { Source } from "../corpus/source.ts";
import type { CslItem } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import { foldForSearch } from "../text/fold.ts";
import { baseName, folderOf, joinPath } from "../text/path.ts";

/** Which sources are of which entries; many to many, for a book's chapters share its file and a work may have several files. */
export interface EntrySources {
  sourcesOf(entry: Entry): readonly Source[];
  entriesOf(source: Source): readonly Entry[];
}

/**
 * Brings entries and sources together by DOI, ISBN, `file`, the key as file name, the address, or title and authors.
 * Each entry looks only at the sources that share one of its marks with it.
 */
export function matchEntrySources(entries: readonly Entry[], sources: readonly Source[]): EntrySources {
  const marked = indexSources(sources);
  const sourcesOf = new Map<Entry, readonly Source[]>();
  const entriesOf = new Map<Source, Entry[]>();
  for (const entry of entries) {
    const found = sourcesFor(entry, marked);
    if (found.length > 0) sourcesOf.set(entry, found);
    for (const source of found) put(entriesOf, source, entry);
  }
  return { sourcesOf: (entry) => sourcesOf.get(entry) ?? [], entriesOf: (source) => entriesOf.get(source) ?? [] };
}

type Marks = ReadonlyMap<string, readonly Source[]>;

function indexSources(sources: readonly Source[]): Marks {
  const marks = new Map<string, Source[]>();
  for (const source of sources) for (const mark of new Set(marksOfSource(source))) put(marks, mark, source);
  return marks;
}

function* marksOfSource({ path, work, read }: Source): Generator<string> {
  const name = baseName(path).toLowerCase();
  yield `path ${path}`;
  yield `name ${name}`;
  yield `stem ${stemOf(name)}`;
  if (work.DOI !== undefined) yield `doi ${plainDoi(work.DOI)}`;
  for (const isbn of isbnsIn(work.ISBN ?? "")) yield `isbn ${isbn}`;
  for (const address of [read.metadata.address, work.URL]) if (address !== undefined) yield `url ${plainAddress(address)}`;
  for (const title of titlesOf(work.title ?? "")) yield `title ${title}`;
}

function sourcesFor(entry: Entry, marks: Marks): readonly Source[] {
  const found = new Set<Source>(filesOf(entry, marks));
  for (const mark of marksOfEntry(entry))
    for (const source of marks.get(mark) ?? []) if (!contradicts(entry, source.work)) found.add(source);
  for (const source of titled(entry, marks)) found.add(source);
  return [...found].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A `file` that is there, relative to the bibliography or absolute; else one of its name, as a path from another machine leaves it. */
function filesOf(entry: Entry, marks: Marks): readonly Source[] {
  return entry.files.flatMap((file) => {
    const plain = file.replaceAll("\\", "/");
    const there = marks.get(`path ${joinPath(folderOf(entry.path), plain)}`);
    if (there !== undefined) return there;
    const named = marks.get(`name ${baseName(plain).toLowerCase()}`) ?? [];
    return named.length === 1 ? named : [];
  });
}

function* marksOfEntry(entry: Entry): Generator<string> {
  if (entry.doi !== "") yield `doi ${plainDoi(entry.doi)}`;
  for (const isbn of isbnsIn(entry.isbn)) yield `isbn ${isbn}`;
  for (const key of [entry.key, ...entry.aliases]) if (key.length >= 3) yield `stem ${stemOf(key)}`;
  for (const address of entry.addresses) yield `url ${plainAddress(address.url)}`;
}

/** Two DOIs or two plainly different titles with different authors are two works, whatever the file is called. */
function contradicts(entry: Entry, work: CslItem): boolean {
  if (entry.doi === "" || work.DOI === undefined || plainDoi(entry.doi) === plainDoi(work.DOI)) return false;
  return !sameTitle(titleWords(entry.title), titleWords(work.title ?? ""));
}

function titled(entry: Entry, marks: Marks): readonly Source[] {
  const title = titleWords(entry.title);
  if (title === "") return [];
  const candidates = new Set(titlesOf(entry.title).flatMap((own) => marks.get(`title ${own}`) ?? []));
  const alike = [...candidates].filter((source) => sameTitle(title, titleWords(source.work.title ?? "")));
  const agreeing = alike.filter((source) => agrees(entry, source.work, title));
  return agreeing.filter((source) => !contradictsDoi(entry, source.work));
}

const contradictsDoi = (entry: Entry, work: CslItem): boolean =>
  entry.doi !== "" && work.DOI !== undefined && plainDoi(entry.doi) !== plainDoi(work.DOI);

/** Years at most one apart, and a common author; where either side names none, the title must be long enough to speak alone. */
function agrees(entry: Entry, work: CslItem, title: string): boolean {
  const year = work.issued?.["date-parts"]?.[0]?.[0];
  const own = entry.issued?.["date-parts"]?.[0]?.[0] ?? (/^\d{4}/.test(entry.year) ? Number(entry.year.slice(0, 4)) : undefined);
  if (year !== undefined && own !== undefined && Math.abs(year - own) > 1) return false;
  const theirs = familiesOf(work.author ?? work.editor ?? []);
  const ours = familiesOf(entry.authors.length > 0 ? entry.authors : entry.editors);
  if (theirs.length > 0 && ours.length > 0) return ours.some((family) => theirs.includes(family));
  return title.split(" ").length >= 5 || (year !== undefined && year === own && title.split(" ").length >= 3);
}

const familiesOf = (names: readonly { readonly family?: string; readonly literal?: string }[]): readonly string[] =>
  names.map((name) => foldForSearch(name.family ?? name.literal?.split(" ").at(-1) ?? "")).filter((name) => name !== "");

/** Alike to the end, or one is the other without its subtitle. */
function sameTitle(one: string, other: string): boolean {
  if (one === "" || other === "") return false;
  if (one === other) return true;
  // A subtitle may be left out, but not part of a title's first words.
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.split(" ").length >= 2 && long.startsWith(`${short} `) && short.length >= 10;
}

const titleWords = (title: string): string =>
  (
    foldForSearch(title)
      .replaceAll("'", "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .join(" ")
    .replace(/^(?:the|an?|der|die|das|le|la|les) (?=\S)/, "");

/** The whole title, and what stands before its subtitle. */
function titlesOf(title: string): readonly string[] {
  const subtitle = title.search(/[:.?!]\s|\s[–—-]\s/);
  const titles = [titleWords(title), subtitle < 0 ? "" : titleWords(title.slice(0, subtitle))];
  return [...new Set(titles)].filter((one) => one !== "");
}

const plainDoi = (doi: string): string =>
  doi
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/, "")
    .trim();

/** Hyphens off; an ISBN-10 as its ISBN-13, without the check digit that differs. */
function isbnsIn(text: string): readonly string[] {
  const found = text.match(/\d[\d\s-]{8,16}[\dXx]/g) ?? [];
  return found
    .map((isbn) => isbn.replace(/[\s-]/g, ""))
    .filter((isbn) => isbn.length === 10 || isbn.length === 13)
    .map((isbn) => (isbn.length === 13 ? isbn.slice(3, 12) : isbn.slice(0, 9)));
}

/** Scheme, `www.`, fragment and final slash make no other page. */
const plainAddress = (url: string): string =>
  url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/#.*$/, "")
    .replace(/\/$/, "");

const stemOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,8}$/, "")
    .replace(/[:/\\]/g, "_");

function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
