import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { learnedLabeller } from "../../../../src/corpus/references/learned/learnedLabeller.ts";
import { piecesOf, readLearned } from "../../../../src/corpus/references/learned/readLearned.ts";
import { readReferences } from "../../../../src/corpus/references/references.ts";
import { checkGrowth } from "../../checkPage.ts";

function checkPieces(text: string, ...expected: readonly (readonly [label: string, text: string])[]): void {
  assert.deepEqual(
    piecesOf(learnedLabeller, text).map(({ label, text: words }) => [label, words]),
    expected,
  );
}

describe("the learned labeller", () => {
  it("tells the parts of references that it has not seen", () => {
    checkPieces(
      "Bell, A. R., & Dow, C. (2011). Flood marks and their readers. Coastal Mind, 7(2), 101–119.",
      ["author", "Bell, A. R., & Dow, C."],
      ["date", "(2011)."],
      ["title", "Flood marks and their readers."],
      ["container-title", "Coastal Mind,"],
      ["volume", "7(2),"],
      ["pages", "101–119."],
    );
    checkPieces(
      "Bell, Ada. Quiet Harbours. Hull: Quay Press, 1979.",
      ["author", "Bell, Ada."],
      ["title", "Quiet Harbours."],
      ["location", "Hull:"],
      ["publisher", "Quay Press,"],
      ["date", "1979."],
    );
  });

  it("gives fields as CSL has them", () => {
    assert.deepEqual(readLearned(learnedLabeller, "Dow, C. (1999). Tar and trade. Past Trades, 44(2), 11–20."), {
      author: [{ family: "Dow", given: "C." }],
      issued: { "date-parts": [[1999]] },
      title: "Tar and trade",
      "container-title": "Past Trades",
      volume: "44",
      issue: "2",
      page: "11–20",
    });
  });

  it("reads an item of a list whose title has two sentences", () => {
    const raw = "Dow, C. (1990). Ruling the harbours. The growth of institutions for pilots. Cambridge University Press";
    const [reference] = readReferences([{ number: 1, noteNumber: 1, raw, listed: true }], learnedLabeller)[0] ?? [];
    assert.equal(reference?.csl.title, "Ruling the harbours. The growth of institutions for pilots");
    assert.equal(reference?.csl.publisher, "Cambridge University Press");
  });

  it("gives every token a label, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 30 }), (tokens) => {
        const labels = learnedLabeller(tokens);
        assert.equal(labels.length, tokens.length);
        assert.ok(labels.every((label) => label !== ""));
      }),
    );
  });

  it("reads in time that grows with the length", async () => {
    await checkGrowth((size) => learnedLabeller("Dow, C. (1999). “Tar”, in: A. Bell (eds.),".repeat(size).split(" ")), 200);
  });
});
