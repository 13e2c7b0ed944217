import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { splitLocator } from "../../src/syntax/locator.ts";

/** `expected` is `label value | suffix`, without what is not there. */
function checkLocator(suffix: string, expected: string): void {
  const split = splitLocator(suffix, 0);
  const locator = split.locator === undefined ? "" : `${split.locator.label} ${split.locator.value}`;
  assert.equal(`${locator}${split.suffix === "" ? "" : ` | ${split.suffix}`}`.trim(), expected, suffix);
}

describe("splitLocator", () => {
  it("takes a bare number for a page", () => {
    checkLocator(", 12", "page 12");
    checkLocator(" 33, 35 and more", "page 33, 35 | and more");
    checkLocator(", 12ff.", "page 12ff | .");
    checkLocator(", 2:104", "page 2:104");
    checkLocator("p. 3", "page 3");
  });

  it("knows the terms of CSL's locales", () => {
    checkLocator(", p. 12", "page 12");
    checkLocator(" pp. 12-15 passim", "page 12-15 | passim");
    checkLocator(", p.12", "page 12");
    checkLocator(", Pages 12–15", "page 12–15");
    checkLocator(", chap. 3", "chapter 3");
    checkLocator(", § 5", "section 5");
    checkLocator(", ¶ 31", "paragraph 31");
    checkLocator(", fig. 3a", "figure 3a");
    checkLocator(", n. 4", "note 4");
    checkLocator(", vol. 2, p. 3", "volume 2 | , p. 3");
    checkLocator(", S. 12", "page 12");
    checkLocator(", Kap. 4", "chapter 4");
    checkLocator(", página 7", "page 7");
    checkLocator(", capitolo 2", "chapter 2");
    checkLocator(", paragr. 9", "paragraph 9");
  });

  it("takes Roman numbers only behind a term", () => {
    checkLocator(", p. xii", "page xii");
    checkLocator(", xii", "| , xii");
    checkLocator(", p. 5 i am", "page 5 i | am");
    checkLocator(", s.v. Thucydides", "| , s.v. Thucydides");
  });

  it("keeps brackets and points that belong to a number", () => {
    checkLocator(", p. 34(1)(i)", "page 34(1)(i)");
    checkLocator(", pp. [17]-[18]", "page [17]-[18]");
    checkLocator(", p. 1.2.3.", "page 1.2.3 | .");
    checkLocator(", p. (a)", "| , p. (a)");
  });

  it("obeys braces", () => {
    checkLocator(", {p. 3, line by line} indeed", "page 3, line by line | indeed");
    checkLocator("{}, 22 men", "| , 22 men");
    checkLocator(", {prologue}", "page prologue");
    checkLocator(", {p. 3", "| , {p. 3");
  });

  it("leaves prose alone", () => {
    checkLocator("", "");
    checkLocator(", but see below", "| , but see below");
    checkLocator(" and others", "| and others");
    checkLocator(", page by page", "| , page by page");
  });

  it("says where the locator is printed", () => {
    assert.deepEqual(splitLocator(", pp. 12-15 passim", 100).locatorSpan, { start: 102, end: 111 });
    assert.deepEqual(splitLocator("{p. 3} x", 10).locatorSpan, { start: 10, end: 16 });
  });

  it("never throws, and its span lies within", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("p", ".", " ", "1", "{", "}", "(", "[", "]", ",", "i", "x", ":", "–", "§", "\n", "ü") }),
        (suffix) => {
          const { locatorSpan } = splitLocator(suffix, 7);
          if (locatorSpan !== undefined)
            assert.ok(locatorSpan.start >= 7 && locatorSpan.end <= 7 + suffix.length && locatorSpan.start < locatorSpan.end);
        },
      ),
    );
  });
});
