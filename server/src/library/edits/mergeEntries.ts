import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { latexToText } from "../../syntax/latexText.ts";
import { contains } from "../../text/span.ts";
import { type FileEdits, inOrder } from "../../text/textEdit.ts";
import { aliasesOf } from "../bibtexEntry.ts";
import { plainValue } from "../resolve.ts";
import { sameField } from "./dialect.ts";
import type { EditedFile } from "./editedFile.ts";
import type { FieldValue } from "./formatWriter.ts";
import { mentionEdits } from "./renameKey.ts";
import { writerFor } from "./writers.ts";

/** An entry and the file that it stands in. */
export interface PlacedEntry {
  readonly file: EditedFile;
  readonly entry: RawEntry;
}

export interface Merge {
  /** By file; the loser is gone, and all entries that named it name the keeper. */
  readonly files: readonly FileEdits[];
  /** Fields that both had and that say something else. */
  readonly differences: readonly FieldDifference[];
}

export interface FieldDifference {
  readonly name: string;
  readonly kept: string;
  readonly dropped: string;
}

/**
 * Two entries of one work as one: the keeper with all fields that only the other had. Where both say something, the fuller text stays;
 * notes and keywords of both do. The other's key lives on in `ids`. Undefined where the two are of different formats.
 */
export function mergeEntries(keeper: PlacedEntry, loser: PlacedEntry, others: readonly EditedFile[]): Merge | undefined {
  const writer = writerFor(keeper.file.facts.format);
  const { format } = keeper.file.facts;
  // In RIS a field is many lines, and YAML's values move with their indentation.
  if (writer === undefined || loser.file.facts.format !== format || (format !== "bibtex" && format !== "csl-json")) return undefined;
  const { values, differences } = unite(keeper, loser);
  const gone = { ...placeOf(loser.file), edits: writer.removeEntry(loser.file, loser.entry) };
  const kept = { ...placeOf(keeper.file), edits: writer.setFields(keeper.file, keeper.entry, values) };
  const files = new Map([...others, loser.file, keeper.file].map((file) => [file.path, file]));
  const mentions = [...files.values()].map((file) => ({ ...placeOf(file), edits: renamedMentions(file, keeper.entry, loser.entry) }));
  return { files: byFile([gone, kept, ...mentions]), differences };
}

const placeOf = ({ path, text }: EditedFile) => ({ path, basis: text });

/** Not in the loser itself, which goes, nor in the keeper's own `ids`. */
function renamedMentions(file: EditedFile, keeper: RawEntry, loser: RawEntry): FileEdits["edits"] {
  if (keeper.key === loser.key) return [];
  const own = [keeper, loser].filter((entry) => file.facts.entries.includes(entry)).map(({ span }) => span);
  return mentionEdits(file, loser.key, keeper.key).filter(({ span }) => !own.some((entry) => contains(entry, span)));
}

function byFile(edits: readonly FileEdits[]): readonly FileEdits[] {
  return [...Map.groupBy(edits, ({ path }) => path)]
    .map(([path, parts]) => ({ path, basis: parts[0]?.basis ?? "", edits: inOrder(parts.flatMap((part) => part.edits)) }))
    .filter((file) => file.edits.length > 0);
}

function unite(keeper: PlacedEntry, loser: PlacedEntry) {
  const values = new Map<string, FieldValue>();
  const differences: FieldDifference[] = [];
  for (const field of loser.entry.fields) {
    if (ownBusiness.has(field.name)) continue;
    const own = keeper.entry.fields.find((candidate) => sameField(candidate.name, field.name));
    if (own === undefined) {
      if (!values.has(field.name)) values.set(field.name, writtenIn(field, loser, keeper));
      continue;
    }
    const union = unionOf(field.name, textOf(own, keeper), textOf(field, loser));
    if (union !== undefined) {
      if (union !== textOf(own, keeper)) values.set(own.name, { kind: "text", text: union });
      continue;
    }
    if (saysTheSame(own, keeper, field, loser)) continue;
    const isFuller = own.name === field.name && fuller(field.name, wordsOf(own, keeper), wordsOf(field, loser));
    if (isFuller) values.set(own.name, writtenIn(field, loser, keeper));
    const [kept, dropped] = isFuller ? [field, own] : [own, field];
    differences.push({ name: own.name, kept: latexToText(plainValue(kept)), dropped: latexToText(plainValue(dropped)) });
  }
  if (keeper.entry.type !== loser.entry.type) differences.push({ name: "type", kept: keeper.entry.type, dropped: loser.entry.type });
  const ids = allIds(keeper.entry, loser.entry);
  if (keeper.file.facts.format === "bibtex" && ids !== "") values.set("ids", { kind: "text", text: ids });
  return { values, differences };
}

/** What holds of one entry alone. */
const ownBusiness: ReadonlySet<string> = new Set([
  "ids",
  "id",
  "type",
  "citation-key",
  "timestamp",
  "date-added",
  "date-modified",
  "owner",
]);

function allIds(keeper: RawEntry, loser: RawEntry): string {
  const ids = [...aliasesOf(keeper), loser.key, ...aliasesOf(loser)];
  return [...new Set(ids)].filter((id) => id !== keeper.key && id !== "").join(",");
}

/** With its delimiters; names of strings that another file defines become their text. */
function writtenIn(field: RawField, from: PlacedEntry, to: PlacedEntry): FieldValue {
  const isLocal = from.file.path === to.file.path || field.parts.every((part) => part.kind === "text" || /^\d+$/.test(part.text));
  return isLocal
    ? { kind: "written", text: from.file.text.slice(field.valueSpan.start, field.valueSpan.end) }
    : { kind: "text", text: plainValue(field) };
}

const textOf = (field: RawField, { file }: PlacedEntry): string => (file.facts.format === "bibtex" ? plainValue(field) : "");

function unionOf(name: string, own: string, other: string): string | undefined {
  const joint = joints.get(name);
  if (joint === undefined || own === "" || other === "") return undefined;
  if (joint === ". ") return own.includes(other) ? own : other.includes(own) ? other : `${own.replace(/\.$/, "")}. ${other}`;
  const items = [own, other].flatMap((list) => list.split(joint.trim())).map((item) => item.trim());
  return [...new Set(items)].filter((item) => item !== "").join(joint);
}

/** What is added up, and how. */
const joints: ReadonlyMap<string, string> = new Map([
  ["keywords", ", "],
  ["groups", ", "],
  ["file", ";"],
  ["note", ". "],
  ["annotation", ". "],
  ["annote", ". "],
  ["addendum", ". "],
]);

function saysTheSame(own: RawField, keeper: PlacedEntry, other: RawField, loser: PlacedEntry): boolean {
  if (own.name !== other.name && dateNames.has(own.name)) return true;
  return wordsOf(own, keeper) === wordsOf(other, loser);
}

/** `date` beside `year`: the same year in another form is no difference, and the keeper's form stays. */
const dateNames: ReadonlySet<string> = new Set(["date", "year"]);

/** Without case, accents' spelling, braces and marks. */
const wordsOf = (field: RawField, { file }: PlacedEntry): string =>
  (file.facts.format === "bibtex" ? latexToText(plainValue(field)) : plainValue(field))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Of texts the longer one says more; of numbers the one that holds the other. */
const fuller = (name: string, own: string, other: string): boolean => other.length > own.length && (texts.has(name) || other.includes(own));

const texts: ReadonlySet<string> = new Set([
  ...["author", "editor", "translator", "title", "subtitle", "booktitle", "journal", "journaltitle", "container-title", "publisher"],
  ...["abstract", "series", "institution", "location", "address"],
]);
