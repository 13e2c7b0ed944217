import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { foldForSearch } from "../../src/text/fold.ts";

function checkFold(text: string, expected: string): void {
  assert.equal(foldForSearch(text), expected);
}

describe("foldForSearch", () => {
  it("lowers and takes accents off", () => {
    checkFold("Müller", "muller");
    checkFold("ÉMILE Zola", "emile zola");
    checkFold("Dvořák", "dvorak");
    checkFold("İstanbul", "istanbul");
  });
  it("gives letters without decomposition the form that people type", () => {
    checkFold("Łódź", "lodz");
    checkFold("Ørsted", "orsted");
    checkFold("Straße", "strasse");
    checkFold("Æsir, œuvre", "aesir, oeuvre");
    checkFold("Đorđe Þór ıı", "dorde thor ii");
  });
  it("makes apostrophes and dashes plain", () => checkFold("O’Brien – 1999‑2001", "o'brien - 1999-2001"));
  it("takes decomposed text like composed", () => assert.equal(foldForSearch("Mu\u0308ller"), foldForSearch("Müller")));
  it("folds all at once as it folds line by line, and leaves no accent", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("é", "e\u0301\u0323", "Σ", "ΟΔΟΣ", "Ł", "각", "ﬁ", "İ", "\ud800", "\u0301"),
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 4 }), (lines) => {
        const written = lines.map((line) => line.join("").replaceAll("\n", " "));
        const folded = foldForSearch(written.join("\n"));
        assert.equal(folded, written.map(foldForSearch).join("\n"));
        assert.doesNotMatch(folded, /\p{M}/u);
      }),
    );
  });
});
