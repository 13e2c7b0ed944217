import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type FieldDifference, mergeEntries } from "../../../src/library/edits/mergeEntries.ts";
import { edited, entryIn, fileOf } from "./editing.ts";

/** `b` of the last file merged into `a` of the first. */
function merged(...texts: readonly [string, ...string[]]): {
  readonly texts: readonly string[];
  readonly differences: readonly FieldDifference[];
} {
  const files = texts.map((text, index) => fileOf(text, `/w/${index}.bib`));
  const [first] = files;
  const last = files.at(-1);
  if (first === undefined || last === undefined) throw new Error("no files");
  const merge = mergeEntries({ file: first, entry: entryIn(first, "a") }, { file: last, entry: entryIn(last, "b") }, files);
  assert.ok(merge !== undefined);
  const edits = new Map(merge.files.map((file) => [file.path, file.edits]));
  return { texts: files.map((file) => edited(file, edits.get(file.path) ?? [])), differences: merge.differences };
}

describe("two entries of one work", () => {
  it("become one with the fields of both", () => {
    const { texts, differences } = merged(
      "@book{a,\n  author = {Smith, J.},\n  title = {The {Title}},\n  year = 2006,\n}\n\n@book{b,\n  author = {Smith, John},\n  title = {The title},\n  date = {2006-05},\n  publisher = {Press},\n  isbn = {1},\n}\n\n@inbook{c,\n  crossref = {b},\n}\n",
    );
    assert.deepEqual(texts, [
      "@book{a,\n  author = {Smith, John},\n  title = {The {Title}},\n  publisher = {Press},\n  year = 2006,\n  isbn = {1},\n  ids = {b},\n}\n\n@inbook{c,\n  crossref = {a},\n}\n",
    ]);
    assert.deepEqual(differences, [{ name: "author", kept: "Smith, John", dropped: "Smith, J." }]);
  });

  it("also of two files, with what strings stand for and older aliases", () => {
    const { texts } = merged(
      "@book{a, title = {T}, ids = {z}}\n",
      "@book{x, crossref = {b}}\n",
      '@book{b, title = {T}, month = may, ids = "y"}\n@book{c}\n',
    );
    assert.deepEqual(texts, ["@book{a, title = {T}, month = {May}, ids = {z,b,y}}\n", "@book{x, crossref = {a}}\n", "@book{c}\n"]);
  });

  it("keep keywords, notes and files of both", () => {
    const { texts } = merged(
      "@book{a, keywords = {x, y}, note = {One.}, file = {a.pdf}}\n@book{b, keywords = {y,z}, note = {Two}, file = {b.pdf}}\n",
    );
    assert.deepEqual(texts, ["@book{a, keywords = {x, y, z}, note = {One. Two}, file = {a.pdf;b.pdf}, ids = {b}}\n"]);
  });

  it("say where numbers differ, and keep the first", () => {
    const { texts, differences } = merged("@article{a, volume = {12}, pages = {1}}\n@article{b, volume = {34}, pages = {1--20}}\n");
    assert.deepEqual(texts, ["@article{a, volume = {12}, pages = {1--20}, ids = {b}}\n"]);
    assert.deepEqual(
      differences.map(({ name, kept, dropped }) => [name, kept, dropped]),
      [
        ["volume", "12", "34"],
        ["pages", "1–20", "1"],
      ],
    );
  });
});
