import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { CslItem } from "../../src/csl/types.ts";
import { answerFormatRequest } from "../../src/library/citationJs.ts";
import type { StyleProvider } from "../../src/library/styleTree.ts";
import { toCsl } from "../../src/library/toCsl.ts";
import { assertLinear } from "../growth.ts";

const biblatex = (type: string, fields: Readonly<Record<string, string>>): CslItem =>
  toCsl({ kind: "biblatex", key: "Key:1-a_b", type, fields });

/** Holds some fields of the CSL-JSON against what is expected; `undefined` says that a field is not there. */
function check(type: string, fields: Readonly<Record<string, string>>, expected: Readonly<Record<string, unknown>>): void {
  const item = biblatex(type, fields);
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, item[name]]));
  assert.deepEqual(found, expected);
}

const noStyles: StyleProvider = { style: () => undefined, locale: () => undefined, locales: [] };

describe("an entry as CSL-JSON", () => {
  it("keeps its key as it is", () => assert.equal(biblatex("article", { title: "T" }).id, "Key:1-a_b"));

  it("is an article with its journal", () =>
    check(
      "article",
      {
        author: "Webber, Mark and Sperling, James",
        title: "A Title",
        journal: "IA",
        volume: "88",
        number: "007",
        pages: "1--3, 5--9",
        year: "2012",
        month: "sep",
      },
      {
        type: "article-journal",
        author: [
          { family: "Webber", given: "Mark" },
          { family: "Sperling", given: "James" },
        ],
        "container-title": "IA",
        issue: "007",
        page: "1-3, 5-9",
        issued: { "date-parts": [[2012, 9]] },
      },
    ));

  it("joins titles as they are printed", () => {
    check("book", { title: "Title", subtitle: "Sub", titleaddon: "More" }, { title: "Title: Sub. More", "title-short": "Title" });
    check("book", { title: "What Is It?", subtitle: "Sub" }, { title: "What Is It? Sub", "title-short": "What Is It?" });
    check("book", { title: "One Title" }, { title: "One Title", "title-short": undefined });
    check("incollection", { title: "T", booktitle: "B", booksubtitle: "S" }, { "container-title": "B: S" });
    check("article", { title: "T", journaltitle: "J", journalsubtitle: "S" }, { "container-title": "J: S" });
  });

  it("takes lists of publishers and places as one text", () =>
    check("book", { title: "T", publisher: "P and Q", location: "X and Y" }, { publisher: "P; Q", "publisher-place": "X; Y" }));

  it("keeps the names of bodies whole and others unnamed", () =>
    check(
      "book",
      { author: "{NATO and Co} and Ludwig van Beethoven and others" },
      {
        author: [{ literal: "NATO and Co" }, { family: "Beethoven", given: "Ludwig", "dropping-particle": "van" }, { literal: "others" }],
      },
    ));

  it("puts localisation keys into words", () => {
    check("thesis", { title: "T", type: "phdthesis", institution: "U" }, { type: "thesis", genre: "PhD thesis", publisher: "U" });
    check("mastersthesis", { title: "T", school: "U" }, { genre: "Master’s thesis", publisher: "U" });
    check("book", { title: "T", pubstate: "inpress", series: "newseries" }, { status: "in press", "collection-title": "new series" });
    check(
      "patent",
      { title: "T", type: "patentus", location: "countryus" },
      { genre: "U.S. patent", jurisdiction: "United States of America" },
    );
  });

  it("names languages by their tags", () => {
    check("book", { title: "T", langid: "ngerman" }, { language: "de-DE" });
    check("book", { title: "T", language: "english and french" }, { language: "en-US" });
    check("book", { title: "T", language: "Klingon" }, { language: "Klingon" });
  });

  it("reads the dates that citation-js stops at", () => {
    const cases: readonly (readonly [string, unknown])[] = [
      ["2020/", { "date-parts": [[2020], [0]] }],
      ["/2020", { "date-parts": [[0], [2020]] }],
      ["-0876", { "date-parts": [[-877]] }],
      ["2004-22", { "date-parts": [[2004]], season: 2 }],
      ["1723~", { "date-parts": [[1723]], circa: true }],
      ["201X", { "date-parts": [[2010], [2019]] }],
      ["in press", { literal: "in press" }],
    ];
    for (const [date, issued] of cases) check("book", { title: "T", date }, { issued });
    check("book", { title: "T", month: "sep" }, { issued: undefined });
    check("book", { title: "T", year: "{\\noopsort{1973b}}1981" }, { issued: { "date-parts": [[1981]] } });
    check("online", { title: "T", urldate: "2012-03-04" }, { accessed: { "date-parts": [[2012, 3, 4]] } });
  });

  it("decodes LaTeX that citation-js leaves raw or stops at", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["H{\\aa}kansson", "Håkansson"],
      ["{\\'\\i}ndice \\'{\\i}", "índice í"],
      ["\\enquote*{x} y", "“x” y"],
      ["\\TeX{} and \\LaTeX", "TeX and LaTeX"],
      ["\\textit{it} \\emph{em}", "<i>it</i> <i>em</i>"],
      ["A \\& B, 5\\,\\%", "A & B, 5 %"],
      ["\\unknowncommand{kept}", "kept"],
      ["x\\noopsort{gone}y", "xy"],
      ["{\\\"U}ber --- das ``Ding''", "Über — das “Ding”"],
    ];
    for (const [title, expected] of cases)
      assert.equal(biblatex("book", { title }).title?.replace(/[\u202f\u00a0]/g, " "), expected, title);
  });

  it("finds addresses where they are", () => {
    check("misc", { title: "T", howpublished: "\\url{http://a.org/x_y}" }, { URL: "http://a.org/x_y", publisher: undefined });
    check("online", { title: "T", url: "http://a.org/x\\_y\\%20z" }, { URL: "http://a.org/x_y%20z" });
    check("article", { title: "T", doi: "https://doi.org/10.1/a\\_b" }, { DOI: "10.1/a_b" });
    check("article", { title: "T", eprint: "2001.00001", eprinttype: "arxiv" }, { URL: "https://arxiv.org/abs/2001.00001" });
  });

  it("tells newspapers, chapters and meetings apart", () => {
    check("article", { title: "T", entrysubtype: "newspaper" }, { type: "article-newspaper", genre: undefined });
    check(
      "inproceedings",
      { title: "T", number: "12", series: "LNCS" },
      { type: "paper-conference", "collection-number": "12", issue: undefined },
    );
    check("suppbook", { title: "T" }, { type: "chapter" });
    check("movie", { title: "T", editor: "D, E", editortype: "director" }, { director: [{ family: "D", given: "E" }], editor: undefined });
    check("nonsense", { title: "T" }, { type: "document" });
  });

  it("loses no entry to a field that can't be read", () => {
    for (const title of ["cost $5", "unclosed {brace", "end\\", "\\begin{x} y", "{".repeat(20_000), "\\enquote", "}"]) {
      const item = biblatex("book", { author: "A, B", title, publisher: "P" });
      assert.deepEqual([item.author, item.publisher], [[{ family: "A", given: "B" }], "P"], title.slice(0, 40));
      assert.equal(typeof (item.title ?? ""), "string");
    }
    assert.equal(biblatex("book", { title: "cost $5" }).title, "cost $5");
  });

  it("takes CSL-JSON of any shape", () => {
    const item = {
      id: "k",
      title: 5,
      author: "Ada",
      editor: [{ family: 3 }, null],
      issued: "2012",
      page: ["x"],
      accessed: { "date-parts": [["2012", "x"]] },
    };
    assert.deepEqual(toCsl({ kind: "csl", item: item as unknown as CslItem }), {
      id: "k",
      title: "5",
      editor: [{ family: "3" }],
      issued: { raw: "2012" },
      accessed: { "date-parts": [[2012]] },
      type: "document",
    });
  });

  it("never throws", () => {
    const latex = fc.array(
      fc.constantFrom("\\", "{", "}", "$", "~", "^", "a", " and ", ",", "=", "\\'", "\\i", "\\emph", "%", "-", "/", "2012", "é", "<i>"),
      { maxLength: 30 },
    );
    const fieldNames = fc.constantFrom(
      "title",
      "author",
      "date",
      "year",
      "month",
      "publisher",
      "pages",
      "url",
      "series",
      "number",
      "howpublished",
      "__proto__",
      "note",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fieldNames, latex), { maxLength: 6 }), (pairs) => {
        const fields = Object.fromEntries(pairs.map(([name, parts]) => [name, parts.join("")]));
        const item = biblatex("article", fields);
        assert.equal(item.id, "Key:1-a_b");
        assert.deepEqual(JSON.parse(JSON.stringify(item)), item);
      }),
      { numRuns: 200 },
    );
  });

  it("takes time in proportion to the text", () => {
    const hostile = ["\\'{\\i} ", "\\footnote{", "{\\aa} ", "$", "a and ", "`` ", "\\x*{} "];
    const convert = (text: string) => biblatex("book", { title: text, author: text });
    for (const piece of hostile) assertLinear(piece, (count) => piece.repeat(count), convert, 1000);
  });
});

describe("exports", () => {
  const text = (items: readonly CslItem[], format: "biblatex" | "ris"): string => {
    const answer = answerFormatRequest({ kind: "export", items, format }, noStyles);
    return answer.kind === "export" ? answer.text : "";
  };

  const item: CslItem = {
    id: "müller-2020:x",
    type: "article-journal",
    title: "AT&T <i>in</i> NATO_x: 50%",
    author: [{ family: "Müller", given: "Ada", "dropping-particle": "von" }, { literal: "NATO and Co" }, { literal: "others" }],
    "container-title": "Journal",
    volume: "8",
    page: "1-20",
    issued: { "date-parts": [[2020, 3]] },
    DOI: "10.1/a_b",
    URL: "http://a.org/x_y%20z",
    language: "de-DE",
  };

  it("writes BibLaTeX with keys unchanged and LaTeX's signs escaped", () => {
    assert.equal(
      text([item], "biblatex").replace(/\n {2}(\w+) = /g, "\n$1 = "),
      [
        "@article{müller-2020:x,",
        "journaltitle = {Journal},",
        "doi = {10.1/a_b},",
        "pages = {1--20},",
        "title = {AT\\&{T} \\textit{in} {NATO}\\_x: 50\\%},",
        "url = {http://a.org/x_y%20z},",
        "volume = {8},",
        "author = {von Müller, Ada and {NATO and Co} and others},",
        "date = {2020-03},",
        "langid = {german},",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("reads back what it wrote", () => {
    const dates = [[[2020], [0]], [[-877]], [[2010], [2019]], [[2012, 9, 4]]];
    for (const parts of dates) {
      const date = /date = \{([^}]*)\}/.exec(
        text([{ id: "k", type: "book", title: "T", issued: { "date-parts": parts } }], "biblatex"),
      )?.[1];
      check("book", { title: "T", date: date ?? "" }, { issued: { "date-parts": parts } });
    }
  });

  it("writes RIS with keys unchanged, and never a line that a value made", () => {
    const ris = text([{ ...item, abstract: "one\nTY  - BOOK\r\nER  - " }], "ris");
    assert.deepEqual(ris.split("\r\n"), [
      "TY  - JOUR",
      "ID  - müller-2020:x",
      "AU  - Müller, Ada von",
      "AU  - NATO and Co",
      "TI  - AT&T in NATO_x: 50%",
      "VL  - 8",
      "LA  - de-DE",
      "DO  - 10.1/a_b",
      "UR  - http://a.org/x_y%20z",
      "AB  - one TY - BOOK ER -",
      "JO  - Journal",
      "PY  - 2020",
      "DA  - 2020/03/",
      "SP  - 1",
      "EP  - 20",
      "ER  - ",
      "",
    ]);
  });

  it("writes any item", () => {
    const odd = {
      id: "a b{c",
      type: "patent",
      title: "x}{",
      author: "no list",
      issued: { literal: "n.d." },
      jurisdiction: "US",
      volume: 3,
      editor: [{ given: "G" }],
    };
    assert.match(text([odd as unknown as CslItem], "biblatex"), /^@patent\{a_b_c,\n[\s\S]*\n\}\n$/);
    assert.match(text([odd as unknown as CslItem], "ris"), /^TY {2}- PAT\r\n/);
  });
});
