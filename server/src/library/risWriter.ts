import type { CslDate, CslItem, CslName } from "../csl/types.ts";

/**
 * Works as RIS, the exchange format of reference managers: lines of a two-letter tag, two blanks, a hyphen, a blank and a value, ended by CR LF;
 * a record goes from TY to ER. The key stands in ID.
 */
export function writeRis(items: readonly CslItem[]): string {
  return items.map((item) => record(item).join(newline) + newline).join(newline);
}

const newline = "\r\n";

function record(item: CslItem): readonly string[] {
  const type = types.get(item.type ?? "") ?? "GEN";
  const lines = [line("TY", type), line("ID", item.id)];
  for (const [tag, field] of names) lines.push(...people(item[field]).map((name) => line(tag, name)));
  for (const [tag, field] of texts) lines.push(line(tag, item[field]));
  lines.push(line(containerTag(type), item["container-title"]));
  lines.push(line("PY", item.issued?.["date-parts"]?.[0]?.[0] ?? item.issued?.literal), line("DA", dateText(item.issued)));
  lines.push(line("Y2", dateText(item.accessed)), line("IS", item.issue ?? item.number ?? item["collection-number"]));
  lines.push(line("SN", item.ISSN ?? item.ISBN), ...pages(item.page));
  lines.push(...keywords(item.keyword).map((word) => line("KW", word)), "ER  - ");
  return lines.filter((text) => text !== "");
}

/** CSL's types in RIS. */
const types = new Map([
  ["article", "GEN"],
  ["article-journal", "JOUR"],
  ["article-magazine", "MGZN"],
  ["article-newspaper", "NEWS"],
  ["bill", "BILL"],
  ["book", "BOOK"],
  ["broadcast", "MPCT"],
  ["chapter", "CHAP"],
  ["dataset", "DATA"],
  ["entry-dictionary", "DICT"],
  ["entry-encyclopedia", "ENCYC"],
  ["figure", "FIGURE"],
  ["graphic", "ART"],
  ["hearing", "HEAR"],
  ["legal_case", "CASE"],
  ["legislation", "STAT"],
  ["manuscript", "UNPB"],
  ["map", "MAP"],
  ["motion_picture", "MPCT"],
  ["musical_score", "MUSIC"],
  ["pamphlet", "PAMP"],
  ["paper-conference", "CPAPER"],
  ["patent", "PAT"],
  ["personal_communication", "PCOMM"],
  ["post", "ELEC"],
  ["post-weblog", "BLOG"],
  ["report", "RPRT"],
  ["software", "COMP"],
  ["song", "SOUND"],
  ["standard", "STAND"],
  ["thesis", "THES"],
  ["webpage", "ELEC"],
]);

const names = [
  ["AU", "author"],
  ["ED", "editor"],
  ["A4", "translator"],
  ["A3", "collection-editor"],
] as const;

const texts = [
  ["TI", "title"],
  ["ST", "title-short"],
  ["T3", "collection-title"],
  ["J2", "container-title-short"],
  ["PB", "publisher"],
  ["CY", "publisher-place"],
  ["VL", "volume"],
  ["ET", "edition"],
  ["M3", "genre"],
  ["LA", "language"],
  ["DO", "DOI"],
  ["UR", "URL"],
  ["AB", "abstract"],
  ["N1", "note"],
] as const;

/** Journals have a tag of their own. */
const containerTag = (type: string): string => (type === "JOUR" || type === "MGZN" || type === "NEWS" ? "JO" : "T2");

/** "" where there is nothing to say. A value never holds a line break: it would begin a new tag. */
function line(tag: string, value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? flat(String(value)) : "";
  return text === "" ? "" : `${tag}  - ${text}`;
}

/** Without CSL's markup: RIS has none. */
const flat = (text: string): string =>
  text
    .replace(/<\/?(?:i|b|sup|sub|sc|span)(?: (?:style|class)="[^"<>]{0,60}")?>/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

const people = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(personText).filter((name) => name !== "") : []);

/** `Family, Given, Suffix`; a body's name as it is. */
function personText(name: CslName): string {
  if (name.literal !== undefined) return name.literal === "others" ? "" : name.literal;
  const family = [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
  const given = [name.given, name["dropping-particle"]].filter(Boolean).join(" ");
  return [family, given, name.suffix].filter(Boolean).join(", ");
}

/** `2012/09/04`, with the slashes always there. */
function dateText(date: CslDate | undefined): string {
  const parts = date?.["date-parts"]?.[0];
  if (parts === undefined) return "";
  const [year, month, day] = parts;
  return `${year}/${two(month)}/${two(day)}`;
}

const two = (part: number | undefined): string => (part === undefined ? "" : String(part).padStart(2, "0"));

function pages(value: string | undefined): readonly string[] {
  const [start, end] = flat(value ?? "").split(/\s*[-–—]+\s*/);
  return [line("SP", start), line("EP", end)];
}

const keywords = (value: unknown): readonly string[] => (typeof value === "string" ? value.split(/[,;]/) : []);
