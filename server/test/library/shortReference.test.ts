import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainReference, shortReference, shortWork } from "../../src/library/shortReference.ts";
import { entryOf } from "./libraryFixture.ts";

function checkShort(fields: string, reference: string, work: string): void {
  const entry = entryOf(`@book{k, ${fields}}`);
  assert.equal(shortReference(entry), reference);
  assert.equal(shortWork(entry), work);
}

describe("short forms", () => {
  it("name one, two and three", () => {
    checkShort("author = {Anthony, Ian}, year = 2012", "Anthony 2012", "Anthony 2012");
    checkShort("author = {Webber, M and Smith, M}, year = 2012", "Webber & Smith 2012", "Webber & Smith 2012");
    checkShort("author = {Webber, M and Sperling, J and Smith, M}, year = 2012", "Webber, Sperling & Smith 2012", "Webber et al. 2012");
    checkShort("author = {A, A and B, B and C, C and D, D}, year = 2012", "A et al. 2012", "A et al. 2012");
    checkShort("author = {A, A and others}, year = 2012", "A et al. 2012", "A et al. 2012");
  });
  it("fall back to editors, title and key", () => {
    checkShort("editor = {Croft, S}, year = 2006", "Croft 2006", "Croft 2006");
    checkShort("title = {Strategic Concept: Active Engagement}, year = 2010", "Strategic Concept 2010", "Strategic Concept 2010");
    checkShort("note = {N}", "k", "k");
  });
});

describe("plainReference", () => {
  const check = (text: string, expected: string) => {
    const runs = plainReference(entryOf(text));
    assert.equal(runs.map((run) => (run.italic === true ? `_${run.text}_` : run.text)).join(""), expected);
  };
  it("puts works of their own in italics, parts in quotation marks", () => {
    check(
      "@book{k, author = {Smith, Martin A.}, title = {Russia and NATO}, publisher = {Routledge}, year = 2006}",
      "Martin A. Smith. _Russia and NATO_. Routledge, 2006.",
    );
    check(
      "@article{k, author = {Sperling, James and Webber, Mark}, title = {Two Speeds?}, journal = {European Security}, year = 1999}",
      "James Sperling and Mark Webber. “Two Speeds?” _European Security_. 1999.",
    );
    check(
      "@incollection{k, author = {A, B}, title = {Part}, booktitle = {Whole}, publisher = {P}, year = 2000}",
      "B A. “Part.” In _Whole_. P, 2000.",
    );
  });
  it("names a page's owner once", () =>
    check("@online{k, title = {The Page}, organization = {NATO}, year = 2020}", "“The Page.” _NATO_. 2020."));
  it("says something of anything", () => {
    check("@misc{k}", "k");
    check("@collection{k, editor = {Croft, Stuart}}", "Stuart Croft, ed.");
  });
});
