import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { DraftFacts } from "../../src/syntax/facts.ts";
import { readLatex } from "../../src/syntax/latex.ts";
import { latexCitationContext } from "../../src/syntax/latexContext.ts";
import type { Span } from "../../src/text/span.ts";
import { assertLinear } from "../growth.ts";

const pieces =
  "\\cite \\cites \\parencite* \\textcquote \\volcite \\citefield \\begin{quote} \\end{quote} \\begin{verbatim} \\end{verbatim} \\begin{displaycquote} \\end{displaycquote} \\footnote \\enquote \\url \\href \\verb| \\iffalse \\fi \\else \\[ \\] \\( \\) \\\\ \\% \\{ \\} \\\" \\textelp \\textins \\item \\section \\input \\bibliography \\addbibresource \\newcommand \\let \\begin{document} \\end{document} \\end{x} \\begin{align} \\end{align} { } [ ] ( ) < > $ $$ % # ~ `` '' \" ' , * a b key2020 {a} {a,b} [12] [see] https://example.org/a é 张 \ud83d".split(
    " ",
  );

const texish = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...pieces, " ", "\n", "\n\n", "\r\n") }, { weight: 1, arbitrary: fc.string() }), {
    maxLength: 80,
  })
  .map((parts) => parts.join(""));

function allSpans(facts: DraftFacts): Span[] {
  return [
    ...facts.groups.flatMap((group) => [
      group.span,
      ...(group.keysSpan === undefined ? [] : [group.keysSpan]),
      ...group.citations.flatMap(({ keySpan, locatorSpan }) => (locatorSpan === undefined ? [keySpan] : [keySpan, locatorSpan])),
    ]),
    ...facts.quotations.flatMap((quotation) => [quotation.span, quotation.inner]),
    ...facts.notes.flatMap((note) => [note.body, ...note.calls]),
    ...facts.links.map((link) => link.span),
    ...facts.blocks,
    ...[...facts.settings.bibliographies, ...facts.settings.inputs].map((file) => file.span),
    ...facts.suppressions.map((suppression) => suppression.span),
  ];
}

describe("reading any text as LaTeX", () => {
  it("never fails, and every span lies in the text", () => {
    fc.assert(
      fc.property(texish, (text) => {
        const facts = readLatex(text);
        for (const { start, end } of allSpans(facts)) assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end}`);
        for (const { content } of facts.quotations) {
          assert.equal(content.offsets.length, content.text.length + 1);
          for (const offset of content.offsets) assert.ok(offset >= 0 && offset <= text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("gives keys that stand where they are said to stand", () => {
    fc.assert(
      fc.property(texish, (text) => {
        for (const { key, keySpan } of readLatex(text).groups.flatMap((group) => group.citations)) {
          const written = text.slice(keySpan.start, keySpan.end).replace(/%[^\n\r]*\s*/g, "");
          assert.equal(written.replace(/\s+/g, " "), key);
          assert.equal(key, key.trim());
          assert.notEqual(key, "");
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("gives groups, quotations, blocks and links in order, and blocks apart", () => {
    fc.assert(
      fc.property(texish, (text) => {
        const { groups, quotations, links, blocks } = readLatex(text);
        for (const spans of [groups, quotations, links].map((facts) => facts.map((fact) => fact.span))) {
          for (const [index, span] of spans.entries()) assert.ok(span.start >= (spans[index - 1]?.start ?? 0));
        }
        for (const [index, block] of blocks.entries()) assert.ok(block.start >= (blocks[index - 1]?.end ?? 0));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds every key for completion that it counts as a citation", () => {
    fc.assert(
      fc.property(texish, (text) => {
        for (const { keySpan } of readLatex(text).groups.flatMap((group) => group.citations)) {
          const context = latexCitationContext(text, keySpan.end);
          assert.ok(context !== undefined, JSON.stringify(text.slice(keySpan.start - 20, keySpan.end + 10)));
          assert.ok(context.insert.start <= keySpan.end && context.insert.end === keySpan.end);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("reading hostile LaTeX", () => {
  const hostile = [
    "{",
    "}",
    "[",
    "\\cite[",
    "\\cite{",
    "\\cite{a,",
    "\\cites{a}",
    "\\cites(",
    "\\cite<",
    "%",
    "%\n",
    "`",
    "``",
    "'",
    '"',
    "$",
    "$$",
    "\\(",
    "\\[",
    "\\",
    "\\iffalse ",
    "\\iffalse\\fi",
    "\\if\\else",
    "\\begin{verbatim}",
    "\\begin{quote}",
    "\\begin{quote}``a''\\end{quote}",
    "\\footnote{",
    "\\footnote{a}",
    "\\footnotemark",
    "\\footnotetext[1]{x}",
    "\\enquote{",
    "\\textcquote{a}{",
    "\\url{",
    "\\url{a}",
    "\\href{",
    "\\verb|",
    "\\lstinline{",
    "\\cite[\\cite[",
    "\\cite{{",
    "\\textins{",
    "\\enquote{\\cite[",
    "\\section{",
    "\\item ",
    "\n\n",
    "\n \n",
    "a\n\n",
    "\\input{",
    "\\bibliography{",
    "\\newcites{a}{b}\\citea{k}",
    "\\bibliographyx",
    "\\let\\cite",
    "\\newcommand",
    "https://",
    "https://a.b/c\\_",
    "% ibid-ignore\n",
    "\\bibitem{a}",
    "\\begin{filecontents*}{a.bib}@a{b,",
    "\\glqq ",
    "\\documentclass[",
    "\\usepackage[a]{babel}",
    "\\path",
    "\\cite [",
    "\\volcite{2}[",
    "``a\n\n",
    "\\emph{``a'' ",
    "\\footnote{``a'' ",
  ];

  const read = (text: string): void => {
    readLatex(text);
    latexCitationContext(text, text.length);
  };

  for (const unit of hostile) {
    it(`takes time in proportion to its length: ${JSON.stringify(unit)}`, () => {
      assertLinear(unit, (length) => unit.repeat(Math.ceil(length / unit.length)), read, 40_000);
    });
  }
});
