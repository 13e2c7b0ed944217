import type { RawEntry } from "../../syntax/bibliography.ts";
import type { LatexWork } from "./work.ts";

/** Whose names a .bib file uses: `journal`, `year`, `@phdthesis`, or biblatex's `journaltitle`, `date`, `@thesis`. */
export type Dialect = "bibtex" | "biblatex";

/** What a file uses, concept by concept, since many mix the two. */
export interface DialectUse {
  readonly dialect: Dialect;
  /** Of two names of one field the one that the file prefers. */
  readonly prefers: (bibtex: string, biblatex: string) => string;
}

export function observeDialect(entries: readonly RawEntry[], fallback: Dialect): DialectUse {
  const seen = new Map<string, number>();
  const count = (name: string): number => seen.get(name) ?? 0;
  for (const entry of entries) {
    for (const name of [`@${entry.type}`, ...entry.fields.map((field) => field.name)]) seen.set(name, count(name) + 1);
  }
  const biblatex = sum(biblatexMarks, count);
  const bibtex = sum(bibtexMarks, count);
  const dialect = biblatex === bibtex ? fallback : biblatex > bibtex ? "biblatex" : "bibtex";
  return {
    dialect,
    prefers: (older, newer) => {
      if (count(older) === count(newer)) return dialect === "bibtex" ? older : newer;
      return count(older) > count(newer) ? older : newer;
    },
  };
}

/** The work by the names that the file uses. */
export function inDialect(work: LatexWork, use: DialectUse): LatexWork {
  const plain = asBiblatex(work);
  const fields = new Map<string, string>();
  for (const [name, value] of plain.fields) {
    const older = name === "institution" && isThesis(plain.type) ? "school" : olderNames.get(name);
    fields.set(older === undefined ? name : use.prefers(older, name), value);
  }
  if (use.prefers("year", "date") === "year") splitDate(fields);
  return use.dialect === "biblatex" ? { type: typeFor(plain, use), fields } : forBibtex({ type: plain.type, fields }, use);
}

/** Whatever dialect it came in: by biblatex's names, with one `date`. */
function asBiblatex(work: LatexWork): LatexWork {
  const fields = new Map<string, string>();
  for (const [name, value] of work.fields) {
    const newer = newerNames.get(name) ?? name;
    if (!fields.has(newer)) fields.set(newer, value);
  }
  joinDate(fields);
  const alias = typeAliases.get(work.type);
  if (alias?.thesis !== undefined && !fields.has("type")) fields.set("type", alias.thesis);
  return { type: alias?.type ?? work.type, fields };
}

/** `year` and `month` as one date, where they are plain numbers: 2012 and {May} become 2012-05. */
function joinDate(fields: Map<string, string>): void {
  const year = fields.get("year") ?? "";
  if (fields.has("date") || !/^\d{4}$/.test(year)) return;
  const month = monthNumber(fields.get("month") ?? "");
  const day = fields.get("day") ?? "";
  fields.delete("year");
  fields.delete("month");
  const dated = month === undefined ? year : `${year}-${month}`;
  fields.set("date", month !== undefined && /^\d{1,2}$/.test(day) ? `${dated}-${day.padStart(2, "0")}` : dated);
  if (month !== undefined) fields.delete("day");
}

/** 2012-05-17 as year 2012 and month 5; a date that says more than that keeps its words as a year. */
function splitDate(fields: Map<string, string>): void {
  const date = fields.get("date");
  if (date === undefined) return;
  fields.delete("date");
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d{2})?)?$/.exec(date) ?? [];
  fields.set("year", year ?? date.replace("/", "--"));
  if (month !== undefined) fields.set("month", String(Number(month)));
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** `05` of `5`, `may`, `May`, `{May}`. */
function monthNumber(month: string): string | undefined {
  const word = month.replace(/[{}.\s]/g, "").toLowerCase();
  const number = /^\d{1,2}$/.test(word) ? Number(word) : /^[a-z]{3,9}$/.test(word) ? monthNames.indexOf(word.slice(0, 3)) + 1 : 0;
  return number >= 1 && number <= 12 ? String(number).padStart(2, "0") : undefined;
}

export const monthMacro = (number: number): string | undefined => monthNames[number - 1];

function typeFor(work: LatexWork, use: DialectUse): string {
  const older = olderType(work);
  return older === undefined ? work.type : use.prefers(`@${older}`, `@${work.type}`).slice(1);
}

/** BibTeX's styles know neither subtitles nor biblatex's types. */
function forBibtex(work: LatexWork, use: DialectUse): LatexWork {
  const fields = new Map(work.fields);
  for (const [title, subtitle] of subtitles) joinTitle(fields, title, subtitle);
  const older = olderType(work);
  const type = older === undefined ? work.type : use.prefers(`@${older}`, `@${work.type}`).slice(1);
  if (type !== work.type && isThesis(type)) fields.delete("type");
  return { type, fields };
}

function joinTitle(fields: Map<string, string>, title: string, subtitle: string): void {
  const main = fields.get(title);
  const sub = fields.get(subtitle);
  if (main === undefined || sub === undefined) return;
  fields.set(title, /[?!.:]$/.test(main) ? `${main} ${sub}` : `${main}: ${sub}`);
  fields.delete(subtitle);
}

function olderType(work: LatexWork): string | undefined {
  if (work.type === "thesis") return /^(?:mathesis|master)/i.test(work.fields.get("type") ?? "") ? "mastersthesis" : "phdthesis";
  return olderTypes.get(work.type);
}

const isThesis = (type: string): boolean => /thesis$/.test(type);

const sum = (names: readonly string[], count: (name: string) => number): number => names.reduce((total, name) => total + count(name), 0);

const bibtexMarks = ["journal", "year", "address", "school", "annote", "@phdthesis", "@mastersthesis", "@techreport"];
const biblatexMarks = [
  ...["journaltitle", "date", "location", "urldate", "langid", "eprinttype", "subtitle", "maintitle", "booksubtitle", "journalsubtitle"],
  ...["annotation", "@online", "@thesis", "@report", "@collection", "@mvbook", "@dataset", "@software"],
];

const olderNames: ReadonlyMap<string, string> = new Map([
  ["journaltitle", "journal"],
  ["location", "address"],
  ["annotation", "annote"],
  ["eprinttype", "archiveprefix"],
  ["eprintclass", "primaryclass"],
]);

const newerNames: ReadonlyMap<string, string> = new Map([
  ...[...olderNames].map(([newer, older]) => [older, newer] as const),
  ["school", "institution"],
]);

/** True of two names of one field: `journal` and `journaltitle`, `year` and `date`. */
export const sameField = (one: string, other: string): boolean => conceptOf(one) === conceptOf(other);

const conceptOf = (name: string): string => (name === "year" ? "date" : (newerNames.get(name) ?? name));

const subtitles = [
  ["title", "subtitle"],
  ["booktitle", "booksubtitle"],
  ["journal", "journalsubtitle"],
  ["journaltitle", "journalsubtitle"],
  ["maintitle", "mainsubtitle"],
] as const;

interface TypeAlias {
  readonly type: string;
  readonly thesis?: string;
}

/** BibTeX's types and their short forms in biblatex (its manual, § 2.1.2). */
const typeAliases: ReadonlyMap<string, TypeAlias> = new Map<string, TypeAlias>([
  ["phdthesis", { type: "thesis", thesis: "phdthesis" }],
  ["mastersthesis", { type: "thesis", thesis: "mathesis" }],
  ["techreport", { type: "report", thesis: "techreport" }],
  ["conference", { type: "inproceedings" }],
  ["electronic", { type: "online" }],
  ["www", { type: "online" }],
]);

const olderTypes: ReadonlyMap<string, string> = new Map([
  ["report", "techreport"],
  ["online", "misc"],
  ["collection", "book"],
  ["mvbook", "book"],
  ["mvcollection", "book"],
  ["mvproceedings", "proceedings"],
  ["mvreference", "book"],
  ["reference", "book"],
  ["inreference", "incollection"],
  ["bookinbook", "inbook"],
  ["suppbook", "inbook"],
  ["suppcollection", "incollection"],
  ["suppperiodical", "article"],
  ["periodical", "misc"],
  ["patent", "misc"],
  ["dataset", "misc"],
  ["software", "misc"],
]);
