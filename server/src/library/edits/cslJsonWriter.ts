import type { CslItem } from "../../csl/types.ts";
import type { RawEntry } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { span } from "../../text/span.ts";
import { inOrder, insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import type { EditedFile } from "./editedFile.ts";
import { entryPlace } from "./entryPlace.ts";
import { type FieldOrder, observeFieldOrder } from "./fieldOrder.ts";
import type { FieldValue, FormatWriter, KeyedWork } from "./formatWriter.ts";
import { joinInsertions } from "./joinInsertions.ts";
import { indentOf, type JsonLayout, memberSpan, observeJsonLayout } from "./jsonLayout.ts";
import { removedRuns } from "./removedRuns.ts";

/** CSL-JSON: an array of items, an object that holds them in `items`, or one item by itself, which becomes an array. */
export const cslJsonWriter: FormatWriter = {
  addEntries,
  setFields,
  removeField: ({ text }, entry, name) => {
    const members = entry.fields.map((field) => ({ ...memberSpan(text, field), isGone: field.name === name }));
    return removedRuns(text, entry.span.start + 1, members);
  },
  removeEntry,
  renameEntry: ({ text }, entry, key) => {
    const named = fieldsNamed(entry, "citation-key").filter(
      (field) => text.slice(field.valueSpan.start + 1, field.valueSpan.end - 1) === text.slice(entry.keySpan.start, entry.keySpan.end),
    );
    const aliases = named.filter((field) => field.valueSpan.start + 1 !== entry.keySpan.start);
    const isQuoted = text[entry.keySpan.start - 1] === '"';
    const written = JSON.stringify(key);
    return inOrder([
      replacement(entry.keySpan, isQuoted ? written.slice(1, -1) : written),
      ...aliases.map((field) => replacement(field.valueSpan, written)),
    ]);
  },
};

function addEntries(file: EditedFile, works: readonly KeyedWork[]): readonly TextEdit[] {
  const { text, facts } = file;
  const layout = observeJsonLayout(text, facts.entries.slice(0, 100));
  const order = observeFieldOrder(facts.entries.slice(0, 100));
  const items = works.map(({ key, work }) => ({ key, text: writeItem(key, work.csl, layout, order, facts.entries) }));
  if (facts.entries.length === 0)
    return firstItems(
      text,
      items.map((item) => item.text),
      layout,
    );
  const placed = items.map((item) => {
    const place = entryPlace(file, item.key);
    return place.kind === "before"
      ? insertion(place.at, item.text + layout.between)
      : insertion(itemEnd(file, place.at), layout.between + item.text);
  });
  return aroundArray(file, joinInsertions(placed), layout);
}

/** An item that breaks off is closed by nothing that could stand behind it. */
const itemEnd = ({ facts }: EditedFile, at: number): number => facts.entries.findLast((entry) => entry.span.start < at)?.span.end ?? at;

function firstItems(text: string, items: readonly string[], layout: JsonLayout): readonly TextEdit[] {
  const joined = items.join(layout.between);
  const bracket = /\[(\s*)\]/.exec(text);
  if (bracket !== null) {
    const start = bracket.index + 1;
    return [replacement(span(start, start + (bracket[1] ?? "").length), layout.first + joined + layout.newline)];
  }
  return text.trim() === "" ? [replacement(span(0, text.length), `[${layout.first}${joined}${layout.newline}]${layout.newline}`)] : [];
}

/** One item by itself gets the brackets that several need. */
function aroundArray({ text, facts }: EditedFile, edits: readonly TextEdit[], layout: JsonLayout): readonly TextEdit[] {
  const [only, ...others] = facts.entries;
  if (only === undefined || others.length > 0 || text.slice(0, only.span.start).includes("[")) return edits;
  const end = Math.max(only.span.end, ...edits.map((edit) => edit.span.end));
  return joinInsertions([insertion(only.span.start, "["), ...edits, insertion(end, `${layout.newline}]`)]);
}

function writeItem(key: string, csl: CslItem, layout: JsonLayout, order: FieldOrder, entries: readonly RawEntry[]): string {
  const hasCitationKeys = entries.some((entry) => fieldsNamed(entry, "citation-key").length > 0);
  const values = new Map<string, unknown>(Object.entries({ ...csl, id: key, ...(hasCitationKeys ? { "citation-key": key } : {}) }));
  const names = order(csl.type ?? "", ["id", ...[...values.keys()].filter((name) => name !== "id")]);
  const known = new Set(entries.flatMap((entry) => entry.fields.map((field) => field.name)));
  const leading = ["id", "type"].filter((name) => !known.has(name) || entries.every((entry) => entry.fields[0]?.name === name));
  const sorted = [...leading, ...names.filter((name) => !leading.includes(name))];
  const members = sorted
    .filter((name) => values.get(name) !== undefined)
    .map((name) => writeMember(name, jsonText(name, values.get(name), layout), layout));
  return `{${layout.open}${members.join(layout.next)}${layout.close}}`;
}

const writeMember = (name: string, value: string, layout: JsonLayout): string => `"${name}"${layout.colon}${value}`;

function jsonText(name: string, value: unknown, layout: JsonLayout): string {
  const onLines = name === "issued" || name === "accessed" ? layout.datesOnLines : layout.namesOnLines;
  const isNested = typeof value === "object" && value !== null;
  const text = isNested && onLines ? expanded(value, layout) : compact(value, layout.spaced);
  return layout.isAscii ? text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`) : text;
}

function expanded(value: unknown, layout: JsonLayout): string {
  const indent = layout.newline + indentOf(layout.open);
  return JSON.stringify(value, null, layout.unit).replaceAll("\n", indent);
}

function compact(value: unknown, spaced: boolean): string {
  const [comma, colon] = spaced ? [", ", ": "] : [",", ":"];
  if (Array.isArray(value))
    return `[${value.map((item) => compact(item, spaced)).join(Array.isArray(value[0]) || typeof value[0] === "number" ? "," : comma)}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}${colon}${compact(inner, spaced)}`).join(comma)}}`;
}

function setFields({ text, facts }: EditedFile, entry: RawEntry, values: ReadonlyMap<string, FieldValue>): readonly TextEdit[] {
  const layout = observeJsonLayout(text, [entry]);
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const [name, value] of values) {
    const written = value.kind === "written" ? value.text : JSON.stringify(value.text);
    const [field] = fieldsNamed(entry, name);
    if (field !== undefined) edits.push(replacement(field.valueSpan, written));
    else added.push(writeMember(name, written, layout));
  }
  const last = entry.fields.at(-1);
  const isWhole = !facts.faults.some(({ span: at }) => entry.span.start <= at.start && at.start < entry.span.end);
  if (added.length > 0 && last !== undefined) {
    const joined = added.join(layout.next);
    const [first = last] = entry.fields;
    edits.push(
      isWhole ? insertion(last.valueSpan.end, layout.next + joined) : insertion(memberSpan(text, first).start, joined + layout.next),
    );
  }
  return inOrder(edits);
}

function removeEntry({ text, facts }: EditedFile, entry: RawEntry): readonly TextEdit[] {
  const items = facts.entries.map((other) => ({ ...other.span, isGone: other === entry }));
  const open = text.lastIndexOf("[", facts.entries[0]?.span.start ?? 0) + 1;
  return removedRuns(text, open, items);
}
