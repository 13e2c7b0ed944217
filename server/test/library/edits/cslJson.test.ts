import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readBibliography } from "../../../src/syntax/bibliographyFile.ts";
import { added, edited, entryIn, fileOf, workOf, writerOf } from "./editing.ts";

const aron = workOf(
  "book",
  {},
  { type: "book", title: "Peace & War", author: [{ family: "Aron", given: "Raymond" }], issued: { "date-parts": [[1966]] } },
);
const path = "/w/refs.json";

const checkAdded = (before: string, after: string): void =>
  assert.equal(added(before, [{ key: "aron1966", work: aron }], "biblatex", path), after);

describe("an item added in the layout of the file", () => {
  it("of Zotero: tabs, one level a line", () =>
    checkAdded(
      '[\n\t{\n\t\t"id": "a",\n\t\t"type": "book",\n\t\t"title": "T",\n\t\t"author": [\n\t\t\t{\n\t\t\t\t"family": "A"\n\t\t\t}\n\t\t],\n\t\t"issued": {\n\t\t\t"date-parts": [\n\t\t\t\t[\n\t\t\t\t\t2001\n\t\t\t\t]\n\t\t\t]\n\t\t}\n\t}\n]\n',
      '[\n\t{\n\t\t"id": "a",\n\t\t"type": "book",\n\t\t"title": "T",\n\t\t"author": [\n\t\t\t{\n\t\t\t\t"family": "A"\n\t\t\t}\n\t\t],\n\t\t"issued": {\n\t\t\t"date-parts": [\n\t\t\t\t[\n\t\t\t\t\t2001\n\t\t\t\t]\n\t\t\t]\n\t\t}\n\t},\n\t{\n\t\t"id": "aron1966",\n\t\t"type": "book",\n\t\t"title": "Peace & War",\n\t\t"author": [\n\t\t\t{\n\t\t\t\t"family": "Aron",\n\t\t\t\t"given": "Raymond"\n\t\t\t}\n\t\t],\n\t\t"issued": {\n\t\t\t"date-parts": [\n\t\t\t\t[\n\t\t\t\t\t1966\n\t\t\t\t]\n\t\t\t]\n\t\t}\n\t}\n]\n',
    ));

  it("of Better BibTeX: an item a line, without blanks", () =>
    checkAdded(
      '[\n{"id":"a","author":[{"family":"A"}],"issued":{"date-parts":[[2001]]},"title":"T","type":"book"},\n{"id":"b","title":"U","type":"book"}\n]\n',
      '[\n{"id":"a","author":[{"family":"A"}],"issued":{"date-parts":[[2001]]},"title":"T","type":"book"},\n{"id":"b","title":"U","type":"book"},\n{"id":"aron1966","author":[{"family":"Aron","given":"Raymond"}],"issued":{"date-parts":[[1966]]},"title":"Peace & War","type":"book"}\n]\n',
    ));

  it("by hand: a member a line, names and dates in one", () =>
    checkAdded(
      '[\r\n  {\r\n    "id": "a",\r\n    "title": "T",\r\n    "author": [{"family": "A", "given": "B"}],\r\n    "issued": {"date-parts": [[2001]]}\r\n  }\r\n]',
      '[\r\n  {\r\n    "id": "a",\r\n    "title": "T",\r\n    "author": [{"family": "A", "given": "B"}],\r\n    "issued": {"date-parts": [[2001]]}\r\n  },\r\n  {\r\n    "id": "aron1966",\r\n    "type": "book",\r\n    "title": "Peace & War",\r\n    "author": [{"family": "Aron", "given": "Raymond"}],\r\n    "issued": {"date-parts": [[1966]]}\r\n  }\r\n]',
    ));

  it("beside a single item, which becomes an array", () =>
    checkAdded(
      '{"id": "a", "title": "T"}',
      '[{"id": "a", "title": "T"}, {"id": "aron1966", "type": "book", "author": [{"family": "Aron", "given": "Raymond"}], "title": "Peace & War", "issued": {"date-parts": [[1966]]}}\n]',
    ));

  for (const empty of ["", "[]", "[\n]\n", '{"items": []}']) {
    it(`as the first: ${JSON.stringify(empty)}`, () => {
      const after = added(empty, [{ key: "aron1966", work: aron }], "biblatex", path);
      assert.deepEqual(
        readBibliography(path, after).entries.map(({ key }) => key),
        ["aron1966"],
      );
      assert.doesNotThrow(() => JSON.parse(after), after);
    });
  }
});

describe("a member of an item", () => {
  const before = '[{"id": "k", "title": "T", "note": "N"}]';
  const file = fileOf(before, path);
  const entry = entryIn(file, "k");
  const set = (name: string, value: string): string =>
    edited(file, writerOf(file).setFields(file, entry, new Map([[name, { kind: "text", text: value }]])));

  it("is changed", () => assert.equal(set("title", 'The "U"'), '[{"id": "k", "title": "The \\"U\\"", "note": "N"}]'));
  it("is added", () => assert.equal(set("DOI", "10.1/x"), '[{"id": "k", "title": "T", "note": "N", "DOI": "10.1/x"}]'));
  it("is removed", () => {
    assert.equal(edited(file, writerOf(file).removeField(file, entry, "title")), '[{"id": "k", "note": "N"}]');
    assert.equal(edited(file, writerOf(file).removeField(file, entry, "note")), '[{"id": "k", "title": "T"}]');
  });
  it("is its key: renamed", () => {
    assert.equal(edited(file, writerOf(file).renameEntry(file, entry, "n")), '[{"id": "n", "title": "T", "note": "N"}]');
    const two = fileOf('[{"id": "k", "citation-key": "k", "title": "T"}]', path);
    assert.equal(edited(two, writerOf(two).renameEntry(two, entryIn(two, "k"), "n")), '[{"id": "n", "citation-key": "n", "title": "T"}]');
  });
});

describe("any CSL-JSON file", () => {
  const item = fc.record(
    { id: fc.constantFrom("a", "b", "c"), title: fc.string(), note: fc.string(), author: fc.constant([{ family: "X" }]) },
    { requiredKeys: ["id", "title"] },
  );
  const file = fc
    .tuple(fc.array(item, { maxLength: 4 }), fc.constantFrom(undefined, 2, "\t", 4))
    .map(([items, indent]) => JSON.stringify(items, null, indent));

  it("stays JSON, with all its items, whatever is done to one", () => {
    fc.assert(
      fc.property(file, fc.nat(), (text, at) => {
        const items = JSON.parse(text) as object[];
        const one = fileOf(text, path);
        const writer = writerOf(one);
        const more = JSON.parse(edited(one, writer.addEntries(one, [{ key: "z", work: aron }], { dialect: "biblatex" })));
        assert.deepEqual(more, [...items, { ...aron.csl, id: "z" }]);
        const index = at % Math.max(1, items.length);
        const entry = one.facts.entries[index];
        if (entry === undefined) return;
        assert.deepEqual(
          JSON.parse(edited(one, writer.removeEntry(one, entry))),
          items.filter((_, place) => place !== index),
        );
        const set = JSON.parse(edited(one, writer.setFields(one, entry, new Map([["note", { kind: "text", text: "new" }]]))));
        assert.deepEqual(
          set,
          items.map((other, place) => (place === index ? { ...other, note: "new" } : other)),
        );
        const removed = JSON.parse(edited(one, writer.removeField(one, entry, "note")));
        assert.deepEqual(
          removed,
          items.map((other, place) =>
            place === index ? Object.fromEntries(Object.entries(other).filter(([name]) => name !== "note")) : other,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});
