import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findCallouts, plausibleCallouts } from "../../../src/corpus/ingest/callouts.ts";

function check(text: string, numbers: readonly number[], highest?: number): void {
  assert.deepEqual(
    plausibleCallouts(findCallouts(text), highest).map((callout) => callout.number),
    numbers,
    text,
  );
}

describe("callouts", () => {
  it("are found behind closing marks, points and in superscript", () => {
    check('called a "true partnership."1 However', [1]);
    check("the ‘near abroad’.1 More recently", [1]);
    check("the harbour;2 the sea,3 and so on.4", [2, 3, 4]);
    check("cooperation¹² was", [12]);
    check("policy.[3] Then", [3]);
    check("in 1999.4 Then", [4]);
  });

  it("are glued to a word only where the count fits", () => {
    check("one.1 the harbours2 and then.3", [1, 2, 3]);
    check("one.1 the harbours7 and then.2", [1, 2]);
  });

  it("are no decimals, pages, years, codes or measures", () => {
    for (const text of [
      "3.14 and 1,000",
      "p.12",
      "No.5",
      "G8 and F16",
      "section 4.1 says",
      "the 1990s",
      "20–21 May",
      "10.5 %",
      "in May 2012.",
    ])
      check(text, []);
  });

  it("count upwards and no higher than the notes", () => {
    check("one.1 two.2 odd.1 three.3", [1, 2, 3]);
    check("one.1 two.2 nine.9", [1, 2], 3);
  });
});
