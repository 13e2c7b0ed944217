import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { span } from "../../text/span.ts";
import { inOrder, insertion, replacement, type TextEdit } from "../../text/textEdit.ts";
import { type BibtexLayout, observeLayout, usualLayout } from "./bibtexLayout.ts";
import { writeEntry, writeField } from "./bibtexText.ts";
import { observeDialect } from "./dialect.ts";
import type { EditedFile } from "./editedFile.ts";
import { type EntryPlace, entryPlace } from "./entryPlace.ts";
import { observeFieldOrder } from "./fieldOrder.ts";
import type { FieldValue, FormatWriter, KeyedWork, WriteOptions } from "./formatWriter.ts";
import { joinInsertions } from "./joinInsertions.ts";
import { entryRemoval } from "./removal.ts";
import { removedRuns } from "./removedRuns.ts";

/** BibTeX and BibLaTeX files. */
export const bibtexWriter: FormatWriter = {
  addEntries,
  setFields,
  removeField: ({ text }, entry, name) => {
    const fields = entry.fields.map((field) => ({ start: field.nameSpan.start, end: field.valueSpan.end, isGone: field.name === name }));
    return removedRuns(text, entry.keySpan.end, fields);
  },
  removeEntry: (file, entry) => [entryRemoval(file, entry)],
  renameEntry: (_file, entry, key) => [replacement(entry.keySpan, key)],
};

function addEntries(file: EditedFile, works: readonly KeyedWork[], options: WriteOptions): readonly TextEdit[] {
  const samples = sampleOf(file.facts.entries);
  const layout = fileLayout(file);
  const dialect = observeDialect(samples, options.dialect);
  const order = observeFieldOrder(samples);
  const placed = works.map(({ key, work }) => ({
    place: entryPlace(file, key),
    text: writeEntry({ key, work: work.biblatex, layout, dialect, order }),
  }));
  return joinInsertions(placed.map(({ place, text }) => insertion(place.at, withGaps(file.text, place, text, layout))));
}

function withGaps(text: string, place: EntryPlace, entry: string, layout: BibtexLayout): string {
  if (place.kind === "before") return entry + layout.between;
  const before = text.slice(0, place.at);
  if (place.kind === "end") return gapAtEnd(before, layout.newline) + entry + layout.newline;
  // A comment that stood behind the last entry ends with its line.
  const isComment = !/[})]\s*$/.test(before) && !layout.between.includes("\n");
  return (isComment ? layout.newline : "") + layout.between + entry;
}

function gapAtEnd(before: string, newline: string): string {
  if (before.trim() === "" || /\n[ \t]*\r?\n[ \t]*$/.test(before)) return "";
  return before.endsWith("\n") ? newline : newline + newline;
}

function setFields(file: EditedFile, entry: RawEntry, values: ReadonlyMap<string, FieldValue>): readonly TextEdit[] {
  const layout = entryLayout(file, entry);
  const changed: TextEdit[] = [];
  const missing = new Map<string, FieldValue>();
  for (const [name, value] of values) {
    const field = fieldsNamed(entry, name).at(-1);
    if (field === undefined) missing.set(name, value);
    else changed.push(changedField(file, entry, field, value, layout));
  }
  return inOrder([...changed, ...addedFields(file, entry, missing, layout)]);
}

function changedField(file: EditedFile, entry: RawEntry, field: RawField, value: FieldValue, layout: BibtexLayout): TextEdit {
  const own = observeLayout(file.text, [{ ...entryAround(entry), fields: [field] }], layout);
  const text = value.kind === "written" ? value.text : own.values.wrap(field.name, value.text);
  const isMissing = field.valueSpan.start === field.valueSpan.end && !/\s/.test(file.text[field.valueSpan.start - 1] ?? "");
  return replacement(field.valueSpan, isMissing ? ` ${text}` : text);
}

const entryAround = ({ key, keySpan, type, span: at }: RawEntry) => ({ key, keySpan, type, span: at });

function addedFields(
  file: EditedFile,
  entry: RawEntry,
  values: ReadonlyMap<string, FieldValue>,
  layout: BibtexLayout,
): readonly TextEdit[] {
  const own = [...new Set(entry.fields.map((field) => field.name))];
  const order = observeFieldOrder(sampleOf(file.facts.entries))(entry.type, [...own, ...values.keys()]);
  const longest = Math.max(0, ...order.map((name) => name.length));
  const added = order.filter((name) => values.has(name)).map((name) => ({ name, text: written(layout, name, values.get(name), longest) }));
  if (own.length === 0)
    return added.length === 0
      ? []
      : [
          firstFields(
            file,
            entry,
            added.map(({ text }) => text),
            layout,
          ),
        ];
  return joinInsertions(
    added.map(({ name, text }) => {
      const previous = isWhole(file, entry) ? precedingField(entry, order.slice(0, order.indexOf(name))) : undefined;
      if (previous !== undefined) return insertion(previous.valueSpan.end, layout.next + text);
      return insertion(entry.fields[0]?.nameSpan.start ?? entry.keySpan.end, text + ensureComma(layout.next));
    }),
  );
}

const written = (layout: BibtexLayout, name: string, value: FieldValue | undefined, longest: number): string =>
  writeField(layout, name, value ?? { kind: "text", text: "" }, longest);

/** Of an entry that has none yet: what stands between the key and the bracket is made anew. */
function firstFields(file: EditedFile, entry: RawEntry, fields: readonly string[], layout: BibtexLayout): TextEdit {
  const close = file.text.lastIndexOf(layout.close, entry.span.end - 1);
  const gap = span(entry.keySpan.end, Math.max(entry.keySpan.end, close));
  const text = ensureComma(layout.first) + fields.join(layout.next);
  return isGap(file.text, gap.start, gap.end) ? replacement(gap, text + layout.last) : insertion(entry.keySpan.end, text);
}

const ensureComma = (gap: string): string => (gap.includes(",") ? gap : `,${gap}`);

/** An entry with a slip in it may take what comes behind a value for a part of that value. */
const isWhole = (file: EditedFile, entry: RawEntry): boolean =>
  !file.facts.faults.some(({ span: at }) => entry.span.start <= at.start && at.start <= entry.span.end);

/** The entry's own order counts: behind the last of those that should come before. */
function precedingField(entry: RawEntry, names: readonly string[]): RawField | undefined {
  const before = new Set(names);
  return entry.fields.findLast((field) => before.has(field.name));
}

const isGap = (text: string, start: number, end: number): boolean => /^\s*,?\s*$/.test(text.slice(start, end));

/** As many entries tell how a file is written; of a large file some from everywhere. */
const sampleSize = 240;

function sampleOf(entries: readonly RawEntry[]): readonly RawEntry[] {
  const usual = entries.filter((entry) => entry.type !== "xdata" && entry.type !== "set");
  if (usual.length <= sampleSize) return usual;
  const step = usual.length / (sampleSize / 2);
  // In pairs, so that what stands between two is seen.
  return Array.from({ length: sampleSize / 2 }, (_, index) => usual.slice(Math.floor(index * step), Math.floor(index * step) + 2)).flat();
}

const fileLayout = (file: EditedFile): BibtexLayout =>
  observeLayout(file.text, sampleOf(file.facts.entries), usualLayout(newlineOf(file.text)));

const entryLayout = (file: EditedFile, entry: RawEntry): BibtexLayout => observeLayout(file.text, [entry], fileLayout(file));

const newlineOf = (text: string): string => /\r\n|\n/.exec(text)?.[0] ?? "\n";
