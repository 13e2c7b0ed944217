import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { boundedDistance, createTrigramIndex, nearest } from "../../src/text/similar.ts";

const keys = ["webber2012", "sperling1999", "anthony2012", "smith2006", "smith2010a", "goldgeier2003", "müller2020", "DBLP:conf/icml/X20"];

function checkNearest(name: string, expected: readonly string[], candidates: readonly string[] = keys): void {
  assert.deepEqual(nearest(name, candidates, 3), expected);
}

describe("nearest", () => {
  it("finds keys with a slip", () => {
    checkNearest("weber2012", ["webber2012"]);
    checkNearest("webebr2012", ["webber2012"]);
    checkNearest("webber2021", ["webber2012"]);
    checkNearest("Muller2020", ["müller2020"]);
  });
  it("orders by distance", () => checkNearest("smith2007", ["smith2006", "smith2010a"]));
  it("takes a key that only goes on", () => checkNearest("goldgeier", ["goldgeier2003"]));
  it("offers nothing that nobody would mean", () => checkNearest("xyzzy", []));
  it("is quick among fifty thousand", () => {
    const index = createTrigramIndex(Array.from({ length: 50_000 }, (_, i) => `author${i % 977}title${i}`));
    assert.ok(index.nearest("author12titel500", 3).length > 0);
  });
});

describe("boundedDistance", () => {
  it("counts a swap as one", () => assert.equal(boundedDistance("webber", "webebr", 2), 1));
  it("gives up beyond the limit", () => assert.equal(boundedDistance("webber", "anthony", 2), undefined));
  it("is symmetric, and zero for equals alone", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        assert.equal(boundedDistance(one, other, 4), boundedDistance(other, one, 4));
        assert.equal(boundedDistance(one, other, 4) === 0, one === other);
      }),
    );
  });
});
