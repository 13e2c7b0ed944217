import { readDate, readYearAndMonth } from "../csl/dates.ts";
import { readNames } from "../csl/names.ts";
import type { CslItem, CslName } from "../csl/types.ts";
import { latexToText, unescapeVerbatim } from "../syntax/latexText.ts";
import type { Fields } from "./citationJsFields.ts";
import { languageTag } from "./languageTags.ts";
import { wordsOf } from "./localisationKeys.ts";

/** What is put right in CSL-JSON that citation-js made of a BibLaTeX entry. `fields`: as written; `item` may lack anything. */
export function repairItem(item: CslItem, key: string, type: string, fields: Fields): CslItem {
  const repaired: Record<string, unknown> = { id: key };
  for (const [name, value] of Object.entries(item)) {
    if (name === "id" || name === "citation-key" || name === "issued") continue;
    repaired[name] = Array.isArray(value) && typeof value[0] === "string" ? value.join("; ") : value;
  }
  repaired.type = workType(item.type, type, fields);
  setDefined(repaired, "genre", genre(type, fields));
  repairTexts(repaired, fields);
  repairPlaces(repaired, fields);
  repairNumber(repaired, type, fields);
  repairNames(repaired, fields);
  repairDates(repaired, fields);
  return repaired;
}

function setDefined(item: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined || value === "") delete item[name];
  else item[name] = value;
}

/** Entry types of biblatex that citation-js takes for mere documents, and those that CSL tells apart more finely. */
const types = new Map([
  ["suppbook", "chapter"],
  ["suppcollection", "chapter"],
  ["bookinbook", "chapter"],
  ["manual", "book"],
  ["booklet", "pamphlet"],
  ["image", "graphic"],
  ["music", "song"],
  ["suppperiodical", "article-journal"],
  ["inreference", "entry-encyclopedia"],
  ["talk", "speech"],
  ["lecture", "speech"],
  ["presentation", "speech"],
  ["interview", "interview"],
  ["newspaper", "article-newspaper"],
  ["blog", "post-weblog"],
]);

const articleKinds = new Map([
  ["newspaper", "article-newspaper"],
  ["magazine", "article-magazine"],
]);

function workType(found: string | undefined, type: string, fields: Fields): string {
  const kind = articleKinds.get(fields.get("entrysubtype")?.toLowerCase() ?? "");
  if (kind !== undefined && (type === "article" || type === "periodical")) return kind;
  const isVersioned = found === "software" && type !== "software"; // citation-js calls every book with a version a program.
  return types.get(type) ?? (isVersioned ? "book" : (found ?? "document"));
}

const inWords = (value: string | undefined): string => {
  const text = latexToText(value ?? "");
  return wordsOf(text) ?? text;
};

const typeGenres = new Map([
  ["mastersthesis", "mathesis"],
  ["phdthesis", "phdthesis"],
  ["techreport", "techreport"],
]);

function genre(type: string, fields: Fields): string | undefined {
  const subtype = fields.get("entrysubtype");
  const isKind = articleKinds.has(subtype?.toLowerCase() ?? "");
  return inWords(fields.get("type") ?? typeGenres.get(type) ?? (isKind ? undefined : subtype));
}

function repairTexts(item: Record<string, unknown>, fields: Fields): void {
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === "string") setDefined(item, name, value.normalize("NFC").replace(/ {2,}/g, " ").trim());
  }
  if (typeof item.page === "string") item.page = item.page.replace(/\s*[–—]+\s*|(?<=\d)\s*--+\s*(?=\d)/g, "-");
  setDefined(item, "status", inWords(fields.get("pubstate")));
  setDefined(item, "keyword", latexToText(fields.get("keywords") ?? ""));
  if (fields.has("series")) setDefined(item, "collection-title", seriesName(item["collection-title"]));
  const language = fields.get("langid") ?? fields.get("hyphenation") ?? fields.get("language");
  setDefined(item, "language", language === undefined ? undefined : languageTag(latexToText(language)));
  const addendum = fields.get("addendum");
  if (addendum !== undefined && fields.has("note") && typeof item.note === "string")
    item.note = `${item.note.replace(/\.$/, "")}. ${latexToText(addendum)}`;
  setDefined(item, "title-short", item["title-short"] ?? shortTitle(item.title));
}

/** Where citation-js has no place for a field, or the wrong one; addresses as written, which it would encode. */
function repairPlaces(item: Record<string, unknown>, fields: Fields): void {
  const address = fields.get("url");
  if (address !== undefined) setDefined(item, "URL", unescapeVerbatim(address));
  if (fields.has("maintitle") && fields.has("booktitle")) setDefined(item, "volume-title", latexToText(fields.get("booktitle") ?? ""));
  if (item.type === "patent" && item["publisher-place"] !== undefined) move(item, "publisher-place", "jurisdiction");
  if (item.jurisdiction !== undefined) item.jurisdiction = inWords(String(item.jurisdiction));
}

function move(item: Record<string, unknown>, from: string, to: string): void {
  item[to] = item[from];
  delete item[from];
}

const inSeries: ReadonlySet<string> = new Set([
  ...["book", "mvbook", "inbook", "bookinbook", "suppbook", "collection", "mvcollection", "incollection", "suppcollection", "manual"],
  ...["proceedings", "mvproceedings", "inproceedings", "conference", "reference", "mvreference", "inreference"],
]);
const inVolumes: ReadonlySet<string> = new Set(["article", "periodical", "suppperiodical", "review"]);

/** `number` is an issue's, a place in a series, or a work's own, as of a report. */
function repairNumber(item: Record<string, unknown>, type: string, fields: Fields): void {
  const number = latexToText(fields.get("number") ?? "");
  const issue = latexToText(fields.get("issue") ?? "");
  if (inVolumes.has(type)) {
    setDefined(item, "issue", [number, issue].filter((part) => part !== "").join(", "));
    delete item["collection-number"];
  } else if (number !== "") {
    for (const name of ["issue", "collection-number"]) delete item[name];
    item[inSeries.has(type) ? "collection-number" : "number"] = number;
  }
}

const seriesName = (value: unknown): unknown => (typeof value === "string" ? (wordsOf(value) ?? value) : value);

/** What stands before the subtitle; undefined where there is none, or where a tag would be torn apart. */
function shortTitle(title: unknown): string | undefined {
  if (typeof title !== "string") return undefined;
  const end = title.search(/: |(?<=[?!]) /);
  const start = end < 0 ? "" : title.slice(0, end);
  return start === "" || start.split("<").length !== start.split("</").length * 2 - 1 ? undefined : start;
}

const cslNames = new Map([
  ["author", "author"],
  ["editor", "editor"],
  ["translator", "translator"],
  ["bookauthor", "container-author"],
]);

/** What `editortype` makes of editors, as far as CSL has a word for it. */
const editorRoles = new Map([
  ["director", "director"],
  ["compiler", "compiler"],
  ["organizer", "organizer"],
]);

/** biblatex drops a particle (`von`) in front of the surname where a list is sorted, unless the entry says `useprefix`. */
function repairNames(item: Record<string, unknown>, fields: Fields): void {
  const keepsPrefix = /\buseprefix\s*(?:=\s*true|,|$)/.test(fields.get("options") ?? "");
  for (const [field, name] of cslNames) {
    const names = readNames(fields.get(field) ?? "", latexToText);
    if (names.length > 0) item[name] = keepsPrefix ? names : names.map(dropParticle);
  }
  const role = editorRoles.get(fields.get("editortype")?.toLowerCase() ?? "");
  if (role !== undefined && item.editor !== undefined) move(item, "editor", role);
}

function dropParticle(name: CslName): CslName {
  const { "non-dropping-particle": particle, ...rest } = name;
  return particle === undefined ? name : { ...rest, "dropping-particle": particle };
}

function repairDates(item: Record<string, unknown>, fields: Fields): void {
  const text = (name: string): string => latexToText(fields.get(name) ?? "");
  const year = latexToText(fields.get("year")?.replace(/\\noopsort\s*\{[^{}]*\}/g, "") ?? "");
  setDefined(item, "issued", readDate(datesText(fields.get("date"))) ?? readYearAndMonth(year, withDay(text("month"), text("day"))));
  setDefined(item, "accessed", readDate(datesText(fields.get("urldate"))));
  setDefined(item, "event-date", readDate(datesText(fields.get("eventdate"))));
  setDefined(item, "original-date", readDate(datesText(fields.get("origdate"))));
}

/** A date without LaTeX; its `~` means "about", where LaTeX has a blank. */
const datesText = (value: string | undefined): string =>
  (value === undefined || value.includes("\\") ? latexToText(value ?? "") : value).replace(/[{}]/g, "");

const withDay = (month: string, day: string): string => (month === "" || day === "" ? month : `${day} ${month}`);
