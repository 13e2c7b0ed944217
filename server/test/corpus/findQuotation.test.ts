import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findQuotation } from "../../src/corpus/findQuotation.ts";
import { emptyQuoteIndex } from "../../src/corpus/index/quoteIndex.ts";
import { sourceOf } from "./quoteFixture.ts";

const shelf = [
  sourceOf("Nobody in the council could say who had ordered it, and the pilots went hungry.", "/a.txt"),
  sourceOf("As was said before, “nobody in the council could tell who had ordered it”, and so it stayed.", "/b.txt"),
  sourceOf("The office of the league was in the northern town by the river.", "/c.txt"),
  sourceOf("They broke offrelations with the league, and nobody in the council could say who had ordered it.", "/d.txt"),
];

function check(quotation: string, ...expected: readonly string[]): void {
  const matches = findQuotation(emptyQuoteIndex, shelf, quotation, { limit: 5 });
  assert.deepEqual(
    matches.map(({ match }) => `${match.path} ${match.verdict}`),
    expected,
  );
}

describe("finding a quotation among sources", () => {
  it("puts the most faithful first", () => {
    check("Nobody in the council could say who had ordered it", "/a.txt verbatim", "/d.txt typographic");
    check("in the council could tell who had ordered it", "/b.txt verbatim");
    check("nobody in the council would say who had ordered it", "/a.txt altered", "/d.txt altered", "/b.txt altered");
    check("the council … had ordered it", "/a.txt marked", "/b.txt marked", "/d.txt marked");
  });
  it("finds what only print has changed", () => check("They broke off relations with the league", "/d.txt typographic"));
  it("finds nothing where there is nothing", () => {
    check("a wholly invented sentence about the tides");
    check("");
  });
  it("keeps to the sources that are asked, and to the limit", () => {
    const quotation = "in the council could say who had ordered it";
    assert.deepEqual(
      findQuotation(emptyQuoteIndex, shelf.slice(1), quotation, { limit: 5 }).map(({ match }) => match.path),
      ["/d.txt"],
    );
    assert.equal(findQuotation(emptyQuoteIndex, shelf, quotation, { limit: 1 }).length, 1);
  });
});
