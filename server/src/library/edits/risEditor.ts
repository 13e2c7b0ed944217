import type { RawEntry } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { span } from "../../text/span.ts";
import { inOrder, insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import { cleanItem } from "../cleanItem.ts";
import { writeRis } from "../risWriter.ts";
import type { EditedFile } from "./editedFile.ts";
import { entryPlace } from "./entryPlace.ts";
import type { FieldValue, FormatWriter, KeyedWork } from "./formatWriter.ts";
import { joinInsertions } from "./joinInsertions.ts";
import { Tally } from "./tally.ts";

/** RIS: a field is a line, `TI  - Power and Purpose`, and a name a line too; of several lines with one tag the first is changed. */
export const risEditor: FormatWriter = {
  addEntries,
  setFields,
  removeField: ({ text }, entry, name) =>
    fieldsNamed(entry, name).map((field) => replacement(lineAround(text, field.nameSpan.start, field.valueSpan.end), "")),
  removeEntry: ({ text }, entry) => [replacement(span(entry.span.start, entry.span.end + blanksAt(text, entry.span.end)), "")],
  renameEntry: ({ text }, entry, key) =>
    entry.keyIsMade === true ? [insertion(entry.keySpan.end, `${newlineOf(text)}ID  - ${key}`)] : [replacement(entry.keySpan, key)],
};

function addEntries(file: EditedFile, works: readonly KeyedWork[]): readonly TextEdit[] {
  const { text, facts } = file;
  const newline = newlineOf(text);
  const between = gapBetween(text, facts.entries) ?? newline + newline;
  const records = works.map(({ key, work }) => ({ key, text: recordOf(key, work.csl, newline) }));
  return joinInsertions(
    records.map((record) => {
      const place = entryPlace(file, record.key);
      if (place.kind === "before") return insertion(place.at, record.text + between);
      if (place.kind === "end") return insertion(place.at, record.text + newline);
      const at = facts.entries.findLast((entry) => entry.span.start < place.at)?.span.end ?? place.at;
      return insertion(at, (/\n$/.test(text.slice(0, at)) ? newline : between) + record.text);
    }),
  );
}

const recordOf = (key: string, csl: KeyedWork["work"]["csl"], newline: string): string =>
  writeRis([cleanItem({ ...csl, id: key })])
    .trimEnd()
    .replaceAll("\r\n", newline)
    .replace(/ER {2}-$/, "ER  - ");

function gapBetween(text: string, entries: readonly RawEntry[]): string | undefined {
  const gaps = new Tally();
  for (const [index, entry] of entries.slice(0, 100).entries()) {
    const gap = text.slice(entry.span.end, entries[index + 1]?.span.start ?? entry.span.end);
    if (gap !== "" && gap.trim() === "" && gap.length < 20) gaps.add(gap);
  }
  return gaps.best();
}

function setFields({ text }: EditedFile, entry: RawEntry, values: ReadonlyMap<string, FieldValue>): readonly TextEdit[] {
  const last = entry.fields.at(-1);
  const edits = [...values].map(([name, value]) => {
    const [field] = fieldsNamed(entry, name);
    const words = value.text.replace(/\s+/g, " ").trim();
    return field === undefined
      ? insertion(last?.valueSpan.end ?? entry.span.end, `${newlineOf(text)}${name}  - ${words}`)
      : replacement(field.valueSpan, words);
  });
  const insertions = edits.filter(({ span: at }) => at.start === at.end);
  return inOrder([...edits.filter((edit) => !insertions.includes(edit)), ...joinInsertions(insertions)]);
}

/** With its line's end. */
function lineAround(text: string, start: number, end: number) {
  const newline = text.indexOf("\n", end);
  return span(text.lastIndexOf("\n", start) + 1, newline < 0 ? text.length : newline + 1);
}

const blanksAt = (text: string, at: number): number => /^\s*/.exec(text.slice(at, at + 200))?.[0].length ?? 0;

const newlineOf = (text: string): string => (text.includes("\n") && !text.includes("\r\n") ? "\n" : "\r\n");
