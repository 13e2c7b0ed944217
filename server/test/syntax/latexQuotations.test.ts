import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLatex } from "../../src/syntax/latex.ts";

/** Each quotation as kind and words; the span of its inside is checked against `inner` where that is given. */
function checkQuotations(latex: string, expected: readonly (readonly [kind: string, words: string, inner?: string])[]): void {
  const { quotations } = readLatex(latex);
  assert.deepEqual(
    quotations.map(({ kind, content }) => [kind, content.text]),
    expected.map(([kind, words]) => [kind, words]),
  );
  for (const [index, { span, inner, content }] of quotations.entries()) {
    assert.ok(span.start <= inner.start && inner.end <= span.end, "the inside lies within");
    assert.equal(content.offsets.length, content.text.length + 1, "every character has its place");
    const wanted = expected[index]?.[2];
    if (wanted !== undefined) assert.equal(latex.slice(inner.start, inner.end), wanted);
  }
}

function checkWords(inside: string, expected: string): void {
  checkQuotations(`\\enquote{${inside}}`, [["command", expected]]);
}

describe("quotations in LaTeX", () => {
  it("finds marks", () => {
    checkQuotations("He wrote ``little sign of progress'' there.", [["marks", "little sign of progress", "little sign of progress"]]);
    checkQuotations("He wrote “little sign of progress” there.", [["marks", "little sign of progress"]]);
    checkQuotations("\\footnote{He wrote ``little sign of progress'' there.}", [["marks", "little sign of progress"]]);
    checkQuotations("``one two'' and\n\n``three four''", [
      ["marks", "one two"],
      ["marks", "three four"],
    ]);
  });

  it("finds marks that are commands", () => {
    checkQuotations("Er sprach von \\glqq kleinen Zeichen\\grqq{} dort.", [["marks", "kleinen Zeichen", "kleinen Zeichen"]]);
    checkQuotations("Il parle de \\og petits signes \\fg{} ici.", [["marks", "petits signes", "petits signes"]]);
    checkQuotations("\\textquotedblleft one two\\textquotedblright", [["marks", "one two"]]);
  });

  it("finds commands, with the group that is theirs", () => {
    checkQuotations("\\enquote{one two} \\enquote*{three}", [
      ["command", "one two", "one two"],
      ["command", "three", "three"],
    ]);
    checkQuotations("\\foreignquote{german}{ein Wort} \\blockquote{more words}", [
      ["command", "ein Wort"],
      ["command", "more words"],
    ]);
    const own = (latex: string): readonly (number | undefined)[] => readLatex(latex).quotations.map((quotation) => quotation.ownGroup);
    assert.deepEqual(own("\\cite{x} \\textcquote[12]{a}{words here} \\enquote{none}"), [1, undefined]);
    assert.deepEqual(own("\\textquote[{\\cite[12]{a}}][.]{words here}"), [0]);
    assert.deepEqual(own("\\foreigntextcquote{german}[12]{a}{Worte hier}"), [0]);
    assert.deepEqual(own("\\begin{displaycquote}[12]{a}\nwords\n\\end{displaycquote}"), [0]);
    assert.deepEqual(own("\\begin{displayquote}[{\\cite{a}}]\nwords\n\\end{displayquote}"), [0]);
    assert.deepEqual(own("\\begin{quote}\nwords \\cite{a}\n\\end{quote}"), [undefined]);
  });

  it("finds environments", () => {
    for (const environment of ["quote", "quotation", "displayquote", "verse"]) {
      checkQuotations(`\\begin{${environment}}\n  One two.\n\\end{${environment}}`, [["block", "One two.", "One two."]]);
    }
    checkQuotations("\\begin{foreigndisplayquote}{german}\nEin Wort.\n\\end{foreigndisplayquote}", [["block", "Ein Wort.", "Ein Wort."]]);
    checkQuotations("\\begin{quote}One two. \\parencite[3]{a}\n\nThree.\\end{quote}", [["block", "One two. Three."]]);
    checkQuotations("\\begin{quote} not closed", []);
  });

  it("lists the outer one of two within each other, but one in a note by itself", () => {
    checkQuotations("\\enquote{one \\enquote{two} three}", [["command", "one “two” three"]]);
    checkQuotations("``one \\enquote{two} three''", [["marks", "one “two” three"]]);
    checkQuotations("\\begin{quote}one ``two three'' four\\end{quote}", [["block", "one “two three” four"]]);
    checkQuotations("\\enquote{one\\footnote{But \\enquote{two three}.} four}", [
      ["command", "one four"],
      ["command", "two three"],
    ]);
  });

  it("finds none in the preamble, comments and verbatim text", () => {
    checkQuotations("\\newcommand{\\x}{\\enquote{a b}}\\begin{document}\\enquote{c d}\\end{document}", [["command", "c d"]]);
    checkQuotations("% \\enquote{a b}\n\\verb|\\enquote{a b}| \\renewcommand\\enquote[1]{x}", []);
  });

  it("reads the words as they print", () => {
    checkWords("\\emph{very} \\textbf{strong}", "very strong");
    checkWords("caf\\'e, na\\\"{\\i}ve, {\\ss}", "café, naïve, ß");
    checkWords("a~b\nc   d", "a b c d");
    checkWords("pages 3--5 --- or so", "pages 3–5 — or so");
    checkWords("5\\% \\& more \\$", "5% & more $");
    checkWords("one\\footnote{A note.} two", "one two");
    checkWords("one \\parencite[see][3]{a}two", "one two");
    checkWords("one % \\enquote{x}\n two", "one two");
    checkWords("one\\label{x} two\\index{two}", "one two");
    checkWords("one\\\\[2pt] two", "one two");
    checkWords("\\foreignlanguage{german}{Wort} \\textcolor{red}{rot} \\href{https://example.org}{here}", "Wort rot here");
  });

  it("has csquotes' changes as they print", () => {
    checkWords("one \\textelp{} two", "one […] two");
    checkWords("one \\textelp{and} two", "one […] [and] two");
    checkWords("one \\textelp*{and} two", "one [and] […] two");
    checkWords("\\textins{T}he \\textins*{\\emph{x}} end", "[T]he [x] end");
    checkWords("one \\textdel{s} two", "one [] two");
    checkWords("one \\dots{} two \\ldots{} three", "one … two … three");
  });

  it("leads each character back to its place", () => {
    const latex = "\\enquote{a \\emph{b} caf\\'e \\textins{x}}";
    const content = readLatex(latex).quotations[0]?.content;
    const at = (character: string): string => latex.slice(content?.offsets[content.text.indexOf(character)]);
    assert.equal(at("b"), "b} caf\\'e \\textins{x}}");
    assert.ok(at("é").endsWith("e \\textins{x}}"));
    assert.equal(at("x"), "x}}");
  });
});
