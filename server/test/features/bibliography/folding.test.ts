import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, openFixture } from "../../open.ts";

/** The kinds of what folds, with the first word of each. */
async function checkFolding(bibliography: string, expected: readonly string[], limit = 100): Promise<void> {
  const { service, main } = await openFixture(`%! refs.bib\n${bibliography}`);
  const stretches = (await service.bibliography.folding(main.path, limit, never)) ?? [];
  const shown = stretches.map(({ kind, span }) => `${kind} ${/^\S+/.exec(main.text.slice(span.start, span.end))?.[0]}`);
  assert.deepEqual(shown, expected);
}

describe("folding in a bibliography", () => {
  const abstract = "@book{long,\n  title = {Long},\n  abstract = {One\n  two},\n}\n";

  it("folds entries and fields of several lines", async () => {
    await checkFolding(`${abstract}@book{short, title={Short}}\n`, ["entry @book{long,", "field abstract"]);
  });

  it("folds comments, and strings that follow each other", async () => {
    await checkFolding(
      "% one\n% two\n\n@string{a = {x}}\n@string{b = {y}}\n@comment{jabref-meta:\n  groups}\n% alone\n@book{c, title={C}}\n",
      ["comment %", "strings @string{a", "comment @comment{jabref-meta:"],
    );
  });

  it("gives up fields before entries where the client takes few", async () => {
    await checkFolding(`${abstract}${abstract.replace("long", "other")}`, ["entry @book{long,", "entry @book{other,"], 2);
  });
});
