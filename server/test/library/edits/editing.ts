import assert from "node:assert/strict";
import type { Dialect } from "../../../src/library/edits/dialect.ts";
import type { EditedFile } from "../../../src/library/edits/editedFile.ts";
import type { FormatWriter } from "../../../src/library/edits/formatWriter.ts";
import type { LatexWork, NewWork } from "../../../src/library/edits/work.ts";
import { writerFor } from "../../../src/library/edits/writers.ts";
import type { RawEntry } from "../../../src/syntax/bibliography.ts";
import { readBibliography } from "../../../src/syntax/bibliographyFile.ts";
import type { TextEdit } from "../../../src/text/textEdit.ts";
import { applyEdits } from "../../applyEdits.ts";

export const fileOf = (text: string, path = "/w/refs.bib"): EditedFile => ({ path, text, facts: readBibliography(path, text) });

export function writerOf(file: EditedFile): FormatWriter {
  const writer = writerFor(file.facts.format);
  if (writer === undefined) throw new Error(`${file.facts.format} can't be written`);
  return writer;
}

export function entryIn(file: EditedFile, key: string): RawEntry {
  const entry = file.facts.entries.find((candidate) => candidate.key === key);
  if (entry === undefined) throw new Error(`no entry ${key}`);
  return entry;
}

/** What the edit of a text gives; every byte outside the spans stays by construction, so that spans are checked to be in order. */
export function edited(file: EditedFile, edits: readonly TextEdit[]): string {
  let last = 0;
  for (const { span } of edits) {
    assert.ok(last <= span.start && span.start <= span.end && span.end <= file.text.length, "spans in order");
    last = span.end;
  }
  return applyEdits(file.text, edits);
}

export const workOf = (type: string, fields: Readonly<Record<string, string>>, csl: NewWork["csl"] = {}): NewWork => ({
  biblatex: { type, fields: new Map(Object.entries(fields)) } satisfies LatexWork,
  csl,
});

/** A journal article by biblatex's names. */
export const article = workOf("article", {
  author: "Croft, Stuart",
  title: "The {EU}, {NATO} and Europeanisation",
  journaltitle: "European Security",
  date: "2000-09",
  volume: "9",
  number: "3",
  pages: "1--20",
  doi: "10.1080/09662830008407453",
});

export function added(
  text: string,
  works: readonly { readonly key: string; readonly work: NewWork }[],
  dialect: Dialect = "biblatex",
  path?: string,
): string {
  const file = fileOf(text, path);
  return edited(file, writerOf(file).addEntries(file, works, { dialect }));
}
