import { wordsOf } from "../csl/localisationKeys.ts";

/** An entry's fields by their names in lower case; LaTeX undecoded. */
export type Fields = ReadonlyMap<string, string>;

/** The CSL type of an entry, as pandoc has it; where pandoc has none, the nearest. */
export function cslType(type: string, fields: Fields): string {
  const kind = articleKinds.get(fields.get("entrysubtype")?.trim().toLowerCase() ?? "");
  if (kind !== undefined && periodicalTypes.has(type)) return kind;
  if (type === "unpublished" && eventFields.some((name) => fields.has(name))) return "speech";
  return types.get(type) ?? "document";
}

/** What kind of thesis, report or patent it is: biblatex's `type`, its localisation keys in words. `text` decodes LaTeX. */
export function genreOf(type: string, fields: Fields, text: (latex: string) => string): string {
  const written = text(fields.get("type") ?? "") || (typeGenres.get(type) ?? "");
  return wordsOf(written) ?? written;
}

const articleKinds: ReadonlyMap<string, string> = new Map([
  ["newspaper", "article-newspaper"],
  ["magazine", "article-magazine"],
]);

const periodicalTypes: ReadonlySet<string> = new Set(["article", "periodical", "suppperiodical"]);

const eventFields = ["eventdate", "eventtitle", "venue"];

const typeGenres: ReadonlyMap<string, string> = new Map([
  ["mastersthesis", "mathesis"],
  ["phdthesis", "phdthesis"],
]);

const typesByCsl: Readonly<Record<string, string>> = {
  "article-journal": "article periodical suppperiodical",
  "article-newspaper": "newspaper newsarticle",
  book: "book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual commentary",
  broadcast: "broadcast",
  chapter: "inbook incollection bookinbook suppbook suppcollection",
  dataset: "dataset data",
  document: "misc",
  "entry-encyclopedia": "inreference",
  graphic: "artwork image",
  interview: "interview",
  legal_case: "jurisdiction",
  legislation: "legislation standard",
  manuscript: "unpublished",
  motion_picture: "movie video",
  pamphlet: "booklet",
  "paper-conference": "inproceedings conference",
  patent: "patent",
  personal_communication: "letter letters",
  post: "post",
  "post-weblog": "blog",
  report: "report techreport",
  review: "review",
  software: "software",
  song: "audio music",
  speech: "performance talk lecture presentation",
  thesis: "thesis mastersthesis phdthesis",
  treaty: "legal",
  webpage: "online electronic www",
};

const types: ReadonlyMap<string, string> = new Map(
  Object.entries(typesByCsl).flatMap(([csl, names]) => names.split(" ").map((name) => [name, csl] as const)),
);
