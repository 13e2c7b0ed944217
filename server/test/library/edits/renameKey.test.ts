import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renameKey } from "../../../src/library/edits/renameKey.ts";
import { edited, entryIn, fileOf } from "./editing.ts";

/** All files after `old` in the first of them became `new`. */
function renamed(...texts: readonly string[]): readonly string[] {
  const files = texts.map((text, index) => fileOf(text, `/w/${index}.bib`));
  const [first] = files;
  if (first === undefined) return [];
  const changed = new Map(renameKey(files, first.path, entryIn(first, "old"), "new").map(({ path, edits }) => [path, edits]));
  return files.map((file) => edited(file, changed.get(file.path) ?? []));
}

describe("a key renamed", () => {
  it("in its entry and in all that name it, in all files", () => {
    assert.deepEqual(
      renamed(
        "@book{old, title = {old}}\n@inbook{a, crossref = {old}, note = {old}}\n@set{s, entryset = {a, old , older}}",
        '@book{b, xdata = "x,old", related = {old,\n    b}, ids = {old2}}',
      ),
      [
        "@book{new, title = {old}}\n@inbook{a, crossref = {new}, note = {old}}\n@set{s, entryset = {a, new , older}}",
        '@book{b, xdata = "x,new", related = {new,\n    b}, ids = {old2}}',
      ],
    );
  });

  it("of two entries with one key only in the one that is meant", () => {
    assert.deepEqual(renamed("@book{old, title = {A}}\n@book{old, title = {B}}"), ["@book{new, title = {A}}\n@book{old, title = {B}}"]);
  });
});
