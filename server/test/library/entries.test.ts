import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bareDoi } from "../../src/library/doi.ts";
import type { Entry } from "../../src/library/entry.ts";
import { filePaths } from "../../src/library/fileField.ts";
import { createLibrary } from "../../src/library/library.ts";
import { readBibliography } from "../../src/syntax/bibliographyFile.ts";
import { entryOf, libraryOf } from "./libraryFixture.ts";

function checkEntry(fields: string, expected: Partial<Entry>, type = "book"): void {
  const entry = entryOf(`@${type}{k, ${fields}}`);
  const actual = Object.fromEntries(Object.keys(expected).map((name) => [name, entry[name as keyof Entry]]));
  assert.deepEqual(actual, expected);
}

describe("an entry of a .bib file", () => {
  it("is decoded to plain Unicode", () => {
    checkEntry('title = {{\\"U}ber \\emph{NATO}}, author = {M{\\"u}ller, J{\\"o}rg and {NATO} Staff}, abstract = {10\\% more}', {
      title: "Über NATO",
      authors: [
        { family: "Müller", given: "Jörg" },
        { family: "Staff", given: "NATO" },
      ],
      abstract: "10% more",
    });
  });
  it("joins title and subtitle", () => {
    checkEntry("title = {Power and Purpose}, subtitle = {Policy}", { title: "Power and Purpose: Policy" });
    checkEntry("title = {Why?}, subtitle = {Because}", { title: "Why? Because" });
  });
  it("knows what it appeared in", () => {
    checkEntry("journaltitle = {Survival}", { container: "Survival" }, "article");
    checkEntry("journal = {Survival}", { container: "Survival" }, "article");
    checkEntry("booktitle = {NATO}, booksubtitle = {A History}", { container: "NATO: A History" }, "incollection");
    checkEntry("title = {T}, organization = {NATO}", { container: "NATO", publisher: "NATO" }, "online");
    checkEntry("institution = {RAND}", { publisher: "RAND", container: "" }, "report");
  });
  it("reads dates in both ways and never breaks", () => {
    checkEntry("date = {1999/2001}", { year: "1999–2001" });
    checkEntry("date = {1850~}", { year: "c. 1850" });
    checkEntry("year = 2012, month = may", { issued: { "date-parts": [[2012, 5]] } });
    checkEntry('year = 2012, month = jan # "~1"', { issued: { "date-parts": [[2012, 1, 1]] } });
    checkEntry("month = may", { year: "", issued: undefined });
    checkEntry("year = {in press}", { year: "in press" });
  });
  it("reads identifiers however written", () => {
    checkEntry("doi = {https://doi.org/10.1057/978\\_1}", { doi: "10.1057/978_1" });
    checkEntry("url = {https://dx.doi.org/10.1057/9781}", { doi: "10.1057/9781" });
    checkEntry("isbn = 1-405-80673-7, pages = {1--20}, langid = {german}", { isbn: "1-405-80673-7", pages: "1–20", language: "german" });
    checkEntry("ids = {old, older}", { aliases: ["old", "older"] });
  });
  it("gives its addresses with their places", () => {
    const text =
      "@misc{k, url = {https://a.org/b\\_c%20d}, howpublished = {\\url{https://b.org/x}}, note = {See https://c.org/y. And \\href{http://d.org}{D}}, doi = {10.1/2}}";
    assert.deepEqual(
      entryOf(text).addresses.map(({ url, printed, span }) => [url, printed, text.slice(span.start, span.end)]),
      [
        ["https://a.org/b_c%20d", "https://a.org/b\\_c%20d", "https://a.org/b\\_c%20d"],
        ["https://b.org/x", "https://b.org/x", "https://b.org/x"],
        ["https://c.org/y", "https://c.org/y", "https://c.org/y"],
        ["http://d.org", "http://d.org", "http://d.org"],
      ],
    );
  });
  it("takes addresses out of their wrappers", () => {
    for (const value of [
      "{\\url{https://a.org/x}}",
      "{ https://a.org/x }",
      "{<https://a.org/x>}",
      '"https://a.org/x"',
      "https://a.org/x",
    ]) {
      const text = `@misc{k, url = ${value}}`;
      const [address] = entryOf(text).addresses;
      assert.equal(address?.url, "https://a.org/x");
      assert.equal(text.slice(address?.span.start, address?.span.end), "https://a.org/x");
    }
  });
});

describe("an item of a CSL-JSON file", () => {
  const item = {
    id: "k",
    type: "article-journal",
    title: "The <i>NATO</i> Question",
    author: [{ family: "Webber", given: "Mark" }, { literal: "NATO" }, "junk", {}],
    issued: { "date-parts": [["2012", 5]] },
    "container-title": "Survival",
    page: "1-20",
    DOI: "10.1057/9781",
    URL: "https://a.org/x",
  };
  const text = JSON.stringify([item]);
  const library = libraryOf({ "/a.json": text });

  it("reads like any other", () => {
    const entry = library.find("k");
    assert.equal(entry?.title, "The NATO Question");
    assert.deepEqual(entry?.authors, [{ family: "Webber", given: "Mark" }, { literal: "NATO" }]);
    assert.deepEqual([entry?.year, entry?.container, entry?.pages, entry?.doi], ["2012", "Survival", "1–20", "10.1057/9781"]);
    const [address] = entry?.addresses ?? [];
    assert.equal(text.slice(address?.span.start, address?.span.end), "https://a.org/x");
  });
  it("goes to the formatter as it is", () => {
    const entry = library.find("k");
    assert.deepEqual(entry === undefined ? undefined : library.formatEntry(entry), { kind: "csl", item });
  });
  it("takes junk for nothing", () => {
    const junk = libraryOf({ "/a.json": '[{"id": "k", "type": "book", "title": {}, "author": 5, "issued": [1], "URL": 7}]' }).find("k");
    assert.deepEqual([junk?.title, junk?.authors, junk?.issued, junk?.addresses], ["", [], undefined, []]);
  });
});

describe("filePaths", () => {
  const check = (value: string, expected: readonly string[]) => assert.deepEqual(filePaths(value), expected);
  it("reads Zotero's and JabRef's forms", () => {
    check("Full Text:/home/ada/a.pdf:application/pdf;Snapshot:/home/ada/a.html:text/html", ["/home/ada/a.pdf", "/home/ada/a.html"]);
    check(":papers/a.pdf:PDF", ["papers/a.pdf"]);
    check(":a.pdf:", ["a.pdf"]);
    check("files/12/a.pdf;files/13/b.html", ["files/12/a.pdf", "files/13/b.html"]);
    check("a.pdf", ["a.pdf"]);
  });
  it("undoes escapes and knows drives", () => {
    check("T:C\\:\\\\Users\\\\ada\\\\a.pdf:application/pdf", ["C:\\Users\\ada\\a.pdf"]);
    check("C:\\Users\\ada\\a.pdf", ["C:\\Users\\ada\\a.pdf"]);
    check("PDF:C:/Users/ada/a.pdf:application/pdf", ["C:/Users/ada/a.pdf"]);
    check("A\\: title:/x/a\\: b\\; c.pdf:application/pdf", ["/x/a: b; c.pdf"]);
    check("/x/a\\_b.pdf", ["/x/a_b.pdf"]);
    check("", []);
  });
});

describe("bareDoi", () => {
  const check = (text: string, expected: string) => assert.equal(bareDoi(text), expected);
  it("takes prefixes and a final point off", () => {
    check("10.1000/xyz", "10.1000/xyz");
    check("doi:10.1000/xyz.", "10.1000/xyz");
    check("http://dx.doi.org/10.1000/a%2Fb", "10.1000/a/b");
    check("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O");
    check("not a doi", "");
  });
});

describe("an item of CSL-JSON", () => {
  it("has its addresses whether or not its DOI was asked for first", () => {
    const library = createLibrary([
      { path: "/work/a.json", facts: readBibliography("/work/a.json", '[{"id": "a", "type": "webpage", "URL": "https://example.org/a"}]') },
    ]);
    const entry = library.find("a");
    assert.equal(entry?.doi, "");
    assert.deepEqual(
      entry?.addresses.map(({ url }) => url),
      ["https://example.org/a"],
    );
  });
});
