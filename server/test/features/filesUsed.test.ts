import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openFixture } from "../open.ts";

interface Shown {
  readonly summary: string;
  readonly lines: readonly string[];
}

/** `Bibliographies: refs.bib: 2 entries · named in line 2`. */
async function shown(text: string, settings: object = {}): Promise<Shown> {
  const { service, main } = await openFixture(text, { settings: { links: { check: "never" }, ...settings } });
  const used = await service.filesUsed(main.path);
  const lines = (used?.groups ?? []).flatMap(({ title, files }) =>
    files.map(({ label, detail, problem }) => `${title}: ${problem ? "! " : ""}${label.replace("/work/", "")}: ${detail}`),
  );
  return { summary: used?.summary ?? "", lines };
}

async function check(text: string, expected: readonly string[], settings?: object): Promise<void> {
  const { lines } = await shown(text, settings);
  const style = "Style: Chicago, with notes: language en-US · nothing names another";
  assert.deepEqual(
    lines.filter((line) => line !== style),
    expected,
  );
}

const refs = "%! refs.bib\n@book{a, title={A}}\n@book{b, title={B}}\n";

describe("which files are used, and why", () => {
  it("is said of bibliographies by who names them", async () => {
    await check(`%! a.md\n---\ntitle: x\nbibliography: refs.bib\n---\n${refs}`, ["Bibliographies: refs.bib: 2 entries · named in line 3"]);
    await check(`%! thesis/a.qmd\nText.\n%! thesis/_quarto.yml\nbibliography: ../refs.bib\n${refs}`, [
      "Bibliographies: refs.bib: 2 entries · named in thesis/_quarto.yml, line 1",
    ]);
    await check(`%! a.md\nText.\n${refs}`, ["Bibliographies: refs.bib: 2 entries · in this folder, since nothing names another"]);
    await check(`%! thesis/a.md\nText.\n%! x.bib\n@book{a, title={A}}\n`, [
      "Bibliographies: x.bib: 1 entry · in work/, since nothing names another",
    ]);
    await check(
      `%! a.md\n---\nbibliography: refs.bib\n---\n${refs}%! x/y.bib\n@book{c, title={C}}\n`,
      ["Bibliographies: refs.bib: 2 entries · named in line 2", "Bibliographies: x/y.bib: 1 entry · from your settings"],
      { bibliographies: ["x"] },
    );
  });

  it("is said of what is not there, with where it was looked for", async () => {
    await check(`%! thesis/a.md\n---\nbibliography: gone.bib\n---\n`, [
      "Bibliographies: ! gone.bib: gone.bib is not there (looked in work/thesis/ and work/). · named in line 2",
    ]);
    await check(
      `%! a.md\nText.\n${refs}`,
      [
        "Bibliographies: ! ~/all.bib: ~/all.bib is not there (looked in /home/ada/). · from your settings",
        "Bibliographies: refs.bib: 2 entries · in this folder, since nothing names another",
      ],
      { bibliographies: ["~/all.bib"] },
    );
  });

  it("is said of what has faults, with the first and its line", async () => {
    const { lines } = await shown(`%! a.md\nText.\n%! refs.bib\n@book{a, title={A}}\n@book{b, title={B} date={1}}\n@book{c, title={C}}\n`);
    assert.equal(
      lines[0],
      'Bibliographies: ! refs.bib: 3 entries · 1 fault, in line 2: A comma is missing after "title". · in this folder, since nothing names another',
    );
  });

  it("is said of style and language", async () => {
    const { lines } = await shown(`%! a.qmd\nText.\n%! _quarto.yml\ncsl: apa.csl\nlang: de-DE\n${refs}`);
    assert.ok(lines.includes("Style: apa.csl: language de-DE · named in _quarto.yml"), lines.join("\n"));
  });

  it("is said of the other files of a document", async () => {
    await check(
      `%! one.tex\nText.\n%! main.tex\n\\documentclass{book}\\input{one}\\input{two}\\bibliography{refs}\n%! two.tex\nText.\n${refs}`,
      [
        "Bibliographies: refs.bib: 2 entries · named in main.tex, line 1",
        "Files of the same document: main.tex: the main file",
        "Files of the same document: two.tex: part of it",
      ],
    );
  });

  it("is said of a bibliography by the drafts that cite from it", async () => {
    const { lines } = await shown(
      `%! refs.bib\n@book{a, title={A}}\n@book{b, title={B}}\n%! one.md\n[@a]\n%! two.md\n[@a; @b]\n%! three.md\n[@c]\n`,
    );
    assert.deepEqual(
      lines.filter((line) => line.startsWith("Drafts")),
      ["Drafts that cite from it: two.md: cites 2 entries of it", "Drafts that cite from it: one.md: cites 1 entry of it"],
    );
  });

  it("is one sentence where there is nothing", async () => {
    const { summary } = await shown("%! thesis/a.md\nText.\n");
    assert.match(summary, /^No bibliography was found for this draft: nothing names one, and none lies in work\/thesis\/ or work\/\./);
  });
});

describe("files that entries name and that are not here", () => {
  const entry = (key: string, file: string): string => `@book{${key}, title={T${key}}, file={${file}}}\n`;

  it("are one line, however many", async () => {
    const many = Array.from({ length: 812 }, (_, i) => entry(`k${i}`, `/Users/anna/Papers/${i}.pdf`)).join("");
    await check(`%! a.md\nText.\n%! refs.bib\n${many}`, [
      "Bibliographies: refs.bib: 812 entries · in this folder, since nothing names another",
      "Sources: 812 files that entries name are not here: 0.pdf, named by k0; looked for at its place and by its name among the sources",
    ]);
  });

  it("are not those that lie at their place, or elsewhere by the same name", async () => {
    const files = [
      entry("a", "papers/a.pdf"),
      entry("b", "C\\:\\\\Users\\\\anna\\\\b.txt"),
      entry("c", "/Users/anna/Zotero/storage/AB12CD34/c.pdf"),
      entry("d", "https://example.org/d.pdf"),
      entry("e", "D:\\\\texts\\\\e.pdf"),
    ];
    const { service, main, host } = await openFixture(
      `%! a.md\nText.\n%! refs.bib\n${files.join("")}%! papers/a.pdf\nx\n%! sources/b.txt\nSome words.\n`,
    );
    host.write("/home/ada/Zotero/storage/AB12CD34/c.pdf", "x");
    const used = await service.filesUsed(main.path);
    const lines = used?.groups.find(({ title }) => title === "Sources")?.files.map(({ label }) => label);
    assert.deepEqual(lines, ["sources/b.txt", "1 file that entries name is not here"]);
  });
});
