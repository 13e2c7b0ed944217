import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createCorpus, updateCorpus } from "../../src/corpus/corpus.ts";
import { placeOf } from "../../src/corpus/place.ts";
import { sourceOf } from "./checkPage.ts";

describe("the corpus", () => {
  it("changes by one source at a time and says which", async () => {
    const one = await sourceOf("one.txt", "One sentence that is long enough to be kept.");
    const two = await sourceOf("two.txt", "Another sentence that is long enough to be kept.");
    const corpus = createCorpus([one]);
    const added = updateCorpus(corpus, two.path, two);
    assert.deepEqual([...added.changed], ["/corpus/two.txt"]);
    assert.equal(added.corpus.at("/corpus/two.txt"), two);
    assert.equal(corpus.at("/corpus/two.txt"), undefined);
    assert.deepEqual(updateCorpus(added.corpus, one.path, undefined).corpus.sources, [two]);
    assert.equal(updateCorpus(corpus, one.path, one).changed.size, 0);
    assert.equal(updateCorpus(corpus, "/nowhere.txt", undefined).changed.size, 0);
  });
});

describe("a place in a source", () => {
  it("is its page, heading and note", async () => {
    const source = await sourceOf(
      "a.txt",
      "1. The Sea\n\n[p. 4] The sea is wide and it is deep and it is cold.1\n\n[p. 5] The shore is narrow and dry.\n\nNotes\n\n1. A. Bell, Sea (Hull: Quay, 1999).\n\n2. Ibid.",
    );
    const at = (words: string): unknown => placeOf(source, source.read.text.indexOf(words));
    assert.deepEqual(at("deep"), { page: "4", section: "1. The Sea", note: undefined });
    assert.deepEqual(at("shore"), { page: "5", section: "1. The Sea", note: undefined });
    assert.deepEqual(at("Quay"), { page: "5", section: "Notes", note: 1 });
  });
});

describe("a source's extent", () => {
  const body = "The sea is wide and it is deep, and those who live beside it know that it gives and takes. ".repeat(8);
  const cases: readonly (readonly [string, string])[] = [
    [body, "whole"],
    [`Abstract\n\nThis article asks about the sea and finds that it is wide.`, "abstract"],
    [
      `Abstract\n\nThis article asks about the sea and finds that it is wide.\n\nNotes\n\n1. A. Bell, Sea (Hull: Quay, 1999).\n\n2. Ibid.`,
      "part",
    ],
    [`${body}\n\nThis is a preview of subscription content, log in via an institution to check access.`, "part"],
    [`${body} And then it …`, "part"],
  ];
  for (const [text, extent] of cases) {
    it(`is ${extent}: ${text.slice(-40)}`, async () => {
      assert.equal((await sourceOf("a.txt", text)).extent, extent);
    });
  }
});

describe("a source's notes", () => {
  it("count as the callouts do where a list item was split in two", async () => {
    const { notes } = await sourceOf(
      "a.txt",
      "A sentence that is long enough to be prose.1\n\nNotes\n\n1. A. Bell, Sea (Hull: Quay, 1999);\n\n2. C. Dow, Tar (Hull: Quay, 1998).\n\n3. Ibid.",
    );
    assert.deepEqual(
      notes.map((note) => [note.number, note.noteNumber]),
      [
        [1, 1],
        [2, 1],
        [3, 2],
      ],
    );
  });

  it("are also the items of an unnumbered list", async () => {
    const { notes } = await sourceOf(
      "a.txt",
      "A sentence that is long enough to be prose.\n\nReferences\n\nBell, Ada. Sea and Shore. Hull: Quay, 1999.\n\nDow, C. (1998). Tar. Past Trades, 44(2), 113–120.",
    );
    assert.deepEqual(
      notes.map((note) => note.references[0]?.csl.title),
      ["Sea and Shore", "Tar"],
    );
  });
});
