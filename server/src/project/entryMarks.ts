import type { Source } from "../corpus/source.ts";
import type { CslItem } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import { foldForSearch } from "../text/fold.ts";
import { baseName } from "../text/path.ts";

/** What a work is known by, on the side of the entry: `doi 10.1/x`, `stem bell2001`, `title quiet harbours`. */
export function marksOfEntry(entry: Entry): readonly string[] {
  const marks: string[] = [];
  if (entry.doi !== "") marks.push(`doi ${plainDoi(entry.doi)}`);
  for (const isbn of isbnsIn(entry.isbn)) marks.push(`isbn ${isbn}`);
  for (const key of [entry.key, ...entry.aliases]) if (key.length >= 3) marks.push(`stem ${stemOf(key)}`);
  for (const address of entry.addresses) marks.push(`url ${plainAddress(address.url)}`);
  for (const title of titlesOf(entry.title)) marks.push(`title ${title}`);
  for (const file of entry.files) marks.push(`name ${nameOf(file)}`);
  return marks;
}

/** The same on the side of the source. */
export function marksOfSource({ path, work, read }: Source): ReadonlySet<string> {
  const name = nameOf(path);
  const marks = new Set([`name ${name}`, `stem ${stemOf(name)}`]);
  if (work.DOI !== undefined) marks.add(`doi ${plainDoi(work.DOI)}`);
  for (const isbn of isbnsIn(work.ISBN ?? "")) marks.add(`isbn ${isbn}`);
  for (const address of [read.metadata.address, work.URL]) if (address !== undefined) marks.add(`url ${plainAddress(address)}`);
  for (const title of titlesOf(work.title ?? "")) marks.add(`title ${title}`);
  return marks;
}

/** Whether a mark that both bear makes them one; a `name` is left to whoever knows all sources. */
export function agreeOn(mark: string, entry: Entry, work: CslItem): boolean {
  if (mark.startsWith("name ")) return false;
  return mark.startsWith("title ") ? agreeByTitle(entry, work) : !contradicts(entry, work);
}

export const nameOf = (path: string): string => baseName(path.replaceAll("\\", "/")).toLowerCase();

function agreeByTitle(entry: Entry, work: CslItem): boolean {
  const title = titleWords(entry.title);
  return sameTitle(title, titleWords(work.title ?? "")) && agrees(entry, work, title) && !contradictsDoi(entry, work);
}

/** Two DOIs or two plainly different titles with different authors are two works, whatever the file is called. */
function contradicts(entry: Entry, work: CslItem): boolean {
  if (entry.doi === "" || work.DOI === undefined || plainDoi(entry.doi) === plainDoi(work.DOI)) return false;
  return !sameTitle(titleWords(entry.title), titleWords(work.title ?? ""));
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
