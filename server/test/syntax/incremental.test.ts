import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bindQuotations } from "../../src/syntax/binding.ts";
import { VersionMemory } from "../../src/syntax/incrementalMemory.ts";
import { readLatex } from "../../src/syntax/latex.ts";
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
