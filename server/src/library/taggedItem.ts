import type { CslItem, CslName } from "../csl/types.ts";
import type { RawEntry } from "../syntax/bibliography.ts";
import { bareDoi, doiOfAddress } from "./doi.ts";
import { risTypeOf } from "./risTypes.ts";
import { issuedOf, taggedDate } from "./taggedDates.ts";
import { taggedNames } from "./taggedNames.ts";
import { oneLine, Tags } from "./taggedTags.ts";

/** A record of RIS or EndNote as CSL. What a tag means depends on the type, and programs differ: see the notes at each field. */
export function taggedItem(raw: RawEntry): CslItem {
  const tags = new Tags(raw);
  const type = risTypeOf(tags.first("TY"));
  const ris = type.ris === "GEN" && isArticle(tags) ? "JOUR" : type.ris;
  const item = {
    type: ris === type.ris ? type.csl : "article-journal",
    ...titlesOf(ris, tags),
    ...namesOf(ris, tags),
    issued: issuedOf(tags),
    accessed: taggedDate(tags.first("Y2", "RD")),
    "original-date": taggedDate(/^\D{0,12}(\d{4})\D{0,3}$/.exec(tags.first("OP"))?.[1] ?? ""),
    ...numbersOf(ris, tags),
    ...identifiersOf(ris, tags),
    publisher: tags.first("PB"),
    "publisher-place": tags.first("CY", "PP"),
    edition: tags.first("ET"),
    genre: bareDoi(tags.first("M3")) === "" ? tags.first("M3") : "",
    language: tags.first("LA"),
    abstract: paragraphs(tags.all("AB", "N2")),
    note: notesOf(tags),
    keyword: keywordsOf(tags).join(", "),
    archive: tags.first("DB"),
    "call-number": tags.first("CN"),
    source: tags.first("DP"),
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== "" && !isEmptyList(value)));
}

/** Documents on this machine: `file:///home/x/a.pdf`, `C:\x\a.pdf`, `files/12/a.pdf`; EndNote's `internal-pdf://12/a.pdf` by its name. */
export function taggedFiles(raw: RawEntry): readonly string[] {
  return new Tags(raw)
    .all("L1", "L2", "L3")
    .flatMap((value) => value.split(/[;\n\r]/))
    .map((value) => localPath(value.trim()))
    .filter((path) => path !== "");
}

function localPath(value: string): string {
  const internal = /^internal-pdf:\/\/(?:[^/]*\/)*([^/]+)$/.exec(value);
  if (internal !== null) return decoded(internal[1] ?? "");
  if (/^file:/i.test(value)) return decoded(value.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/i, "").replace(/^\/(?=[A-Za-z]:)/, ""));
  return /^[a-z][a-z\d+.-]+:\/\//i.test(value) ? "" : value;
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone % means itself.
    return path;
  }
};

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Many programs write GEN for lack of better: with a journal, a volume or an issue it is an article. */
const isArticle = (tags: Tags): boolean => tags.first("JO", "JF", "JA", "T2") !== "" && tags.first("VL", "IS") !== "";

const periodicals: ReadonlySet<string> = new Set(["ABST", "EJOUR", "INPR", "JFULL", "JOUR", "MGZN", "NEWS"]);
const books: ReadonlySet<string> = new Set(["ANCIENT", "BOOK", "CLSWK", "CTLG", "EBOOK", "EDBOOK", "SER"]);
/** Their T2 is a series. */
const inSeries: ReadonlySet<string> = new Set([...books, "RPRT", "GOVDOC", "MAP", "COMP", "STAND", "PAMP"]);
const meetings: ReadonlySet<string> = new Set(["CONF", "CPAPER", "SLIDE"]);

function titlesOf(ris: string, tags: Tags) {
  const isBook = books.has(ris);
  const container = containerOf(ris, tags);
  const short =
    tags.first("J2", "JA", "J1") ||
    tags
      .all("JO")
      .map(oneLine)
      .find((name) => name !== container) ||
    "";
  return {
    title: tags.first("TI", "T1", "CT") || (isBook ? tags.first("BT") : ""),
    "title-short": tags.first("ST"),
    "container-title": container,
    "container-title-short": short === container ? "" : short,
    "collection-title": tags.first("T3") || (inSeries.has(ris) ? tags.first("T2") : ""),
    "event-title": ris === "SLIDE" || (meetings.has(ris) && tags.first("C3") !== "") ? tags.first("T2") : "",
    "reviewed-title": ris === "JOUR" || ris === "NEWS" || ris === "MGZN" ? tags.first("RI") : "",
  };
}

/** Of a paper C3 holds the proceedings, where T2 holds the conference. */
function containerOf(ris: string, tags: Tags): string {
  if (periodicals.has(ris)) return tags.first("JF", "T2", "BT", "JO", "JA", "J2", "J1");
  if (ris === "SLIDE") return "";
  if (meetings.has(ris)) return tags.first("C3", "T2", "BT", "JF", "JO");
  if (inSeries.has(ris)) return tags.first("JF", "JO");
  return tags.first("T2", "BT", "JF", "JO");
}

/**
 * A2 is an editor for most programs; for EndNote and Zotero, of a book the editor of its series, and A3 the book's own editor.
 * That is told by both being there, or by an ED beside them.
 */
function namesOf(ris: string, tags: Tags): Readonly<Record<string, readonly CslName[]>> {
  const names = (...tag: readonly string[]) => taggedNames(tags.inOrder(...tag));
  const common = { author: names("AU", "A1"), translator: names("A4") };
  const second = names("A2");
  const third = names("A3");
  const own = names("ED");
  if (ris === "PCOMM" || ris === "ICOMM") return { ...common, recipient: second, editor: own };
  if (!books.has(ris)) return { ...common, editor: [...own, ...second], "collection-editor": third };
  if (own.length > 0) return { ...common, editor: own, "collection-editor": [...second, ...third] };
  if (second.length > 0 && third.length > 0) return { ...common, editor: third, "collection-editor": second };
  return { ...common, editor: [...second, ...third] };
}

function numbersOf(ris: string, tags: Tags) {
  const pages = pagesOf(tags);
  const isLength = (books.has(ris) || ris === "THES") && /^\d+$/.test(pages) && tags.first("EP") === "";
  return {
    volume: tags.first("VL", "VO"),
    ...countsOf(ris, tags),
    "number-of-volumes": tags.first("NV"),
    page: isLength ? "" : pages,
    "number-of-pages": isLength ? pages : "",
    section: periodicals.has(ris) || ris === "STAT" || ris === "BILL" ? tags.first("SE") : "",
  };
}

/** IS and M1 count issues of a periodical, volumes of a series, or the works of whoever published them. */
function countsOf(ris: string, tags: Tags) {
  const issue = tags.first("IS", "CP");
  const other = tags.first("M1");
  if (periodicals.has(ris)) return { issue: issue || other, number: tags.first("C7") };
  const isPart = ris === "CHAP" || ris === "ECHAP" || meetings.has(ris);
  if (isPart || books.has(ris)) return { "collection-number": issue || other };
  const number = tags.first("SN");
  const isOwn = (reports.has(ris) || ris === "PAT") && !isIssn(number) && !isIsbn(number);
  const first = (isOwn ? number : "") || issue;
  return { number: first || other, "collection-number": first === "" ? "" : other };
}

/** Numbered by their publisher; SN holds the number where it is no ISBN or ISSN. */
const reports: ReadonlySet<string> = new Set(["RPRT", "GOVDOC", "STAND", "COMP", "MAP", "PAMP"]);

/** `SP 12` and `EP 34`, or all of it in SP, as EndNote's `%P 12-34`. */
function pagesOf(tags: Tags): string {
  const start = dashed(tags.first("SP"));
  const end = dashed(tags.first("EP", "LP"));
  if (start === "" || end === "" || start === end) return start || end;
  if (/[-,]/.test(start)) return start;
  return end.startsWith(`${start}-`) ? end : `${start}-${end}`;
}

const dashed = (pages: string): string => pages.replace(/^pp?\.?\s*(?=\d)/i, "").replace(/\s*[-–—‐‑]+\s*/g, "-");

function identifiersOf(ris: string, tags: Tags) {
  const urls = tags
    .all("UR", "LK", "L2")
    .flatMap((value) => value.split(/[\s;]+(?=https?:)|[\n\r]+/))
    .map(oneLine);
  const url = urls.find((address) => address !== "" && !/^(?:file|internal-pdf):/i.test(address)) ?? "";
  const numbers = tags.all("SN").flatMap((value) => value.split(/[;,\n\r]|\s+(?=[\dX])/).map(oneLine));
  const issn = numbers.filter((number) => isIssn(number));
  const isbn = numbers.filter((number) => isIsbn(number));
  const rest = numbers.find((number) => !isIssn(number) && !isIsbn(number)) ?? "";
  const keepsRest = !reports.has(ris) && ris !== "PAT";
  return {
    DOI: doiOf(tags) || doiOfAddress(url),
    URL: url,
    ISSN: issn.join(", ") || (keepsRest && periodicals.has(ris) ? rest : ""),
    ISBN: isbn.join(", ") || (keepsRest && !periodicals.has(ris) ? rest : ""),
    PMCID: /^PMC\d+$/.exec(tags.first("C2"))?.[0] ?? "",
  };
}

/** Some publishers hold it in M3 or a note. */
const doiOf = (tags: Tags): string => {
  const named = tags.first("DO", "DI");
  return (
    bareDoi(named) ||
    named ||
    tags
      .all("M3", "N1", "AN")
      .map((value) => bareDoi(oneLine(value)))
      .find((doi) => doi !== "") ||
    ""
  );
};

const isIssn = (text: string): boolean => /^\d{4}-?\d{3}[\dX]$/i.test(text.replace(/\s*\(.*\)$/, ""));

const isIsbn = (text: string): boolean => /^(?:\d{9}[\dX]|\d{13})$/i.test(text.replace(/\s*\(.*\)$/, "").replace(/[-\s]/g, ""));

const notesOf = (tags: Tags): string => paragraphs(tags.all("N1", "RN").filter((note) => bareDoi(oneLine(note)) === ""));

const paragraphs = (values: readonly string[]): string => [...new Set(values.map(oneLine))].join("\n");

const keywordsOf = (tags: Tags): readonly string[] =>
  tags
    .all("KW")
    .flatMap((value) => value.split(/[;\n\r]/))
    .map(oneLine)
    .filter((word) => word !== "");
