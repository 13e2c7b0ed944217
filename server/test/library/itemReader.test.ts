import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CslItem } from "../../src/csl/types.ts";
import type { Entry } from "../../src/library/entry.ts";
import { createLibrary, type Library } from "../../src/library/library.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";

const libraryOf = (path: string, text: string): Library => createLibrary([{ path, facts: readBibliography(path, text) }]);

function entryOf(path: string, text: string): Entry {
  const [entry] = libraryOf(path, text).entries;
  return entry ?? assert.fail(`nothing in ${path}`);
}

function itemOf(path: string, text: string): CslItem {
  const library = libraryOf(path, text);
  const [entry] = library.entries;
  const made = entry === undefined ? undefined : library.formatEntry(entry);
  return made?.kind === "csl" ? made.item : assert.fail("no item");
}

const ris = (type: string, ...lines: readonly string[]): CslItem =>
  itemOf("/a.ris", [`TY  - ${type}`, "ID  - k", ...lines, "ER  - "].join("\n"));

/** These members, whatever others there are. */
function has(item: CslItem, expected: Readonly<Record<string, unknown>>): void {
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, item[name]])), expected);
}

describe("a record of RIS as CSL", () => {
  it("is an article with its journal", () => {
    has(
      ris(
        "JOUR",
        "T1  - One",
        "JF  - International Affairs",
        "JO  - Int. Aff.",
        "VL  - 88",
        "IS  - 2",
        "SP  - 12",
        "EP  - 34",
        "SN  - 0020-5850",
      ),
      {
        type: "article-journal",
        title: "One",
        "container-title": "International Affairs",
        "container-title-short": "Int. Aff.",
        volume: "88",
        issue: "2",
        page: "12-34",
        ISSN: "0020-5850",
      },
    );
    has(ris("JOUR", "JA  - Int. Aff.", "SP  - 12–34"), { "container-title": "Int. Aff.", page: "12-34" });
    has(ris("GEN", "T2  - Journal", "VL  - 3"), { type: "article-journal", "container-title": "Journal" });
  });

  it("is a book with its series and length", () => {
    has(ris("BOOK", "TI  - One", "T2  - Series", "M1  - 7", "SP  - 300", "SN  - 978-0-19-853453-1", "CY  - London", "PB  - Press"), {
      type: "book",
      "collection-title": "Series",
      "collection-number": "7",
      "number-of-pages": "300",
      ISBN: "978-0-19-853453-1",
      "publisher-place": "London",
      publisher: "Press",
    });
    has(ris("BOOK", "A2  - Ed, Tor"), { editor: [{ family: "Ed", given: "Tor" }] });
    has(ris("BOOK", "A2  - Series, Ed", "A3  - Ed, Tor"), {
      editor: [{ family: "Ed", given: "Tor" }],
      "collection-editor": [{ family: "Series", given: "Ed" }],
    });
    has(ris("CHAP", "T2  - Book", "A2  - Ed, Tor"), { "container-title": "Book", editor: [{ family: "Ed", given: "Tor" }] });
  });

  it("has names of every kind", () => {
    has(
      ris(
        "BOOK",
        "A1  - Webber, Mark",
        "AU  - King, Martin Luther, Jr.",
        "A1  - van Gogh, Vincent",
        "AU  - Humboldt, Alexander von",
        "AU  - NATO Assembly",
        "AU  - OECD,",
        "AU  - Plato",
        "AU  - J. A. Smith",
        "AU  - Doe, J.; Roe, R.",
      ),
      {
        author: [
          { family: "Webber", given: "Mark" },
          { family: "King", given: "Martin Luther", suffix: "Jr." },
          { family: "Gogh", given: "Vincent", "non-dropping-particle": "van" },
          { family: "Humboldt", given: "Alexander", "dropping-particle": "von" },
          { literal: "NATO Assembly" },
          { literal: "OECD" },
          { family: "Plato" },
          { family: "Smith", given: "J. A." },
          { family: "Doe", given: "J." },
          { family: "Roe", given: "R." },
        ],
      },
    );
  });

  it("has dates of every kind", () => {
    const issued = (...lines: readonly string[]) => ris("BOOK", ...lines).issued;
    assert.deepEqual(issued("PY  - 2012"), { "date-parts": [[2012]] });
    assert.deepEqual(issued("Y1  - 2012/03/04/"), { "date-parts": [[2012, 3, 4]] });
    assert.deepEqual(issued("PY  - 2012///"), { "date-parts": [[2012]] });
    assert.deepEqual(issued("PY  - 2012", "DA  - 2012/09//"), { "date-parts": [[2012, 9]] });
    assert.deepEqual(issued("PY  - 2012", "DA  - Sep 4"), { "date-parts": [[2012, 9, 4]] });
    assert.deepEqual(issued("DA  - 4 March 2012"), { "date-parts": [[2012, 3, 4]] });
    assert.deepEqual(issued("DA  - 2012-03-04"), { "date-parts": [[2012, 3, 4]] });
    assert.deepEqual(issued("PY  - 2012", "DA  - 2012///Spring"), { "date-parts": [[2012]], season: 1 });
    assert.deepEqual(issued("PY  - 1999-2001"), { "date-parts": [[1999], [2001]] });
    assert.deepEqual(issued("DA  - 03/04/2012"), { "date-parts": [[2012]] });
    assert.deepEqual(issued("PY  - in press"), { literal: "in press" });
    assert.equal(issued("TI  - x"), undefined);
  });

  it("has its DOI, address and files where programs put them", () => {
    has(ris("JOUR", "DO  - https://doi.org/10.1057/978", "UR  - https://example.org/x"), {
      DOI: "10.1057/978",
      URL: "https://example.org/x",
    });
    has(ris("JOUR", "M3  - doi: 10.1057/978"), { DOI: "10.1057/978", genre: undefined });
    has(ris("JOUR", "UR  - https://doi.org/10.1057/978"), { DOI: "10.1057/978" });
    const text =
      "TY  - JOUR\nL1  - file:///home/x/My%20File.pdf\nL1  - internal-pdf://123/Smith.pdf\nL1  - https://example.org/a.pdf\nL1  - files/1/b.pdf\nER  - ";
    assert.deepEqual(entryOf("/a.ris", text).files, ["/home/x/My File.pdf", "Smith.pdf", "files/1/b.pdf"]);
  });

  it("knows where its address stands", () => {
    const text = "TY  - ELEC\nUR  - https://example.org/x\nER  - ";
    const [address] = entryOf("/a.ris", text).addresses;
    assert.equal(text.slice(address?.span.start, address?.span.end), "https://example.org/x");
  });
});

describe("a record of EndNote as CSL", () => {
  it("says the same by other tags", () => {
    has(
      itemOf(
        "/a.enw",
        "%0 Book Section\n%A Webber, Mark\n%E Ed, Tor\n%T One\n%B Book\n%D 2012\n%8 March 4\n%P 12-34\n%I Press\n%C London\n%@ 0198534531\n%R 10.1057/978\n%9 Essay\n",
      ),
      {
        type: "chapter",
        author: [{ family: "Webber", given: "Mark" }],
        editor: [{ family: "Ed", given: "Tor" }],
        "container-title": "Book",
        issued: { "date-parts": [[2012, 3, 4]] },
        page: "12-34",
        ISBN: "0198534531",
        DOI: "10.1057/978",
        genre: "Essay",
      },
    );
  });
});

describe("an item of CSL-YAML as CSL", () => {
  it("has its dates, names and emphasis as CSL-JSON has them", () => {
    const yaml = (lines: string) => itemOf("/a.yaml", `- id: k\n${lines}`);
    has(yaml("  issued:\n  - year: 2012\n    month: 3\n  - year: 2013\n"), { issued: { "date-parts": [[2012, 3], [2013]] } });
    has(yaml("  issued: {date-parts: [[2012, 3]]}\n"), { issued: { "date-parts": [[2012, 3]] } });
    has(yaml("  issued: 1999/2001\n"), { issued: { "date-parts": [[1999], [2001]] } });
    has(yaml("  author: {family: Webber, given: [Mark, A.]}\n"), { author: [{ family: "Webber", given: "Mark A." }] });
    has(yaml("  title: A *good* [NATO]{.nocase} H~2~O \\*star\\*\n"), {
      title: 'A <i>good</i> <span class="nocase">NATO</span> H<sub>2</sub>O *star*',
    });
  });

  it("knows where its address stands, quoted or not", () => {
    for (const url of ["https://example.org/x", '"https://example.org/x"']) {
      const text = `- id: k\n  URL: ${url}\n`;
      const [address] = entryOf("/a.yaml", text).addresses;
      assert.equal(text.slice(address?.span.start, address?.span.end), "https://example.org/x");
    }
  });
});

describe("Better BibTeX's JSON", () => {
  const item = {
    itemType: "journalArticle",
    title: "One",
    creators: [
      { creatorType: "author", firstName: "Mark", lastName: "Webber" },
      { creatorType: "editor", name: "NATO" },
    ],
    publicationTitle: "Journal",
    date: "2012-03-04",
    extra: "Citation Key: x\noriginal-date: 1920\nRead twice.",
    tags: [{ tag: "a" }, { tag: "b" }],
    attachments: [{ itemType: "attachment", title: "PDF", path: "/home/x/a.pdf" }],
    notes: [],
    citationKey: "webber2012",
  };
  const text = JSON.stringify(
    { config: { id: "x", label: "BetterBibTeX JSON", release: "6" }, collections: {}, items: [item, { itemType: "note", note: "n" }] },
    undefined,
    2,
  );

  it("is read in CSL's terms, with its key and files", () => {
    const facts = readBibliography("/a.json", text);
    assert.deepEqual([facts.format, facts.writtenBy, facts.faults], ["zotero-json", "Zotero", []]);
    assert.deepEqual(itemOf("/a.json", text), {
      id: "webber2012",
      type: "article-journal",
      title: "One",
      "container-title": "Journal",
      issued: { "date-parts": [[2012, 3, 4]] },
      "original-date": { "date-parts": [[1920]] },
      note: "Read twice.",
      author: [{ family: "Webber", given: "Mark" }],
      editor: [{ literal: "NATO" }],
      keyword: "a, b",
    });
    assert.deepEqual(entryOf("/a.json", text).files, ["/home/x/a.pdf"]);
  });
});

describe("CSL-JSON as Zotero writes it", () => {
  it("is found by its citation key, too", () => {
    const library = libraryOf(
      "/a.json",
      '[{"id": "http://zotero.org/users/1/items/AB", "citation-key": "webber2012", "type": "book", "title": "One"}]',
    );
    assert.equal(library.find("webber2012")?.title, "One");
  });
});
