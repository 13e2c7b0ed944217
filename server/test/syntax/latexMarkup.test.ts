import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { latexToRichText } from "../../src/syntax/latexMarkup.ts";
import { assertLinear } from "../growth.ts";

const check = (latex: string, expected: string, keepsCase = false): void => assert.equal(latexToRichText(latex, keepsCase), expected);

describe("LaTeX as CSL's rich text", () => {
  it("keeps fonts", () => {
    check("\\emph{a} \\textit{b} \\textbf{c} \\mkbibemph{d}", "<i>a</i> <i>b</i> <b>c</b> <i>d</i>");
    check("\\textsc{a}", '<span style="font-variant:small-caps;">a</span>');
    check("\\emph{a \\textbf{b}} c", "<i>a <b>b</b></i> c");
    check("{\\em a b} c {\\bfseries d}", "<i>a b</i> c <b>d</b>");
    check("\\texttt{a} \\textrm{b}", "a b");
    check("\\emph{}x", "x");
  });
  it("raises and lowers letters, also in mathematics", () => {
    check("19\\textsuperscript{th}, H$_2$O, $x^{10}$, $\\alpha_i$", "19<sup>th</sup>, H<sub>2</sub>O, x<sup>10</sup>, α<sub>i</sub>");
    check("1$^\\emph{a}$, 2$^\\bf b$", "1<sup><i>a</i></sup>, 2<sup></sup>b");
    check("$\\frac{1}{2}$, cost \\$5, cost $5", "1/2, cost $5, cost $5");
  });
  it("sets apostrophes, quotation marks, dashes and ties", () => {
    check("O'Neil's `a' ``b'' 1--2 --- 3", "O’Neil’s ‘a’ “b” 1–2 — 3");
    check("\\enquote{a \\enquote{b}}", "“a ‘b’”");
    check("J.~R. x\\&y 5\\%", "J.\u00a0R. x&y 5%");
  });
  it("marks what must keep its small letters, and nothing else", () => {
    check("The {iPhone} of {NATO}", 'The <span class="nocase">iPhone</span> of NATO', true);
    check("{{The Title of It}}", '<span class="nocase">The Title of It</span>', true);
    check("{\\'e}t{\\'e} \\emph{in vitro} {\\em in vivo}", "été <i>in vitro</i> <i>in vivo</i>", true);
    check("The {iPhone}", "The iPhone");
  });
  it("puts biblatex's words and brackets", () => {
    check("\\bibstring{reviewof} \\mkbibparens{x} \\mkbibbrackets{y} \\mkbibquote{z}", "review of (x) [y] “z”");
    check("\\iflanguage{english}{Rome}{\\iflanguage{italian}{Roma}{Rom}}", "Rome");
    check("44 min\\adddot, sess.\\isdot, \\~{}x", "44 min., sess., ~x");
    check("a\\footnote{b}c \\texorpdfstring{$x$}{y} \\strange{kept}", "ac y kept");
  });
  it("leaves no tag open, whatever is not closed", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "\\",
      "\\emph{",
      "\\bf ",
      "{\\em ",
      "$",
      "^",
      "_",
      "a",
      " ",
      "\\textsuperscript",
      "\\frac{",
      "\\'",
      "~",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, keepsCase) => {
        const text = latexToRichText(pieces.join(""), keepsCase);
        const open: string[] = [];
        for (const [, slash, name = ""] of text.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
          if (slash === "") open.push(name);
          else assert.equal(open.pop(), name, text);
        }
        assert.deepEqual(open, [], text);
      }),
      { numRuns: 1000 },
    );
  });
  it("takes time in proportion to the text", () => {
    for (const piece of ["{a", "\\emph{", "{\\em ", "$x^", "$\\$", "\\frac{1}", "`a'", "{}", "\\'{"])
      assertLinear(
        piece,
        (count) => piece.repeat(count),
        (text) => latexToRichText(text, true),
        5000,
      );
  });
});
