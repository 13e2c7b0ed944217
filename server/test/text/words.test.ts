import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countWords, wordForm, wordSpans } from "../../src/text/words.ts";
import { assertLinear } from "../growth.ts";

function check(text: string, ...expected: readonly string[]): void {
  const words = wordSpans(text);
  assert.deepEqual(
    Array.from(words.starts, (start, i) => text.slice(start, words.ends[i])),
    expected,
  );
}

describe("words", () => {
  it("are letters and digits", () => check("In 1480, the (old) town's 3rd gate.", "In", "1480", "the", "old", "town's", "3rd", "gate"));
  it("are parted by hyphens", () => check("short-term", "short", "term"));
  it("keep English apostrophes and lose French ones", () => {
    check("can't won't states'", "can't", "won't", "states");
    check("l'homme n'est qu'un aujourd'hui", "l", "homme", "n", "est", "qu", "un", "aujourd'hui");
  });
  it("keep the points of numbers", () => check("1,500.25 and 3.", "1,500.25", "and", "3"));
  it("keep brackets inside them", () => {
    check("[T]he the[y] year[] [sic] note[12]", "[T]he", "the[y]", "year[]", "sic", "note", "12");
    assert.equal(wordForm("[T]he"), "the");
  });
  it("are single signs that are read", () => check("50 % & § 3", "50", "%", "&", "§", "3"));
  it("are single characters where nothing parts them", () => {
    check("北京の", "北", "京", "の");
    check("ที่ดี", "ที่", "ดี");
    check("𠀋ab", "𠀋", "ab");
  });
  it("are counted as readers do", () => {
    assert.equal(countWords("It cost 50 % & more"), 4);
    assert.equal(countWords(""), 0);
    assert.ok(countWords("北京的冬天很冷") >= 3 && countWords("北京的冬天很冷") <= 5);
    assert.ok(countWords("ท่าเรือปิดเป็นเวลาสามฤดูหนาว") >= 4);
  });
  it("are found in linear time", () => {
    for (const unit of ["[", "[a", "a'", "1.", "'", "[]", "l'"]) assertLinear(unit, (count) => unit.repeat(count), wordSpans, 40_000);
  });
});
