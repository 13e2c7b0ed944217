import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bibtexContext } from "../../src/syntax/bibtexContext.ts";
import { assertLinear } from "../growth.ts";

const asNames = () => "and" as const;

describe("what is typed in a BibTeX file", () => {
  it("is told in any text at any place, on the cursor's own line", () => {
    const piece = fc.constantFrom(
      "@article{a,",
      "\n",
      "  author",
      " = ",
      "{",
      "}",
      '"',
      "#",
      ",",
      "%",
      "@",
      "(",
      ")",
      "x and y",
      "\\",
      " ",
      "@comment{",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(200), (pieces, place) => {
        const text = pieces.join("");
        const offset = Math.min(place, text.length);
        const found = bibtexContext(text, offset, asNames);
        if (found === undefined) return;
        const { insert, replace, typed } = found;
        assert.ok(replace.start === insert.start && insert.end === offset && replace.end >= offset && replace.end <= text.length);
        assert.equal(text.slice(insert.start, insert.end), typed);
        assert.ok(!text.slice(replace.start, replace.end).includes("\n"));
      }),
    );
  });

  for (const [name, piece] of [
    ["open values", "a = {"],
    ["garbage", '} = # " , x y z'],
    ["half entries", "\n@book{a, b"],
    ["comments", "@comment{ "],
    ["stray signs", "@ "],
    ["names", " x and y"],
  ] as const) {
    it(`is told in linear time in ${name}`, () => {
      const make = (size: number): string => `@article{k, author = ${piece.repeat(size / piece.length)}`;
      assertLinear(name, make, (text) => bibtexContext(text, text.length, asNames), 200_000);
    });
  }
});
