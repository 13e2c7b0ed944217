import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openFixture } from "../open.ts";

const others = `
%! refs.bib
@book{smith2006, ids = {smith}, title = {Tides}}
@inbook{part2001, crossref = {smith2006}}
%! other.md
Also @smith2006 and [@smith, p. 3].
%! chapter.tex
\\addbibresource{refs.bib}
\\cites{part2001}[3]{smith2006}
%! alien.tex
\\addbibresource{alien.bib}
\\cite{smith2006}
`;

/** What each file reads like afterwards, or why nothing is done. */
async function renamed(draft: string, to: string, rest = others): Promise<ReadonlyMap<string, string> | string | undefined> {
  const { service, main, fixture } = await openFixture(`%! ${draft.trimEnd()}${rest}`);
  const found = await service.navigation.rename(main.path, main.cursor ?? 0, to);
  if (found === undefined || typeof found === "string") return found;
  return new Map(
    found.map(({ path, basis, edits }) => {
      assert.equal(basis, fixture.files.get(path)?.text);
      const text = edits.toReversed().reduce((now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end), basis);
      return [path.replace("/work/", ""), text];
    }),
  );
}

const changed = async (draft: string, to: string, rest?: string): Promise<Readonly<Record<string, string>>> => {
  const files = await renamed(draft, to, rest);
  assert.ok(files instanceof Map, String(files));
  return Object.fromEntries(files);
};

describe("renaming a key", () => {
  it("changes the entry, who names it, and all drafts of the project", async () => {
    assert.deepEqual(await changed("essay.md\nSee [-@smith2006, p. 3; @part2001] and @{smith2006}.\n        |\n", "tides"), {
      "refs.bib": "@book{tides, ids = {smith}, title = {Tides}}\n@inbook{part2001, crossref = {tides}}\n",
      "essay.md": "See [-@tides, p. 3; @part2001] and @{tides}.\n",
      "other.md": "Also @tides and [@smith, p. 3].\n",
      "chapter.tex": "\\addbibresource{refs.bib}\n\\cites{part2001}[3]{tides}\n",
    });
  });

  it("keeps the other names of an entry in step", async () => {
    assert.deepEqual(await changed("essay.md\nSee [@smith].\n        |\n", "smith2"), {
      "refs.bib": "@book{smith2006, ids = {smith2}, title = {Tides}}\n@inbook{part2001, crossref = {smith2006}}\n",
      "essay.md": "See [@smith2].\n",
      "other.md": "Also @smith2006 and [@smith2, p. 3].\n",
    });
  });

  it("puts braces around what Pandoc takes only so", async () => {
    const files = await changed("essay.md\nSee @smith2006.\n       |\n", "smith'06");
    assert.equal(files["essay.md"], "See @{smith'06}.\n");
    assert.match(files["refs.bib"] ?? "", /^@book\{smith'06,/);
  });

  it("mends a key that nothing defines wherever it is cited", async () => {
    assert.deepEqual(await changed("essay.md\nSee @smiht and [@smiht].\n       |\n", "smith2006"), {
      "essay.md": "See @smith2006 and [@smith2006].\n",
    });
  });

  it("changes entries in the draft's own metadata", async () => {
    const draft = "essay.md\n---\nreferences:\n- id: own1999\n  title: Own\n---\n\nSee @own1999.\n       |\n";
    assert.deepEqual(await changed(draft, "mine"), { "essay.md": "---\nreferences:\n- id: mine\n  title: Own\n---\n\nSee @mine.\n" });
  });

  it("refuses keys that are taken or can't be keys", async () => {
    assert.match(
      String(await renamed("essay.md\nSee @smith2006.\n       |\n", "Part2001")),
      /"Part2001" is the key of another entry in refs\.bib/,
    );
    assert.match(String(await renamed("essay.md\nSee @smith2006.\n       |\n", "smith")), /already another name of this entry/);
    assert.match(String(await renamed("essay.md\nSee @smith2006.\n       |\n", "a b")), /can't be a key/);
    assert.deepEqual(await renamed("essay.md\nSee @smith2006.\n       |\n", "smith2006"), new Map());
  });

  it("starts from an entry as well, and gives one of two namesakes another key alone", async () => {
    const drafts = "\n%! essay.md\n[@a] [@b]";
    assert.deepEqual(await changed("refs.bib\n@book{a}\n      |\n@book{b, related = {a}}\n", "c", drafts), {
      "refs.bib": "@book{c}\n@book{b, related = {c}}\n",
      "essay.md": "[@c] [@b]\n",
    });
    assert.deepEqual(await changed("refs.bib\n@book{a}\n@book{a, title = {Other}}\n      |\n@book{b, related = {a}}\n", "c", drafts), {
      "refs.bib": "@book{a}\n@book{c, title = {Other}}\n@book{b, related = {a}}\n",
    });
  });

  it("does nothing where no key stands", async () => {
    assert.equal(await renamed("essay.md\nSee @smith2006.\n |\n", "x"), undefined);
  });
});
