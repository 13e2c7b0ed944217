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
  lines.push(...people(item.author ?? item.director ?? item.composer).map((name) => line("AU", name)));
  for (const [tag, field] of names) lines.push(...people(item[field]).map((name) => line(tag, name)));
  for (const [tag, field] of texts) lines.push(line(tag, item[field]));
  lines.push(line(containerTag(type), item["container-title"] ?? item["event-title"]));
  lines.push(
    line("PY", item.issued?.["date-parts"]?.[0]?.[0] ?? item.issued?.literal ?? item.issued?.raw),
    line("DA", dateText(item.issued)),
  );
  lines.push(line("Y2", dateText(item.accessed)), line("OP", (item["original-date"] as CslDate | undefined)?.["date-parts"]?.[0]?.[0]));
  lines.push(...counts(item), line("SN", item.ISSN), line("SN", item.ISBN), ...pages(item));
  lines.push(...keywords(item.keyword).map((word) => line("KW", word)), "ER  - ");
  return lines.filter((text) => text !== "");
}

/** The issue of a periodical, the number of a report, the place in a series. */
function counts(item: CslItem): readonly string[] {
  const first = item.issue ?? (periodicals.has(item.type ?? "") ? undefined : item.number);
  const isArticleNumber = item.issue !== undefined || periodicals.has(item.type ?? "");
  return [line("IS", first), line("M1", item["collection-number"]), isArticleNumber ? line("C7", item.number) : ""];
}

const periodicals: ReadonlySet<string> = new Set(["article-journal", "article-magazine", "article-newspaper", "periodical"]);

/** CSL's types in RIS. */
const types = new Map([
  ["article", "GEN"],
  ["article-journal", "JOUR"],
  ["article-magazine", "MGZN"],
  ["article-newspaper", "NEWS"],
  ["bill", "BILL"],
  ["book", "BOOK"],
  ["classic", "BOOK"],
  ["collection", "BOOK"],
  ["broadcast", "MPCT"],
  ["chapter", "CHAP"],
  ["dataset", "DATA"],
  ["entry", "ENCYC"],
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
  ["performance", "ADVS"],
  ["periodical", "JFULL"],
  ["personal_communication", "PCOMM"],
  ["interview", "PCOMM"],
  ["post", "ELEC"],
  ["post-weblog", "BLOG"],
  ["regulation", "STAT"],
  ["report", "RPRT"],
  ["review", "JOUR"],
  ["review-book", "JOUR"],
  ["software", "COMP"],
  ["song", "SOUND"],
  ["speech", "SLIDE"],
  ["standard", "STAND"],
  ["thesis", "THES"],
  ["treaty", "STAT"],
  ["webpage", "ELEC"],
]);

const names = [
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
  ["NV", "number-of-volumes"],
  ["ET", "edition"],
  ["M3", "genre"],
  ["LA", "language"],
  ["DO", "DOI"],
  ["UR", "URL"],
  ["AB", "abstract"],
  ["N1", "note"],
  ["DB", "archive"],
  ["CN", "call-number"],
  ["DP", "source"],
  ["SE", "section"],
  ["RI", "reviewed-title"],
  ["C2", "PMCID"],
] as const;

/** Journals have a tag of their own. */
const containerTag = (type: string): string => (type === "JOUR" || type === "MGZN" || type === "NEWS" || type === "JFULL" ? "JO" : "T2");

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

/** `Family, Given, Suffix`; a body's name as it is, with a comma behind one word, which would be a person's. */
function personText(name: CslName): string {
  if (name.literal !== undefined) return name.literal === "others" ? "" : name.literal + (/[\s,]/.test(name.literal.trim()) ? "" : ",");
  const family = [name["non-dropping-particle"], name.family].filter(Boolean).join(" ");
  const given = [name.given, name["dropping-particle"]].filter(Boolean).join(" ");
  if (given === "" && name.suffix === undefined) return /\s/.test(family) ? `${family},` : family;
  return [family, given, name.suffix].filter((part) => part !== undefined && part !== "").join(", ");
}

/** `2012/09/04/`, with the slashes always there; behind the last a season, what is uncertain, or the end of a range. */
function dateText(date: CslDate | undefined): string {
  const [from, to] = date?.["date-parts"] ?? [];
  if (from === undefined) return "";
  const [year, month, day] = from;
  const end = to === undefined ? "" : `-${to.map((part) => String(part).padStart(2, "0")).join("-")}`;
  const more = end || seasons[(date?.season ?? 0) - 1] || (date?.circa === true ? "circa" : "");
  return `${year}/${two(month)}/${two(day)}${more === "" ? "" : `/${more}`}`;
}

const seasons = ["Spring", "Summer", "Autumn", "Winter"];

const two = (part: number | undefined): string => (part === undefined ? "" : String(part).padStart(2, "0"));

/** Of a book alone its length. What is more than one stretch stays together. */
function pages(item: CslItem): readonly string[] {
  const value = flat(item.page ?? "");
  if (value === "") return [line("SP", item["number-of-pages"])];
  const [start, ...end] = value.includes(",") ? [value] : value.split(/\s*[-–—]+\s*/);
  return [line("SP", start), line("EP", end.join("-"))];
}

const keywords = (value: unknown): readonly string[] => (typeof value === "string" ? value.split(/[,;]/) : []);
