import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { escapeMarkdown, markupOf } from "../../src/lsp/markdown.ts";

describe("escapeMarkdown", () => {
  const cases: readonly [string, string][] = [
    ["Plain prose, with commas; and a full stop.", "Plain prose, with commas; and a full stop."],
    ["a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"],
    ["[x](command:evil)", "\\[x\\](command:evil)"],
    ["![x](http://a/b.png)", "\\!\\[x\\](http://a/b.png)"],
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)>"],
    ["$(bug) and $x^2$", "\\$(bug) and \\$x^2\\$"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["two\n\nparagraphs", "two paragraphs"],
    ["\u202egnp.exe\u0007", "gnp.exe"],
    ["a | b ~~c~~", "a \\| b \\~\\~c\\~\\~"],
  ];
  for (const [text, escaped] of cases) it(JSON.stringify(text), () => assert.equal(escapeMarkdown(text), escaped));
});

describe("markupOf", () => {
  it("keeps the space outside the marks", () => {
    const markup = markupOf([[{ kind: "text", text: " word ", style: "bold" }]], true, () => undefined);
    assert.deepEqual(markup, { kind: "markdown", value: " **word** " });
  });

  const beginnings: readonly [string, string][] = [
    ["# no heading", "\\# no heading"],
    ["- no list", "\\- no list"],
    ["> no quotation", "\\> no quotation"],
    ["1999. no list", "1999\\. no list"],
    ["1999 as it is", "1999 as it is"],
  ];
  for (const [text, paragraph] of beginnings) {
    it(`begins a paragraph with ${text}`, () => {
      assert.equal(markupOf([[{ kind: "text", text }]], true, () => undefined).value, paragraph);
    });
  }

  it("leaves a year alone that a part begins with", () => {
    const parts = [
      { kind: "text" as const, text: "Review", style: "italic" as const },
      { kind: "text" as const, text: "2012." },
    ];
    assert.equal(markupOf([parts], true, () => undefined).value, "*Review*2012.");
  });

  it("links only to the web and to places that can be opened", () => {
    const parts = [
      { kind: "web" as const, label: "good", url: "https://example.org/a b" },
      { kind: "web" as const, label: "bad", url: "javascript:alert(1)" },
      { kind: "open" as const, label: "p. 3", path: "/x", span: { start: 0, end: 1 } },
    ];
    const { value } = markupOf([parts], true, () => undefined);
    assert.equal(value, "[good](<https://example.org/a%20b>)badp. 3");
  });

  it("is plain text for clients that know no Markdown", () => {
    const { kind, value } = markupOf([[{ kind: "text", text: "a *b*" }]], false, () => undefined);
    assert.deepEqual([kind, value], ["plaintext", "a *b*"]);
  });
});
