import { familyName, fullName, isOthers, shortNames } from "../csl/names.ts";
import type { RichRun, RichText } from "../csl/richText.ts";
import type { CslName } from "../csl/types.ts";
import type { Entry } from "./entry.ts";

/** As lists show a work: "Webber, Sperling & Smith 2012"; without names its title. */
export function shortReference(entry: Entry): string {
  return withYear(shortNames(namesOf(entry)) || shortTitleOf(entry), entry);
}

/** As messages name a work: "Anthony 2012", "Webber & Smith 2012"; from three names on "Webber et al. 2012". */
export function shortWork(entry: Entry): string {
  const names = namesOf(entry);
  const [first] = names;
  const isMany = names.length > 2 || names.some(isOthers);
  return withYear(first !== undefined && isMany ? `${familyName(first)} et al.` : shortNames(names) || shortTitleOf(entry), entry);
}

/** A plain form of our own for when the formatted reference is late: authors, title, container, publisher, year. */
export function plainReference(entry: Entry): RichText {
  const runs: RichRun[] = [];
  const names = spokenNames(entry);
  if (names !== "") runs.push({ text: sentence(names) });
  if (entry.title !== "") runs.push(...titleRuns(entry));
  if (entry.container !== "")
    runs.push({ text: isArticle(entry) || isPage(entry) ? "" : "In " }, { text: entry.container, italic: true }, { text: ". " });
  const publisher = entry.publisher === entry.container || (entry.container !== "" && isArticle(entry)) ? "" : entry.publisher;
  const imprint = [publisher, entry.year].filter((part) => part !== "").join(", ");
  if (imprint !== "") runs.push({ text: sentence(imprint) });
  return trimmed(runs.length > 0 ? runs : [{ text: entry.key }]);
}

const namesOf = (entry: Entry): readonly CslName[] => (entry.authors.length > 0 ? entry.authors : entry.editors);

const withYear = (name: string, entry: Entry): string => [name || entry.key, entry.year].filter((part) => part !== "").join(" ");

/** The short title, or the title's first words. */
function shortTitleOf(entry: Entry): string {
  const title = entry.shortTitle || (entry.title.split(/[:.?!](?:\s|$)/, 1)[0] ?? "");
  return title.length <= 50 ? title : `${title.slice(0, title.lastIndexOf(" ", 48) > 20 ? title.lastIndexOf(" ", 48) : 48)}…`;
}

/** "Mark Webber, James Sperling, and Martin A. Smith"; four and more: "Anna Adler et al." */
function spokenNames(entry: Entry): string {
  const names = namesOf(entry);
  const full = names.filter((name) => !isOthers(name)).map(fullName);
  const role = entry.authors.length === 0 && full.length > 0 ? (full.length > 1 ? ", eds." : ", ed.") : "";
  const [first = ""] = full;
  if (full.length > 3 || (first !== "" && full.length < names.length)) return `${first} et al.${role}`;
  const last = full.at(-1) ?? "";
  return full.length < 3 ? full.join(" and ") + role : `${full.slice(0, -1).join(", ")}, and ${last}${role}`;
}

const articles: ReadonlySet<string> = new Set([
  "article",
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "suppperiodical",
  "review",
]);

const isArticle = (entry: Entry): boolean => articles.has(entry.type);

const pages: ReadonlySet<string> = new Set(["online", "electronic", "www", "webpage", "post", "post-weblog"]);

const isPage = (entry: Entry): boolean => pages.has(entry.type);

const unpublished: ReadonlySet<string> = new Set(["thesis", "phdthesis", "mastersthesis", "unpublished"]);

/** What stands in another work, or on its own page, is in quotation marks; a work of its own is in italics. */
function titleRuns(entry: Entry): readonly RichRun[] {
  const isPart = isArticle(entry) || isPage(entry) || entry.container !== "" || unpublished.has(entry.type);
  const point = /[.?!…]$/.test(entry.title) ? "" : ".";
  return isPart ? [{ text: `“${entry.title}${point}” ` }] : [{ text: entry.title, italic: true }, { text: `${point} ` }];
}

const sentence = (text: string): string => (text.endsWith(".") ? `${text} ` : `${text}. `);

function trimmed(runs: readonly RichRun[]): RichText {
  const full = runs.filter((run) => run.text !== "");
  return full.map((run, index) => (index === full.length - 1 ? { ...run, text: run.text.trimEnd() } : run));
}
