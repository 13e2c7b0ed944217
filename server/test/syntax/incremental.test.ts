import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bindQuotations } from "../../src/syntax/binding.ts";
import { VersionMemory } from "../../src/syntax/incrementalMemory.ts";
import { LatexMemory, readLatex } from "../../src/syntax/latex.ts";
import { readMarkdown } from "../../src/syntax/markdown.ts";
import { MarkdownMemory } from "../../src/syntax/markdownReading.ts";

interface Edit {
  /** Where in the text, and how much of it goes, in thousandths of its length. */
  readonly at: number;
  readonly removed: number;
  readonly typed: string;
}

/** After each edit what is read with a memory is the same as what is read from scratch. */
function checkEdits(first: string, edits: readonly Edit[], quarto = false): void {
  const memory = new MarkdownMemory();
  const sentences: Parameters<typeof bindQuotations>[2] = new VersionMemory();
  let text = first;
  for (const edit of [undefined, ...edits]) {
    text = edit === undefined ? text : edited(text, edit);
    const facts = readMarkdown(text, { quarto }, memory);
    assert.deepEqual(facts, readMarkdown(text, { quarto }), text);
    assert.deepEqual(bindQuotations(facts, text, sentences), bindQuotations(facts, text), text);
  }
}

function edited(text: string, { at, removed, typed }: Edit): string {
  const from = Math.floor((text.length * at) / 1000);
  return text.slice(0, from) + typed + text.slice(from + Math.floor((text.length * removed) / 1000));
}

const draft = `---
bibliography: works.bib
nocite: "@silent"
---

# Salt and bread

As @ferrant has it, “salt came first. Bread followed.” [see @brandt1998, p. 12; @webber]. The rest is *plain*.[^1]

> Nobody kept count of the sacks.
> They went by night. [@olsen, p. 4]

1. First the river, "broad and slow" [@webber].
2. Then the road^[Which was "no road at all" [@brandt1998].] and <https://example.org/road>.

(@good) An example that is numbered.

See @good and [the map][map], also [@ferrant][map]. It's 'so' at http://www.example.org/a_b.

\`\`\`
@nothing "in code"
\`\`\`

[^1]: Compare @olsen, "the night boats", and [Salt and bread].

[map]: https://example.org/map

As @ferrant has it, “salt came first. Bread followed.” [see @brandt1998, p. 12; @webber]. The rest is *plain*.[^1]
`;

const typed = fc.constantFrom(
  ..."ab .,\n@[]()\"'”“*_`$<>;:-#^!\\|{}".split(""),
  ..."\n\n|\n> |\n- |\n1. |\n    |\n```\n|\n~~~\n|<!-- | -->|\n---\n|\n---\nlang: sv\n---\n|\n[^1]: |[^1]|\n(@good) |\n(@ferrant) |@good".split(
    "|",
  ),
  ..."\n[map]: http://example.org/x\n|\n[@ferrant]: http://example.org/y\n|\n# Head\n|\n===\n|\n:::\n|\n::: box\n|\n<pre>\n|</pre>|\\begin{x}|\\end{x}".split(
    "|",
  ),
  ..."[@webber, p. 3]|@fig-map|“It ends. Here.” [@a]|\r\n|\n|a|b|\n|-|-|\n|\nTerm\n:   what\n|\n> [!note] |\n\n— A. Olsen [@olsen]|é|𝒳".split(
    "|",
  ),
);

const edit = fc.record({
  at: fc.nat(1000),
  removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(30), fc.nat(600)),
  typed: fc.oneof({ weight: 6, arbitrary: typed }, { weight: 1, arbitrary: fc.constant(draft) }, { weight: 1, arbitrary: fc.constant("") }),
});

const newAmong = (before: readonly object[], after: readonly object[]): readonly number[] =>
  after.flatMap((chunk, index) => (before.includes(chunk) ? [] : [index]));

function checkLatexEdits(first: string, edits: readonly Edit[]): void {
  const memory = new LatexMemory();
  let text = first;
  for (const edit of [undefined, ...edits]) {
    text = edit === undefined ? text : edited(text, edit);
    assert.deepEqual(readLatex(text, {}, undefined, memory), readLatex(text), text);
  }
}

const chapter = `\\chapter{Salt}

As \\textcite[12]{ferrant} has it, \`\`salt came first.'' \\see[3]{brandt,olsen}\\footnote{But see \\cite{webber}.

And a second paragraph of the note.}

\\begin{quote}
Nobody kept count of the sacks.

They went by night. \\cite[4]{olsen}
\\end{quote}

\\begin{verbatim}

\\cite{nothing}
\\end{verbatim}

\\[ x = y \\] \\enquote{so. It} went \\url{https://example.org/a}. % ibid-ignore

It's a \\footnotemark{} mark, and $x$.

\\footnotetext{See \\textcquote[3]{webber}{the boats}.} \\iffalse \\cite{hidden} \\fi

\\bibitem{own} Own.
`;

const paper = `\\documentclass{article}
\\usepackage[swedish]{babel}
\\newcommand{\\see}[2][]{\\parencite[#1]{#2}}

\\addbibresource{works.bib}

\\begin{document}

${chapter}
\\end{document}
`;

const latexTyped = fc.constantFrom(
  ..."ab .,\n{}[]()\\%$\"'`~#*".split(""),
  ..."\n\n|\\cite{a}|\\cite{|\\footnote{|\\begin{verbatim}|\\end{verbatim}|\\begin{quote}|\\end{quote}|\\iffalse |\\fi |\\else |\\begin{equation}|\\end{equation}".split(
    "|",
  ),
  ..."\\begin{document}|\\end{document}|\n\\endinput\n|\\newcommand{\\see}[1]{\\cite{#1}}|\\newenvironment{said}{\\begin{quote}}{\\end{quote}}|\\begin{said}|\\end{said}".split(
    "|",
  ),
  ..."\\newcites{prim}{x}|\\citeprim{a}|% ibid-ignore\n|\\MakeShortVerb{\\!}|!|\\lstnewenvironment{code}{}{}|\\begin{code}|\\end{code}|\\let\\x\\iffalse|\\enquote{x}|\r\n|\r|é|𝒳|\\footnotemark|\\usepackage[german]{babel}|\\usepackage{jurabib}|\\verb|\\input{x}".split(
    "|",
  ),
);

const latexEdit = fc.record({
  at: fc.nat(1000),
  removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(30), fc.nat(600)),
  typed: fc.oneof(
    { weight: 6, arbitrary: latexTyped },
    { weight: 1, arbitrary: fc.constant(chapter) },
    { weight: 1, arbitrary: fc.constant("") },
  ),
});

describe("a draft read with what is known of the version before", () => {
  it("says the same as one read from scratch, whatever is typed", () => {
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), fc.boolean(), (edits, quarto) =>
      checkEdits(draft, edits, quarto),
    );
    fc.assert(property, { seed: 11, numRuns: 120 });
  });

  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ["a fence that opens", "@a\n\n@b\n\n```\n@c\n```\n", "```\n@a\n\n@b\n\n```\n@c\n```\n"],
    ["a comment that opens", "@a\n\n@b <!-- c -->\n", "<!-- @a\n\n@b <!-- c -->\n"],
    ["front matter that changes the language", "---\nlang: en\n---\n\nHan sa ’hej’ nu.", "---\nlang: sv\n---\n\nHan sa ’hej’ nu."],
    ["a definition that comes", "@a [b]\n\nend", "@a [b]\n\nend\n\n[b]: http://example.org"],
    ["a definition that goes", "[@a][b] [@c]\n\n[b]: http://example.org", "[@a][b] [@c]\n\n"],
    ["an example list that comes above", "see @a\n", "(@a) one\n\nsee @a\n"],
    ["an example list that moves below", "(@a) one\n\nsee @a\n", "see @a\n\n(@a) one\n"],
    ["a quotation that becomes a block", 'he "said so" twice', '> he "said so" twice'],
    ["the last line of a block that is none any more", "> a word\n> more\n>\n> — B. [@k]", "> a word\n> more\n>\n> — B. [@k]\n>\n> and on"],
    ["paragraphs that change their places", "@a one\n\n@b two\n\n@c three\n\n@d four\n", "@d four\n\n@c three\n\n@b two\n\n@a one\n"],
    ["a note's citation, which binds elsewhere", 'It was "long ago."[^1]\n\n[^1]: See.\n', 'It was "long ago."[^1]\n\n[^1]: See @k.\n'],
  ];
  for (const [what, before, after] of cases) {
    it(`sees ${what}`, () => {
      const replaced = (typed: string): Edit => ({ at: 0, removed: 1000, typed });
      checkEdits(before, [replaced(after), replaced(before), replaced(after)]);
    });
  }

  it("forgets what was read in another dialect", () => {
    const memory = new MarkdownMemory();
    readMarkdown("@fig-map", {}, memory);
    assert.equal(readMarkdown("@fig-map", { quarto: true }, memory).groups.length, 0);
    assert.equal(readMarkdown("@fig-map", {}, memory).groups.length, 1);
  });

  const readings: readonly (readonly [before: string, after: string, readAnew: string])[] = [
    ["abcdefgh", "abcdefgh", ""],
    ["abcdefgh", "abXdefgh", "X"],
    ["abcdefgh", "abXYcdefgh", "XY"],
    ["abcdefgh", "abfgh", ""],
    ["abcdefgh", "", ""],
    ["aabbaabb", "aaXbbaabb", "X"],
    // Of parts that have moved, the first three pieces.
    ["abcdefghijklmnop", "ijklmnopabcdefgh", "ijk"],
    ["abcdefghijklmnop", "ponmlkjihgfedcba", "pon"],
  ];
  for (const [before, after, readAnew] of readings) {
    it(`reads anew "${readAnew}" where ${before} becomes ${after}`, () => {
      const memory = new VersionMemory<string>();
      const read: string[] = [];
      for (const pieces of [before, after]) {
        memory.beginVersion();
        read.length = 0;
        for (const piece of pieces)
          assert.equal(
            memory.recall(
              piece,
              () => readPiece(piece),
              () => true,
            ),
            piece,
          );
      }
      assert.equal(read.join(""), readAnew);

      function readPiece(piece: string): string {
        read.push(piece);
        return piece;
      }
    });
  }

  it("says the same of LaTeX as one read from scratch, whatever is typed", () => {
    const property = fc.property(fc.constantFrom(paper, chapter), fc.array(latexEdit, { minLength: 1, maxLength: 12 }), checkLatexEdits);
    fc.assert(property, { seed: Number(process.env.IBID_SEED ?? 11), numRuns: Number(process.env.IBID_RUNS ?? 200) });
  });

  const latexCases: readonly (readonly [what: string, before: string, after: string])[] = [
    ["a definition that comes below", "\\see{a}\n\nEnd.\n\nMore.", "\\see{a}\n\nEnd.\n\n\\newcommand{\\see}[1]{\\cite{#1}}"],
    [
      "an environment that comes to quote",
      "\\newenvironment{said}{}{}\n\n\\begin{said}\n\na\n\nb\n\n\\end{said}",
      "\\newenvironment{said}{\\begin{quote}}{\\end{quote}}\n\n\\begin{said}\n\na\n\nb\n\n\\end{said}",
    ],
    ["a brace that opens", "\\cite{a}\n\n\\cite{b}\n\n\\cite{c}", "\\footnote{\\cite{a}\n\n\\cite{b}\n\n\\cite{c}"],
    [
      "a verbatim text that opens",
      "\\cite{a}\n\n\\cite{b}\n\n\\end{verbatim}\n\n\\cite{c}",
      "\\begin{verbatim}\\cite{a}\n\n\\cite{b}\n\n\\end{verbatim}\n\n\\cite{c}",
    ],
    ["a false branch that comes to end", "\\iffalse\n\n\\cite{a}\n\n\\cite{b}", "\\iffalse\n\n\\cite{a}\n\n\\fi\\cite{b}"],
    [
      "the beginning of the body",
      "``One'' \\cite{a}\n\n``Two'' \\cite{b}\n\nend",
      "``One'' \\cite{a}\n\n``Two'' \\cite{b}\n\n\\begin{document}end",
    ],
    ["a mark that a text further on belongs to", "x\n\n\\footnotetext{\\cite{a}}", "x\\footnotemark\n\n\\footnotetext{\\cite{a}}"],
    ["white space between paragraphs", "\\cite{a}\n\n\\cite{b}\n", "\\cite{a}\n\n  \n\n\\cite{b}\n"],
    ["a language", "\\usepackage[english]{babel}\n\nHan sa ''hej'' nu.", "\\usepackage[swedish]{babel}\n\nHan sa ''hej'' nu."],
    ["a comment that silences the next paragraph", "% ibid\n\n\\cite{a}\n\nend", "% ibid-ignore\n\n\\cite{a}\n\nend"],
  ];
  for (const [what, before, after] of latexCases) {
    it(`sees ${what}, in LaTeX`, () => {
      const replaced = (typed: string): Edit => ({ at: 0, removed: 1000, typed });
      checkLatexEdits(before, [replaced(after), replaced(before), replaced(after)]);
    });
  }

  it("reads anew no more of LaTeX than the paragraph that was typed in", () => {
    const memory = new LatexMemory();
    const paragraphs = Array.from({ length: 50 }, (_, index) => `Paragraph ${index} \\cite{k${index}}.`);
    const chunksOf = (): readonly object[] => memory.chunks.cut(paragraphs.join("\n\n"), []);
    const before = chunksOf();
    paragraphs[20] += " And more.";
    assert.deepEqual(newAmong(before, chunksOf()), [20]);
    const [first = ""] = paragraphs.splice(5, 1);
    paragraphs.splice(30, 0, first);
    assert.ok(newAmong(memory.chunks.cut(paragraphs.join("\n\n"), []), chunksOf()).length === 0);
  });

  it("binds in LaTeX as from scratch", () => {
    const sentences: Parameters<typeof bindQuotations>[2] = new VersionMemory();
    for (const text of [
      "\\enquote{so. It} went \\cite{a}. On.",
      "On. \\enquote{so. It} went \\cite{a}. On.",
      "On \\enquote{so. It} went. \\cite{a} On.",
    ]) {
      const facts = readLatex(text);
      assert.deepEqual(bindQuotations(facts, text, sentences), bindQuotations(facts, text));
    }
  });
});
