import type { RawEntry } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { span } from "../../text/span.ts";
import { inOrder, insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import type { EditedFile } from "./editedFile.ts";
import { entryPlace } from "./entryPlace.ts";
import { observeFieldOrder } from "./fieldOrder.ts";
import type { FieldValue, FormatWriter, KeyedWork } from "./formatWriter.ts";
import { joinInsertions } from "./joinInsertions.ts";
import { yamlScalar, yamlValue } from "./yamlText.ts";

/** CSL-YAML in block style: `- id: smith2006`, its members below each other. A list in brackets is only read. */
export const cslYamlWriter: FormatWriter = {
  addEntries,
  setFields,
  removeField: ({ text }, entry, name) => fieldsNamed(entry, name).flatMap((field) => memberRemoval(text, entry, field.nameSpan.start)),
  removeEntry: ({ text }, entry) => {
    const start = text.lastIndexOf("\n", entry.span.start) + 1;
    const newline = text.indexOf("\n", entry.span.end);
    return isBlock(text, entry) ? [replacement(span(start, newline < 0 ? text.length : newline + 1), "")] : [];
  },
  renameEntry: ({ text }, entry, key) => {
    const mark = text[entry.keySpan.start - 1];
    const inner = mark === '"' ? JSON.stringify(key).slice(1, -1) : mark === "'" ? key.replaceAll("'", "''") : yamlScalar(key);
    return [replacement(entry.keySpan, inner)];
  },
};

function addEntries(file: EditedFile, works: readonly KeyedWork[]): readonly TextEdit[] {
  const { text, facts } = file;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const [first] = facts.entries;
  if (first === undefined) {
    if (text.trim() !== "") return [];
    const items = works.map((work) => itemOf(work, "", newline, []));
    return [replacement(span(0, text.length), `---${newline}references:${newline}${items.join(newline)}${newline}...${newline}`)];
  }
  if (!facts.entries.every((entry) => isBlock(text, entry))) return [];
  const indent = indentBefore(text, first.span.start);
  return joinInsertions(
    works.map((work) => {
      const place = entryPlace(file, work.key);
      const item = itemOf(work, indent, newline, facts.entries.slice(0, 100));
      if (place.kind === "before") return insertion(place.at, item.slice(indent.length) + newline + indent);
      const at = facts.entries.findLast((entry) => entry.span.start < place.at)?.span.end ?? place.at;
      return insertion(at, newline + item);
    }),
  );
}

function itemOf({ key, work }: KeyedWork, indent: string, newline: string, entries: readonly RawEntry[]): string {
  const values = new Map<string, unknown>(Object.entries({ ...work.csl, id: key }));
  const known = entries.flatMap((entry) => entry.fields.map((field) => field.name));
  const leading = ["id", "type"].filter((name) => !known.includes(name) || entries.every((entry) => entry.fields[0]?.name === name));
  const names = observeFieldOrder(entries)(
    "",
    [...values.keys()].filter((name) => !leading.includes(name) && values.get(name) !== undefined),
  );
  const lines = [...leading.filter((name) => values.has(name)), ...names].map(
    (name) => `${name}:${yamlValue(values.get(name), `${indent}  `, newline)}`,
  );
  return `${indent}- ${lines.join(`${newline}${indent}  `)}`;
}

function setFields({ text }: EditedFile, entry: RawEntry, values: ReadonlyMap<string, FieldValue>): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const [first] = entry.fields;
  const changed: TextEdit[] = [];
  const added: string[] = [];
  for (const [name, value] of values) {
    const written = value.kind === "written" ? value.text : yamlScalar(value.text);
    const [field] = fieldsNamed(entry, name);
    if (field !== undefined) changed.push(replacement(field.valueSpan, written + (text[field.valueSpan.end - 1] === "\n" ? newline : "")));
    else if (first !== undefined && isBlock(text, entry))
      added.push(`${newline}${columnOf(text, first.nameSpan.start)}${name}: ${written}`);
  }
  return inOrder([...changed, ...(added.length === 0 ? [] : [insertion(entry.span.end, added.join(""))])]);
}

/** Up to the next member; of the last one with the line's end before it. */
function memberRemoval(text: string, entry: RawEntry, start: number): readonly TextEdit[] {
  const following = entry.fields.find((field) => field.nameSpan.start > start);
  if (!isBlock(text, entry)) return [];
  if (following !== undefined) return [replacement(span(start, following.nameSpan.start), "")];
  const lineEnd = text.lastIndexOf("\n", start);
  const before = text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
  return before > entry.span.start ? [replacement(span(before, entry.span.end), "")] : [];
}

const isBlock = (text: string, entry: RawEntry): boolean => /^-[ \t]+[^\s{]/.test(text.slice(entry.span.start, entry.span.start + 40));

const indentBefore = (text: string, at: number): string => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);

/** As many blanks as stand before a place on its line. */
const columnOf = (text: string, at: number): string => indentBefore(text, at).replace(/\S/g, " ");
