import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { citationText } from "../../src/features/citationText.ts";
import { applyEdits } from "../applyEdits.ts";
import { openFixture } from "../open.ts";

/** `before` and `after` with the cursor as a bar. */
async function check(name: string, keys: readonly string[], before: string, after: string): Promise<void> {
  const cursor = before.indexOf("|");
  const { service, main } = await openFixture(`%! ${name}\n${before.replace("|", "")}\n`);
  const snapshot = service.snapshot(main.path);
  assert.ok(snapshot?.kind === "draft");
  assert.equal(applyEdits(main.text, [citationText(snapshot, cursor, keys)]).trimEnd(), after);
}

describe("works cited where the cursor stands", () => {
  const cases: readonly (readonly [string, readonly string[], string, string])[] = [
    ["draft.md", ["a"], "So it is |.", "So it is [@a]."],
    ["draft.md", ["a", "b"], "So it is|.", "So it is [@a; @b]."],
    ["draft.md", ["a"], "|", "[@a]"],
    ["draft.md", ["a"], "(|)", "([@a])"],
    ["draft.md", ["a", "b"], "See [@web|; @c].", "See [@a; @b; @c]."],
    ["draft.md", ["a", "b"], "See [@|].", "See [@a; @b]."],
    ["draft.md", ["a"], "As @web| says", "As @a says"],
    ["draft.md", ["a", "b"], "As @web| says", "As [@a; @b] says"],
    ["draft.md", ["a/b:c", "d[1]"], "x |", "x [@a/b:c; @{d[1]}]"],
    ["draft.tex", ["a", "b"], "So it is |.", "So it is \\cite{a,b}."],
    ["draft.tex", ["a"], "\\usepackage{biblatex} So |.", "\\usepackage{biblatex} So \\autocite{a}."],
    ["draft.tex", ["a"], "\\footcite{x} \\footcite{y} \\cite{z} So |.", "\\footcite{x} \\footcite{y} \\cite{z} So \\footcite{a}."],
    ["draft.tex", ["a", "b"], "See \\parencite[3]{web|,c}.", "See \\parencite[3]{a,b,c}."],
  ];
  for (const [name, keys, before, after] of cases) it(`${name}: ${before}`, () => check(name, keys, before, after));
});
