import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FilePlace } from "../../../src/features/bibliography/definition.ts";
import { type Opened, openFixture } from "../../open.ts";

const files = `
%! essay.md
---
bibliography: [refs.bib, other.bib]
---
See [@part2001] and [@whole1999, p. 3].
%! other.bib
@book{elsewhere, title={Elsewhere}, crossref={whole1999}}
@string{tide = "Tidewater Press"}
`;

async function open(bibliography: string): Promise<Opened> {
  const opened = await openFixture(`%! refs.bib\n${bibliography}${files}`);
  const draft = opened.fixture.files.get("/work/essay.md");
  assert.ok(draft);
  opened.service.open({ path: draft.path, languageId: "markdown", version: 1, text: draft.text });
  await opened.service.ready(draft.path);
  return opened;
}

/** `refs.bib: whole1999`, with what stands before it on its line. */
function shown({ fixture }: Opened, places: readonly FilePlace[] | undefined): readonly string[] {
  return (places ?? []).map(({ path, span }) => {
    const { text = "" } = fixture.files.get(path) ?? {};
    const lead = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
    return `${path.replace("/work/", "")}: ${lead}[${text.slice(span.start, span.end)}]`;
  });
}

async function checkDefinition(bibliography: string, expected: readonly string[]): Promise<void> {
  const opened = await open(bibliography);
  assert.deepEqual(shown(opened, await opened.service.navigation.definition(opened.main.path, opened.main.cursor ?? 0)), expected);
}

async function checkReferences(bibliography: string, expected: readonly string[], withDefinition = false): Promise<void> {
  const opened = await open(bibliography);
  const { service, main } = opened;
  assert.deepEqual(shown(opened, await service.navigation.references(main.path, main.cursor ?? 0, withDefinition)), expected);
}

async function checkHighlights(bibliography: string): Promise<void> {
  const { service, main } = await open(bibliography);
  const found = (await service.navigation.highlights(main.path, main.cursor ?? 0)) ?? [];
  assert.deepEqual(
    found.map(({ span }) => span).sort((one, other) => one.start - other.start),
    main.spans,
  );
}

describe("definition in a bibliography", () => {
  it("leads from a crossref to its entry, also in another file and another case", async () => {
    await checkDefinition("@inbook{part2001, crossref={whole1999}}\n                             |\n@book{whole1999}\n", [
      "refs.bib: @book{[whole1999]",
    ]);
    await checkDefinition("@inbook{part2001, crossref={elsewhere}}\n                             |\n", ["other.bib: @book{[elsewhere]"]);
    await checkDefinition("@inbook{part2001, crossref={Whole1999}}\n                             |\n@book{whole1999}\n", [
      "refs.bib: @book{[whole1999]",
    ]);
  });

  it("knows one key of several, and aliases", async () => {
    await checkDefinition("@book{a, related={nothing, bb}}\n                            |\n@book{b, ids={bb}}\n", ["refs.bib: @book{[b]"]);
    await checkDefinition("@book{a, xdata={one,two}}\n                    |\n@xdata{one}\n@xdata{two}\n", ["refs.bib: @xdata{[two]"]);
  });

  it("leads from a string to where it is defined, this file first", async () => {
    await checkDefinition("@string{acm = {ACM}}\n@book{a, publisher = ACM # { Press}}\n                       |\n", [
      "refs.bib: @string{[acm]",
    ]);
    await checkDefinition("@book{a, publisher = tide}\n                       |\n", ["other.bib: @string{[tide]"]);
  });

  it("leads nowhere from words, numbers and junk", async () => {
    await checkDefinition("@book{a, title={crossref}}\n                     |\n", []);
    await checkDefinition("@book{a, year=2001}\n                |\n", []);
    await checkDefinition("junk\n  |\n@book{a}\n", []);
  });
});

describe("references in a bibliography", () => {
  it("finds the citations of an entry and the entries that name it, in all files", async () => {
    const bibliography = "@book{whole1999, title={Whole}}\n        |\n@inbook{part2001, crossref={whole1999}}\n";
    const uses = [
      "essay.md: See [@part2001] and [@[whole1999]",
      "refs.bib: @inbook{part2001, crossref={[whole1999]",
      "other.bib: @book{elsewhere, title={Elsewhere}, crossref={[whole1999]",
    ];
    await checkReferences(bibliography, uses);
    await checkReferences(bibliography, ["refs.bib: @book{[whole1999]", ...uses], true);
  });

  it("finds the values that hold a string", async () => {
    await checkReferences(
      "@string{acm = {ACM}}\n         |\n@string{acmp = acm # { Press}}\n@book{a, publisher = ACM}\n@book{b, publisher = {acm}}\n",
      ["refs.bib: @book{a, publisher = [ACM]", "refs.bib: @string{acmp = [acm]"],
    );
  });
});

describe("highlights in a bibliography", () => {
  it("marks a key and where it is named", async () => {
    await checkHighlights(
      "@book{whole1999, title={Whole}}\n      ^^^^^^^^^\n        |\n@inbook{part2001, crossref={whole1999}}\n                            ^^^^^^^^^\n@book{x, title={whole1999}}\n",
    );
  });

  it("marks a string, its definition and its uses", async () => {
    await checkHighlights(
      "@string{acm = {ACM}}\n        ^^^\n@book{a, publisher = acm}\n                     ^^^\n                      |\n@book{b, publisher = ACM # {x}}\n                     ^^^\n",
    );
  });
});

describe("selection in a bibliography", () => {
  it("grows from the word to the file", async () => {
    const { service, main } = await open('@book{a,\n  title = {Red Tape} # "s",\n                |\n  year = 2001}\n');
    const [spans = []] = (await service.navigation.selections(main.path, [main.cursor ?? 0])) ?? [];
    assert.deepEqual(
      spans.map(({ start, end }) => main.text.slice(start, end)),
      ["Tape", "Red Tape", '{Red Tape} # "s"', 'title = {Red Tape} # "s"', main.text.trimEnd(), main.text].filter((text) => text !== ""),
    );
  });

  it("takes one key of a list first, and the key of an entry", async () => {
    const { service, main } = await open("@book{a-b:c, xdata = {p:one, p:two}}\n");
    const offsets = [main.text.indexOf("two") + 1, main.text.indexOf("b:c")];
    const found = (await service.navigation.selections(main.path, offsets)) ?? [];
    const words = found.map((spans) => spans.slice(0, 3).map(({ start, end }) => main.text.slice(start, end)));
    assert.deepEqual(words, [
      ["two", "p:two", "p:one, p:two"],
      ["a-b", "a-b:c", main.text.trimEnd()],
    ]);
  });
});
