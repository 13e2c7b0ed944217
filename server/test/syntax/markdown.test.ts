import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { DraftFacts } from "../../src/syntax/facts.ts";
import { readMarkdown } from "../../src/syntax/markdown.ts";
import type { Span } from "../../src/text/span.ts";
import { assertLinear } from "../growth.ts";

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

describe("citations", () => {
  /** `expected`: one line a group, `prefix|key|mode|label value|suffix` joined by ` + `. */
  function checkGroups(text: string, expected: readonly string[]): void {
    const groups = readMarkdown(text).groups.map((group) =>
      group.citations
        .map(({ prefix, key, mode, locator, suffix }) =>
          [prefix, key, mode, locator ? `${locator.label} ${locator.value}` : "", suffix].join("|"),
        )
        .join(" + "),
    );
    assert.deepEqual(groups, expected, text);
  }

  it("have prefix, locator and suffix", () => {
    checkGroups("[see @webber2012, p. 104 passim]", ["see|webber2012|normal|page 104|passim"]);
    checkGroups("[see @a, p. 3; cf. also -@b, chap. 4, on this]", ["see|a|normal|page 3| + cf. also|b|suppressAuthor|chapter 4|, on this"]);
    checkGroups("@a [p. 3; see @b] says", ["|a|authorInText|page 3| + see|b|normal||"]);
    checkGroups("> [see\n> @a, pp. 3,\n> 5]", ["see|a|normal|page 3, 5|"]);
  });

  it("of the front matter's nocite are so called", () => {
    checkGroups("---\ntitle: On @a\nnocite: '@b, @*'\n---\n", ["|a|authorInText||", "|b|nocite||", "|*|nocite||"]);
  });

  it("say where group, key and locator stand", () => {
    const text = "> So\n> [see @{a:b}, p.\n> 3].";
    const [group] = readMarkdown(text).groups;
    const citation = group?.citations[0];
    assert.equal(cut(text, group?.span ?? { start: 0, end: 0 }), "[see @{a:b}, p.\n> 3]");
    assert.equal(cut(text, citation?.keySpan ?? { start: 0, end: 0 }), "a:b");
    assert.equal(cut(text, citation?.locatorSpan ?? { start: 0, end: 0 }), "p.\n> 3");
    assert.equal(group?.command, undefined);
  });

  it("are no cross-references of Quarto", () => {
    const text = "See @fig-map and [@sec-intro; @smith2006], @figaro.";
    assert.deepEqual(
      readMarkdown(text, { quarto: true }).groups.flatMap((group) => group.citations.map(({ key }) => key)),
      ["smith2006", "figaro"],
    );
    assert.equal(readMarkdown(text).groups.length, 3);
  });
});

describe("quotations", () => {
  /** `expected`: `kind: content`. */
  function checkQuotations(text: string, expected: readonly string[]): void {
    const { quotations } = readMarkdown(text);
    for (const { content } of quotations) assert.equal(content.offsets.length, content.text.length + 1);
    assert.deepEqual(
      quotations.map(({ kind, content }) => `${kind}: ${content.text}`),
      expected,
      text,
    );
  }

  it("lose what does not print", () => {
    checkQuotations('"a *b* __c__ d[^1] e" x', ["marks: a b c d e"]);
    checkQuotations('"a [sic] \\[b\\] … c\\*" x', ["marks: a [sic] [b] … c*"]);
    checkQuotations('"a <b>b</b><!-- c --> &amp; d&#8212;e" x', ["marks: a b & d—e"]);
    checkQuotations('"a [b](https://x.org "t") c [d]{.e} `f g`"', ["marks: a b c d f g"]);
    checkQuotations('"a [@b, p. 3] c^[no] d"', ["marks: a  c d"]);
    checkQuotations('"snake_case 5 * 3"', ["marks: snake_case 5 * 3"]);
  });

  it("go over lines, not over paragraphs", () => {
    checkQuotations('He "a\n  b" c', ["marks: a b"]);
    checkQuotations('He "a\n\nb" c', []);
    checkQuotations('- "a\n  b"\n- c "d', ["marks: a b"]);
    checkQuotations("| “a | b” |\n|---|---|\n| “c” | d |", ["marks: c"]);
  });

  it("are none in code, math, comments and links' addresses", () => {
    checkQuotations('`"a"` <!-- "b" --> <i t="c"> $"d"$ [x](u "title")\n\n    "e"\n\n~~~\n"f"\n~~~', []);
  });

  it("stand in headings, notes and link texts", () => {
    checkQuotations('# The "a"\n\n[a "b" c](u)^[So "d".]\n\n[^1]: And "e".', ["marks: a", "marks: b", "marks: d", "marks: e"]);
  });

  it("are whole blocks, inner marks and all", () => {
    checkQuotations("> a *b*\n> c “d” e\nlazy\n\nx", ["block: a b c “d” e lazy"]);
    checkQuotations("> a\n>\n> > b\n>\n> c", ["block: a\n\nb\n\nc"]);
    checkQuotations("- x\n\n  > a\n  > b", ["block: a b"]);
    checkQuotations("> ```\n> code\n> ```", []);
    checkQuotations("> [!NOTE]\n> a “b”", ["marks: b"]);
  });

  it("leave out the line that says whose words they are", () => {
    checkQuotations("> a\n> — [@k, p. 3]", ["block: a"]);
    checkQuotations("> a b.\n>\n> [@k, p. 3]", ["block: a b."]);
    checkQuotations("> a b. [@k, p. 3]", ["block: a b."]);
    checkQuotations("> a b.\n>\n> — Anna Ferrant, *Letters* [@k]", ["block: a b."]);
    checkQuotations("> a b.\n>\n> --- @k [p. 3]", ["block: a b."]);
    checkQuotations("> a\n> -- b, as said", ["block: a"]);
    checkQuotations("> [@k]", []);
    assert.equal(readMarkdown("> a\n> — [@k, p. 3]").groups.length, 1);
  });

  it("say where they stand", () => {
    const text = "> x\n\nHe says “so\n*it* is”.\n\n> a\n> b [@k]\n";
    const quotations = readMarkdown(text).quotations.map(({ span, inner, marks }) => [cut(text, span), cut(text, inner), ...marks]);
    assert.deepEqual(quotations, [
      ["> x", "x", "", ""],
      ["“so\n*it* is”", "so\n*it* is", "“", "”"],
      ["> a\n> b [@k]", "a\n> b", "", ""],
    ]);
  });

  it("know the way back of each character", () => {
    const text = '> x *"so\n> `it`"*';
    const marked = 'x [a "b *c* \\& d](u) e" f';
    const [quotation] = readMarkdown(marked).quotations;
    const back = [...(quotation?.content.text ?? "")].map((_, i) => marked[quotation?.content.offsets[i] ?? 0]).join("");
    assert.equal(back, "b c \\ d e");
    assert.equal(readMarkdown(text).quotations[0]?.content.text, 'x "so it"');
  });
});

describe("notes", () => {
  function checkNotes(text: string, expected: readonly string[]): void {
    const notes = readMarkdown(text).notes.map(
      ({ label, calls, body }) => `${label ?? "-"} ${calls.map((call) => cut(text, call)).join(" ")}: ${cut(text, body)}`,
    );
    assert.deepEqual(notes, expected, text);
  }

  it("are defined or stand inline", () => {
    checkNotes("a[^1] b[^x] c[^1]^[in *line*]\n\n[^1]: One\ntwo\n\n    three\n\n[^x]: x\n[^y]: y", [
      "- ^[in *line*]: in *line*",
      "1 [^1] [^1]: One\ntwo\n\n    three",
      "x [^x]: x",
      "y : y",
    ]);
  });
});

describe("links", () => {
  function checkLinks(text: string, expected: readonly string[]): void {
    const { links } = readMarkdown(text);
    for (const { printed, span } of links) assert.equal(cut(text, span), printed);
    assert.deepEqual(
      links.map(({ url }) => url),
      expected,
      text,
    );
  }

  it("are found in every form", () => {
    checkLinks('[a](https://a.org/x "t") ![b](https://b.org/y.png) <https://c.org> https://d.org/z.', [
      "https://a.org/x",
      "https://b.org/y.png",
      "https://c.org",
      "https://d.org/z",
    ]);
    checkLinks("[a]\n\n[a]: https://a.org/x 'title'\n[b]: <https://b.org/y>\n", ["https://a.org/x", "https://b.org/y"]);
    checkLinks("<a href=\"https://a.org\">x</a>\n\n<div><img src='https://b.org/c.png'></div>", ["https://a.org", "https://b.org/c.png"]);
    checkLinks("[^1]: See www.a.org/b,\n    and https://c.org/d.", ["www.a.org/b", "https://c.org/d"]);
    checkLinks("> https://a.org/\n\n| x |\n|---|\n| https://b.org/c |", ["https://a.org/", "https://b.org/c"]);
    checkLinks("[https://a.org](https://a.org)", ["https://a.org", "https://a.org"]);
  });

  it("undo Markdown's escapes alone", () => {
    checkLinks("[a](https://a.org/b\\_c?x=1&amp;y=2)", ["https://a.org/b_c?x=1&y=2"]);
    checkLinks("See http://www.a.org/p02–059e.htm and http:/www.b.org.", ["http://www.a.org/p02–059e.htm", "http:/www.b.org"]);
  });

  it("are no fragments, files, mail or code", () => {
    checkLinks("[a](#b) [c](d.md) [e](mailto:f@g.org) <f@g.org> `https://a.org` <!-- https://a.org -->\n\n    https://a.org", []);
  });
});

describe("the rest of a draft", () => {
  it("has blocks, settings, suppressions and defined keys", () => {
    const text =
      "---\nbibliography: [a.bib, b.bib]\ncsl: c.csl\nlang: de\nreferences:\n- id: k\n---\n\n# H\n\na\nb\n\n- c\n- d\n\n<!-- ibid-ignore link.dead -->\n\n> e\n";
    const facts: DraftFacts = readMarkdown(text);
    assert.equal(facts.language, "markdown");
    assert.deepEqual(
      facts.blocks.map((block) => cut(text, block)),
      ["H", "a\nb", "c", "d", "e"],
    );
    assert.deepEqual(
      facts.settings.bibliographies.map(({ name }) => name),
      ["a.bib", "b.bib"],
    );
    assert.equal(facts.settings.csl?.name, "c.csl");
    assert.equal(facts.settings.lang, "de");
    assert.deepEqual(facts.definedKeys, ["k"]);
    assert.deepEqual(
      facts.suppressions.map(({ codes, span }) => [codes, cut(text, span)]),
      [[["link.dead"], "<!-- ibid-ignore link.dead -->\n\n> e"]],
    );
  });

  it("names the blocks that Pandoc takes for examples", () => {
    const text = "[^1]: @smith2006. A note.\n\n- (@x) y\n\n@z, no.";
    const { examples = [] } = readMarkdown(text);
    assert.deepEqual(
      examples.map(({ label, span }) => [label, cut(text, span)]),
      [
        ["smith2006", "@smith2006."],
        ["x", "(@x)"],
      ],
    );
  });

  it("is the same whatever ends its lines", () => {
    const text = '# H @a\n\n> "q\n> r" [@b,\n> p. 3]\n\n- c\n  [@d]\n\n~~~\n@no\n~~~\n';
    const keys = (of: string): string[] =>
      readMarkdown(of).groups.flatMap((group) => group.citations.map(({ key, keySpan }) => `${key} ${cut(of, keySpan)}`));
    assert.deepEqual(keys(text.replaceAll("\n", "\r\n")), keys(text));
    assert.deepEqual(keys(text.replaceAll("\n", "\r")), keys(text));
  });
});

describe("any text", () => {
  const piece = fc.constantFrom(
    "[",
    "]",
    "@a",
    ";",
    '"',
    "'",
    "*",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "\r\n",
    "|",
    "---\n",
    ":",
    "<a>",
    "<!--",
    "-->",
    "<div>",
    "$",
    "\\",
    "\\begin{a}",
    "\\end{a}",
    "(",
    ")",
    "{",
    "}",
    "^",
    "[^1]: ",
    "https://x.org",
    "x",
    "é",
    "😀",
    "#",
    "+--+\n",
  );

  it("gives facts whose spans lie within it", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const facts = readMarkdown(text);
        const spans = [
          ...facts.groups.flatMap(({ span, citations }) => [span, ...citations.map(({ keySpan }) => keySpan)]),
          ...facts.quotations.flatMap(({ span, inner }) => [span, inner]),
          ...facts.notes.flatMap(({ body, calls }) => [body, ...calls]),
          ...facts.links.map(({ span }) => span),
          ...facts.blocks,
          ...facts.suppressions.map(({ span }) => span),
        ];
        for (const { start, end } of spans)
          assert.ok(0 <= start && start <= end && end <= text.length, `${start}–${end} in ${JSON.stringify(text)}`);
        for (const { content } of facts.quotations) assert.equal(content.offsets.length, content.text.length + 1);
      }),
      { numRuns: 2000 },
    );
  });

  const hostile = [
    "[",
    "*",
    '"',
    "@",
    "<",
    "'",
    "`",
    ">",
    "> ",
    "- ",
    "[@a ",
    "[@a;",
    "`` ` ",
    "$ ",
    "<a b='",
    "<!--",
    "\\a{",
    "\\begin{a}\n",
    "[a](",
    "^[",
    "'a' ",
    "“",
    "_a ",
    "```\n",
    "---\n",
    "<p>\n",
    "<pre>\n",
    "[^a]: ",
    "[a]: b\n",
    "a|b\n-|-\n",
    "+-+\n|",
    "1. ",
    "@a. ",
    "::: x\n",
    "a\n: b\n",
    "http:/",
    "a@b",
    "@{",
    "> > > \n",
    "https://a.b/(",
    "{.a ",
  ];
  for (const unit of hostile) {
    it(`is read in linear time: ${JSON.stringify(unit)}`, () => {
      assertLinear(
        unit,
        (length) => unit.repeat(Math.ceil(length / unit.length)),
        (text) => readMarkdown(text),
        50_000,
      );
    });
  }

  it("may hold more citations in one paragraph than a call takes arguments", () => {
    assert.equal(readMarkdown("@a ".repeat(150_000)).groups.length, 150_000);
  });
});
