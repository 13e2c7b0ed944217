import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findQuotation } from "../../src/corpus/findQuotation.ts";
import { emptyQuoteIndex } from "../../src/corpus/index/quoteIndex.ts";
import { matchQuotation, nearest, prepareSource } from "../../src/corpus/quoteMatch.ts";
import { sourceOf } from "./quoteFixture.ts";

const runs = { seed: 20261, numRuns: 300 };

const words =
  "harbour council winter pilot river barge salt timber northern town quarrel toll letter king spring market bridge ship charter debt guild tower wall bell road mill grain silver clerk oath flood king’s can’t l’acte".split(
    " ",
  );
const small = "the of and in a to was that it by for with on as not from had were no".split(" ");

const word = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, { weight: 2, arbitrary: fc.constantFrom(...small) });
const gap = fc.oneof(
  { weight: 12, arbitrary: fc.constant(" ") },
  fc.constantFrom(", ", ". ", "; ", " “", "” ", "-", "—", " – ", "…", " (", ") "),
);

/** Prose of at least sixty words, with marks of all kinds between them, and where each word stands. */
const prose = fc.array(fc.tuple(word, gap), { minLength: 60, maxLength: 200 }).map((pairs) => {
  let text = "";
  const spans: { start: number; end: number }[] = [];
  for (const [each, between] of pairs) {
    spans.push({ start: text.length, end: text.length + each.length });
    text += each + between;
  }
  return { text: `${text.trimEnd()} end.`, spans };
});

/** A stretch of whole words. */
const cutting = (least: number) =>
  prose.chain((from) =>
    fc.tuple(fc.nat({ max: from.spans.length - least - 20 }), fc.integer({ min: least, max: least + 19 })).map(([first, count]) => ({
      ...from,
      first,
      count,
      start: from.spans[first]?.start ?? 0,
      end: from.spans[first + count - 1]?.end ?? 0,
    })),
  );

describe("any stretch of whole words", () => {
  it("is verbatim", () => {
    fc.assert(
      fc.property(cutting(1), ({ text, start, end }) => {
        assert.equal(matchQuotation(prepareSource(sourceOf(text)), text.slice(start, end))?.verdict, "verbatim");
      }),
      runs,
    );
  });
  it("is typographic with other marks and dashes", () => {
    fc.assert(
      fc.property(cutting(4), ({ text, start, end }) => {
        const typed = text.slice(start, end);
        const other = typed.replace(/[“”]/g, '"').replace(/’/g, "'").replace(/[—–]/g, "--");
        const verdict = matchQuotation(prepareSource(sourceOf(text)), other)?.verdict;
        if (other === typed) assert.equal(verdict, "verbatim");
        else assert.ok(verdict === "typographic" || verdict === "verbatim", `${verdict}: ${other}`);
      }),
      runs,
    );
  });
  it("is marked where an ellipsis stands for some of it", () => {
    fc.assert(
      fc.property(cutting(12), fc.constantFrom("…", "...", "[…]", ". . ."), ({ text, spans, first, count, start, end }, omission) => {
        const head = text.slice(start, spans[first + 4]?.end);
        const tail = text.slice(spans[first + count - 4]?.start, end);
        const match = matchQuotation(prepareSource(sourceOf(text)), `${head} ${omission} ${tail}`);
        assert.notEqual(match, undefined);
        assert.notEqual(match?.verdict, "altered", `${head} ${omission} ${tail}`);
      }),
      runs,
    );
  });
});

describe("one swapped word", () => {
  it("is always altered, and named", () => {
    fc.assert(
      fc.property(
        cutting(6),
        fc.nat(),
        fc.constantFrom("zeppelin", "perhaps", "collective"),
        ({ text, spans, first, count, start, end }, pick, swapped) => {
          const place = spans[first + (pick % count)] ?? { start, end };
          const quotation = text.slice(start, place.start) + swapped + text.slice(place.end, end);
          const match = matchQuotation(prepareSource(sourceOf(text)), quotation);
          assert.equal(match?.verdict, "altered", quotation);
          assert.ok(
            match.differences.some((difference) => difference.quoted.includes(swapped)),
            quotation,
          );
        },
      ),
      runs,
    );
  });
  it("is altered also where it is a word of the source", () => {
    fc.assert(
      fc.property(cutting(6), fc.nat(), word, ({ text, spans, first, count, start, end }, pick, swapped) => {
        const place = spans[first + (pick % count)] ?? { start, end };
        fc.pre(text.slice(place.start, place.end) !== swapped);
        const quotation = text.slice(start, place.start) + swapped + text.slice(place.end, end);
        fc.pre(!bare(text).includes(` ${bare(quotation).trim()} `));
        assert.equal(matchQuotation(prepareSource(sourceOf(text)), quotation)?.verdict, "altered", quotation);
      }),
      runs,
    );
  });
  it("is altered where a word is lost", () => {
    fc.assert(
      fc.property(cutting(8), fc.nat(), ({ text, spans, first, count, start, end }, pick) => {
        const index = first + 1 + (pick % (count - 2));
        const quotation = text.slice(start, spans[index]?.start) + text.slice(spans[index + 1]?.start, end);
        fc.pre(!bare(text).includes(` ${bare(quotation).trim()} `));
        const verdict = matchQuotation(prepareSource(sourceOf(text)), quotation)?.verdict;
        if (quotation.includes("…")) assert.ok(verdict === "altered" || verdict === "marked");
        else assert.equal(verdict, "altered", quotation);
      }),
      runs,
    );
  });
});

describe("any text at all", () => {
  const wild = fc.string({ unit: "binary", maxLength: 300 });
  const marked = fc.array(
    fc.constantFrom("[", "]", "(", ")", "…", "...", ". ", "salt", "the", "'", "-", "\u0301", "1", "\u00ad", "ﬁ", "河"),
    { maxLength: 60 },
  );
  it("throws nothing and keeps to its spans", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          wild,
          marked.map((all) => all.join("")),
        ),
        fc.oneof(
          wild,
          marked.map((all) => all.join("")),
        ),
        (text, quotation) => {
          const source = sourceOf(text);
          nearest(prepareSource(source), quotation);
          for (const { match } of findQuotation(emptyQuoteIndex, [source], quotation, { limit: 3 })) {
            assert.equal(match.text, source.read.text.slice(match.span.start, match.span.end));
            assert.ok(match.score >= 0 && match.score <= 1);
            for (const one of match.differences) assert.equal(quotation.slice(one.quotedSpan.start, one.quotedSpan.end), one.quoted);
          }
        },
      ),
      { ...runs, numRuns: 1500 },
    );
  });
});

describe("hostile text", () => {
  it("takes time in proportion to its length", () => {
    for (const unit of ["… ", "[", "[x] ", "(", ". ", "the ", "the … ", "[the] salt ", "salt-", "'"]) {
      const time = (count: number): number => {
        const prepared = prepareSource(sourceOf("the salt and the x of it … the end. ".repeat(count / 4)));
        const start = performance.now();
        matchQuotation(prepared, unit.repeat(count));
        return performance.now() - start;
      };
      const best = (count: number): number => Math.min(time(count), time(count), time(count));
      best(400);
      assert.ok(best(3200) < 12 * Math.max(best(800), 2), unit);
    }
  });
});

const bare = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z]+/g, " ")} `;
