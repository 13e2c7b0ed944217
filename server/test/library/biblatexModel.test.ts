import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  canonicalField,
  canonicalType,
  entryTypeModel,
  entryTypeNames,
  fieldKind,
  missingFields,
} from "../../src/library/biblatexModel.ts";

/** The alternatives that an entry with these fields lacks. */
function checkMissing(type: string, fields: string, missing: string): void {
  const there = new Set(fields.split(" "));
  const found = missingFields(type, (name) => there.has(name)).map((alternatives) => alternatives.join("|"));
  assert.equal(found.join(" "), missing, `@${type} with ${fields}`);
}

describe("biblatex's data model", () => {
  it("tells what an entry lacks", () => {
    checkMissing("article", "author title journaltitle date", "");
    checkMissing("article", "author title year", "journaltitle");
    checkMissing("book", "title", "author|editor date|year|pubstate");
    checkMissing("incollection", "author title date", "booktitle");
    checkMissing("online", "title urldate", "url|doi|eprint");
    checkMissing("set", "entryset", "");
  });

  it("takes BibTeX's names of types and fields", () => {
    checkMissing("article", "author title journal year", "");
    checkMissing("PhdThesis", "author title school year", "");
    checkMissing("techreport", "author title year", "institution|publisher|organization");
    assert.equal(canonicalType("Conference"), "inproceedings");
    assert.equal(canonicalField("Address"), "location");
    assert.equal(fieldKind("journal"), "literal");
  });

  it("asks nothing of types that nobody knows", () => {
    checkMissing("bdsk-item", "", "");
    assert.equal(entryTypeModel("bdsk-item"), undefined);
  });

  it("knows the kind of every field that a type names", () => {
    for (const type of entryTypeNames()) {
      const known = entryTypeModel(type);
      assert.ok(known !== undefined, type);
      const named = [...known.required.flat(), ...known.expected, ...known.optional];
      assert.deepEqual(
        named.filter((field) => fieldKind(field) === undefined),
        [],
        type,
      );
      assert.equal(new Set(known.optional).size, known.optional.length, type);
    }
  });

  it("tells fields apart by what they hold", () => {
    assert.deepEqual(
      ["author", "publisher", "pages", "url", "date", "year", "crossref", "xdata", "keywords", "nosuchfield"].map(fieldKind),
      ["names", "list", "range", "uri", "date", "datepart", "entryKey", "entryKeys", "keywords", undefined],
    );
  });
});
