import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CslItem } from "../../src/csl/types.ts";
import { isOtherWork } from "../../src/library/otherWork.ts";
import { entryOf } from "./libraryFixture.ts";

const record: CslItem = {
  title: "Power and Purpose: U.S. Policy toward Russia after the Cold War",
  author: [
    { family: "Goldgeier", given: "James M." },
    { family: "McFaul", given: "Michael" },
  ],
  issued: { "date-parts": [[2003]] },
  type: "book",
};

describe("a DOI belongs to another work", () => {
  const cases: readonly [string, string, boolean, CslItem?][] = [
    ["another title by others", "@book{k, author = {Webber, Mark}, title = {NATO's Post-Cold War Trajectory}, year = 2012}", true],
    ["another title by others of the same year", "@book{k, author = {Asmus, Ronald}, title = {Opening NATO's Door}, year = 2003}", true],
    [
      "another title of other years by the same",
      "@article{k, author = {McFaul, Michael}, title = {A Precarious Peace}, year = 1997}",
      true,
    ],
    ["the same work", "@book{k, author = {Goldgeier, J. and McFaul, M.}, title = {Power and Purpose}, year = 2003}", false],
    [
      "the same work, written otherwise",
      "@book{k, author = {GOLDGEIER, James}, title = {{POWER} {\\&} Purpose --- American Policies towards Russian after Cold War}, date = 2004}",
      false,
    ],
    [
      "a chapter with its book's DOI",
      "@incollection{k, author = {Smith, A.}, title = {Introduction}, booktitle = {Power and Purpose}, year = 2003}",
      false,
    ],
    [
      "a translation by the same author in that year",
      "@book{k, author = {Goldgeier, James}, title = {Macht und Zweck}, year = 2003}",
      false,
    ],
    ["without a title", "@book{k, author = {Webber, Mark}, year = 2012}", false],
    ["without names, of about that year", "@book{k, title = {Opening the Door}, year = 2004}", false],
    ["without names, of other years", "@book{k, title = {Opening the Door}, year = 1980}", true],
    [
      "the record of its journal",
      "@article{k, author = {Smith, A.}, title = {European Security}, year = 1990}",
      false,
      { title: "Front Matter", "container-title": "European Security", author: [{ family: "X" }] },
    ],
  ];
  for (const [name, text, expected, other = record] of cases)
    it(`${expected ? "" : "not: "}${name}`, () => assert.equal(isOtherWork(entryOf(text), other), expected));
});
