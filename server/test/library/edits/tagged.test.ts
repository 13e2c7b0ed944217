import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { readBibliography } from "../../../src/syntax/bibliographyFile.ts";
import { added, edited, entryIn, fileOf, workOf, writerOf } from "./editing.ts";

const csl = {
  type: "book",
  title: "Peace & War: A Theory",
  author: [{ family: "Aron", given: "Raymond" }],
  issued: { "date-parts": [[1966, 5]] },
  volume: "2",
};
const aron = [{ key: "aron1966", work: workOf("book", {}, csl) }];

describe("a RIS file", () => {
  const path = "/w/refs.ris";
  const smith = "TY  - JOUR\nID  - smith\nAU  - Smith, A\nAU  - Berg, B\nTI  - T\nER  - \n";
  const file = fileOf(smith, path);
  const smithEntry = entryIn(file, "smith");

  it("takes a record, in its own line ends", () => {
    const after = added(smith, aron, "biblatex", path);
    assert.ok(after.startsWith(`${smith.slice(0, -1)}\n\nTY  - BOOK\nID  - aron1966\nAU  - Aron, Raymond\n`), after);
    assert.ok(!after.includes("\r"));
    assert.deepEqual(
      readBibliography(path, after).entries.map(({ key }) => key),
      ["smith", "aron1966"],
    );
  });

  it("takes the first", () => assert.match(added("", aron, "biblatex", path), /^TY {2}- BOOK\r\n[\s\S]*\r\nER {2}- \r\n$/));

  it("has its fields changed, added and removed", () => {
    const set = (name: string, text: string): string =>
      edited(file, writerOf(file).setFields(file, smithEntry, new Map([[name, { kind: "text", text }]])));
    assert.equal(set("TI", "U"), smith.replace("TI  - T", "TI  - U"));
    assert.equal(set("DO", "10.1/x"), smith.replace("TI  - T\n", "TI  - T\nDO  - 10.1/x\n"));
    assert.equal(edited(file, writerOf(file).removeField(file, smithEntry, "AU")), "TY  - JOUR\nID  - smith\nTI  - T\nER  - \n");
  });

  it("has its records renamed, also those without a key, and removed", () => {
    assert.equal(edited(file, writerOf(file).renameEntry(file, smithEntry, "new")), smith.replace("ID  - smith", "ID  - new"));
    const bare = fileOf("TY  - BOOK\nTI  - T\nER  - \n", path);
    const [entry] = bare.facts.entries;
    assert.ok(entry !== undefined);
    assert.equal(edited(bare, writerOf(bare).renameEntry(bare, entry, "new")), "TY  - BOOK\nID  - new\nTI  - T\nER  - \n");
    assert.equal(edited(file, writerOf(file).removeEntry(file, smithEntry)), "");
  });
});

describe("a CSL-YAML file", () => {
  const path = "/w/refs.yaml";
  const before =
    '---\nreferences:\n- id: smith\n  type: book\n  title: "A: B"\n  author:\n  - family: Smith\n    given: A\n- id: berg\n  title: >\n    T\n    U\n...\n';
  const file = fileOf(before, path);
  const keysOf = (text: string): readonly string[] => readBibliography(path, text).entries.map(({ key }) => key);

  it("takes an item", () => {
    const after = added(before, aron, "biblatex", path);
    assert.match(
      after,
      /\n {4}U\n- id: aron1966\n {2}type: book\n {2}author:\n {2}- family: Aron\n {4}given: Raymond\n {2}title: "Peace & War: A Theory"\n/,
    );
    assert.deepEqual(parse(after).references.at(-1), { ...csl, id: "aron1966" });
    assert.deepEqual(keysOf(after), ["smith", "berg", "aron1966"]);
  });

  it("takes the first, and none in brackets", () => {
    assert.deepEqual(parse(added("", aron, "biblatex", path)).references, [{ ...csl, id: "aron1966" }]);
    const list = "references: [{id: a, title: T}]\n";
    assert.equal(added(list, aron, "biblatex", path), list);
  });

  it("has its members changed, added and removed", () => {
    const writer = writerOf(file);
    const set = (key: string, name: string, text: string): unknown =>
      parse(edited(file, writer.setFields(file, entryIn(file, key), new Map([[name, { kind: "text", text }]])))).references;
    const [smith, berg] = parse(before).references;
    assert.deepEqual(set("smith", "title", "C: D"), [{ ...smith, title: "C: D" }, berg]);
    assert.deepEqual(set("smith", "DOI", "10.1/x"), [{ ...smith, DOI: "10.1/x" }, berg]);
    assert.deepEqual(set("berg", "title", "V"), [smith, { ...berg, title: "V" }]);
    const { title: _, ...untitled } = smith;
    assert.deepEqual(parse(edited(file, writer.removeField(file, entryIn(file, "smith"), "title"))).references, [untitled, berg]);
    assert.deepEqual(parse(edited(file, writer.removeField(file, entryIn(file, "berg"), "title"))).references, [smith, { id: "berg" }]);
    assert.deepEqual(parse(edited(file, writer.removeEntry(file, entryIn(file, "smith")))).references, [berg]);
    assert.deepEqual(keysOf(edited(file, writer.renameEntry(file, entryIn(file, "smith"), "new"))), ["new", "berg"]);
  });

  it("keeps any words as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (title, family) => {
        const work = workOf("book", {}, { title, author: [{ family }] });
        const after = added(before, [{ key: "new", work }], "biblatex", path);
        assert.deepEqual(parse(after).references.at(-1), { id: "new", title, author: [{ family }] });
      }),
    );
  });
});
