import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sentencesOf } from "../../src/text/sentences.ts";

const check = (text: string, ...expected: readonly string[]): void =>
  assert.deepEqual(
    sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
    expected,
  );

describe("sentences", () => {
  it("end at full stops, questions and calls", () => {
    check("One came. Two went! Who stayed? Nobody", "One came.", "Two went!", "Who stayed?", "Nobody");
    check("“One came.” Then two. (Three.) Four.", "“One came.”", "Then two.", "(Three.)", "Four.");
  });
  it("end at blank lines", () => check("One came\n \nTwo went", "One came", "Two went"));
  it("do not end at abbreviations, initials and numbers", () => {
    for (const text of [
      "See p. 5 and Vol. III of it.",
      "Mr. Brown met Dr. A. B. Smith in the U.S. Senate.",
      "Am 3. Mai kam z. B. Herr Dr. Meier, vgl. Bd. 2.",
      "It cost 3.50 marks at no. 12 of the street.",
      "He left … and came back.",
      "Cf. Smith et al. Though late, e.g. Jones.",
    ]) {
      check(text, text);
    }
  });
  it("end after years", () => check("It was 1480. Then came 1481.", "It was 1480.", "Then came 1481."));
  it("end in Chinese and Japanese without spaces", () => check("北京很冷。港口关闭了。", "北京很冷。", "港口关闭了。"));
  it("are none where there is nothing", () => {
    check("");
    check(" \n\n ");
  });
});
