import { writerFor } from "../../library/edits/writers.ts";
import type { PlacedLink } from "../../project/placedLinks.ts";
import type { BibliographySnapshot, Snapshot } from "../../project/snapshot.ts";
import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { type ArchivedCopy, timeOf } from "../../text/archivedCopy.ts";
import { insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import type { Fix } from "../problem.ts";
import { archivedFixWords } from "../words/archived.ts";

/** The way back to a page that is gone: the archived copy beside its address, or in its place. */
export function archivedFixes(snapshot: Snapshot, link: PlacedLink): readonly Fix[] {
  const copy = link.url === undefined ? undefined : snapshot.archivedCopyOf(link.url);
  if (copy === undefined) return [];
  const beside = snapshot.kind === "bibliography" ? inEntry(snapshot, link, copy) : inDraft(snapshot.text, snapshot.path, link, copy);
  const instead = replacement(link.span, written(copy.url, snapshot));
  return [
    ...(beside.length === 0 ? [] : [{ title: archivedFixWords.addCopy(copy), edits: beside, preferred: true }]),
    { title: archivedFixWords.useCopy(copy), edits: [instead], preferred: false },
  ];
}

/** As an address stands in the document's language without ending anything round it. */
function written(url: string, snapshot: Snapshot): string {
  if (snapshot.kind === "bibliography" && snapshot.facts.format !== "bibtex") return url;
  if (/\.(?:tex|ltx|bib)$/i.test(snapshot.path)) return url.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign));
  return url.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function inEntry(snapshot: BibliographySnapshot, { entry }: PlacedLink, copy: ArchivedCopy): readonly TextEdit[] {
  const { path, text, facts } = snapshot;
  const raw = facts.entries.find((candidate) => candidate.span.start === entry?.raw.span.start);
  const writer = writerFor(facts.format);
  if (raw === undefined || writer === undefined) return [];
  const values = facts.format === "bibtex" ? bibtexFields(raw, copy) : cslFields(raw, copy);
  return values.size === 0 ? [] : writer.setFields({ path, text, facts }, raw, values);
}

type Values = ReadonlyMap<string, { readonly kind: "text"; readonly text: string }>;

const none: Values = new Map();

/** biblatex has no field for it: `addendum = {Archived at \url{…}}`, and of BibTeX, which knows no addendum, `note`. */
function bibtexFields(raw: RawEntry, copy: ArchivedCopy): Values {
  const isBiblatex = ["date", "urldate", "journaltitle", "location", "addendum"].some((name) => fieldsNamed(raw, name).length > 0);
  const name = isBiblatex || raw.type === "online" ? "addendum" : "note";
  const [field] = fieldsNamed(raw, name);
  if (field !== undefined && (field.parts.length !== 1 || field.parts[0]?.kind !== "text")) return none;
  const before = field === undefined ? "" : textOf(field);
  const words = archivedFixWords.archivedAt(`\\url{${copy.url.replace(/[{}\\]/g, (sign) => encodeURIComponent(sign))}}`, copy);
  return new Map([[name, { kind: "text", text: before === "" ? words : `${before.replace(/[.;,]$/, "")}. ${words}` }]]);
}

/** CSL's `archive` and `archive_location`, where they say nothing else yet. */
function cslFields(raw: RawEntry, copy: ArchivedCopy): Values {
  if (["archive", "archive_location"].some((name) => fieldsNamed(raw, name).length > 0)) return none;
  const host = URL.parse(copy.url)?.hostname ?? "";
  return new Map([
    ["archive", { kind: "text", text: /(?:^|\.)archive\.org$/.test(host) ? "Internet Archive" : host }],
    ["archive_location", { kind: "text", text: copy.url }],
  ]);
}

const textOf = (field: RawField): string =>
  field.parts
    .map((part) => part.text)
    .join("")
    .trim();

function inDraft(text: string, path: string, { span }: PlacedLink, copy: ArchivedCopy): readonly TextEdit[] {
  const before = text.slice(Math.max(0, span.start - 40), span.start);
  if (/\.(?:tex|ltx)$/i.test(path)) return inLatex(text, before, span.end, copy);
  const quote = /\b(?:href|src)\s*=\s*(["'])$/i.exec(before)?.[1];
  if (quote !== undefined) return inTag(text, span, quote, copy);
  const end = endOfMarkdownLink(text, before, span.end);
  return end === undefined ? [] : [insertion(end, archivedFixWords.besideInMarkdown(copy, parenthesized(copy.url)))];
}

const parenthesized = (url: string): string => url.replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Behind `<address>`, a bare address, and the whole of `[text](address "title")`; undefined in definitions, which stand apart from the text. */
function endOfMarkdownLink(text: string, before: string, end: number): number | undefined {
  if (/^[ \t]{0,3}\[[^\]]*\]:[ \t]*<?$/m.test(before)) return undefined;
  if (/\]\(\s*<?$/.test(before)) {
    const rest = /^>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)(?:\{[^}\n]*\})?/.exec(text.slice(end, end + 400));
    return rest === null ? undefined : end + rest[0].length;
  }
  return before.endsWith("<") && text[end] === ">" ? end + 1 : end;
}

/** Behind `\url{…}` and `\href{…}{…}`. */
function inLatex(text: string, before: string, end: number, copy: ArchivedCopy): readonly TextEdit[] {
  const command = /\\(url|nolinkurl|href)\s*(?:\[[^\]]*\])?\{\s*$/.exec(before)?.[1];
  if (command === undefined) return [];
  const rest = (command === "href" ? /^\s*\}\s*\{[^{}]*\}/ : /^\s*\}/).exec(text.slice(end, end + 400));
  return rest === null ? [] : [insertion(end + rest[0].length, archivedFixWords.besideInLatex(copy))];
}

/** Robust Links (https://robustlinks.mementoweb.org/spec/): `<a href="…" data-originalurl="…" data-versiondate="2005-03-21" data-versionurl="…">`. */
function inTag(
  text: string,
  span: { readonly start: number; readonly end: number },
  quote: string,
  copy: ArchivedCopy,
): readonly TextEdit[] {
  if (text[span.end] !== quote) return [];
  const date = new Date(timeOf(copy.taken)).toISOString().slice(0, 10);
  const url = copy.url.replaceAll("&", "&amp;").replaceAll('"', "%22");
  const original = text.slice(span.start, span.end).replaceAll('"', "%22");
  return [insertion(span.end + 1, ` data-originalurl="${original}" data-versiondate="${date}" data-versionurl="${url}"`)];
}
