import { readDate, readYearAndMonth } from "../csl/dates.ts";
import { wordsOf } from "../csl/localisationKeys.ts";
import type { CslDate, CslItem } from "../csl/types.ts";
import { latexToRichText } from "../syntax/latexMarkup.ts";
import { latexToText, unescapeVerbatim } from "../syntax/latexText.ts";
import { namesOf, splitList } from "./biblatexNames.ts";
import { joinSentences, titlesOf } from "./biblatexTitles.ts";
import { cslType, type Fields, genreOf } from "./biblatexTypes.ts";
import { bareDoi } from "./doi.ts";
import { languageTag } from "./languageTags.ts";

/**
 * A BibTeX or BibLaTeX entry as CSL-JSON, field by field as pandoc's reader has it: what is inherited is among `fields` already. Whatever a field
 * holds, the entry is kept. Where pandoc leaves out what CSL has a place for (notes of a periodical, seasons), it is put there.
 */
export function biblatexToCsl(key: string, type: string, written: Fields): CslItem {
  const fields = readable(written);
  const tag = languageTag(languageOf(fields));
  const item = new Map<string, unknown>([
    ["id", key],
    ["type", cslType(type, fields)],
  ]);
  const parts: readonly Readonly<Record<string, unknown>>[] = [
    { genre: genreOf(type, fields, latexToText), language: tag },
    titlesOf(type, fields, tag === "" || tag.startsWith("en")),
    namesOf(fields, optionOf(fields, "useprefix") === "true"),
    datesOf(fields),
    numbersOf(type, fields),
    placesOf(type, fields),
    identifiersOf(type, fields),
    notesOf(fields),
  ];
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) if (value !== undefined && value !== "") item.set(name, value);
  return Object.fromEntries(item);
}

/** `langid = {english}, langidopts = {variant=british}` is British. */
function languageOf(fields: Fields): string {
  const language = plain(fields, "langid", "hyphenation", "language");
  const variant = /variant\s*=\s*\{?(\w+)/.exec(fields.get("langidopts") ?? "")?.[1]?.toLowerCase();
  return language.toLowerCase() === "english" ? (variants.get(variant ?? "") ?? language) : language;
}

const variants: ReadonlyMap<string, string> = new Map([
  ["american", "american"],
  ["us", "american"],
  ["usmax", "american"],
  ["british", "british"],
  ["uk", "british"],
  ["australian", "australian"],
  ["newzealand", "newzealand"],
]);

/** No field of a reference is longer; an abstract may be cut. */
const longest = 50_000;

const readable = (fields: Fields): Fields => {
  const kept = new Map<string, string>();
  for (const [name, value] of fields) {
    const text = value.trim().slice(0, longest);
    if (text !== "") kept.set(name, text);
  }
  return kept;
};

function plain(fields: Fields, ...names: readonly string[]): string {
  const name = names.find((one) => fields.has(one));
  return name === undefined ? "" : latexToText(fields.get(name) ?? "");
}

function rich(fields: Fields, ...names: readonly string[]): string {
  const name = names.find((one) => fields.has(one));
  return name === undefined ? "" : latexToRichText(fields.get(name) ?? "");
}

// ---- dates

function datesOf(fields: Fields): Readonly<Record<string, unknown>> {
  return {
    issued: dateOf(fields, "", "date"),
    accessed: dateOf(fields, "url", "urldate"),
    "event-date": dateOf(fields, "event", "eventdate"),
    "original-date": dateOf(fields, "orig", "origdate"),
  };
}

/** `date`, else `year`, `month` and `day`; `origdate`, else `origyear` and so on. */
function dateOf(fields: Fields, stem: string, name: string): CslDate | undefined {
  const date = readDate(withoutLatex(fields.get(name)));
  if (date !== undefined) return date;
  const [month, day] = [plain(fields, `${stem}month`), plain(fields, `${stem}day`)];
  const year = plain(fields, `${stem}year`);
  const from = readYearAndMonth(year, month !== "" && day !== "" ? `${day} ${month}` : month);
  const to = readYearAndMonth(plain(fields, `${stem}endyear`), plain(fields, `${stem}endmonth`));
  const [start, end] = [from?.["date-parts"]?.[0], to?.["date-parts"]?.[0]];
  return start === undefined || end === undefined ? from : { ...from, "date-parts": [start, end] };
}

/** In a date `~` means "about", where LaTeX has a blank. */
const withoutLatex = (value: string | undefined): string =>
  (value === undefined || value.includes("\\") ? latexToText(value ?? "") : value).replace(/[{}]/g, "");

// ---- numbers

const inSeries: ReadonlySet<string> = new Set([
  ...["book", "mvbook", "inbook", "bookinbook", "suppbook", "collection", "mvcollection", "incollection", "suppcollection"],
  ...["proceedings", "mvproceedings", "inproceedings", "conference", "reference", "mvreference", "inreference"],
]);
const inVolumes: ReadonlySet<string> = new Set(["article", "periodical", "suppperiodical", "review"]);

/** `number` is an issue's, a place in a series, or a work's own, as of a report. */
function numbersOf(type: string, fields: Fields): Readonly<Record<string, string>> {
  const [number, issue, volume, part] = [rich(fields, "number"), rich(fields, "issue"), rich(fields, "volume"), rich(fields, "part")];
  const isIssue = inVolumes.has(type);
  return {
    issue: isIssue ? joined([number, issue], ", ") : issue,
    "collection-number": inSeries.has(type) ? number : "",
    number: isIssue || inSeries.has(type) ? "" : number,
    volume: joined([volume, part], "."),
    "number-of-volumes": rich(fields, "volumes"),
    "number-of-pages": rich(fields, "pagetotal", "numpages"),
    "chapter-number": rich(fields, "chapter"),
    edition: rich(fields, "edition"),
    version: rich(fields, "version"),
    page: rich(fields, "pages", "eid").replace(/\s*[–—]+\s*|(?<=\w)\s*--+\s*(?=\w)/g, "-"),
  };
}

const joined = (parts: readonly string[], separator: string): string => parts.filter((part) => part !== "").join(separator);

// ---- publishers, places

const publishers = ["school", "institution", "organization", "howpublished", "publisher"];

function placesOf(type: string, fields: Fields): Readonly<Record<string, string>> {
  const places = listOf(fields, fields.has("address") ? "address" : "location");
  const event = rich(fields, "eventtitle");
  return {
    publisher: joined(
      publishers.map((name) => (name === "howpublished" ? howPublished(fields) : listOf(fields, name))),
      "; ",
    ),
    "publisher-place": type === "patent" ? "" : places,
    jurisdiction: type === "patent" ? places : "",
    "original-publisher": listOf(fields, "origpublisher"),
    "original-publisher-place": listOf(fields, "origlocation"),
    event, // CSL 1.0.2 names it event-title, which citeproc does not know yet.
    "event-title": event,
    "event-place": rich(fields, "venue"),
  };
}

/** `howpublished = {\\url{…}}` says nothing but the address. */
const howPublished = (fields: Fields): string => (addressIn(fields) === "" ? rich(fields, "howpublished") : "");

function addressIn(fields: Fields): string {
  const address = unescapeVerbatim(fields.get("howpublished") ?? "");
  return /^https?:\/\/\S+$/.test(address) ? address : "";
}

/** `London and New York`: a list in one text. */
const listOf = (fields: Fields, name: string): string =>
  splitList(fields.get(name) ?? "")
    .map((part) => latexToRichText(part))
    .map((part) => wordsOf(part) ?? part)
    .join("; ");

// ---- identifiers

const archives: ReadonlyMap<string, string> = new Map([
  ["arxiv", "https://arxiv.org/abs/"],
  ["jstor", "https://www.jstor.org/stable/"],
  ["pubmed", "https://www.ncbi.nlm.nih.gov/pubmed/"],
  ["googlebooks", "https://books.google.com?id="],
  ["hdl", "https://hdl.handle.net/"],
]);

/** An entry may say that its address or DOI is not printed: `options = {url=false}`; web pages are nothing without. */
function identifiersOf(type: string, fields: Fields): Readonly<Record<string, string>> {
  const doi = unescapeVerbatim(fields.get("doi") ?? "");
  const isPrinted = type === "online" || optionOf(fields, "url") !== "false";
  return {
    DOI: optionOf(fields, "doi") === "false" ? "" : bareDoi(doi) || doi.replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i, ""),
    URL: (isPrinted ? unescapeVerbatim(fields.get("url") ?? "") : "") || archived(fields) || addressIn(fields),
    ISBN: plain(fields, "isbn"),
    ISSN: plain(fields, "issn"),
    PMID: plain(fields, "pmid"),
    PMCID: plain(fields, "pmcid"),
    "call-number": plain(fields, "library"),
  };
}

/** Where a number of an archive leads: `eprint = {2001.00001}, eprinttype = {arxiv}`. */
function archived(fields: Fields): string {
  const address = archives.get(plain(fields, "eprinttype", "archiveprefix").toLowerCase());
  const eprint = unescapeVerbatim(fields.get("eprint") ?? "");
  return address === undefined || eprint === "" ? "" : address + eprint;
}

/** The value of an option in `options = {useprefix, url=false}`; "true" where it is only named, "" where it is not. */
export function optionOf(fields: Fields, name: string): string {
  for (const option of (fields.get("options") ?? "").toLowerCase().split(",")) {
    const [written = "", value = "true"] = option.split("=", 2).map((part) => part.trim());
    if (written === name) return value.replace(/[{}]/g, "");
  }
  return "";
}

// ---- notes

function notesOf(fields: Fields): Readonly<Record<string, string>> {
  const state = rich(fields, "pubstate");
  return {
    note: joinSentences(rich(fields, "note"), rich(fields, "addendum"), "."),
    annote: rich(fields, "annotation", "annote"),
    abstract: rich(fields, "abstract"),
    keyword: rich(fields, "keywords"),
    status: wordsOf(state) ?? state,
  };
}
