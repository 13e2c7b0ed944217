import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { latexToMapped, latexToText, unescapeVerbatim } from "../../src/syntax/latexText.ts";

function checkText(latex: string, expected: string): void {
  assert.equal(latexToText(latex), expected);
  assert.equal(latexToMapped(latex, 0).text, expected, "with its map");
}

describe("latexToText", () => {
  it("composes accents in all spellings", () => {
    for (const spelling of ['{\\"o}', '\\"{o}', '\\"o', '{\\"{o}}', '\\" o', '{{\\"o}}']) checkText(spelling, "ö");
    for (const spelling of ["{\\'\\i}", "\\'{\\i}", "\\'\\i", "\\'{i}", "\\'i"]) checkText(spelling, "í");
    checkText("\\v{c}\\v c\\c c\\c{c}", "ččçç");
    checkText("\\H{o}\\k{a}\\u{g}\\.{z}\\=a\\r{u}\\d{s}\\b{b}", "őąğżāůṣḇ");
    checkText("\\'{\\^e}", "ế");
    checkText('Na{\\"{\\i}}ve', "Naïve");
  });
  it("knows the letters of their own", () => {
    checkText(
      "H{\\aa}kansson, \\AA rhus, {\\o}re, Stra\\ss e, \\L\\'od\\'z, {\\ae}on, \\oe uvre, \\dh, \\th",
      "Håkansson, Århus, øre, Straße, Łódź, æon, œuvre, ð, þ",
    );
    checkText("\\textquoteright s", "’s");
    checkText("\\copyright{} 2020 \\textendash\\ \\dots", "© 2020 – …");
  });
  it("undoes escapes and ties", () => {
    checkText("R\\&D 50\\% \\$3 \\#1 a\\_b \\{x\\}", "R&D 50% $3 #1 a_b {x}");
    checkText("Donald~E. Knuth", "Donald E. Knuth");
    checkText("hy\\-phen a\\/b a\\,b a\\\\b", "hyphen ab a b a b");
  });
  it("sets dashes and quotation marks", () => {
    checkText("1--20 and --- so", "1–20 and — so");
    checkText("``Hello'' `you' Smith's", "“Hello” ‘you' Smith's");
    checkText("\\enquote{A \\enquote{B} C}", "“A ‘B’ C”");
    checkText("\\enquote*{A}", "“A”");
    checkText("?`Que? !`Ay!", "¿Que? ¡Ay!");
  });
  it("unwraps styles and leaves the arguments of commands it does not know", () => {
    checkText("\\emph{The} \\textit{Title} {\\em old} {\\bf x} \\mkbibemph{y} \\strange{kept}", "The Title old x y kept");
    checkText("{{Title Case}} {N}{A}{T}{O}", "Title Case NATO");
    checkText("\\href{https://a.org/x_y}{the page} \\textcolor{red}{hot}", "the page hot");
    checkText("\\url{https://a.org/~b/c_d%20e}", "https://a.org/~b/c_d%20e");
  });
  it("makes mathematics readable", () => {
    checkText("H$_2$O, $x^{2}$, $\\alpha$-helix, $10^{-3}$", "H₂O, x², α-helix, 10⁻³");
    checkText("21\\textsuperscript{st}", "21st");
  });
  it("collapses white space", () => checkText("  a\r\n   b\t{ c }  ", "a b c"));
  it("maps each character to where it came from", () => {
    const mapped = latexToMapped("a \\'e{b}", 10);
    assert.equal(mapped.text, "a éb");
    assert.deepEqual([...mapped.offsets], [10, 11, 14, 16, 18]);
  });
  it("never throws, also where nothing is closed", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "\\",
      "$",
      "^",
      "_",
      "~",
      "`",
      "'",
      '\\"',
      "\\url{",
      "\\enquote{",
      "\\href{",
      "a",
      " ",
      "-",
      "\\v",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const latex = parts.join("");
        const mapped = latexToMapped(latex, 0);
        assert.equal(mapped.text, latexToText(latex).replace(/^ +| +$/g, ""));
        assert.equal(mapped.offsets.length, mapped.text.length + 1);
      }),
    );
  });
  it("is linear in deep nesting", () => {
    checkText(`${"{".repeat(100_000)}a${"}".repeat(100_000)}`, "a");
    assert.equal(latexToText("\\url{".repeat(50_000)).length > 0, true);
  });
});

describe("unescapeVerbatim", () => {
  const checkVerbatim = (value: string, expected: string) => assert.equal(unescapeVerbatim(value), expected);
  it("undoes habitual escapes", () => checkVerbatim("https://a.org/b\\_c\\%20d\\&e\\#f{\\_}g", "https://a.org/b_c%20d&e#f_g"));
  it("takes wrappers off", () => {
    checkVerbatim("\\url{https://a.org}", "https://a.org");
    checkVerbatim("<https://a.org>", "https://a.org");
    checkVerbatim("{10.1000/xyz}", "10.1000/xyz");
    checkVerbatim("\\href{https://a.org}{here}", "https://a.org");
  });
  it("leaves what else LaTeX would change", () => checkVerbatim("https://a.org/~x/a%20b--c", "https://a.org/~x/a%20b--c"));
});
