import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type ProjectFileKind, readProjectFile } from "../../src/syntax/projectFile.ts";

function checkBibliographies(kind: ProjectFileKind, yaml: string, expected: readonly string[]): void {
  const { bibliographies } = readProjectFile(kind, yaml);
  for (const { name, span } of bibliographies) assert.equal(yaml.slice(span.start, span.end), name);
  assert.deepEqual(
    bibliographies.map(({ name }) => name),
    expected,
    yaml,
  );
}

/** How a defaults file writes its own folder. */
const beside = "\u0024{.}";

describe("readProjectFile", () => {
  it("finds what Quarto's project names, at its top and below format, book and website", () => {
    checkBibliographies("quarto", "project:\n  type: book\nbibliography: refs.bib\n", ["refs.bib"]);
    checkBibliographies("quarto", "bibliography:\n  - a.bib\n  - b.json\n", ["a.bib", "b.json"]);
    checkBibliographies("quarto", "book:\n  title: x\n  bibliography: a.bib\n", ["a.bib"]);
    checkBibliographies("quarto", "website:\n  bibliography: [a.bib]\n", ["a.bib"]);
    checkBibliographies("quarto", "format:\n  html: default\n  pdf:\n    bibliography: a.bib\n", ["a.bib"]);
    checkBibliographies("quarto", "bibliography: a.bib\nformat:\n  pdf: {bibliography: a.bib}\n", ["a.bib"]);
    checkBibliographies("quarto", "website:\n  navbar:\n    left: [{text: bibliography, href: refs.bib}]\n", []);
  });

  it("finds what MyST, Jupyter Book and bookdown name", () => {
    checkBibliographies("myst", "version: 1\nproject:\n  bibliography:\n    - main.bib\n    - other/all.bib\n", [
      "main.bib",
      "other/all.bib",
    ]);
    checkBibliographies("jupyterBook", "bibtex_bibfiles:\n  - references.bib\n", ["references.bib"]);
    checkBibliographies("bookdown", "book_filename: thesis\nbibliography: [book.bib, packages.bib]\n", ["book.bib", "packages.bib"]);
    checkBibliographies("bookdown", 'bookdown::pdf_book:\n  pandoc_args: ["--bibliography=a.bib", "--bibliography", b.bib]\n', [
      "a.bib",
      "b.bib",
    ]);
  });

  it("finds what Pandoc's defaults name, at their top and in their metadata", () => {
    checkBibliographies("defaults", `citeproc: true\nbibliography: ${beside}/refs.bib\n`, [`${beside}/refs.bib`]);
    checkBibliographies("defaults", "metadata:\n  bibliography: [a.bib, b.bib]\n", ["a.bib", "b.bib"]);
    const words = readProjectFile(
      "defaults",
      "input-files: [one.md, two.md]\nmetadata-files: [meta.yaml]\ncsl: apa.csl\nmetadata: {lang: de}\n",
    );
    assert.deepEqual(words.inputs, ["one.md", "two.md"]);
    assert.equal(words.alongside[0]?.name, "meta.yaml");
    assert.equal(words.csl?.name, "apa.csl");
    assert.equal(words.lang, "de");
  });

  it("tells defaults from other YAML", () => {
    assert.ok(readProjectFile("defaults", "from: markdown\nbibliography: a.bib\n").isOfItsKind);
    assert.ok(!readProjectFile("defaults", "services:\n  web: {image: x}\n").isOfItsKind);
    assert.ok(!readProjectFile("defaults", "- id: smith2006\n  title: A list of entries\n").isOfItsKind);
  });

  it("knows which of Quarto's profiles are on by themselves", () => {
    assert.deepEqual(readProjectFile("quarto", "profile:\n  default: draft\n").profiles, ["draft"]);
    assert.deepEqual(readProjectFile("quarto", "profile:\n  group: [basic, advanced]\n").profiles, ["basic"]);
    assert.deepEqual(readProjectFile("quarto", "profile:\n  default: [a, b]\n  group:\n    - [c, d]\n    - [e, f]\n").profiles, [
      "a",
      "b",
      "c",
      "e",
    ]);
  });

  it("never fails", () => {
    const kinds: readonly ProjectFileKind[] = ["quarto", "bookdown", "myst", "jupyterBook", "defaults", "obsidian"];
    const piece = fc.constantFrom(
      "bibliography",
      "format",
      "profile",
      "group",
      ":",
      " ",
      "\n",
      "-",
      "[",
      "]",
      "{",
      "}",
      "*a",
      "&a",
      '"',
      "'",
      "|",
      "x",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(fc.property(texts, fc.constantFrom(...kinds), (text, kind) => void readProjectFile(kind, text)));
  });
});
