import { keyOf } from "../csl/localisationKeys.ts";
import type { CslDate, CslItem, CslName } from "../csl/types.ts";
import { languageName } from "./languageTags.ts";

/** The fields of one work in BibLaTeX, its texts already LaTeX. */
export interface BiblatexFields {
  readonly type: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * One work as a BibLaTeX entry with its `id` as key. `convert` maps CSL's fields to biblatex's and leaves special characters as they are,
 * so they are escaped before it; where it fails, the work is written with its title alone.
 */
export function biblatexText(item: CslItem, convert: (item: CslItem) => BiblatexFields | undefined): string {
  const fields = convertTolerantly(escapeItem(item), convert) ?? { type: "misc", properties: { title: escapeLatex(item.title ?? "") } };
  const properties = new Map(Object.entries(fields.properties));
  for (const [name, value] of ownFields(item)) setDefined(properties, name, value);
  const lines = [...properties].map(([name, value]) => `  ${name} = {${balanced(value.replace(/\s+/g, " "))}},\n`);
  return `@${fields.type}{${safeKey(item.id ?? "")},\n${lines.join("")}}\n`;
}

/** Leaves out the fields that the conversion fails on. */
function convertTolerantly(item: CslItem, convert: (item: CslItem) => BiblatexFields | undefined): BiblatexFields | undefined {
  const whole = convert(item);
  if (whole !== undefined) return whole;
  const type = item.type ?? "document";
  return convert(
    Object.fromEntries(Object.entries(item).filter(([name, value]) => name === "type" || convert({ type, [name]: value }) !== undefined)),
  );
}

/** What citation-js has no mapping for, or a lossy one; undefined takes out what it wrote. */
function ownFields(item: CslItem): readonly (readonly [string, string | undefined])[] {
  const tag = item.language ?? "";
  const genre = typeof item.genre === "string" ? (keyOf(item.genre) ?? escapeLatex(item.genre)) : undefined;
  const role = roles.find((name) => item[name] !== undefined);
  return [
    ...names.map(([field, name]) => [field, nameList(item[name])] as const),
    ...(role === undefined
      ? []
      : ([
          ["editor", nameList(item[role])],
          ["editortype", role],
        ] as const)),
    ["options", names.some(([, name]) => hasPrefix(item[name])) ? "useprefix=true" : undefined],
    ["date", dateText(item.issued)],
    ["year", item.issued?.["date-parts"] === undefined ? literalDate(item.issued) : undefined],
    ["urldate", dateText(item.accessed)],
    ["origdate", dateText(item["original-date"] as CslDate | undefined)],
    ["eventdate", dateText(item["event-date"] as CslDate | undefined)],
    ["langid", languageName(tag)],
    ["language", languageName(tag) === undefined && tag !== "" ? escapeLatex(tag) : undefined],
    ["type", genre],
    ["entrysubtype", subtypes.get(item.type ?? "")],
    ["pubstate", typeof item.status === "string" ? (keyOf(item.status) ?? escapeLatex(item.status)) : undefined],
    ...(item.type === "paper-conference" ? ([["number", textOf(item["collection-number"])]] as const) : []),
    ...(item.type === "patent" ? ([["location", textOf(item.jurisdiction)]] as const) : []),
    ...(item["volume-title"] === undefined ? [] : chapterTitles(item)),
    ["note", item.note === undefined ? undefined : escapeLatex(item.note)],
  ];
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? escapeLatex(value) : undefined);

/** A volume with a title of its own, within a work of several: the work is the main title. */
const chapterTitles = (item: CslItem): readonly (readonly [string, string | undefined])[] => [
  ["issuetitle", undefined],
  ["maintitle", textOf(item["container-title"])],
  ["booktitle", textOf(item["volume-title"])],
];

function setDefined(fields: Map<string, string>, name: string, value: string | undefined): void {
  if (value === undefined || value === "") fields.delete(name);
  else fields.set(name, value);
}

const names = [
  ["author", "author"],
  ["editor", "editor"],
  ["translator", "translator"],
  ["bookauthor", "container-author"],
] as const;

const roles = ["director", "compiler", "organizer"] as const;

const subtypes = new Map([
  ["article-newspaper", "newspaper"],
  ["article-magazine", "magazine"],
]);

const nameList = (value: unknown): string | undefined => (Array.isArray(value) ? value.map(nameText).join(" and ") : undefined);

/** A particle that belongs to the family name is printed with it only where biblatex is told so. */
const hasPrefix = (value: unknown): boolean =>
  Array.isArray(value) && value.some((name: CslName) => name["non-dropping-particle"] !== undefined);

/** `von Last, Jr., First`; a body's name in braces, which keep it whole. */
function nameText(name: CslName): string {
  if (name.literal !== undefined) return name.literal === "others" ? "others" : `{${escapeLatex(name.literal)}}`;
  const particle = name["non-dropping-particle"] ?? name["dropping-particle"];
  const family = [particle, name.family].filter((part) => part !== undefined).join(" ");
  const parts = [family, name.suffix, name.given]
    .filter((part) => part !== undefined && part !== "")
    .map((part) => escapeLatex(part ?? ""));
  // One word is a person's name, in braces a body's.
  if (parts.length === 1) return /[\s,{}]|^others$/i.test(parts[0] ?? "") ? `{${parts[0]}}` : (parts[0] ?? "");
  return parts.map((part) => part.replace(/ and /gi, " {and} ")).join(", ");
}

/** As biblatex has dates: `2012-09-04`, `2010/2019`, `2020/`, `-0876`, `1723~`, `2004-22`. */
function dateText(date: CslDate | undefined): string | undefined {
  const parts = date?.["date-parts"];
  if (parts === undefined) return undefined;
  const season = date?.season === undefined ? "" : `-${date.season + 20}`;
  const points = parts.map((point) => (point[0] === 0 ? "" : point.map(datePart).join("-") + (point.length === 1 ? season : "")));
  return points.join("/") + (date?.circa === true ? "~" : "");
}

/** History has no year 0, ISO has: 877 BC is -0876. */
function datePart(part: number, index: number): string {
  if (index > 0) return String(part).padStart(2, "0");
  return part > 0 ? String(part).padStart(4, "0") : (part === -1 ? "" : "-") + String(-part - 1).padStart(4, "0");
}

const literalDate = (date: CslDate | undefined): string | undefined => {
  const text = date?.literal ?? date?.raw;
  return text === undefined ? undefined : escapeLatex(text);
};

function balanced(text: string): string {
  let depth = 0;
  for (const character of text) {
    if (character === "{") depth++;
    else if (character === "}" && --depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/[{}]/g, "");
}

/** A key can't hold what ends it. */
const safeKey = (key: string): string => key.replace(/[\s,{}"\\#%]/g, "_");

const verbatim: ReadonlySet<string> = new Set(["id", "URL", "DOI", "type"]);

/** Without names and dates, which are written by ourselves. */
function escapeItem(item: CslItem): CslItem {
  const escaped = Object.entries(item).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value !== "string" || name === "citation-key") return [];
    return [[name, verbatim.has(name) ? value.replace(/[{}\\]/g, encodeURIComponent) : escapeLatex(value)]];
  });
  return Object.fromEntries(escaped);
}

const escapes = new Map([
  ["\\", "\\textbackslash{}"],
  ["{", "\\textbraceleft{}"],
  ["}", "\\textbraceright{}"],
  ["~", "\\textasciitilde{}"],
  ["^", "\\textasciicircum{}"],
]);

const escapeLatex = (text: string): string => text.replace(/[\\{}~^&%$#_]/g, (sign) => escapes.get(sign) ?? `\\${sign}`);
