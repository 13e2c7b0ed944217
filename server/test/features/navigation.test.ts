import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FilePlace } from "../../src/features/bibliography/definition.ts";
import { type Opened, openFixture } from "../open.ts";

const others = `
%! refs.bib
@book{smith2006, ids = {smith}, title = {Tides}}
@inbook{part2001, crossref = {smith2006}}
%! other.md
Also @smith2006 and [@smith, p. 3].
`;

const open = (draft: string, name = "essay.md"): Promise<Opened> => openFixture(`%! ${name}\n${draft}${others}`);

/** `refs.bib: @book{[smith2006]`. */
function shown({ fixture }: Opened, places: readonly FilePlace[] | undefined): readonly string[] {
  return (places ?? []).map(({ path, span }) => {
    const { text = "" } = fixture.files.get(path) ?? {};
    const lead = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
    return `${path.replace("/work/", "")}: ${lead}[${text.slice(span.start, span.end)}]`;
  });
}

async function checkDefinition(draft: string, expected: readonly string[], name?: string): Promise<void> {
  const opened = await open(draft, name);
  const found = await opened.service.navigation.definition(opened.main.path, opened.main.cursor ?? 0);
  assert.deepEqual(shown(opened, found), expected);
}

async function checkReferences(draft: string, expected: readonly string[], withDefinition = false): Promise<void> {
  const opened = await open(draft);
  const found = await opened.service.navigation.references(opened.main.path, opened.main.cursor ?? 0, withDefinition);
  assert.deepEqual(shown(opened, found), expected);
}

async function checkHighlights(draft: string): Promise<void> {
  const { service, main } = await open(draft);
  const found = (await service.navigation.highlights(main.path, main.cursor ?? 0)) ?? [];
  assert.deepEqual(
    found.map(({ span }) => span).sort((one, other) => one.start - other.start),
    main.spans,
  );
}

async function checkSelection(draft: string, expected: readonly string[], name?: string): Promise<void> {
  const { service, main } = await open(draft, name);
  const [spans = []] = (await service.navigation.selections(main.path, [main.cursor ?? 0])) ?? [];
  const words = spans.map(({ start, end }) => main.text.slice(start, end));
  assert.deepEqual(words.slice(0, expected.length), expected);
  if (expected.length === 0) assert.deepEqual(words, []);
}

describe("definition in a draft", () => {
  it("leads from a key, its mark included, to the entry", async () => {
    await checkDefinition("See [@smith2006, p. 3].\n         |\n", ["refs.bib: @book{[smith2006]"]);
    await checkDefinition("See [@smith2006, p. 3].\n     |\n", ["refs.bib: @book{[smith2006]"]);
    await checkDefinition("See [-@{smith2006}].\n     |\n", ["refs.bib: @book{[smith2006]"]);
    await checkDefinition("See [@smith].\n         |\n", ["refs.bib: @book{[smith2006]"]);
  });

  it("knows one key of several in LaTeX", async () => {
    await checkDefinition("\\cite{part2001,smith2006}\n                   |\n", ["refs.bib: @book{[smith2006]"], "essay.tex");
  });

  it("leads into the draft's own metadata", async () => {
    await checkDefinition("---\nreferences:\n- id: own1999\n  title: Own\n---\n\nSee @own1999.\n       |\n", ["essay.md: - id: [own1999]"]);
  });

  it("leads nowhere from words and undefined keys", async () => {
    await checkDefinition("See [@nobody2000].\n         |\n", []);
    await checkDefinition("See [@smith2006].\n |\n", []);
    await checkDefinition("Write to anna@smith2006.\n                |\n", []);
  });
});

describe("references from a draft", () => {
  it("finds all drafts and entries that name the work, under any of its keys", async () => {
    const uses = [
      "essay.md: See @[smith2006]",
      "other.md: Also @[smith2006]",
      "other.md: Also @smith2006 and [@[smith]",
      "refs.bib: @inbook{part2001, crossref = {[smith2006]",
    ];
    const sorted = (places: readonly string[]): readonly string[] => places.toSorted();
    const opened = await open("See @smith2006.\n       |\n");
    const found = await opened.service.navigation.references(opened.main.path, opened.main.cursor ?? 0, false);
    assert.deepEqual(sorted(shown(opened, found)), sorted(uses));
  });

  it("finds the citations of an undefined key, and the entry where it is wanted", async () => {
    await checkReferences("See @nobody2000 and [@nobody2000].\n       |\n", [
      "essay.md: See @[nobody2000]",
      "essay.md: See @nobody2000 and [@[nobody2000]",
    ]);
    await checkReferences("See @part2001.\n       |\n", ["refs.bib: @inbook{[part2001]", "essay.md: See @[part2001]"], true);
  });
});

describe("highlights in a draft", () => {
  it("marks the work under all its keys, and no other", async () => {
    await checkHighlights("A @smith2006, [@smith; @part2001].\n   ^^^^^^^^^    ^^^^^\n       |\n");
    await checkHighlights("A @smith2006.\n|\n");
  });
});

async function checkHints(draft: string, expected: readonly string[], inlayHints = true, name = "essay.md"): Promise<void> {
  const library = "\n%! refs.bib\n@book{a, author = {Adler, Anna and Berg, Bo and Carr, Cy}, date = {2001}}\n@book{b, title = {Alone}}";
  const { service, main } = await openFixture(`%! ${name}\n${draft}${library}`, { settings: { inlayHints, links: { check: "never" } } });
  const found = (await service.navigation.inlayHints(main.path, { start: 0, end: main.text.length })) ?? [];
  assert.deepEqual(
    found.map(({ offset, label }) => `${main.text.slice(0, offset)}|${label}`),
    expected,
  );
}

describe("hints behind keys", () => {
  it("name the work, behind the closing brace of a key", async () => {
    await checkHints("[@a; @{b}; @c]", ["[@a|Adler et al. 2001", "[@a; @{b}|Alone"]);
    await checkHints("\\cite{b,a}", ["\\cite{b|Alone", "\\cite{b,a|Adler et al. 2001"], true, "essay.tex");
  });

  it("are not there unless they are wanted", async () => {
    await checkHints("[@a]", [], false);
  });
});

describe("entries among the workspace's symbols", () => {
  it("are found by words in any order, best first", async () => {
    const library = "\n%! refs.bib\n@book{a, author = {Adler, Anna}, title = {Tides}, date = {2001}}\n@book{b, title = {Alone}}";
    const { service } = await openFixture(`%! essay.md\nText.${library}`);
    const names = async (query: string): Promise<readonly string[]> => (await service.navigation.symbols(query)).map(({ name }) => name);
    assert.deepEqual(await names("tides adler"), ["a · Adler 2001 · Tides"]);
    assert.deepEqual(await names("nobody"), []);
    assert.equal((await names("")).length, 2);
  });
});

describe("selection in a draft", () => {
  it("grows from the key over the work to the citation and its paragraph", async () => {
    await checkSelection("So [see @smith2006, p. 3; @part2001] it is.\n           |\n", [
      "smith2006",
      "see @smith2006, p. 3",
      "see @smith2006, p. 3; @part2001",
      "[see @smith2006, p. 3; @part2001]",
      "So [see @smith2006, p. 3; @part2001] it is.",
    ]);
    await checkSelection("So [see @smith2006, p. 3; @part2001] it is.\n                              |\n", ["part2001", "@part2001"]);
  });

  it("grows from a key over all of them to the command", async () => {
    await checkSelection(
      "So \\cite{part2001,smith2006}.\n            |\n",
      ["part2001", "part2001,smith2006", "\\cite{part2001,smith2006}"],
      "a.tex",
    );
  });

  it("leaves the rest to the editor", async () => {
    await checkSelection("So [@smith2006] it is.\n |\n", []);
  });
});
