import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainText } from "../../../src/csl/richText.ts";
import { never, openFixture } from "../../open.ts";

const rest = `
%! essay.md
So Lindqvist [@lindqvist2011]. Again [@lindqvist2011].
%! outlook.tex
\\cite{lindqvist2011}
%! sources/lindqvist2011.txt
A Table for Two

Marta Lindqvist

[p. 201]

Every institution is built for a case that its founders have in mind.
`;

/** The words of the hover at the cursor, a line a paragraph, and the text that it is about. */
async function hovered(bibliography: string): Promise<{ readonly words: string; readonly about: string }> {
  const { service, main } = await openFixture(`%! refs.bib\n${bibliography}${rest}`);
  const content = await service.hover(main.path, main.cursor ?? 0, never);
  if (content === undefined) return { words: "", about: "" };
  const words = content.paragraphs.map((parts) =>
    parts
      .map((part) => {
        if (part.kind === "text") return part.text;
        if (part.kind === "rich") return plainText(part.rich);
        return part.kind === "place" ? `[${part.labelAt(part.span.start)}]` : `[${part.label}]`;
      })
      .join(""),
  );
  return { words: words.join("\n"), about: main.text.slice(content.span.start, content.span.end) };
}

async function checkHover(bibliography: string, expected: RegExp | "", about?: string): Promise<void> {
  const found = await hovered(bibliography);
  if (expected === "") assert.equal(found.words, "");
  else assert.match(found.words, expected);
  if (about !== undefined) assert.equal(found.about, about);
}

const lindqvist = "@article{lindqvist2011, author={Lindqvist, Marta}, title={A Table for Two}, date={2011}}\n";

describe("hover in a bibliography", () => {
  it("shows the entry, where it is cited and its source, on key and type", async () => {
    const expected =
      /^Marta Lindqvist\. “A Table for Two\.” 2011\.\nCited 3 times: essay\.md, \[line \d+\], \[line \d+\]; outlook\.tex, \[line \d+\]\nSource: lindqvist2011\.txt, 1 page · \[Open\]$/;
    await checkHover(`${lindqvist}             |\n`, expected, "@article{lindqvist2011");
    await checkHover(`${lindqvist}   |\n`, expected, "@article{lindqvist2011");
  });

  it("shows the entry over a value too", async () => {
    await checkHover(`${lindqvist}                                 |\n`, /^Marta Lindqvist/, "{Lindqvist, Marta}");
  });

  it("says what a field is for", async () => {
    await checkHover(`${lindqvist}                          |\n`, /^author · Who wrote the work/, "author");
    await checkHover("@book{a, address={Harwick}}\n           |\n", /^address · Where it was published.* biblatex calls it location\.$/);
    await checkHover("@book{a, x-y={1}}\n          |\n", "");
  });

  it("shows the entry that a field names, and says so where there is none", async () => {
    await checkHover(`${lindqvist}@book{b, crossref={lindqvist2011}}\n                     |\n`, /^Marta Lindqvist/, "lindqvist2011");
    await checkHover("@book{b, crossref={nowhere}}\n                     |\n", /^No entry "nowhere" in this library\.$/, "nowhere");
  });

  it("says what a template lends, and to whom", async () => {
    await checkHover(
      "@book{b, title={B}, xdata={press}}\n@book{c, title={C}, xdata={press}}\n@xdata{press, publisher={Tidewater}}\n         |\n",
      /^Fields for other entries to take over.*\nLends its fields to b and c$/,
    );
  });

  it("gives the value of a string", async () => {
    await checkHover(
      '@string{jsr = "Sample " # rev}\n@string{rev = "Review"}\n@article{a, journal = jsr}\n                        |\n',
      /^jsr stands for "Sample/,
      "jsr",
    );
    await checkHover("@article{a, journal = nosuch}\n                        |\n", /^Nothing defines "nosuch" in this library\.$/);
  });

  it("says how a link fares, and gives a DOI its address", async () => {
    await checkHover(
      "@online{a, url={https://x.example/a}}\n                      |\n",
      /^Not checked: .*switched off\.\n/,
      "https://x.example/a",
    );
    await checkHover("@book{a, doi={10.5555/abc}}\n                  |\n", /^\[doi\.org\/10\.5555\/abc\]\n/);
  });

  it("says nothing between entries and between fields", async () => {
    await checkHover(`${lindqvist}\nsome junk\n   |\n`, "");
  });
});
