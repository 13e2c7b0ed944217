import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fullName, readNames, shortNames } from "../../src/csl/names.ts";
import type { CslName } from "../../src/csl/types.ts";

const decode = (latex: string): string =>
  latex.replace(/[{}]/g, "").replace(/\\'E/g, "É").replace(/\\'e/g, "é").replaceAll("~", " ").trim();

function checkNames(list: string, expected: readonly CslName[]): void {
  assert.deepEqual(readNames(list, decode), expected);
}

describe("readNames", () => {
  it("reads names as one says them", () => {
    checkNames("Mark Webber", [{ family: "Webber", given: "Mark" }]);
    checkNames("Donald~E. Knuth", [{ family: "Knuth", given: "Donald E." }]);
    checkNames("Plato", [{ family: "Plato" }]);
    checkNames("Ludwig van Beethoven", [{ family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }]);
    checkNames("Jean de la Fontaine", [{ family: "Fontaine", given: "Jean", "non-dropping-particle": "de la" }]);
  });
  it("reads names with the family first", () => {
    checkNames("Webber, Mark", [{ family: "Webber", given: "Mark" }]);
    checkNames("van der Berg, Jan", [{ family: "Berg", given: "Jan", "non-dropping-particle": "van der" }]);
    checkNames("King, Jr., Martin Luther", [{ family: "King", given: "Martin Luther", suffix: "Jr." }]);
    checkNames("García Márquez, Gabriel", [{ family: "García Márquez", given: "Gabriel" }]);
    checkNames("Zola,", [{ family: "Zola" }]);
  });
  it("splits at and, outside braces, in any case and over lines", () => {
    checkNames("A, B\n  and C, D AND E, F", [
      { family: "A", given: "B" },
      { family: "C", given: "D" },
      { family: "E", given: "F" },
    ]);
    checkNames("{Barnes and Noble, Inc.} and Anderson, Ann", [{ literal: "Barnes and Noble, Inc." }, { family: "Anderson", given: "Ann" }]);
  });
  it("keeps corporations whole but not names that begin with an accent", () => {
    checkNames("{NATO Parliamentary Assembly}", [{ literal: "NATO Parliamentary Assembly" }]);
    checkNames("{\\'E}mile {Zola}", [{ family: "Zola", given: "Émile" }]);
  });
  it("marks et al.", () => checkNames("Adler, Anna and others", [{ family: "Adler", given: "Anna" }, { literal: "others" }]));
  it("reads biblatex's labelled names", () => {
    checkNames("family=Gogh, given=Vincent, prefix=van and given={Ann}, family={Lee}, suffix=Jr", [
      { family: "Gogh", given: "Vincent", "non-dropping-particle": "van" },
      { family: "Lee", given: "Ann", suffix: "Jr" },
    ]);
  });
  it("takes junk as it comes", () => {
    checkNames("", []);
    checkNames(" and and ", []);
    checkNames(",,,", []);
  });
  it("never throws", () => {
    const pieces = fc.constantFrom("and", " ", ",", "{", "}", "A", "van", "others", "\\", "=", "family=");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => assert.ok(Array.isArray(readNames(parts.join(""), decode)))));
  });
});

describe("shortNames", () => {
  const check = (list: string, expected: string) => assert.equal(shortNames(readNames(list, decode)), expected);
  it("names up to three", () => {
    check("Anthony, Ian", "Anthony");
    check("Webber, M and Smith, M", "Webber & Smith");
    check("Webber, M and Sperling, J and Smith, M", "Webber, Sperling & Smith");
  });
  it("shortens more", () => {
    check("Adler, A and B, B and C, C and D, D", "Adler et al.");
    check("Adler, A and others", "Adler et al.");
  });
  it("keeps particles and corporations", () => {
    check("Vincent van Gogh", "van Gogh");
    check("{NATO}", "NATO");
    check("", "");
  });
  it("speaks names in full", () =>
    assert.equal(readNames("King, Jr., Martin Luther", decode).map(fullName).join(), "Martin Luther King Jr."));
});
