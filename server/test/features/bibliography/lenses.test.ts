import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, openFixture } from "../../open.ts";

/** `smith2006: cited twice`, for each lens of the file. */
async function checkLenses(files: string, expected: readonly string[]): Promise<void> {
  const { service, main } = await openFixture(files);
  const lenses = (await service.bibliography.lenses(main.path, never)) ?? [];
  const shown = lenses.map(
    ({ key, span }) => `${main.text.slice(span.start, span.end)}: ${service.bibliography.lens(main.path, key).title}`,
  );
  assert.deepEqual(shown, expected);
}

describe("lenses of a bibliography", () => {
  it("say how often an entry is cited, over all drafts, and nothing of the others", async () => {
    await checkLenses(
      "%! refs.bib\n@book{smith2006}\n@book{quiet}\n@book{jones2007, ids={j07}}\n%! a.md\n[@smith2006; @j07]\n%! b.tex\n\\cite{smith2006,smith2006}\n",
      ["smith2006: cited 3 times", "jones2007: cited once"],
    );
  });

  it("stand once where two entries have one key", async () => {
    await checkLenses("%! refs.bib\n@book{twin, title={A}}\n@book{twin, title={B}}\n%! a.md\n[@twin]\n", ["twin: cited once"]);
  });
});
