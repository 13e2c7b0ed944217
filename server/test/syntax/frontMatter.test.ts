import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readFrontMatter } from "../../src/syntax/frontMatter.ts";

function read(yaml: string) {
  const matter = readFrontMatter(`---\n${yaml}\n---\n`, { start: 4, end: 5 + yaml.length });
  for (const { name, span } of matter.bibliographies) assert.equal(`---\n${yaml}\n---\n`.slice(span.start, span.end), name);
  return matter;
}

function checkBibliographies(yaml: string, expected: readonly string[]): void {
  assert.deepEqual(
    read(yaml).bibliographies.map(({ name }) => name),
    expected,
    yaml,
  );
}

describe("readFrontMatter", () => {
  it("finds bibliographies however they are written", () => {
    checkBibliographies("bibliography: references.bib", ["references.bib"]);
    checkBibliographies("title: x\nbibliography: 'my refs.bib' # mine", ["my refs.bib"]);
    checkBibliographies('bibliography: [a.bib, "b.json"]', ["a.bib", "b.json"]);
    checkBibliographies("bibliography:\n  - a.bib\n  - b.bib\nlang: de", ["a.bib", "b.bib"]);
    checkBibliographies("bibliography:\n  main: a.bib\n  other: b.bib", ["a.bib", "b.bib"]);
    checkBibliographies("format:\n  pdf:\n    bibliography: a.bib\n  html: default", ["a.bib"]);
    checkBibliographies("output:\n  pdf_document:\n    pandoc_args: ['--bibliography=a.bib', '--csl=x.csl']", ["a.bib"]);
    checkBibliographies("title: x", []);
  });

  it("reads style, language and the ids of references", () => {
    const matter = read("csl: chicago.csl\nlang: de-DE\nreferences:\n- id: smith2006\n  title: x @y\n- id: 1999\n- title: no id");
    assert.equal(matter.csl?.name, "chicago.csl");
    assert.equal(matter.lang, "de-DE");
    assert.deepEqual(matter.referenceIds, ["smith2006", "1999"]);
    assert.deepEqual(matter.texts, []);
  });

  it("gives the texts that may cite", () => {
    const yaml = "title: After @webber2012\nnocite: |\n  @a, @b\nauthor:\n- name: 'x @c'";
    const texts = read(yaml).texts.map(({ span, nocite }) => [`---\n${yaml}`.slice(span.start, span.end).trim(), nocite]);
    assert.deepEqual(texts, [
      ["After @webber2012", false],
      ["@a, @b", true],
      ["x @c", false],
    ]);
  });

  it("still finds the bibliography where the YAML is broken", () => {
    checkBibliographies("title: [unclosed\nbibliography: a.bib", ["a.bib"]);
    checkBibliographies("title: @reserved\nbibliography: a.bib", ["a.bib"]);
    checkBibliographies("\ttitle: x\nbibliography:\n- a.bib\n- b.bib", ["a.bib", "b.bib"]);
    checkBibliographies(`x: ${"[".repeat(100_000)}\nbibliography: a.bib`, ["a.bib"]);
    checkBibliographies(`${"- ".repeat(50_000)}x\nbibliography: a.bib`, ["a.bib"]);
    checkBibliographies(`x: ${"y".repeat(300_000)}\nbibliography: [a.bib, b.bib]`, ["a.bib", "b.bib"]);
  });

  it("is not taken in by aliases that multiply", () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`);
    checkBibliographies(`l0: &l0 "@lol"\n${levels.join("\n")}\nbibliography: a.bib`, ["a.bib"]);
  });
});
