import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { WordList } from "../../src/library/wordList.ts";

const wordsOf = (list: WordList): string[] =>
  Array.from({ length: list.size }, (_, number) =>
    String.fromCharCode(...list.codes.subarray(list.starts[number], list.starts[number + 1])),
  );

const codesOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

describe("WordList", () => {
  it("numbers words as they come, each once", () => {
    const list = new WordList();
    const text = codesOf("smith russia smith");
    assert.deepEqual([list.numberOf(text, 0, 5), list.numberOf(text, 6, 12), list.numberOf(text, 13, 18)], [0, 1, 0]);
    assert.deepEqual(wordsOf(list), ["smith", "russia"]);
  });
  it("holds any words, however many", () => {
    const word = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("日本", "\ud800", "a".repeat(9000)));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const list = new WordList();
        const numbers = words.map((each) => list.numberOf(codesOf(each), 0, each.length));
        assert.deepEqual(wordsOf(list), [...new Set(words)]);
        assert.deepEqual(
          numbers,
          words.map((each) => [...new Set(words)].indexOf(each)),
        );
      }),
    );
    const many = new WordList();
    for (let i = 0; i < 5000; i++) many.numberOf(codesOf(`w${i}`), 0, `w${i}`.length);
    assert.equal(many.size, 5000);
    assert.equal(many.numberOf(codesOf("w4321"), 0, 5), 4321);
  });
});
