import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { suspectDate, suspectMonth, suspectYear } from "../../../../src/features/problems/suspects/dates.ts";
import { suspectDoi, suspectIsbn, suspectIssn } from "../../../../src/features/problems/suspects/identifiers.ts";
import { suspectNames } from "../../../../src/features/problems/suspects/names.ts";
import { suspectPages } from "../../../../src/features/problems/suspects/pages.ts";
import type { Suspicion } from "../../../../src/features/problems/suspects/suspicion.ts";
import { suspectAmpersand, suspectCapitals, suspectEntity } from "../../../../src/features/problems/suspects/wording.ts";
import { assertLinear } from "../../../growth.ts";

/** `fine`: nothing is said of these. `odd`: value, reason, and what it should be. */
interface Table {
  readonly suspect: (value: string) => Suspicion | undefined;
  readonly fine: readonly string[];
  readonly odd: readonly (readonly [string, string, string?])[];
}

const tables: Readonly<Record<string, Table>> = {
  year: {
    suspect: (value) => suspectYear(value, 2026),
    fine: [
      "1897",
      "2026",
      "2029",
      "n.d.",
      "in press",
      "forthcoming",
      "c. 1850",
      "1995--1996",
      "1998/99",
      "{2001}",
      "44 BC",
      "2020a",
      "800",
      "",
    ],
    odd: [
      ["20212", "yearOdd"],
      ["98", "yearOdd"],
      ["2099", "yearAhead"],
    ],
  },
  date: {
    suspect: (value) => suspectDate(value, 2026),
    fine: [
      "2020",
      "2020-05",
      "2020-05-17",
      "1999/2001",
      "1999/",
      "/1999",
      "1999/..",
      "1850~",
      "1850?",
      "1850%",
      "199X",
      "19XX",
      "2004-22",
      "-0043",
      "2020-05-17T10:00:00Z",
      "y-170000",
      "",
    ],
    odd: [
      ["12 May 2020", "dateUnreadable", "2020-05-12"],
      ["May 12, 2020", "dateUnreadable", "2020-05-12"],
      ["Sept. 2020", "dateUnreadable", "2020-09"],
      ["2020-5-1", "dateUnreadable", "2020-05-01"],
      ["2020/05/17", "dateUnreadable", "2020-05-17"],
      ["1999--2001", "dateUnreadable", "1999/2001"],
      ["c. 1850", "dateUnreadable", "1850~"],
      ["1854-1971", "dateUnreadable", "1854/1971"],
      ["1970-", "dateUnreadable", "1970/"],
      ["2005-02-", "dateUnreadable", "2005-02"],
      ["3/4/2020", "dateUnreadable"],
      ["n.d.", "dateUnreadable"],
      ["2020-13", "dateUnreadable"],
      ["2020-02-30", "dateUnreadable"],
      ["2099-01", "yearAhead"],
    ],
  },
  month: {
    suspect: suspectMonth,
    fine: ["1", "12", "05", "March", "Spring", "July--August"],
    odd: [
      ["13", "monthUnknown"],
      ["0", "monthUnknown"],
    ],
  },
  pages: {
    suspect: suspectPages,
    fine: ["233--241", "233–41", "12-1", "12", "iv--xii", "S1--S12", "1205--8", "99--101, 201--2", "12+", "e1000123", "A-1", "1.5-1.7", ""],
    odd: [
      ["233--211", "pagesReversed", "211--233"],
      ["233-21", "pagesReversed", "21-233"],
      ["5--9, 40–31", "pagesReversed", "31–40"],
      ["pp. 12--14", "pagesLabelled", "12--14"],
    ],
  },
  doi: {
    suspect: suspectDoi,
    fine: ["10.1057/9781137", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2", ""],
    odd: [
      ["https://doi.org/10.1057/9781137", "doiPrefixed", "10.1057/9781137"],
      ["http://dx.doi.org/10.1057/9781137", "doiPrefixed", "10.1057/9781137"],
      ["doi: 10.1057/9781137", "doiSpaced", "10.1057/9781137"],
      ["10.1057/ 9781137", "doiSpaced", "10.1057/9781137"],
      ["10.1057/9781137.", "doiPrefixed", "10.1057/9781137"],
      ["https://example.org/x", "linkInDoi"],
      ["forthcoming", "doiUnknown"],
    ],
  },
  isbn: {
    suspect: suspectIsbn,
    fine: [
      "978-0-19-852663-6",
      "9780198526636",
      "0-19-852663-6",
      "0198526636 9780198526636",
      "978-0-19-852663-6 (pbk)",
      "0028-0836",
      "",
      "none",
    ],
    odd: [
      ["978-0-19-852663-7", "isbnChecksum"],
      ["0-19-852663-5", "isbnChecksum"],
      ["978-0-19-85266", "isbnLength"],
    ],
  },
  issn: { suspect: suspectIssn, fine: ["0028-0836", "2434-561X", "00280836", ""], odd: [["0028-0837", "issnChecksum"]] },
  names: {
    suspect: suspectNames,
    fine: [
      "Smith, John and Doe, Jane",
      "von Last, Jr, First",
      "John Smith",
      "{Smith, Jones, Brown, and Partners; Ltd}",
      "Smith, John and others",
      "family=Smith, given=John, prefix=von, suffix=Jr",
      "{Simon \\& Schuster}",
      "Smith, J. R.",
      "de la Vallée Poussin, Charles Louis Xavier Joseph",
      "",
    ],
    odd: [
      ["Smith, John; Doe, Jane", "namesBySemicolons", "Smith, John and Doe, Jane"],
      ["A. Smith, B. Jones", "namesByCommas", "A. Smith and B. Jones"],
      ["A. Smith, B. C. Jones, D. van Dyke", "namesByCommas", "A. Smith and B. C. Jones and D. van Dyke"],
      ["Smith, J., Doe, R.", "namesByCommas", "Smith, J. and Doe, R."],
      ["Smith, J., Doe, R., and Poe, E. A.", "namesByCommas"],
      ["Smith, J. \\& Doe, R.", "namesByAmpersand", "Smith, J. and Doe, R."],
      ["Smith, J. et al.", "namesEtAl", "Smith, J. and others"],
    ],
  },
  entity: {
    suspect: (value) => suspectEntity(value, true),
    fine: ["AT&T;", "a & b; c", "12--14", "R\\&D"],
    odd: [
      ["12&ndash;14", "entity", "--"],
      ["Sons &amp; Lovers", "entity", "\\&"],
      ["&#8211;", "entity", "--"],
    ],
  },
  ampersand: {
    suspect: suspectAmpersand,
    fine: ["Sons \\& Lovers", "\\url{http://x.org/?a&b}", "$a & b$", "plain"],
    odd: [
      ["Sons & Lovers", "bareAmpersand", "Sons \\& Lovers"],
      ["AT&T at work", "bareAmpersand", "AT\\&T"],
    ],
  },
  capitals: {
    suspect: suspectCapitals,
    fine: ["NATO", "The NATO Years", "NATO AND UN", "{NATO} and the {EU}", "日本語の題名であるところのもの"],
    odd: [["THE WHOLE OF IT IN CAPITALS", "allCapitals"]],
  },
};

for (const [name, { suspect, fine, odd }] of Object.entries(tables)) {
  describe(`suspect ${name}`, () => {
    for (const value of fine) it(`leaves alone ${JSON.stringify(value)}`, () => assert.equal(suspect(value), undefined));
    for (const [value, reason, mended] of odd) {
      it(`doubts ${JSON.stringify(value)}`, () => {
        const found = suspect(value);
        assert.equal(found?.because.kind, reason);
        assert.ok(found !== undefined && value.includes(found.words), "the words stand in the value");
        if (mended !== undefined) assert.equal(found.mended?.trim(), mended);
      });
    }
    it("takes time in proportion", () => {
      for (const part of ["a, ", "a and ", "12-1 ", "{", "& ", "et al ", "9 ", "10.", " "])
        assertLinear(`${name} ${part}`, (size) => part.repeat(size), suspect, 20_000);
    });
  });
}
