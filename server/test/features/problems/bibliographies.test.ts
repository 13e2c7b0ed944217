import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, type OpenOptions, openFixture } from "../../open.ts";

/** `line code: message` of each problem of the main file, lines counted from 1. */
async function problemsOf(fixture: string, options?: OpenOptions): Promise<readonly string[]> {
  const { service, main } = await openFixture(fixture, options);
  const found = await service.problems(main.path, never);
  return found.map(({ facts, span, message }) => `${main.text.slice(0, span.start).split("\n").length} ${facts.code}: ${message}`);
}

/** The codes alone, for one file by itself. */
async function checkCodes(bib: string, expected: readonly string[]): Promise<void> {
  const found = await problemsOf(`%! refs.bib\n${bib}`);
  assert.deepEqual(
    found.map((line) => line.replace(/^\d+ (\S+):.*$/s, "$1")),
    expected,
    found.join("\n"),
  );
}

const brandt = "@book{brandt1999, author={Brandt, Ilse}, title={Neighbours in the North}, publisher={Kranich}, date={1999}}\n";

describe("syntax in a bibliography", () => {
  it("is said at its place, and of the entry that never closes where the next begins", async () => {
    const { service, main } = await openFixture("%! refs.bib\n@book{a, title = {Half}\n\n@book{b, title={B}, author={C}, date={2001}}\n");
    const [problem] = await service.problems(main.path, never);
    assert.equal(problem?.facts.code, "bibliography.syntax");
    assert.deepEqual(
      problem?.related.map(({ span, message }) => [main.text.slice(span.start, span.end), message]),
      [["@book{b", "The next entry begins here."]],
    );
  });

  it("says where entries take fields from themselves, and that others don't", async () => {
    const bib = "@book{a, crossref={b}}\n@book{b, crossref={c}}\n@book{c, crossref={a}}\n@book{d, crossref={a}}\n@xdata{x, xdata={x}}\n";
    const found = (await problemsOf(`%! refs.bib\n${bib}`)).filter((line) => line.includes("syntax"));
    assert.deepEqual(
      found.map((line) => line.replace(" Everything else in this file was read.", "")),
      [
        "1 bibliography.syntax: This entry takes fields from itself: a → b → c → a.",
        "2 bibliography.syntax: This entry takes fields from itself: b → c → a → b.",
        "3 bibliography.syntax: This entry takes fields from itself: c → a → b → c.",
        "5 bibliography.syntax: This entry takes fields from itself: x → x.",
      ],
    );
    await problemsOf("%! refs.bib\n@book{a, crossref={b}}\n@book{a, crossref={b}}\n@book{b, crossref={a}}\n");
  });

  it("says nothing of what a broken entry seems to lack", () =>
    checkCodes("@article{a, title = {Half} author = {B, C}}\n", ["bibliography.syntax"]));
});

describe("keys that stand twice", () => {
  it("point at each other within a file", async () => {
    assert.deepEqual(await problemsOf(`%! refs.bib\n${brandt}${brandt.replace("Neighbours in the North", "Another Title")}`), [
      '1 bibliography.duplicate-key: "brandt1999" is also in this file, line 2; biber takes this one, Pandoc the last.',
      '2 bibliography.duplicate-key: "brandt1999" is also in this file, line 1; biber takes the first, Pandoc this one.',
    ]);
  });

  it("point at each other across the files of a draft", async () => {
    const files = `%! b.bib\n${brandt}%! draft.md\n---\nbibliography: [a.bib, b.bib]\n---\nSee [@brandt1999].\n%! a.bib\n% a comment\n${brandt}`;
    const { service, host } = await openFixture(files);
    service.open({
      path: "/work/draft.md",
      languageId: "",
      version: 1,
      text: new TextDecoder().decode(host.contents.get("/work/draft.md")?.bytes),
    });
    await service.ready("/work/draft.md");
    const [problem] = await service.problems("/work/b.bib", never);
    assert.equal(problem?.message, '"brandt1999" is also in a.bib, line 2; biber takes the first, Pandoc this one.');
    assert.deepEqual(
      problem?.related.map(({ path }) => path),
      ["/work/a.bib"],
    );
  });

  it("may differ in case", async () => {
    const found = await problemsOf(
      `%! refs.bib\n${brandt}${brandt.replace("brandt1999", "Brandt1999").replace("Neighbours in", "Far From")}`,
    );
    assert.deepEqual(found, [
      '2 bibliography.duplicate-key: "Brandt1999" differs only in its case from "brandt1999" in this file, line 1: BibTeX takes them for one key.',
    ]);
  });
});

describe("one work under two keys", () => {
  const twice: Readonly<Record<string, string>> = {
    "by its DOI":
      "@article{a, author={Smith, Ann}, title={On Peace}, journal={Survival}, year=2006, doi={10.1000/XYZ}}\n@misc{b, author={A. Smith}, title={On Peace}, year=2006, doi={https://doi.org/10.1000/xyz}}\n",
    "by its ISBN, in either length":
      "@book{a, author={Smith, Ann}, title={The Long Road}, publisher={OUP}, year=2006, isbn={0-19-852663-6}}\n@book{b, author={Smith, A.}, title={The Long Road}, publisher={OUP}, year=2007, isbn={9780198526636}}\n",
    "by title, author and year, where one leaves out the subtitle":
      '@book{a, author={Müller, Jörg}, title={The Long Road to Peace: A History}, publisher={OUP}, year=2006}\n@book{b, author={M{\\"u}ller, J.}, title={{The Long Road to Peace}}, publisher={OUP}, date={2006-03}}\n',
  };
  for (const [name, bib] of Object.entries(twice)) {
    it(`is known ${name}`, async () => {
      const found = (await problemsOf(`%! refs.bib\n${bib}`)).filter((line) => line.includes("same-work"));
      assert.equal(found.length, 2, found.join("\n"));
      assert.match(found[0] ?? "", /^1 bibliography\.same-work: The same work stands in this file, line 2, as "b"/);
      assert.match(found[1] ?? "", /^2 .*line 1, as "a"/);
    });
  }

  const book = (key: string, more: string): string =>
    `@book{${key}, author={Smith, Ann}, title={The Long Road to Peace}, publisher={OUP}, year=2006${more}}\n`;
  const different: Readonly<Record<string, string>> = {
    "another edition": book("a", "") + book("b", ", edition=2"),
    "another volume": book("a", ", volume=1") + book("b", ", volume=2"),
    "a reprint": book("a", "") + book("b", "").replace("2006", "2011"),
    "another publisher": book("a", "") + book("b", "").replace("OUP", "Kranich"),
    "a translation": book("a", "") + book("b", ", translator={Doe, Jane}"),
    "another language": book("a", ", langid={english}") + book("b", ", langid={german}"),
    "a chapter that its book names as parent": `${book("a", "")}@inbook{b, author={Smith, Ann}, title={The Long Road to Peace}, crossref={a}, pages={1--9}, year=2006}\n`,
    "a work and what was made of it": book("a", ", related={b}") + book("b", ""),
    "two columns of one year":
      "@article{a, author={Smith, Ann}, title={Editorial}, journal={Survival}, date={2006}, pages={1--2}}\n@article{b, author={Smith, Ann}, title={Editorial}, journal={Survival}, date={2006}, pages={101--102}}\n",
    "a talk and the article":
      "@inproceedings{a, author={Smith, Ann}, title={The Long Road to Peace}, booktitle={Proceedings}, year=2006}\n@article{b, author={Smith, Ann}, title={The Long Road to Peace}, journal={Survival}, year=2006}\n",
    "reports of two days":
      "@article{a, author={Smith, Ann}, title={Talks Go On in Geneva}, journal={Herald}, date={2006-03-01}}\n@article{b, author={Smith, Ann}, title={Talks Go On in Geneva}, journal={Herald}, date={2006-03-08}}\n",
    "works with one DOI by mistake":
      "@article{a, author={Smith, Ann}, title={On Peace}, journal={Survival}, year=2006, doi={10.1000/1}}\n@article{b, author={Doe, Jane}, title={On War}, journal={Survival}, year=2006, doi={10.1000/1}}\n",
  };
  for (const [name, bib] of Object.entries(different)) {
    it(`is not ${name}`, async () => {
      const found = await problemsOf(`%! refs.bib\n${bib}`);
      assert.deepEqual(
        found.filter((line) => line.includes("same-work")),
        [],
      );
    });
  }
});

describe("fields that a reference needs", () => {
  const complete = [
    brandt,
    "@article{a, author={A, B}, title={T}, journal={J}, year={n.d.}}\n",
    "@online{a, title={T}, url={https://example.org}, urldate={2020-01-01}}\n",
    "@report{a, institution={RAND}, title={T}, year=2001}\n",
    "@phdthesis{a, author={A, B}, title={T}, school={Kiel}, year=2001}\n",
    "@collection{p, editor={E, F}, title={P}, publisher={K}, date={2001}}\n@incollection{c, crossref={p}, author={A, B}, title={T}, pages={1--2}}\n",
    "@xdata{x, date={2001}, publisher={K}}\n@book{b, author={A, B}, title={T}, xdata={x}}\n",
    "@odd{a, whatever={x}}\n@set{s, entryset={a}}\n",
  ];
  for (const bib of complete) it(`are all there in ${bib.slice(0, 40)}`, () => checkCodes(bib, []));

  it("are named as the entry names its own", async () => {
    assert.deepEqual(
      await problemsOf("%! refs.bib\n@article{a, author={A, B}, title={T}, date={2001}}\n@article{b, title={T}, journal={J}}\n"),
      [
        "1 bibliography.missing-field: This article has no journaltitle, which its reference needs.",
        "2 bibliography.missing-field: This article has no author or editor and year, which its reference needs.",
      ],
    );
  });

  it("are not asked for where the parent can't be seen", () =>
    checkCodes("@incollection{c, crossref={nowhere}, author={A, B}, title={T}}\n", ["bibliography.unresolved"]));

  it("are known of CSL too", async () => {
    const json = '[{"id": "a", "type": "article-journal", "title": "T", "author": [{"family": "A"}], "issued": {"date-parts": [[2001]]}}]';
    assert.deepEqual(await problemsOf(`%! refs.csljson\n${json}\n`), [
      "1 bibliography.missing-field: This article-journal has no container-title, which its reference needs.",
    ]);
  });
});

describe("names that nothing bears", () => {
  it("are strings, parents and templates, with the nearest", async () => {
    const bib = `@string{survival = {Survival}}\n@article{a, author={A, B}, title={T}, journal=survivel, year=2001}\n${brandt}@inbook{c, crossref={brandt1998}, author={A, B}, title={T}}\n@book{d, xdata={gone}, author={A, B}, title={T}, date=2001}\n`;
    const found = (await problemsOf(`%! refs.bib\n${bib}`)).filter((line) => line.includes("unresolved"));
    assert.deepEqual(found, [
      "2 bibliography.unresolved: No @string defines survivel; as a text it needs braces or quotation marks. Nearest: survival.",
      '4 bibliography.unresolved: There is no entry "brandt1998" to take fields from. Nearest: brandt1999.',
      '5 bibliography.unresolved: There is no @xdata entry "gone" to take fields from.',
    ]);
  });
});

describe("values that look wrong", () => {
  it("are underlined alone", async () => {
    const { service, main } = await openFixture(
      "%! refs.bib\n@book{a, author={A, B}, title={Sons &amp; Lovers}, publisher={K}, year={20212}}\n",
    );
    const found = await service.problems(main.path, never);
    assert.deepEqual(
      found.map(({ facts, span }) => [facts.code, main.text.slice(span.start, span.end)]),
      [
        ["bibliography.suspect-value", "&amp;"],
        ["bibliography.suspect-value", "20212"],
      ],
    );
  });

  it("are not said of what an entry inherits", () =>
    checkCodes("@xdata{x, date={2001}, isbn={978-0-19-852663-7}, publisher={K}}\n@book{b, author={A, B}, title={T}, xdata={x}}\n", []));
});

describe("entries that nobody cites", () => {
  const files = (draft: string, bib: string): string => `%! refs.bib\n${bib}%! draft.md\n---\nbibliography: refs.bib\n---\n${draft}\n`;
  const other = "@book{b, author={A, B}, title={Something Else}, publisher={K}, date={2001}}\n";

  async function unused(fixture: string): Promise<readonly string[]> {
    const { service, host } = await openFixture(fixture);
    const text = new TextDecoder().decode(host.contents.get("/work/draft.md")?.bytes);
    service.open({ path: "/work/draft.md", languageId: "", version: 1, text });
    await service.ready("/work/draft.md");
    const found = await service.problems("/work/refs.bib", never);
    return found.filter(({ facts }) => facts.code === "entry.unused").map(({ message, severity }) => `${severity}: ${message}`);
  }

  it("are a hint", async () => {
    assert.deepEqual(await unused(files("See [@brandt1999].", brandt + other)), ['hint: No draft of this workspace cites "b".']);
  });
  it("are not named where everything is listed", async () => {
    assert.deepEqual(await unused(files('---\nnocite: "@*"\n---\nSee [@brandt1999].', brandt + other).replace("---\n---\n", "")), []);
  });
  it("are not those that a cited one needs", async () => {
    const child = "@inbook{c, crossref={b}, author={A, B}, title={T}, pages={1}}\n";
    assert.deepEqual(await unused(files("See [@c].", child + other)), []);
  });
  it("are not named in what another program writes", async () => {
    assert.deepEqual(await unused(files("See [@brandt1999].", `% Exported by Better BibTeX for Zotero\n${brandt}${other}`)), []);
  });
  it("are not named in a file of which nothing is cited", async () => {
    assert.deepEqual(await unused(files("Nothing.", brandt + other)), []);
  });
});

describe("a file with many problems", () => {
  it("lists so many of each kind and says how many there are besides", async () => {
    const bib = Array.from(
      { length: 300 },
      (_, number) => `@article{k${number}, author={A, B}, title={Title ${number}}, year=2001}\n`,
    ).join("");
    const { service, main } = await openFixture(`%! refs.bib\n@book{x, title={A} author={B}}\n${bib}`);
    const found = await service.problems(main.path, never, { mostOfEach: 250 });
    assert.equal(found.length, 1 + 250 + 1);
    assert.equal(found.at(-1)?.message, "From here on 50 more problems of this kind in this file are not listed.");
    assert.equal((await service.problems(main.path, never)).length, 301);
  });
});
