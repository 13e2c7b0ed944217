import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CslItem } from "../../src/csl/types.ts";
import { recordItem } from "../../src/online/recordItem.ts";

const check = (record: unknown, expected: CslItem | undefined): void => assert.deepEqual(recordItem(record), expected);

describe("the record of a DOI", () => {
  it("of Crossref: lists where texts belong, its own type, dates and extras", () =>
    check(
      {
        type: "journal-article",
        title: ["The EU, NATO and Europeanisation"],
        subtitle: ["The Return of <i>Architectural</i> Debate"],
        "container-title": ["European Security"],
        author: [{ given: "Stuart", family: "Croft", sequence: "first", affiliation: [], ORCID: "x" }],
        issued: { "date-parts": [[2000, 9]] },
        "published-online": { "date-parts": [[2007, 11, 27]] },
        volume: "9",
        issue: "3",
        page: "1-20",
        publisher: "Informa UK Limited",
        ISSN: ["0966-2839", "1746-1545"],
        DOI: "10.1080/09662830008407453",
        URL: "http://dx.doi.org/10.1080/09662830008407453",
        reference: [{ key: "x" }],
        score: 1,
      },
      {
        type: "article-journal",
        title: "The EU, NATO and Europeanisation: The Return of <i>Architectural</i> Debate",
        author: [{ family: "Croft", given: "Stuart" }],
        issued: { "date-parts": [[2000, 9]] },
        "container-title": "European Security",
        publisher: "Informa UK Limited",
        volume: "9",
        issue: "3",
        page: "1-20",
        DOI: "10.1080/09662830008407453",
        ISSN: "0966-2839",
      },
    ));

  it("takes the year in print before the year online", () =>
    check(
      {
        type: "monograph",
        title: "T",
        issued: { "date-parts": [[2003]] },
        "published-print": { "date-parts": [[2004, 1]] },
        ISBN: ["http://id.crossref.org/isbn/9781137330031"],
      },
      { type: "book", title: "T", issued: { "date-parts": [[2004, 1]] }, ISBN: "9781137330031" },
    ));

  it("has no date where there is none", () => check({ title: "T", issued: { "date-parts": [[null]] } }, { type: "document", title: "T" }));

  it("of mEDRA: one author without a list, a name in one piece", () =>
    check(
      { title: "T", author: { literal: "Rossi, Maria" }, editor: [{ name: "Istituto Storico" }, {}], issued: "2015-06-01" },
      {
        type: "document",
        title: "T",
        author: [{ family: "Rossi", given: "Maria" }],
        editor: [{ literal: "Istituto Storico" }],
        issued: { "date-parts": [[2015, 6, 1]] },
      },
    ));

  it("of DataCite", () =>
    check(
      {
        type: "dataset",
        id: "https://doi.org/10.5281/x",
        categories: ["a"],
        title: "Data",
        publisher: { name: "Zenodo" },
        DOI: "https://doi.org/10.5281/x",
        version: 2,
      },
      { type: "dataset", title: "Data", publisher: "Zenodo", version: "2", DOI: "10.5281/x" },
    ));

  it("that is none", () => {
    for (const record of [undefined, null, "x", 1, [], {}, { message: "no" }, { title: "" }]) check(record, undefined);
  });

  const titles: readonly [string, string][] = [
    ["Peace &amp;amp; War", "Peace & War"],
    ["Caf&#233; &#x2013; a <jats:italic>study</jats:italic>", "Café – a <i>study</i>"],
    ["<title>\n  Two\n  lines</title>", "Two lines"],
    ["H<sub>2</sub>O <mml:math><mml:mi>x</mml:mi></mml:math> .", "H<sub>2</sub>O x."],
    ["THE POLITICS OF NATO ENLARGEMENT: A STUDY", "The Politics of NATO Enlargement: A Study"],
    ["WORLD WAR II AND THE USSR", "World War II and the USSR"],
    ["NATO", "NATO"],
    ["AIDS in Africa", "AIDS in Africa"],
    ["DIE ÄSTHETIK DER MODERNE", "Die Ästhetik der Moderne"],
    ["5 < 6 and a <b>bold</b> claim", "5 < 6 and a <b>bold</b> claim"],
    ["日本の政治", "日本の政治"],
    ["On Power*", "On Power"],
  ];
  for (const [given, expected] of titles) it(`cleans ${given}`, () => assert.equal(recordItem({ title: given })?.title, expected));

  it("writes shouted names as names", () =>
    check(
      {
        title: "T",
        author: [
          { family: "MCFAUL", given: "MICHAEL" },
          { family: "O'NEILL", given: "J.M." },
        ],
      },
      {
        type: "document",
        title: "T",
        author: [
          { family: "McFaul", given: "Michael" },
          { family: "O'Neill", given: "J.M." },
        ],
      },
    ));
});
