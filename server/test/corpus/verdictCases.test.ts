import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchQuotation, prepareSource } from "../../src/corpus/quoteMatch.ts";
import type { QuoteMatch } from "../../src/corpus/quoteVerdict.ts";
import { sourceOf } from "./quoteFixture.ts";
import { readVerdictCases, type VerdictCase } from "./verdicts/cases.ts";

const cases = [...readVerdictCases("./byHand.txt"), ...readVerdictCases("./mutated.txt")];

/** Of all that were called altered, how many are; and of all that are, how many were called so. */
interface Account {
  right: number;
  wronglyCalled: number;
  missed: number;
  readonly failures: string[];
}

const preparedSources = new Map<string, ReturnType<typeof prepareSource>>();

function matchOf({ source, quotation }: VerdictCase): QuoteMatch | undefined {
  const prepared = preparedSources.get(source.text) ?? prepareSource(sourceOf(source.text));
  preparedSources.set(source.text, prepared);
  return matchQuotation(prepared, quotation);
}

function verdictOf(match: QuoteMatch | undefined): VerdictCase["expected"] {
  if (match === undefined) return "none";
  const onlySpelling = match.verdict === "altered" && !match.outOfOrder && match.differences.every((one) => one.spellingOnly);
  return onlySpelling ? "spelling" : match.verdict;
}

function accountsBy(classOf: (one: VerdictCase) => string): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const one of cases) {
    const name = classOf(one);
    const account = accounts.get(name) ?? { right: 0, wronglyCalled: 0, missed: 0, failures: [] };
    accounts.set(name, account);
    const found = verdictOf(matchOf(one));
    const called = found === "altered";
    const is = one.expected === "altered";
    if (called && is) account.right++;
    if (called && !is) account.wronglyCalled++;
    if (!called && is) account.missed++;
    if (called !== is) account.failures.push(`${one.source.name}: ${one.quotation}: ${found}, not ${one.expected}`);
  }
  return accounts;
}

function checkAccounts(title: string, classOf: (one: VerdictCase) => string): void {
  describe(`altered, by ${title}`, () => {
    for (const [name, { right, wronglyCalled, missed, failures }] of accountsBy(classOf)) {
      it(`${name}: ${right} called rightly, ${wronglyCalled} wrongly, ${missed} missed`, () => {
        assert.ok(right >= 0.98 * (right + wronglyCalled) && right >= 0.98 * (right + missed), failures.join("\n"));
      });
    }
  });
}

checkAccounts("kind of change", (one) => one.kind);
checkAccounts("language", (one) => one.source.language);
checkAccounts("quality of the source", (one) => one.source.quality);
checkAccounts("marks", (one) => /[„“”«»‘’"'»]/u.exec(one.quotation)?.[0] ?? "none");

describe("labelled cases", () => {
  it("are many", () => assert.ok(cases.length >= 400, String(cases.length)));
  for (const one of cases) {
    it(`${one.source.name}, ${one.kind}: ${one.quotation}`, () => {
      const match = matchOf(one);
      assert.equal(verdictOf(match), one.expected, JSON.stringify(match?.differences));
      if (one.differences === undefined) return;
      const named = match?.differences.map(({ quoted, printed }) => `${quoted} > ${printed}`.trim());
      assert.deepEqual(named, one.differences);
    });
  }
});
