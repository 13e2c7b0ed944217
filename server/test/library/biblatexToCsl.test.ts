import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { toCsl } from "../../src/library/toCsl.ts";

/** Holds some fields of the CSL-JSON against what is expected; `undefined` says that a field is not there. */
function check(type: string, fields: Readonly<Record<string, string>>, expected: Readonly<Record<string, unknown>>): void {
  const item = toCsl({ kind: "biblatex", key: "k", type, fields });
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, item[name]]));
  assert.deepEqual(found, expected);
}

const checkAuthor = (author: string, expected: readonly unknown[], options = ""): void =>
  check("book", { title: "T", author, options }, { author: expected });

describe("names in CSL-JSON", () => {
  it("have their particles apart", () => {
    checkAuthor("Ludwig van Beethoven", [{ family: "Beethoven", given: "Ludwig", "dropping-particle": "van" }]);
    checkAuthor("van Beethoven, Ludwig", [{ family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }], "useprefix");
    checkAuthor(
      "van Beethoven, Ludwig",
      [{ family: "Beethoven", given: "Ludwig", "non-dropping-particle": "van" }],
      "useprefix = true, x=y",
    );
    checkAuthor("Goethe, Johann Wolfgang von", [{ family: "Goethe", given: "Johann Wolfgang", "dropping-particle": "von" }]);
    checkAuthor("{de la Cruz}, Juan", [{ family: "Cruz", given: "Juan", "non-dropping-particle": "de la" }]);
    checkAuthor("d'Aspremont, Claude", [{ family: "Aspremont", given: "Claude", "non-dropping-particle": "d’" }]);
    checkAuthor("Drummond de Andrade, Carlos", [{ family: "Drummond de Andrade", given: "Carlos" }]);
    checkAuthor("de la Vall{\\'e}e Poussin, Charles", [{ family: "Vallée Poussin", given: "Charles", "dropping-particle": "de la" }]);
  });
  it("may be labelled part by part", () => {
    const gogh = "family=Gogh, given=Vincent, prefix=van";
    checkAuthor(gogh, [{ family: "Gogh", given: "Vincent", "dropping-particle": "van" }]);
    checkAuthor(`${gogh}, useprefix=true`, [{ family: "Gogh", given: "Vincent", "non-dropping-particle": "van" }]);
    checkAuthor(`${gogh}, useprefix=false`, [{ family: "Gogh", given: "Vincent", "dropping-particle": "van" }], "useprefix");
    checkAuthor('given=Jean, family="de la Fontaine, fils", suffix=Jr.', [
      { family: "Fontaine, fils", given: "Jean", suffix: "Jr.", "non-dropping-particle": "de la" },
    ]);
  });
  it("know suffixes, initials, bodies and a comma too many", () => {
    checkAuthor("King, Jr., Martin L.", [{ family: "King", given: "Martin L.", suffix: "Jr." }]);
    checkAuthor("Knuth, D.E. and O'Neil, J.~R.", [
      { family: "Knuth", given: "D. E." },
      { family: "O’Neil", given: "J. R." },
    ]);
    checkAuthor("{U.S. Congress} and {\\TeX{} Users Group}", [{ literal: "U.S. Congress" }, { literal: "TeX Users Group" }]);
    checkAuthor("Schechter, Harold, and Kurt Brown", [
      { family: "Schechter", given: "Harold" },
      { family: "Brown", given: "Kurt" },
    ]);
  });
  it("are told apart by what they did", () => {
    check(
      "book",
      { title: "T", bookauthor: "A, B", translator: "C, D", editor: "E, F", editortype: "compiler" },
      {
        "container-author": [{ family: "A", given: "B" }],
        translator: [{ family: "C", given: "D" }],
        compiler: [{ family: "E", given: "F" }],
        editor: undefined,
      },
    );
    check("patent", { title: "T", holder: "{A Corp}" }, { author: [{ literal: "A Corp" }] });
  });
});

describe("titles in CSL-JSON", () => {
  it("of works in volumes", () => {
    check(
      "book",
      { maintitle: "Works", mainsubtitle: "All", title: "Letters: Early", volume: "2", part: "1" },
      { title: "Works: All", "volume-title": "Letters: Early", "title-short": "Letters", volume: "2.1" },
    );
    check(
      "incollection",
      { title: "C", booktitle: "B", booksubtitle: "S", booktitleaddon: "A", maintitle: "M" },
      { title: "C", "container-title": "M", "volume-title": "B: S. A" },
    );
  });
  it("of periodicals", () => {
    check(
      "periodical",
      { title: "J", issuetitle: "I", issuesubtitle: "S", number: "3", note: "N" },
      { title: "I: S", "container-title": "J", issue: "3", note: "N" },
    );
    check(
      "article",
      { title: "T", journaltitle: "J", journalsubtitle: "S", issuetitle: "Special", series: "3", shortjournal: "J." },
      { "container-title": "J: S", "volume-title": "Special", "collection-title": "3rd series", "container-title-short": "J." },
    );
  });
  it("keep what must stay small, where the language is English", () => {
    check("book", { title: "The {iPhone} and {NATO}" }, { title: 'The <span class="nocase">iPhone</span> and NATO' });
    check("book", { title: "Das {iPhone}", langid: "german" }, { title: "Das iPhone", language: "de-DE" });
    check("book", { title: "T", langid: "english", langidopts: "variant=british" }, { language: "en-GB" });
  });
  it("have a short form", () => {
    check("book", { title: "One: Two: Three" }, { "title-short": "One" });
    check("book", { title: "A 2:3 Ratio" }, { "title-short": undefined });
    check("book", { title: "One", shorttitle: "O" }, { "title-short": "O" });
  });
});

describe("numbers, places and addresses in CSL-JSON", () => {
  it("go where CSL has them", () => {
    check(
      "report",
      { title: "T", number: "5", institution: "I", type: "resreport" },
      { number: "5", publisher: "I", genre: "research report" },
    );
    check("book", { title: "T", number: "5", series: "S" }, { "collection-number": "5", "collection-title": "S", number: undefined });
    check("article", { title: "T", number: "5", issue: "Spring", eid: "e12" }, { issue: "5, Spring", page: "e12" });
    check("article", { title: "T", issue: "Spring", pages: "1--3, 5–9, A-12" }, { issue: "Spring", page: "1-3, 5-9, A-12" });
    check(
      "book",
      { title: "T", pagetotal: "xii, 300", volumes: "4", edition: "2", chapter: "7" },
      {
        "number-of-pages": "xii, 300",
        "number-of-volumes": "4",
        edition: "2",
        "chapter-number": "7",
      },
    );
  });
  it("join all who published", () =>
    check(
      "book",
      { title: "T", organization: "O", publisher: "P and {Q and Sons}", location: "Berlin and New York" },
      { publisher: "O; P; Q and Sons", "publisher-place": "Berlin; New York" },
    ));
  it("keep verbatim fields as they are, but for the escapes", () => {
    check("online", { title: "T", url: "http://a.org/x\\_y%20z~w\\#1" }, { URL: "http://a.org/x_y%20z~w#1" });
    check(
      "article",
      { title: "T", doi: "10.1002/(SICI)1097-0258(19980815)17:15\\<1661::AID\\>3.0" },
      {
        DOI: "10.1002/(SICI)1097-0258(19980815)17:15\\<1661::AID\\>3.0",
      },
    );
    check("article", { title: "T", doi: "10.1/a", url: "http://b", options: "doi=false, url=false" }, { DOI: undefined, URL: undefined });
    check("online", { title: "T", url: "http://b", options: "url=false" }, { URL: "http://b" });
    check("misc", { title: "T", eprint: "2001.1", archiveprefix: "arXiv" }, { URL: "https://arxiv.org/abs/2001.1" });
  });
  it("say what kind of work it is", () => {
    check("unpublished", { title: "T", eventtitle: "E", venue: "V" }, { type: "speech", event: "E", "event-place": "V" });
    check("unpublished", { title: "T" }, { type: "manuscript" });
    check("article", { title: "T", entrysubtype: "magazine" }, { type: "article-magazine", genre: undefined });
    check("conference", { title: "T" }, { type: "paper-conference" });
    check("phdthesis", { title: "T", school: "U" }, { type: "thesis", genre: "PhD thesis", publisher: "U" });
    check("thesis", { title: "T", type: "Habilitation" }, { genre: "Habilitation" });
  });
  it("read dates in every way people write them", () => {
    const cases: readonly (readonly [Readonly<Record<string, string>>, unknown])[] = [
      [{ date: "2004-04-25T14:34:00" }, { "date-parts": [[2004, 4, 25]] }],
      [
        { date: "1988-03/1989-04-02" },
        {
          "date-parts": [
            [1988, 3],
            [1989, 4, 2],
          ],
        },
      ],
      [{ date: "1999?" }, { "date-parts": [[1999]], circa: true }],
      [{ date: "1723%" }, { "date-parts": [[1723]], circa: true }],
      [{ date: "19XX" }, { "date-parts": [[1900], [1999]] }],
      [{ date: "2004-XX" }, { "date-parts": [[2004]] }],
      [{ date: "2004/.." }, { "date-parts": [[2004], [0]] }],
      [{ date: "2005-02-" }, { "date-parts": [[2005, 2]] }],
      [{ year: "2003", month: "mar", day: "4" }, { "date-parts": [[2003, 3, 4]] }],
      [{ year: "2003", month: "{January~5}" }, { "date-parts": [[2003, 1, 5]] }],
      [{ year: "1995--1996" }, { "date-parts": [[1995], [1996]] }],
      [{ year: "2003", endyear: "2004" }, { "date-parts": [[2003], [2004]] }],
      [{ year: "forthcoming" }, { literal: "forthcoming" }],
    ];
    for (const [fields, issued] of cases) check("book", { title: "T", ...fields }, { issued });
    check(
      "book",
      { title: "T", origyear: "1850", urlyear: "2001" },
      {
        "original-date": { "date-parts": [[1850]] },
        accessed: { "date-parts": [[2001]] },
      },
    );
  });
});
