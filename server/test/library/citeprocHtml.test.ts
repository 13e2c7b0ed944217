import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { plainText, type RichText } from "../../src/csl/richText.ts";
import { richFromHtml } from "../../src/library/citeprocHtml.ts";
import { assertLinear } from "../growth.ts";

const check = (html: string, expected: RichText): void => assert.deepEqual(richFromHtml(html), expected);

describe("citeproc's HTML as runs", () => {
  it("keeps the styles that references have", () => {
    check('  <div class="csl-entry">A, <i>B &#38; <b>C</b></i>.</div>\n', [
      { text: "A, " },
      { text: "B & ", italic: true },
      { text: "C", italic: true, bold: true },
      { text: "." },
    ]);
    check('<span style="font-variant:small-caps;">Ada</span> x<sup>2</sup><sub>i</sub>', [
      { text: "Ada", smallCaps: true },
      { text: " x" },
      { text: "2", position: "superscript" },
      { text: "i", position: "subscript" },
    ]);
  });

  it("turns italics off within italics", () =>
    check('<i>On <span style="font-style:normal;">Hamlet</span> again</i>', [
      { text: "On ", italic: true },
      { text: "Hamlet" },
      { text: " again", italic: true },
    ]));

  it("leaves the number in the margin out", () =>
    check('<div class="csl-entry">\n  <div class="csl-left-margin">[1]</div><div class="csl-right-inline">A. <i>T</i>.</div>\n</div>', [
      { text: "A. " },
      { text: "T", italic: true },
      { text: "." },
    ]));

  it("takes all other tags for text", () => {
    check('<script>x</script> <a href="y">z</a> < & &bogus; &#60;i&#62;', [
      { text: '<script>x</script> <a href="y">z</a> < & &bogus; <i>' },
    ]);
    check("</i>x", [{ text: "</i>x" }]);
  });

  it("reads any text", () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<i>", "</i>", "<div>", "</div>", "<span>", "<", ">", "&#38;", "&", " ", "a", "&#1114112;", "&#xd800;")),
        (parts) => {
          const rich = richFromHtml(parts.join(""));
          assert.ok(plainText(rich).isWellFormed());
          assert.ok(rich.every((run) => run.text !== ""));
        },
      ),
    ));

  it("takes time in proportion to the text", () => {
    for (const piece of ["<", "<i>", "<i", "</i>", "&#", " "]) assertLinear(piece, (count) => piece.repeat(count), richFromHtml, 4000);
  });
});
