import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkLinear, checkPieces, checkText, readPage, sourceOf, wordsOf } from "../checkPage.ts";

const clipped = `---
title: "The Keepers of the Light"
author: Ada Bell
date: 2014-03-02
source: https://example.org/keepers
---

# The Keepers of the Light

The *keepers* stayed **because** somebody [had to](https://example.org/x).[^1] They said [sic] nothing\\*
about it for years.

> We kept the light.
> It kept us.

\`\`\`
code is not read as prose, whatever it says here
\`\`\`

## Later

- a lamp
- some oil

The end came in a winter of snake_case_words and 2 * 3 storms.

[^1]: See C. Dow, *Lamps* (Hull: Quay, 1999), p. 4.
`;

describe("a Markdown file", () => {
  it("gives its words without its signs", async () => {
    const read = await readPage("a.md", clipped);
    checkPieces(read);
    checkText(
      read,
      ["The keepers stayed because somebody had to.1 They said [sic] nothing* about it", "snake_case_words and 2 * 3 storms"],
      ["**", "https", "code is not", "[^"],
    );
    assert.deepEqual(wordsOf(read, "quotation"), ["We kept the light. It kept us."]);
    assert.deepEqual(wordsOf(read, "heading"), ["The Keepers of the Light", "Later"]);
  });

  it("knows title, author and date from its header, and its notes", async () => {
    const { work, notes, read } = await sourceOf("a.md", clipped);
    assert.deepEqual(
      [work.title, work.author?.[0]?.family, work.issued?.["date-parts"]],
      ["The Keepers of the Light", "Bell", [[2014, 3, 2]]],
    );
    assert.equal(read.metadata.address, "https://example.org/keepers");
    assert.deepEqual(
      notes.map((note) => [note.number, note.references[0]?.csl.title]),
      [[1, "Lamps"]],
    );
    assert.deepEqual(
      read.callouts.map((callout) => read.text.slice(callout.span.start - 1, callout.span.end)),
      [".1"],
    );
  });

  it("is read in time that grows with its length", async () => {
    for (const bit of ["*", "[", "[a](", "> ", "` a", "<a ", "_a"]) await checkLinear("a.md", (size) => bit.repeat(size), 40_000);
  });
});
