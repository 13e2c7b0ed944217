import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { passageAround, passagesAbout } from "../../src/corpus/passages.ts";
import { sourceOf } from "./quoteFixture.ts";

const port = sourceOf(`# The port

{p. 104}The harbour was closed for three winters, although the league protested. Nobody in the council could say who had given the order. The pilots went hungry.

{p. 105}In spring the first barges came down the river with salt and timber. The price of salt fell by half within a month, and the guild of merchants asked for a new toll. Enlargement of the market square was decided in the same year.

{p. 106}The bells were cast anew.

# Notes

1. On salt and the price of salt and tolls, see the letters of the guild of merchants.`);

function check(sentence: string, expected: string | undefined, locator?: { label: string; value: string }): void {
  const [best] = passagesAbout(port, sentence, { limit: 1, ...(locator ? { locator } : {}) });
  if (expected === undefined) assert.equal(best, undefined, sentence);
  else assert.ok(best?.text.includes(expected), `${sentence}: ${best?.text}`);
  if (best) assert.equal(best.text, port.read.text.slice(best.span.start, best.span.end));
}

describe("the passage that a sentence is about", () => {
  it("shares its words", () => {
    check("When salt became cheap, its price falling by half, merchants wanted tolls [@a].", "price of salt fell");
    check("Who had ordered the closing is unknown: no council member knew of the order.", "Nobody in the council");
    check("The market was enlarged.", "Enlargement of the market");
  });
  it("is none where nothing is near", () => {
    check("Quantum theory knows of no hidden variables.", undefined);
    check("And so it was that there were none of them.", undefined);
    check("", undefined);
  });
});

describe("the passage that a locator names", () => {
  it("stands on its page", () => {
    check("The council was ignorant of the order.", "Nobody in the council", { label: "page", value: "104" });
    check("Salt again.", "harbour was closed", { label: "page", value: "104" });
    check("Casting new things is costly.", "bells were cast", { label: "page", value: "105–6" });
  });
  it("is found by words where the page is not known", () => {
    check("The price of salt fell.", "price of salt fell", { label: "page", value: "999" });
    check("The price of salt fell.", "price of salt fell", { label: "chapter", value: "2" });
  });
  it("comes with its place", () => {
    const [best] = passagesAbout(port, "The price of salt fell by half", { limit: 3 });
    assert.deepEqual([best?.page, best?.section, best?.note], ["105", "The port", undefined]);
  });
  it("is a note only behind the text", () => {
    const found = passagesAbout(port, "The price of salt and the guild of merchants", { limit: 5 });
    assert.equal(found[0]?.note, undefined);
    assert.equal(found.at(-1)?.note, 1);
  });
});

describe("the words around a place", () => {
  function around(words: string, sentences: number, ...expected: readonly [string, string]): void {
    const start = port.read.text.indexOf(words);
    const found = passageAround(port, { start, end: start + words.length }, sentences);
    assert.deepEqual([found.before, found.text, found.after], [expected[0], words, expected[1]]);
  }
  it("are sentences of its paragraph", () => {
    around("could say who had given", 0, "Nobody in the council", "the order.");
    around(
      "Nobody in the council could say who had given the order.",
      1,
      "The harbour was closed for three winters, although the league protested.",
      "The pilots went hungry.",
    );
    around("The bells were cast anew.", 2, "", "");
  });
});
