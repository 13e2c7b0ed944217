import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { matchQuotation, prepareSource } from "../../src/corpus/quoteMatch.ts";
import { sourceOf } from "./quoteFixture.ts";

const folder = process.env.IBID_SEEDS ?? join(import.meta.dirname, "../../../../shared/seeds");
const article = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith("000_")) : undefined;

describe("quotations from an article", { skip: article === undefined && `no article in ${folder}` }, () => {
  const text = article === undefined ? "" : readFileSync(join(folder, article), "utf8");
  const prepared = prepareSource(sourceOf(text));
  function check(quotation: string, verdict: string, ...differences: readonly string[]): void {
    const match = matchQuotation(prepared, quotation);
    assert.deepEqual(
      [match?.verdict, ...(match?.differences.map((one) => `${one.quoted} > ${one.printed}`) ?? [])],
      [verdict, ...differences],
    );
  }
  it("come to what a reader would say", () => {
    check("there is little sign of a common approach to matters of bilateral concern", "verbatim");
    check("if NATO and Russia were to break off relations, it could at best yield short-term gains", "typographic");
    check("common and collective security", "altered", "collective > cooperative");
    check("there is clear sign of a common approach", "altered", "clear > little");
  });
  it("drop its callouts", () => check('a "true strategic partnership." However, the dialogue', "typographic"));
});
