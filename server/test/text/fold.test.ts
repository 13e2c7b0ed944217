import assert from "node:assert/strict";
import { describe, it } from "node:test";
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
});
