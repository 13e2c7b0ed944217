import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bindQuotations } from "../../src/syntax/binding.ts";
import type { DraftFacts } from "../../src/syntax/facts.ts";
import { readLatex } from "../../src/syntax/latex.ts";
import { readMarkdown } from "../../src/syntax/markdown.ts";
import { assertLinear } from "../growth.ts";

/** One line a quotation: its first word, how it is bound, and the keys of its groups, best first: `salt: after a b`. */
function bindings(facts: DraftFacts, text: string): readonly string[] {
  return bindQuotations(facts, text).map(({ groups, how }, index) => {
    const first = /[\p{L}\d]+/u.exec(facts.quotations[index]?.content.text ?? "")?.[0] ?? "";
    const keys = groups.flatMap((group) => facts.groups[group]?.citations.map((citation) => citation.key) ?? ["?"]);
    return [`${first}:`, how, ...keys].join(" ");
  });
}

const check = (markdown: string, ...expected: readonly string[]): void =>
  assert.deepEqual(bindings(readMarkdown(markdown), markdown), expected, markdown);

const checkLatex = (latex: string, ...expected: readonly string[]): void =>
  assert.deepEqual(bindings(readLatex(latex), latex), expected, latex);

describe("a quotation in Markdown", () => {
  it("belongs to the citation that follows in its sentence", () => {
    check('He wrote of "salt and bread for all" [@a, p. 3].', "salt: after a");
    check('He wrote of "salt and bread for all," which nobody had [see @a; @b].', "salt: after a b");
    check('They had "salt and bread" and "iron for the ploughs" [@a].', "salt: after a", "iron: after a");
    check('They had "salt and bread" [@a] and "iron for the ploughs" [@b].', "salt: after a", "iron: after b");
    check('"Salt and bread for all." [@a] "Iron for the ploughs." [@b]', "Salt: after a", "Iron: after b");
    check('He wrote: "Salt. Bread. For all." [@a] Then he died.', "Salt: after a");
    check('"Salt and bread for all", writes @a.', "Salt: after a");
  });
  it("does not belong to a citation of another sentence", () => {
    check('He wrote of "salt and bread for all". Others differ [@a].', "salt: none");
    check('Others differ [@a]. He wrote of "salt and bread for all".', "salt: none");
    check('Others differ [@a].\n\nHe wrote of "salt and bread for all".', "salt: none");
    check('He wrote of "salt and bread for all".', "salt: none");
    check('Others differ [@a]. "salt and bread" is what he wrote [@b].', "salt: after b");
    check('@a differs. The inscription says "salt and bread for all".', "salt: none");
  });
  it("is not parted from its citation by points that end nothing", () => {
    check('He wrote of "salt and bread", as Mr. Brown says on p. 5 of vol. 2 [@a].', "salt: after a");
    check('He wrote of "salt and bread" in the U.S. archives of 3. Mai, cf. the list [@a].', "salt: after a");
    check('He wrote of "salt and bread" at 3.5 marks a head (J. Smith thought less) [@a].', "salt: after a");
    check("Er schrieb von „Salz und Brot“, vgl. z. B. den Bd. 3 [@a].", "Salz: after a");
    check("Er schrieb: „Salz. Brot. Für alle“ und ging [@a].", "Salz: after a");
  });
  it("belongs to an author in the text before it", () => {
    check('@a says "salt and bread for all".', "salt: before a");
    check('As @a [p. 3] says, "salt and bread for all" were promised.', "salt: before a");
    check('@a says "salt and bread" and @b says "iron for the ploughs".', "salt: before a", "iron: before b");
    check('@a says "salt and bread for all" [@b].', "salt: after b a");
    check('One observer [@a] noted that "salt and bread for all" were promised.', "salt: before a");
  });
  it("belongs to the note whose call follows", () => {
    check('He wrote of "salt and bread for all".[^1] Others differ.\n\n[^1]: See @a, p. 3, and [@b].', "salt: note a b");
    check(
      'He wrote of "salt and bread for all."[^1] He also had "iron for the ploughs."[^2]\n\n[^1]: @a\n\n[^2]: @b',
      "salt: note a",
      "iron: note b",
    );
    check('He wrote of "salt and bread for all."^[See [@a, p. 3].] Others differ.', "salt: note a");
    check('"Salt and bread." "Iron for the ploughs." And so on.[^1]\n\n[^1]: @a', "Salt: note a", "Iron: note a");
    check('"Salt and bread." So it was.[^1] "Iron for all." So it is.[^2]\n\n[^1]: @a\n\n[^2]: @b', "Salt: note a", "Iron: note b");
    check('So it was.[^1] "Iron for the ploughs" came later.\n\nMore.[^2]\n\n[^1]: @a\n\n[^2]: @b', "Iron: none");
    check('He wrote of "salt and bread for all."[^1] More of it.[^2]\n\n[^1]: Letter of 3 May, typed.\n\n[^2]: @b', "salt: none");
  });
  it("belongs, within a note, to the note's citation", () => {
    check('He had salt.[^1]\n\n[^1]: "Salt and bread for all", says he [@a, p. 3]. For iron see @b.', "Salt: after a");
    check('He had salt.[^1]\n\n[^1]: See [@a]. He adds: "salt and bread for all".', "salt: note a");
    check('He had salt [@b].[^1]\n\n[^1]: He adds: "salt and bread for all".', "salt: none");
  });
  it("belongs, as a block, to its last line, the line after or the sentence before", () => {
    check("He wrote:\n\n> Salt and bread for all. [@a, p. 3]\n\nThen he died.", "Salt: block a");
    check("He wrote:\n\n> Salt and bread for all.\n\n[@a, p. 3]\n\nThen he died.", "Salt: block a");
    check("He wrote:\n\n> Salt and bread for all.\n>\n> --- [@a]\n\nThen he died.", "Salt: block a");
    check("Others came later [@b]. As @a puts it:\n\n> Salt and bread for all.\n\nThen he died.", "Salt: block a");
    check("As one observer put it [@a]:\n\n> Salt and bread for all.\n\nThen he died.", "Salt: block a");
    check("He wrote:\n\n> Salt and bread for all.[^1]\n\nThen he died.\n\n[^1]: @a", "Salt: block a");
    check("Others came later [@b].\n\n> Salt and bread for all.\n\nThen he died [@c].", "Salt: none");
  });
});

describe("a quotation in LaTeX", () => {
  it("belongs to its command's own citation", () => {
    checkLatex("He wrote \\textcquote[3]{a}{salt and bread for all} and left \\cite{b}.", "salt: own a");
    checkLatex("\\begin{displaycquote}[12]{a}\nsalt and bread for all\n\\end{displaycquote}", "salt: own a");
  });
  it("belongs to what follows", () => {
    checkLatex("He wrote ``salt and bread for all'' \\parencite[3]{a}.", "salt: after a");
    checkLatex("He wrote ``salt and bread for all.'' \\autocite[3]{a} Then he died.", "salt: after a");
    checkLatex("He wrote \\enquote{salt and bread for all}\\footnote{\\cite[3]{a}.} and died.", "salt: note a");
    checkLatex("He wrote \\enquote{salt and bread for all}.\\footcite[3]{a} Then \\textcite{b} died.", "salt: after a");
  });
  it("belongs to an author before it", () =>
    checkLatex("As \\textcite[3]{a} says, \\enquote{salt and bread for all} came.", "salt: before a"));
  it("belongs, as a block, to its last line or the sentence before", () => {
    checkLatex("He wrote:\n\\begin{quote}\nsalt and bread for all \\parencite{a}\n\\end{quote}\nThen he died.", "salt: block a");
    checkLatex("As \\textcite{a} puts it:\n\\begin{quote}\nsalt and bread for all\n\\end{quote}\nThen he died.", "salt: block a");
  });
});

describe("binding", () => {
  it("takes any text", () => {
    const piece = fc.constantFrom(
      '"',
      "“",
      "”",
      "[@a]",
      "@b ",
      "[^1]",
      "\n\n",
      "> ",
      "salt and bread ",
      ". ",
      "[^1]: @c\n\n",
      "^[",
      "]",
      "'",
      "...",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const facts = readMarkdown(text);
        const bound = bindQuotations(facts, text);
        assert.equal(bound.length, facts.quotations.length);
        for (const { groups, how } of bound) {
          assert.equal(groups.length === 0, how === "none");
          for (const group of groups) assert.ok(group < facts.groups.length);
        }
      }),
      { seed: 7, numRuns: 500 },
    );
  });
  it("is quick in a long draft", () => {
    const sentence = 'He wrote of "salt and bread for all."[^N] As @k says, "iron came later" [@b].\n\n[^N]: See @c.\n\n';
    const facts = (count: number): [DraftFacts, string] => {
      const text = Array.from({ length: count }, (_, i) => sentence.replaceAll("N", String(i))).join("");
      return [readMarkdown(text), text];
    };
    assertLinear("binding", facts, (of) => bindQuotations(...of), 1000);
  });
});
