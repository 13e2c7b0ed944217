import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { readSource } from "../../../src/corpus/ingest/ingest.ts";
import { makeSource } from "../../../src/corpus/makeSource.ts";
import { placeOf } from "../../../src/corpus/place.ts";
import type { ReadFault, ReadSource } from "../../../src/corpus/source.ts";
import { checkPieces, wordsOf } from "../checkPage.ts";
import { type DraftLine, type DraftPdf, draftParagraph, makePdf, written } from "./pdfDraft.ts";

const document = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, "documents", name)));

const read = (bytes: Uint8Array): Promise<ReadSource | ReadFault> => readSource("/corpus/source.pdf", bytes);

async function source(bytes: Uint8Array): Promise<ReadSource> {
  const found = await read(bytes);
  assert.ok(found.kind === "source", found.kind);
  checkPieces(found);
  return found;
}

const draft = (made: DraftPdf): Promise<ReadSource> => source(makePdf(made));

/** As a reader would type it: words divided at a line's end put together. */
const shown = (words: readonly string[]): string[] => words.map((text) => text.replace(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, ""));

const pageOf = (found: ReadSource, words: string): string | undefined => {
  const at = found.text.indexOf(words);
  assert.ok(at >= 0, `lost: ${words}`);
  return placeOf(makeSource("/corpus/source.pdf", found), at).page;
};

describe("a PDF that TeX made in two columns", () => {
  it("gives paragraphs, headings and the quotation in reading order, hyphens told", async () => {
    const found = await source(document("columns.pdf"));
    assert.deepEqual(wordsOf(found, "heading"), [
      "Harbour Lights and their Keepers in the Northern Seas",
      "Abstract",
      "1 Introduction",
      "2 What the Letters Leave Out",
      "3 Conclusion",
    ]);
    assert.deepEqual(wordsOf(found, "abstract"), [
      "This article asks who paid for the lights and who kept them, and finds that the two knew little of each other.",
    ]);
    const paragraphs = shown(wordsOf(found, "paragraph"));
    assert.equal(paragraphs.length, 10);
    assert.equal(
      paragraphs[1],
      "The offices that paid them were far away, and the difficult final accounts were settled years after the fact.2 Nobody complained, for nobody expected anything else from an administration that was known for its thoroughness rather than its speed.",
    );
    assert.deepEqual(shown(wordsOf(found, "quotation")), [
      "We have had no oil since the feast of the kings, and the light has been kept with tallow, which smokes and is seen by nobody at any distance worth the name.",
    ]);
  });

  it("binds callouts to notes told from the text", async () => {
    const found = await source(document("columns.pdf"));
    assert.deepEqual(
      found.callouts.map((callout) => callout.number),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(
      found.pieces.filter((piece) => piece.kind === "note").map((piece) => piece.number),
      [1, 2, 3, 4, 5],
    );
    assert.equal(wordsOf(found, "note")[1], "Ibid., 20; see also G. Hull, “Tar”, Past Trades 44, no. 2 (1998): 113–20.");
  });

  it("takes the printed pages from the foot, and whose work it is from the first page", async () => {
    const found = await source(document("columns.pdf"));
    assert.equal(pageOf(found, "The keepers of the harbour"), "201");
    assert.equal(pageOf(found, "because the second page"), "202");
    assert.equal(pageOf(found, "Toll Roll 3."), "201");
    assert.equal(pageOf(found, "Fry, Weather Books, 33."), "202");
    assert.deepEqual(found.metadata.work, {
      title: "Harbour Lights and their Keepers in the Northern Seas",
      author: [{ family: "Bell", given: "Ada" }],
    });
  });
});

describe("a PDF that TeX made in one column", () => {
  it("carries notes and paragraphs over pages and parts a bibliography by its hanging lines", async () => {
    const found = await source(document("article.pdf"));
    assert.equal(wordsOf(found, "paragraph").length, 6);
    assert.match(wordsOf(found, "note")[1] ?? "", /^Riksarkivet, Toll Roll 3\. What is printed .* in three summers\.$/);
    assert.deepEqual(
      wordsOf(found, "reference").map((words) => words.slice(0, 11)),
      ["Fry, Edith.", "Hull, Georg", "Riksarkivet"],
    );
    assert.equal(pageOf(found, "Lighthouses are older"), "67");
    assert.equal(pageOf(found, "The towers were rebuilt"), "68");
  });
});

describe("a PDF that an office program made", () => {
  it("leaves running heads out, reads notes with their numbers set large, and knows its pages", async () => {
    const found = await source(document("office.pdf"));
    assert.deepEqual(wordsOf(found, "heading"), ["Keepers of the Northern Light", "Who They Were", "What They Burned"]);
    assert.deepEqual(wordsOf(found, "note"), [
      "E. Fry, Weather Books (London: Quay, 1988), 14.",
      "Riksarkivet, Toll Roll 3, with the remarks of a later hand.",
    ]);
    assert.equal(wordsOf(found, "paragraph").length, 6);
    assert.equal(wordsOf(found, "quotation").length, 1);
    assert.match(found.text, /had its friends in the board that bought it/);
    assert.equal(pageOf(found, "Tallow came first"), "1");
    assert.equal(pageOf(found, "Nobody on the board"), "2");
  });
});

describe("a PDF that a browser made", () => {
  it("gives the page's text; no page is known, for none is printed", async () => {
    const found = await source(document("page.pdf"));
    assert.deepEqual(wordsOf(found, "heading"), ["Harbour Lights and their Keepers", "Introduction"]);
    assert.match(found.text, /the offices that paid them were far away, and the difficult final accounts/);
    assert.equal(wordsOf(found, "quotation").length, 1);
    assert.deepEqual(
      found.callouts.map((callout) => callout.number),
      [1, 2],
    );
    assert.equal(pageOf(found, "So one of them"), undefined);
  });
});

const prose = "The keepers of the light wrote little of what they saw, and what they wrote was seldom kept by those to whom they sent it.";

const pageOfText = (words: string, y = 520): DraftLine[] =>
  [0, 1, 2].flatMap((i) => draftParagraph(`${words} ${"abc".charAt(i)}. ${prose}`, { x: 60, y: y - i * 80, letters: 62, indent: 15 }));

describe("printed pages", () => {
  const foot = (text: string): DraftLine => ({ text, x: 205, y: 30, size: 9 });

  it("come from numbers that agree on several pages", async () => {
    const found = await draft({ pages: [1, 2, 3].map((i) => [...pageOfText(`Page ${i}`), foot(`- ${i + 40} -`)]) });
    assert.deepEqual(
      found.pages.map((page) => page.label),
      ["41", "42", "43"],
    );
    assert.ok(!found.text.includes("- 42 -"));
  });

  it("come from the file's labels where these say more than a count", async () => {
    const pages = [1, 2, 3, 4].map((i) => pageOfText(`Part ${i}`));
    assert.deepEqual(
      (await draft({ pages, labels: "0 << /S /r >> 2 << /S /D /St 67 >>" })).pages.map((page) => page.label),
      ["i", "ii", "67", "68"],
    );
    assert.deepEqual((await draft({ pages, labels: "0 << /S /D >>" })).pages, []);
  });

  it("stay unknown where numbers don't count with the pages", async () => {
    const found = await draft({ pages: [2009, 2009, 2009].map((year, i) => [...pageOfText(`Page ${i}`), foot(String(year))]) });
    assert.deepEqual(found.pages, []);
  });

  it("begin behind a cover sheet, whose words are no text of the work", async () => {
    const cover: DraftLine[] = [
      "Tar and Its Price",
      "Author(s): George Hull",
      "Source: Past Trades, Vol. 44, No. 2 (1998), pp. 113-115",
      "Stable URL: https://www.example.org/stable/12",
    ].map((text, i) => ({ text, x: 60, y: 500 - i * 20 }));
    const found = await draft({ pages: [cover, ...[1, 2, 3].map((i) => [...pageOfText(`Page ${i}`), foot(String(i + 112))])] });
    assert.deepEqual(
      found.pages.map((page) => page.label),
      ["113", "114", "115"],
    );
    assert.ok(!found.text.includes("Stable URL"));
    assert.equal(found.metadata.work.title, "Tar and Its Price");
    assert.equal(found.metadata.work["container-title"], "Past Trades");
    assert.deepEqual(found.metadata.work.author, [{ family: "Hull", given: "George" }]);
  });
});

describe("the page of a PDF", () => {
  it("is read upright, without what runs up its margin", async () => {
    const found = await draft({
      pages: [[...pageOfText("Upright"), { text: "arXiv:9901.00001 [hist] 1 Jan 1999", x: 20, y: 200, turned: true }]],
    });
    assert.ok(!found.text.includes("arXiv"));
  });

  it("is read turned where all of it is", async () => {
    const turned = ["The keepers wrote little of what they saw,", "and what they wrote was seldom kept."].map((text, i) => ({
      text,
      x: 100 + i * 12,
      y: 80,
      turned: true,
    }));
    assert.match((await draft({ pages: [turned] })).text, /what they saw, and what they wrote/);
  });

  it("gives the reader's marks", async () => {
    const found = await draft({
      pages: [[{ text: "The keepers wrote little of what they saw.", x: 60, y: 500 }]],
      highlights: [[80, 496, 152, 511]],
    });
    assert.deepEqual(
      found.highlights?.map((span) => found.text.slice(span.start, span.end)),
      ["keepers wrote"],
    );
  });

  it("joins words set apart letter by letter", async () => {
    const found = await draft({ pages: [[{ text: "Das hat man g e s p e r r t gesetzt, damit es auffalle.", x: 60, y: 500 }]] });
    assert.match(found.text, /man gesperrt gesetzt/);
  });

  it("is not parted into columns by a list of contents", async () => {
    const lines = ["Introduction", "The Lights", "The Keepers", "The Price", "The End"].flatMap((text, i) => [
      { text, x: 60, y: 500 - i * 14 },
      { text: String(i * 12 + 1), x: 340, y: 500 - i * 14 },
    ]);
    assert.match((await draft({ pages: [lines] })).text, /The Lights 13/);
  });

  it("is put together where a scanner guessed the size of each line", async () => {
    const lines = pageOfText("Scanned").map((line, i) => ({ ...line, size: 9.4 + ((i * 7) % 11) * 0.12, x: line.x + ((i * 5) % 3) * 0.4 }));
    const found = await draft({ pages: [lines] });
    assert.equal(found.pieces.length, 3);
    assert.ok(found.pieces.every((piece) => piece.kind === "paragraph"));
  });

  it("keeps numbers of paragraphs with the paragraphs", async () => {
    const found = await draft({
      pages: [[1, 2, 3, 4, 5].flatMap((i) => draftParagraph(`${i}. ${prose}`, { x: 60, y: 560 - i * 60, letters: 62 }))],
    });
    assert.deepEqual(
      found.pieces.map((piece) => piece.paragraph),
      [1, 2, 3, 4, 5],
    );
  });
});

describe("a PDF that can't be read", () => {
  it("is a scan where no page has text", async () => {
    assert.deepEqual(await read(makePdf({ pages: [[], []] })), { kind: "scan" });
  });

  it("is a part where many pages have none", async () => {
    const found = await draft({ pages: [pageOfText("First"), [], [], pageOfText("Last")] });
    assert.deepEqual(found.signsOfPart, ["pages without text"]);
  });

  it("is encrypted where it asks for a password", async () => assert.deepEqual(await read(document("locked.pdf")), { kind: "encrypted" }));

  it("is damaged where it is none", async () => {
    assert.deepEqual(await read(new TextEncoder().encode("<html>Please log in</html>")), { kind: "damaged" });
    assert.deepEqual(await read(new TextEncoder().encode("%PDF-1.7\nnothing more")), { kind: "damaged" });
    assert.deepEqual(await read(new Uint8Array()), { kind: "empty" });
  });

  it("is read as far as it goes, or a fault, wherever it was cut off", async () => {
    const whole = document("office.pdf");
    for (let tenth = 1; tenth < 10; tenth++) {
      const found = await read(whole.subarray(0, Math.floor((whole.length * tenth) / 10)));
      assert.ok(["source", "damaged", "scan", "empty"].includes(found.kind), `${tenth}: ${found.kind}`);
    }
  });

  it("does no harm with pages that contain themselves", async () => {
    const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"];
    assert.notEqual((await read(written(objects, ""))).kind, "source");
  });

  it("does no harm with a count of pages that isn't true", async () => {
    const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 2000000000 /Kids [] >>"];
    assert.notEqual((await read(written(objects, ""))).kind, "source");
  });

  it("does no harm with a stream that unpacks to a thousand times its size", async () => {
    const packed = deflateSync(Buffer.alloc(16_000_000, "BT /F1 1 Tf (a) Tj ET\n"));
    const stream = `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed.toString("latin1")}\nendstream`;
    const objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 4 0 R >>",
      stream,
    ];
    assert.ok(["source", "scan", "excessive", "damaged"].includes((await read(written(objects, ""))).kind));
  });
});
