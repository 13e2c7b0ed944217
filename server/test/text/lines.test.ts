import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Lines } from "../../src/text/lines.ts";

const text = "one\r\ntwo\rthree\n\nfive";

describe("Lines", () => {
  it("begin behind every kind of line end", () => {
    const lines = new Lines(text);
    assert.equal(lines.count, 5);
    assert.deepEqual(
      [0, 5, 9, 15, 16].map((offset) => lines.positionAt(offset).line),
      [0, 1, 2, 3, 4],
    );
  });

  it("draw positions beyond their end back", () => {
    const lines = new Lines(text);
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 5);
    assert.equal(lines.offsetAt({ line: 99, character: 0 }), text.length);
    assert.equal(lines.offsetAt({ line: -1, character: 4 }), 0);
  });

  it("lead there and back", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r", "é", "𝒳") }), fc.nat(40), (words, at) => {
        const lines = new Lines(words);
        const offset = Math.min(at, words.length);
        assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
      }),
    );
  });

  it("are after a change what they are made anew", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r", "\r\n") });
    fc.assert(
      fc.property(piece, piece, fc.nat(30), fc.nat(10), (before, put, at, drop) => {
        const from = Math.min(at, before.length);
        const to = Math.min(before.length, from + drop);
        const after = before.slice(0, from) + put + before.slice(to);
        const edited = new Lines(before).edited(after, from, to, from + put.length);
        const anew = new Lines(after);
        assert.equal(edited.count, anew.count);
        for (let line = 0; line < anew.count; line++) assert.equal(edited.startOf(line), anew.startOf(line));
      }),
      { numRuns: 2000 },
    );
  });
});
