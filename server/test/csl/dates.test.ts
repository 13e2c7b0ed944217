import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readDate, readYearAndMonth, yearOf } from "../../src/csl/dates.ts";
import type { CslDate } from "../../src/csl/types.ts";

function checkDate(value: string, expected: CslDate | undefined, year: string): void {
  const date = readDate(value);
  assert.deepEqual(date, expected, value);
  assert.equal(yearOf(date), year, value);
}

describe("readDate", () => {
  it("reads points in time", () => {
    checkDate("2012", { "date-parts": [[2012]] }, "2012");
    checkDate("2012-05", { "date-parts": [[2012, 5]] }, "2012");
    checkDate("2012-05-17", { "date-parts": [[2012, 5, 17]] }, "2012");
    checkDate("2012-05-17T10:30:00Z", { "date-parts": [[2012, 5, 17]] }, "2012");
  });
  it("reads intervals with open ends", () => {
    checkDate("1999/2001", { "date-parts": [[1999], [2001]] }, "1999–2001");
    checkDate(
      "2020-05/2020-07",
      {
        "date-parts": [
          [2020, 5],
          [2020, 7],
        ],
      },
      "2020",
    );
    for (const open of ["1999/", "1999/..", "1999/unknown"]) checkDate(open, { "date-parts": [[1999], [0]] }, "1999–");
    for (const open of ["/1999", "../1999"]) checkDate(open, { "date-parts": [[0], [1999]] }, "–1999");
  });
  it("reads doubt, unknown digits and seasons", () => {
    for (const doubt of ["1850~", "1850?", "1850%"]) checkDate(doubt, { "date-parts": [[1850]], circa: true }, "c. 1850");
    checkDate("199X", { "date-parts": [[1990], [1999]] }, "1990–1999");
    checkDate("2004-22", { "date-parts": [[2004]], season: 2 }, "2004");
    checkDate("2004-XX", { "date-parts": [[2004]] }, "2004");
  });
  it("counts years before Christ as people do", () => checkDate("-0043", { "date-parts": [[-44]] }, "44 BCE"));
  it("keeps words", () => {
    checkDate("in press", { literal: "in press" }, "in press");
    checkDate("", undefined, "");
  });
});

describe("readYearAndMonth", () => {
  const check = (year: string, month: string, expected: CslDate | undefined) => assert.deepEqual(readYearAndMonth(year, month), expected);
  it("joins them", () => {
    check("2012", "5", { "date-parts": [[2012, 5]] });
    check("2012", "May", { "date-parts": [[2012, 5]] });
    check("2012", "Jan.", { "date-parts": [[2012, 1]] });
    check("2012", "January~1", { "date-parts": [[2012, 1, 1]] });
    check("2012", "17 Mai", { "date-parts": [[2012, 5, 17]] });
    check("2012", "Spring", { "date-parts": [[2012]] });
  });
  it("reads what people write into year", () => {
    check("1995--1996", "", { "date-parts": [[1995], [1996]] });
    check("1995--96", "", { "date-parts": [[1995], [1996]] });
    check("c. 1850", "", { "date-parts": [[1850]], circa: true });
    check("[1850]", "", { "date-parts": [[1850]] });
    check("2020a", "", { "date-parts": [[2020]] });
    check("in press", "may", { literal: "in press" });
    check("", "may", undefined);
  });
  it("never throws", () => {
    const pieces = fc.constantFrom("1", "20", "1999", "-", "/", "~", "X", "c.", " ", "May", "..", "?");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        assert.equal(typeof yearOf(readDate(parts.join(""))), "string");
        assert.equal(typeof yearOf(readYearAndMonth(parts.join(""), parts.join(" "))), "string");
      }),
    );
  });
});
