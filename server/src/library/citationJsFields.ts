import characters from "../../../data/latexCharacters.json" with { type: "json" };
import { latexToText, unescapeVerbatim } from "../syntax/latexText.ts";

/**
 * What is done to an entry's fields before citation-js reads them: it stops at LaTeX it doesn't know, has no idea of some biblatex conventions,
 * and knows others half. Names, dates and languages are read by ourselves and don't go through it at all.
 */
export type Fields = ReadonlyMap<string, string>;

/** `knows`: which LaTeX commands citation-js reads itself, by their name without the backslash. */
export function prepareFields(fields: Fields, knows: (command: string) => boolean): Map<string, string> {
  const prepared = new Map<string, string>();
  for (const [name, value] of fields) {
    const text = value.replace(/\s+/g, " ").trim().slice(0, longest);
    if (text === "" || !carried.has(name)) continue;
    prepared.set(name, verbatim.has(name) ? readVerbatim(name, text) : tidyLatex(text, knows));
  }
  joinTitles(prepared);
  moveAddress(prepared);
  return prepared;
}

/** No field of a reference is longer; an abstract may be cut. */
const longest = 50_000;

const verbatim: ReadonlySet<string> = new Set(["url", "doi", "eprint"]);

/** The fields that end up in CSL. Others are left out unread, so that a remark in `annotation` can't spoil a reference. */
const carried: ReadonlySet<string> = new Set([
  ...verbatim,
  ...["title", "subtitle", "titleaddon", "shorttitle", "origtitle", "booktitle", "booksubtitle", "booktitleaddon"],
  ...["maintitle", "mainsubtitle", "maintitleaddon", "issuetitle", "issuesubtitle", "issuetitleaddon"],
  ...["journal", "journaltitle", "journalsubtitle", "journaltitleaddon", "shortjournal", "eventtitle", "eventtitleaddon", "venue"],
  ...["publisher", "location", "address", "institution", "organization", "school", "howpublished", "origpublisher", "origlocation"],
  ...["series", "shortseries", "volume", "volumes", "number", "issue", "edition", "chapter", "part", "version", "library"],
  ...["pages", "pagetotal", "numpages", "bookpagination", "eid", "isbn", "issn", "isan", "ismn", "isrn", "iswc", "pmid", "pmcid"],
  ...["eprinttype", "archiveprefix", "note", "addendum", "abstract", "keywords"],
]);

/** A DOI is taken out of its address. */
function readVerbatim(name: string, text: string): string {
  const plain = unescapeVerbatim(text);
  return name === "doi" ? plain.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, "") : plain;
}

/** Rewrites what citation-js would leave raw or stop at: `\enquote*`, `\aa`, `{\'\i}`, `\footnote{…}`, `\-`. Markup that it knows (`\emph`) stays. */
export function tidyLatex(text: string, knows: (command: string) => boolean): string {
  if (!/[\\$]/.test(text)) return text;
  const accented = withoutLoneDollar(text).replace(/\\([`'^"~=.])\s*(?:\{\\([ij])\s*\}|\\([ij])(?![A-Za-z]) ?)/g, "\\$1{$2$3}");
  return withoutSilent(accented).replace(/\\(?:([A-Za-z]+)\*?( *(?:\{\})?)|([\s\S]))/g, (whole, word, space, sign) => {
    if (sign !== undefined) return knows(sign) || "&%$#_{}".includes(sign) ? whole : character(sign);
    return knows(word) ? `\\${word}${space}` : character(word);
  });
}

/** In `cost $5` nobody meant mathematics. */
function withoutLoneDollar(text: string): string {
  const dollars = text.match(/\\\$|\$/g)?.filter((sign) => sign === "$") ?? [];
  return dollars.length % 2 === 0 ? text : text.replace(/(?<!\\)\$/g, "\\$");
}

/** What a command prints by itself, as our own reader has it: `aa` is å, `-` nothing, `quad` a blank. */
const character = (command: string): string =>
  latexToText(`x\\${command}{}x`)
    .slice(1, -1)
    .replace(/[{}$\\]/g, "\\$&");

const silent = new RegExp(`\\\\(?:${characters.dropsFirstArgument.join("|")})\\*?\\s*\\{`, "g");

/** Takes out commands whose argument prints nothing here: `\footnote{…}`. */
function withoutSilent(text: string): string {
  let kept = "";
  let from = 0;
  for (const match of text.matchAll(silent)) {
    if (match.index < from) continue;
    kept += text.slice(from, match.index);
    from = closingBrace(text, match.index + match[0].length);
  }
  return kept + text.slice(from);
}

/** The offset behind the brace that closes the group whose inside begins at `start`; the end of the text where none does. */
function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return index + 1;
  }
  return text.length;
}

const titles = ["title", "booktitle", "maintitle", "issuetitle", "journaltitle", "journal"];

/** Title, subtitle and addition as one: `What Is It? A Sub. An Addition`. */
function joinTitles(fields: Map<string, string>): void {
  for (const name of titles) {
    const title = fields.get(name);
    if (title === undefined) continue;
    const stem = name === "journal" ? "journaltitle" : name;
    const subtitle = take(fields, stem.replace(/title$/, "subtitle"));
    const addition = take(fields, `${stem}addon`);
    fields.set(name, [joined(title, subtitle, ": "), addition].reduce((whole, next) => joined(whole ?? "", next, ". ")) ?? title);
  }
}

const joined = (start: string, next: string | undefined, separator: string): string =>
  next === undefined ? start : start + (/[?!.:…]\}*$/.test(start) ? " " : separator) + next;

function take(fields: Map<string, string>, name: string): string | undefined {
  const value = fields.get(name);
  fields.delete(name);
  return value;
}

const eprintAddresses = new Map([
  ["arxiv", "https://arxiv.org/abs/"],
  ["jstor", "https://www.jstor.org/stable/"],
  ["pubmed", "https://www.ncbi.nlm.nih.gov/pubmed/"],
  ["googlebooks", "https://books.google.com?id="],
  ["hdl", "https://hdl.handle.net/"],
]);

/** `howpublished = {\url{…}}` is an address, and so is what an archive's number stands for. */
function moveAddress(fields: Map<string, string>): void {
  const printed = fields.get("howpublished") ?? "";
  const address = unescapeVerbatim(printed);
  if (/^https?:\/\/\S+$/.test(address)) {
    fields.delete("howpublished");
    if (!fields.has("url")) fields.set("url", address);
  }
  const archive = eprintAddresses.get((fields.get("eprinttype") ?? fields.get("archiveprefix") ?? "").toLowerCase());
  const eprint = fields.get("eprint");
  if (archive !== undefined && eprint !== undefined && !fields.has("url")) fields.set("url", archive + eprint);
}

/** A value that citation-js can read in any case: plain text. For fields that it stopped at. */
export const plainValue = (value: string): string =>
  latexToText(value)
    .replace(/[{}\\~]+/g, " ")
    .replaceAll("$", "\\$")
    .trim();
