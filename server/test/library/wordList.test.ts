import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { hashWith, noHash, WordList } from "../../src/library/wordList.ts";

const wordsOf = (list: WordList): string[] =>
  Array.from({ length: list.size }, (_, number) =>
    String.fromCharCode(...list.codes.subarray(list.starts[number], list.starts[number + 1])),
  );

const codesOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

const numberOf = (list: WordList, text: Uint16Array, start: number, end: number): number =>
  list.numberOf(text, start, end, text.subarray(start, end).reduce(hashWith, noHash));

describe("WordList", () => {
  it("numbers words as they come, each once", () => {
    const list = new WordList();
    const text = codesOf("smith russia smith");
    assert.deepEqual([numberOf(list, text, 0, 5), numberOf(list, text, 6, 12), numberOf(list, text, 13, 18)], [0, 1, 0]);
    assert.deepEqual(wordsOf(list), ["smith", "russia"]);
  });
  it("holds any words, however many", () => {
    const word = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("日本", "\ud800", "a".repeat(9000)));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const list = new WordList();
        const numbers = words.map((each) => numberOf(list, codesOf(each), 0, each.length));
        assert.deepEqual(wordsOf(list), [...new Set(words)]);
        assert.deepEqual(
          numbers,
          words.map((each) => [...new Set(words)].indexOf(each)),
        );
      }),
    );
    const many = new WordList();
    for (let i = 0; i < 5000; i++) numberOf(many, codesOf(`w${i}`), 0, `w${i}`.length);
    assert.equal(many.size, 5000);
    assert.equal(numberOf(many, codesOf("w4321"), 0, 5), 4321);
  });
});
