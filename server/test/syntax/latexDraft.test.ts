import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLatex } from "../../src/syntax/latex.ts";
import type { Span } from "../../src/text/span.ts";

const words = (text: string, spans: readonly Span[]): string[] => spans.map(({ start, end }) => text.slice(start, end));

describe("LaTeX blocks", () => {
  function checkBlocks(latex: string, expected: readonly string[]): void {
    assert.deepEqual(words(latex, readLatex(latex).blocks), expected);
  }

  it("parts paragraphs, headings and items", () => {
    checkBlocks("One.\nStill one.\n\nTwo.\\par Three.", ["One.\nStill one.", "Two.", "Three."]);
    checkBlocks("\\section*{A Title}\nWords.", ["A Title", "Words."]);
    checkBlocks("\\begin{itemize}\n\\item One\n\\item[b] Two\n\\end{itemize}", ["One", "Two"]);
  });

  it("keeps quotations in environments apart, without their arguments", () => {
    checkBlocks("He says\n\\begin{quote}\nWords.\n\\end{quote}\nand goes on.", ["He says", "Words.", "and goes on."]);
    checkBlocks("\\begin{displaycquote}[12]{a}\nWords.\n\\end{displaycquote}", ["Words."]);
  });

  it("goes on over mathematics and over blank lines in notes", () => {
    checkBlocks("where\n\\begin{equation}x\\end{equation}\nholds.", ["where\n\\begin{equation}x\\end{equation}\nholds."]);
    checkBlocks("One\\footnote{a\n\nb} goes on.\n\nTwo.", ["One\\footnote{a\n\nb} goes on.", "Two."]);
  });

  it("leaves out the preamble, comments at the edges, and verbatim text", () => {
    checkBlocks("\\documentclass{article}\n\nx\\begin{document}\nWords.\n\\end{document}\nrest", ["Words."]);
    checkBlocks("% a\nWords % b\ngo on.\n% c\n", ["Words % b\ngo on.\n% c"]);
    checkBlocks("A\n\\begin{verbatim}\nx\n\ny\n\\end{verbatim}\nB", ["A", "B"]);
  });
});

describe("LaTeX notes", () => {
  function checkNotes(latex: string, expected: readonly (readonly [string | undefined, string, string])[]): void {
    const notes = readLatex(latex).notes.map(({ label, calls, body }) => [label, ...words(latex, [...calls, body])]);
    assert.deepEqual(notes, expected);
  }

  it("finds the notes that are typed out", () => {
    checkNotes("a\\footnote{See \\emph{b}.}", [[undefined, "\\footnote{See \\emph{b}.}", "See \\emph{b}."]]);
    checkNotes("a\\footnote[3]{b}\\endnote{c}", [
      [undefined, "\\footnote[3]{b}", "b"],
      [undefined, "\\endnote{c}", "c"],
    ]);
    checkNotes("a\\footnote{not closed", []);
  });

  it("gives a text its mark", () => {
    checkNotes("a\\footnotemark{} b\\footnotemark\\footnotetext{one}\\footnotetext{two}", [
      [undefined, "\\footnotemark", "one"],
      [undefined, "\\footnotemark", "two"],
    ]);
    checkNotes("a\\footnotemark[3] b\\footnotetext[3]{three}", [["3", "\\footnotemark[3]", "three"]]);
    checkNotes("b\\footnotetext{alone}", [[undefined, "\\footnotetext{alone}", "alone"]]);
  });
});

describe("LaTeX links", () => {
  function checkLinks(latex: string, expected: readonly (readonly [string, string])[]): void {
    const { links } = readLatex(latex);
    assert.deepEqual(
      links.map((link) => [link.printed, link.url]),
      expected,
    );
    assert.deepEqual(
      words(
        latex,
        links.map((link) => link.span),
      ),
      links.map((link) => link.printed),
    );
  }

  const plain = (url: string): readonly [string, string] => [url, url];

  it("reads addresses in commands", () => {
    checkLinks("\\url{https://example.org/a_b%20c#d~e}", [plain("https://example.org/a_b%20c#d~e")]);
    checkLinks("\\href{https://example.org/a}{\\emph{words}} \\nolinkurl{https://example.org/b}", [
      plain("https://example.org/a"),
      plain("https://example.org/b"),
    ]);
    checkLinks("\\url|https://example.org/a|", [plain("https://example.org/a")]);
    checkLinks("\\footnote{\\url{https://example.org/a}}", [plain("https://example.org/a")]);
    checkLinks("\\url{www.example.org/a}", [plain("www.example.org/a")]);
  });

  it("undoes escapes and line ends", () => {
    checkLinks("\\url{https://example.org/a\\_b\\%20c\\&d\\#e\\~{}f}", [
      ["https://example.org/a\\_b\\%20c\\&d\\#e\\~{}f", "https://example.org/a_b%20c&d#e~f"],
    ]);
    checkLinks("\\url{https://example.org/\n  long}", [["https://example.org/\n  long", "https://example.org/long"]]);
    checkLinks("\\href{https://example.org/{\\textasciitilde}me}{x}", [
      ["https://example.org/{\\textasciitilde}me", "https://example.org/~me"],
    ]);
  });

  it("finds bare addresses in running text and notes", () => {
    checkLinks("See https://example.org/a and \\footnote{https://example.org/b}", [
      plain("https://example.org/a"),
      plain("https://example.org/b"),
    ]);
  });

  it("goes on over escapes in bare ones", () => {
    checkLinks("See https://example.org/a\\_b\\%20c\\#d, and more.", [
      ["https://example.org/a\\_b\\%20c\\#d", "https://example.org/a_b%20c#d"],
    ]);
    checkLinks("See https://example.org/a~(3 May) \\\\ https://example.org/~b\\\\", [
      plain("https://example.org/a"),
      plain("https://example.org/~b"),
    ]);
  });

  it("takes nothing else for a link", () => {
    checkLinks("\\path{https://example.org/a} \\href{mailto:a@example.org}{x} \\href{run:a.pdf}{x} \\href{\\#a}{x} \\url{#1}", []);
    checkLinks("\\begin{verbatim}https://example.org/a\\end{verbatim} \\verb|https://example.org/a|", []);
    checkLinks("% https://example.org/a\n\\url{\\base/a}", []);
  });
});

describe("LaTeX settings", () => {
  const settings = (latex: string) => readLatex(latex).settings;
  const names = (latex: string): string[] => settings(latex).bibliographies.map((file) => file.name);

  it("names bibliographies in order", () => {
    assert.deepEqual(names("\\addbibresource{a.bib}\\addbibresource[label=x]{../b.bib}"), ["a.bib", "../b.bib"]);
    assert.deepEqual(names("\\bibliography{a, b.bib,\n  dir/c}"), ["a.bib", "b.bib", "dir/c.bib"]);
    assert.deepEqual(names("\\nobibliography{a} \\addglobalbib{b.bib} \\addsectionbib{c.bib}"), ["a.bib", "b.bib", "c.bib"]);
    assert.deepEqual(names("\\bibliographystyle{plain} % \\bibliography{x}\n\\bibliography{}"), []);
    assert.deepEqual(names("\\addbibresource{\\subfix{../a.bib}}"), ["../a.bib"]);
    assert.deepEqual(names("\\newcites{prim}{Sources} \\bibliographyprim{p} \\bibliography{a}"), ["p.bib", "a.bib"]);
  });

  it("marks where a name stands", () => {
    const latex = "\\bibliography{a, dir/b}";
    const files = settings(latex).bibliographies;
    assert.deepEqual(
      words(
        latex,
        files.map((file) => file.span),
      ),
      ["a", "dir/b"],
    );
  });

  it("knows what it can't know", () => {
    for (const latex of [
      "\\addbibresource[location=remote]{https://example.org/a.bib}",
      "\\bibliography{\\jobnames}",
      "\\input{|cat refs}",
      '\\input{|"cat refs"}',
      "\\input{\\chapter}",
    ]) {
      const facts = readLatex(latex);
      assert.deepEqual([facts.openEnded, facts.settings.bibliographies, facts.settings.inputs], [true, [], []], latex);
    }
    assert.equal(readLatex("\\bibliography{a,\\jobname}\\input{b}").openEnded, false);
  });

  it("lists the files of the document", () => {
    const files = (latex: string): string[] => settings(latex).inputs.map((file) => file.name);
    assert.deepEqual(files("\\input{a}\\include{dir/b}\\subfile{c.tex}"), ["a", "dir/b", "c.tex"]);
    assert.deepEqual(files("\\input chapter.tex\n"), ["chapter.tex"]);
    assert.deepEqual(files("\\import{parts/}{one}\\subimport{parts}{two}"), ["parts/one", "parts/two"]);
    assert.deepEqual(files("\\includegraphics{a.png}"), []);
  });

  it("finds the root", () => {
    assert.equal(settings("% !TEX root = ../main.tex\nWords").root?.name, "../main.tex");
    assert.equal(settings("%!TeX root=main.tex\nWords").root?.name, "main.tex");
    assert.equal(settings("\\documentclass[../main.tex]{subfiles}").root?.name, "../main.tex");
    assert.equal(settings("\\documentclass[a4paper]{article}").root, undefined);
  });

  it("knows the main language", () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ["\\usepackage[english,ngerman]{babel}", "de-DE"],
      ["\\usepackage[main=british,ngerman]{babel}", "en-GB"],
      ["\\documentclass[french]{article}\\usepackage{babel}", "fr-FR"],
      ["\\setdefaultlanguage[variant=british]{english}", "en-GB"],
      ["\\setmainlanguage{italian}", "it"],
      ["\\usepackage{babel}", undefined],
    ];
    for (const [latex, expected] of cases) assert.equal(settings(latex).lang, expected, latex);
  });
});

describe("keys that a LaTeX draft defines", () => {
  it("reads them from bibitems, sets and filecontents", () => {
    assert.deepEqual(readLatex("\\bibitem{a}\\bibitem[Label (2012)]{b}\\bibitem{a}").definedKeys, ["a", "b"]);
    assert.deepEqual(readLatex("\\bib{c}{article}{title={x}} \\defbibentryset{set}{d,e}").definedKeys, ["c", "set"]);
    assert.deepEqual(
      readLatex(
        "\\begin{filecontents*}[overwrite]{refs.bib}\n@string{x = {y}}\n@book{k1,\n title={T}}\n@Article(k2, year=1)\n\\end{filecontents*}",
      ).definedKeys,
      ["k1", "k2"],
    );
    assert.deepEqual(readLatex("\\begin{filecontents}{a.txt}@book{k}\\end{filecontents} \\defcitealias{a}{A}").definedKeys, []);
  });
});

describe("suppressions in LaTeX", () => {
  it("hold for their own line and the next paragraph", () => {
    const latex = "Before.\n\nOne. % ibid-ignore link.dead\nStill one.\n\nTwo.";
    const [first] = readLatex(latex).suppressions;
    assert.deepEqual(first?.codes, ["link.dead"]);
    assert.equal(first && latex.slice(first.span.start, first.span.end), "One. % ibid-ignore link.dead\nStill one.");
    const alone = "% ibid-ignore\n\nTwo.\n\nThree.";
    const [second] = readLatex(alone).suppressions;
    assert.deepEqual(second?.codes, []);
    assert.equal(second && alone.slice(second.span.start, second.span.end), "% ibid-ignore\n\nTwo.");
    assert.deepEqual(readLatex("% an ordinary comment").suppressions, []);
  });
});
