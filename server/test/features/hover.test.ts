import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainText } from "../../src/csl/richText.ts";
import type { HoverContent } from "../../src/features/hoverContent.ts";
import { never, openFixture } from "../open.ts";

const rest = `
%! refs.bib
@article{lindqvist2011, author={Lindqvist, Marta}, title={A Table for Two}, journaltitle={Sample Review}, date={2011}}
@book{brandt1999, author={Brandt, Ilse}, title={Neighbours}, date={1999}}
%! sources/lindqvist2011.txt
A Table for Two

Marta Lindqvist

[p. 201]

Every institution is built for a case that its founders have in mind. Failure, in such a body, leaves no trace, and what leaves no trace is easily forgiven. The price of it was paid by others.

[p. 202]

Resolution 1973 was passed without a Russian veto, and for some weeks the abstention was called a proof that talking had borne fruit.
%! other.tex
\\cite{lindqvist2011}
`;

/** The words of the hover at the cursor, a line a paragraph. */
async function hovered(draft: string): Promise<string> {
  const { service, main } = await openFixture(draft + rest);
  const content = await service.hover(main.path, main.cursor ?? 0, never);
  return content === undefined ? "" : words(content);
}

const words = (content: HoverContent): string =>
  content.paragraphs
    .map((parts) =>
      parts
        .map((part) =>
          part.kind === "text"
            ? part.text
            : part.kind === "rich"
              ? plainText(part.rich)
              : part.kind === "place"
                ? part.labelAt(0)
                : `[${part.label}]`,
        )
        .join(""),
    )
    .join("\n");

describe("hover on a citation", () => {
  it("shows the reference, the passage that the sentence quotes, and where else it is cited", async () => {
    const shown = await hovered(
      '%! a.md\nSo "what leaves no trace is easily forgiven" [@lindqvist2011].\n                                                  |\n',
    );
    assert.match(shown, /^Marta Lindqvist.*A Table for Two.*2011/);
    assert.match(
      shown,
      /p\. 201 · Failure, in such a body, leaves no trace, and what leaves no trace is easily forgiven\. \[Open at p\. 201\]/,
    );
    assert.match(shown, /Cited once here and once in other\.tex · source: lindqvist2011\.txt$/);
  });

  it("finds the passage by the sentence's own words", async () => {
    const shown = await hovered(
      "%! a.md\nRussia abstained on Resolution 1973 rather than veto it [@lindqvist2011].\n                                                           |\n",
    );
    assert.match(shown, /p\. 202 · Resolution 1973 was passed without a Russian veto/);
  });

  it("shows only the reference where there is no source", async () => {
    const shown = await hovered("%! a.md\nSee [@brandt1999].\n       |\n");
    assert.match(shown, /^Ilse Brandt.*Neighbours.*1999.*\nCited once here$/);
  });

  it("says nothing outside", async () => {
    assert.equal(await hovered("%! a.md\nSee [@brandt1999] there.\n                    |\n"), "");
  });
});

describe("hover on a quotation", () => {
  it("says where it stands", async () => {
    const shown = await hovered('%! a.md\nSo "what leaves no trace is easily forgiven" [@lindqvist2011].\n           |\n');
    assert.match(shown, /^✓ Word for word in Lindqvist 2011, p\. 201\./);
    assert.match(shown, /The price of it was paid by others\./);
  });

  it("marks what differs", async () => {
    const shown = await hovered('%! a.md\nSo "what leaves no trace is quickly forgiven" [@lindqvist2011].\n           |\n');
    assert.match(shown, /^✗ Lindqvist 2011, p\. 201, says what leaves no trace is quickly easily forgiven/);
  });

  it("says why it is not checked", async () => {
    const shown = await hovered('%! a.md\nSo "these words were never printed" [@brandt1999].\n           |\n');
    assert.equal(shown, "Not checked: Brandt 1999 is not among the sources here.");
  });

  it("takes words in another language for a translation", async () => {
    const draft = "Er sagt, „was keine Spuren hinterlässt, das wird von allen leicht vergeben“ [@lindqvist2011].";
    assert.equal(await hovered(`%! a.md\n${draft}\n                  |\n`), "Not checked: Lindqvist 2011 is in another language.");
  });

  it("names the source of words without a citation", async () => {
    const shown = await hovered('%! a.md\nSo "what leaves no trace is easily forgiven" they say.\n           |\n');
    assert.match(shown, /^No source is cited here\. These words stand in Lindqvist 2011, p\. 201/);
  });
});

describe("hover on a link", () => {
  it("tells what is known and asks nobody", async () => {
    const { service, main, host } = await openFixture("%! a.md\n<https://example.org/page>\n         |\n");
    const content = await service.hover(main.path, main.cursor ?? 0, never);
    assert.equal(content === undefined ? "" : words(content), "Not checked: checking links is switched off.");
    assert.deepEqual(host.requests, []);
  });
});
