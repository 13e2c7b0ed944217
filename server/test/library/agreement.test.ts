import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readAgreements } from "./agreement.ts";

describe("what Pandoc reads in real collections", () => {
  for (const { collection, fields, differences } of readAgreements()) {
    it(`is what we read in ${collection}, but for what is named`, () => {
      assert.deepEqual(
        differences.filter(({ reason }) => reason === undefined),
        [],
      );
      assert.ok(differences.length / fields < 0.1, `${differences.length} of ${fields}`);
    });
  }
});
