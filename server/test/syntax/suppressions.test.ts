import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { suppressionAt, suppressionCodes } from "../../src/syntax/suppressions.ts";

describe("suppressionCodes", () => {
  it("reads the codes of a comment in either language", () => {
    assert.deepEqual(suppressionCodes("<!-- ibid-ignore link.dead quotation -->"), ["link.dead", "quotation"]);
    assert.deepEqual(suppressionCodes("% ibid-ignore link.dead, citation.example-list"), ["link.dead", "citation.example-list"]);
    assert.deepEqual(suppressionCodes(" ibid-ignore "), []);
  });

  it("knows other comments", () => {
    for (const comment of ["<!-- ibid-ignored -->", "<!-- note -->", "% see ibid-ignore", ""])
      assert.equal(suppressionCodes(comment), undefined);
  });
});

describe("suppressionAt", () => {
  function checkSilenced(text: string, expected: string): void {
    const start = text.indexOf("<!--");
    const span = suppressionAt(text, { start, end: text.indexOf("-->") + 3 })?.span ?? { start: 0, end: 0 };
    assert.equal(text.slice(span.start, span.end), expected);
  }

  it("covers its own line and the next paragraph", () => {
    checkSilenced("a\n\nb <!-- ibid-ignore --> c\n\nd\ne\n\nf", "b <!-- ibid-ignore --> c\n\nd\ne");
    checkSilenced("<!-- ibid-ignore -->\nb\n\nc", "<!-- ibid-ignore -->\nb");
    checkSilenced("> <!-- ibid-ignore -->\n>\n> b\n> c\n\nd", "> <!-- ibid-ignore -->\n>\n> b\n> c");
    checkSilenced("a\n<!-- ibid-ignore -->", "<!-- ibid-ignore -->");
  });
});
