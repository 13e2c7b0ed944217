import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findQuotation } from "../../../src/corpus/findQuotation.ts";
import { buildSegment } from "../../../src/corpus/index/buildSegment.ts";
import { mergeSegments } from "../../../src/corpus/index/mergeSegments.ts";
import { createQuoteIndex } from "../../../src/corpus/index/quoteIndex.ts";
import type { Segment } from "../../../src/corpus/index/segment.ts";
import { packSegment, unpackSegment } from "../../../src/corpus/index/segmentFile.ts";
import type { Source } from "../../../src/corpus/source.ts";
import { madeText, shelf, wordsOf } from "./madeTexts.ts";

const indexed = (sources: readonly Source[]): Segment =>
  buildSegment(
    sources.map((source) => ({ id: source.path, text: source.read.text, dropped: source.read.callouts.map(({ span }) => span) })),
  );

const byId = (sources: readonly Source[]): ReadonlyMap<string, readonly Source[]> =>
  new Map(sources.map((source) => [source.path, [source]]));

const plain = (segment: Segment) => ({
  ...segment,
  buckets: [...segment.buckets],
  starts: [...segment.starts],
  postings: [...segment.postings],
});

describe("the index of all sources", () => {
  const sources = shelf(40);
  const index = createQuoteIndex([indexed(sources)], byId(sources));
  const found = (quotation: string): readonly string[] =>
    findQuotation(index, sources, quotation, { limit: 20 }).map(({ match }) => `${match.path} ${match.verdict}`);

  it("finds any fifty characters cut from a source, whatever their marks", () => {
    const cut = fc.record({
      source: fc.constantFrom(...sources),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 50, max: 900 }),
      mark: fc.constantFrom("“", "„", '"', "«", "", "…"),
    });
    fc.assert(
      fc.property(cut, ({ source, at, length, mark }) => {
        const words = wordsOf(source, at, length);
        const verdicts = found(mark === "…" ? `… ${words} …` : mark + words + mark);
        assert.ok(
          verdicts.some((verdict) => verdict.startsWith(`${source.path} `) && !verdict.endsWith("altered")),
          `${words}\n${verdicts.join("\n")}`,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("finds the same as looking through every source", () => {
    const without = createQuoteIndex([], new Map());
    const changed = fc.record({
      source: fc.constantFrom(...sources),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 60, max: 300 }),
      change: fc.constantFrom("none", "word", "left out", "brackets", "marked omission"),
    });
    fc.assert(
      fc.property(changed, ({ source, at, length, change }) => {
        const words = wordsOf(source, at, length).split(" ");
        const middle = words.length >> 1;
        const quotation = {
          none: words,
          word: words.with(middle, "lamplight"),
          "left out": words.toSpliced(middle, 1),
          brackets: words.with(middle, `[${words[middle] ?? ""}]`),
          "marked omission": words.toSpliced(middle, 2, "[…]"),
        }[change].join(" ");
        const best = (search: readonly { readonly match: { readonly path: string; readonly verdict: string } }[]) =>
          search.slice(0, 1).map(({ match }) => `${match.path} ${match.verdict}`);
        assert.deepEqual(
          best(findQuotation(index, sources, quotation, { limit: 1 })),
          best(findQuotation(without, sources, quotation, { limit: 1 })),
          quotation,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("finds nothing for what nobody wrote", () => {
    for (const quotation of ["", "…", "[sic]", "the of and to in a is that", madeText(977, 40), madeText(978, 400), "zz ".repeat(5000)]) {
      assert.deepEqual(found(quotation), []);
    }
  });
});

describe("parts of an index", () => {
  const sources = shelf(12);

  it("are the same merged as built at once, whatever came and went before", () => {
    const step = fc.record({ source: fc.integer({ min: 0, max: 11 }), stays: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        const there = new Map<string, Source>();
        const parts: Segment[] = [];
        for (const { source, stays } of steps) {
          const one = sources[source];
          if (one === undefined) continue;
          there.delete(one.path);
          if (stays) there.set(one.path, one);
          parts.push(indexed([one]));
        }
        const merged = mergeSegments(parts, (id) => there.has(id));
        const inOrder = merged.documents.flatMap(({ id }) => there.get(id) ?? []);
        assert.equal(inOrder.length, there.size);
        assert.deepEqual(plain(merged), plain(indexed(inOrder)));
      }),
      { numRuns: 60 },
    );
  });

  it("come back from their files, and never from a file that was cut off or changed", async () => {
    const segment = indexed(sources.slice(0, 3));
    const bytes = await packSegment(segment);
    const back = await unpackSegment(bytes);
    assert.deepEqual(back && plain(back), plain(segment));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (at) => {
        assert.equal(await unpackSegment(bytes.slice(0, at)), undefined);
        assert.equal(await unpackSegment(bytes.with(at, (bytes[at] ?? 0) ^ 1)), undefined);
      }),
      { numRuns: 60 },
    );
  });
});
