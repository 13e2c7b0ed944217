import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { placeOf } from "../../../src/corpus/place.ts";
import { checkLinear, checkPieces, checkText, readPage, sourceOf, wordsOf } from "../checkPage.ts";

const journalPage = `Full article: Wind and Tide in the Northern Trade
Log in | Register
Cart

Journal of Northern History
Volume 12, 2009 - Issue 3

Submit an article
1,204 Views
3 CrossRef citations to date
0 Altmetric

Original Articles

Wind and Tide in the Northern Trade

Ada Bell & Carl Dow
Pages 201-219 | Published online: 04 Sep 2009

Cite this article
https://doi.org/10.1000/jnh.2009.12

Abstract

The northern trade depended on wind and tide more than on treaties, this article argues, and shows how.

Keywords: trade, weather

The merchants of the north kept no diaries.1 Their letters, however, speak of little but weather.[2] "We sail when God lets us," wrote one of them in the spring of 1603.3

What the letters leave out is the price of tar, which ruled them all.

Notes

1 E. Fry, Weather Books (London: Quay, 1988), 14.[Crossref], [Google Scholar]

2 Ibid., 20. View all notes

3 Fry, Weather Books, 33; see also G. Hull, ‘Tar’, Past Trades 44, no. 2 (1998): 113–20.

Additional information
Notes on contributors
Ada Bell is professor of history at Hull.

People also read
Recommended articles
`;

const transcript = `[p. 67] Lighthouses are older than the states that pay for them, and out-
lived several of these in turn. Nobody has asked why the keepers stayed
when the
[p. 68]
states left. The reason is that somebody had to, and that they knew it.

A new paragraph begins here and goes on for as long as it must, over two
lines and a bit, until it ends with a full stop.
`;

describe("a page saved as text", () => {
  it("keeps prose and notes, and leaves buttons, counts and labels out", async () => {
    const read = await readPage("trade.txt", journalPage);
    checkPieces(read);
    checkText(
      read,
      ["depended on wind and tide", "kept no diaries.1 Their letters", "price of tar", "E. Fry, Weather Books (London: Quay, 1988), 14."],
      [
        "Log in",
        "Cart",
        "Views",
        "CrossRef",
        "Crossref",
        "Google Scholar",
        "View all notes",
        "People also read",
        "Submit",
        "professor of history",
      ],
    );
  });

  it("knows journal, volume, title, authors, year and DOI from its lines", async () => {
    const { work, extent } = await sourceOf("trade.txt", journalPage);
    assert.equal(work.title, "Wind and Tide in the Northern Trade");
    assert.deepEqual(
      work.author?.map((name) => name.family),
      ["Bell", "Dow"],
    );
    assert.deepEqual(
      [work["container-title"], work.volume, work.issue, work.DOI],
      ["Journal of Northern History", "12", "3", "10.1000/jnh.2009.12"],
    );
    assert.deepEqual(work.issued?.["date-parts"], [[2009]]);
    assert.equal(extent, "whole");
  });

  it("finds the callouts of all shapes", async () => {
    const read = await readPage("trade.txt", journalPage);
    assert.deepEqual(
      read.callouts.map((callout) => callout.number),
      [1, 2, 3],
    );
    for (const callout of read.callouts) assert.equal(read.text.slice(callout.span.start, callout.span.end), String(callout.number));
  });

  it("marks the abstract alone as abstract", async () => {
    assert.equal(wordsOf(await readPage("trade.txt", journalPage), "abstract").length, 1);
  });

  it("cuts furniture that is glued to a sentence", async () => {
    const read = await readPage(
      "a.txt",
      "The keepers stayed because somebody had to stay there.Skip to main contentLog in\n\nAnd that is all there is to say about the keepers now.",
    );
    checkText(read, ["had to stay there.", "all there is to say"], ["Skip", "Log in"]);
  });

  it("keeps prose that speaks of cookies, prices and access between other prose", async () => {
    const prose = [
      "The ministry wrote that all rights reserved to the crown were sold.",
      "Visitors log in to the guest book with a pen.",
      "It was a purchase of some weight.",
    ];
    checkText(
      await readPage(
        "a.txt",
        `The report begins here with a sentence of its own.\n\n${prose.join("\n\n")}\n\nIt ends here with another sentence.`,
      ),
      prose,
      [],
    );
  });

  it("keeps list items and headings among paragraphs", async () => {
    const read = await readPage(
      "a.txt",
      "Three things were needed for the voyage, and all were dear:\n\n• tar\n• rope\n• bread\n• luck\n\nThe Voyage Itself\n\nIt began in May and ended badly for everyone aboard.",
    );
    checkText(read, ["tar", "rope", "bread", "luck", "The Voyage Itself"], []);
    assert.deepEqual(wordsOf(read, "heading"), []);
  });

  it("takes numbered paragraphs of a declaration for paragraphs", async () => {
    const read = await readPage(
      "a.txt",
      "We met in the harbour to speak about the tides of the sea.\n\n1. We agree that the sea is wide and that it belongs to nobody.\n\n2. We agree that tar is dear and that it ought to be cheaper.\n\n3. We shall meet again.",
    );
    assert.deepEqual(wordsOf(read, "note"), []);
  });
});

describe("a transcript", () => {
  it("takes page marks out and remembers where pages begin, also inside a sentence", async () => {
    const source = await sourceOf("lights.txt", transcript);
    checkText(source.read, ["stayed when the states left. The reason", "over two lines and a bit"], ["[p.", "67", "68"]);
    assert.equal(placeOf(source, source.read.text.indexOf("Nobody")).page, "67");
    assert.equal(placeOf(source, source.read.text.indexOf("states left")).page, "68");
  });

  it("leaves bracketed pages that don't count upwards alone", async () => {
    const read = await readPage(
      "a.txt",
      "He says that it was so [p. 90] and that it was not so [p. 12] and then he says nothing [p. 3] at all.",
    );
    checkText(read, ["[p. 90]", "[p. 12]"], []);
    assert.deepEqual(read.pages, []);
  });

  it("reads folios", async () => {
    const read = await readPage(
      "a.txt",
      "[fol. 3r] The king came to the town and was received with some joy [fol. 3v] by those who had not fled from it.",
    );
    assert.deepEqual(
      read.pages.map((page) => page.label),
      ["3r", "3v"],
    );
    checkText(read, ["some joy by those"], ["fol."]);
  });

  it("reads page numbers beside form feeds", async () => {
    const read = await readPage(
      "a.txt",
      "12\nThe first page says what it has to say and then it simply goes\n\f13\non with the same sentence on the next, until it is done with it.\n\f14\nThe third has a sentence of its own, which is all it has.\n",
    );
    assert.deepEqual(
      read.pages.map((page) => page.label),
      ["12", "13", "14"],
    );
    checkText(read, ["simply goes on with"], ["13"]);
  });
});

describe("any text", () => {
  it("gives pieces whose characters all stand in the file", async () => {
    const line = fc
      .array(
        fc.constantFrom(
          "The harbour",
          "was closed",
          "[p. 4]",
          "Google Scholar",
          "1.",
          "“so",
          "it was.”3",
          "Notes",
          "(1999)",
          "USD 3.00",
          "and on",
          ".",
          "\f",
        ),
      )
      .map((words) => words.join(" "));
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const text = lines.join("\n\n");
        const { readPlainText } = await import("../../../src/corpus/ingest/plainText.ts");
        const read = readPlainText(text);
        checkPieces(read);
        for (const piece of read.pieces) {
          const shown = read.text.slice(piece.span.start, piece.span.end).replace(/\s+/g, "");
          const file = text.slice(piece.fileSpan.start, piece.fileSpan.end).replace(/\s+/g, "");
          let at = 0;
          for (const character of file) if (character === shown.charAt(at)) at++;
          assert.equal(at, shown.length, `${shown} in ${file}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is read in time that grows with its length", async () => {
    await checkLinear("a.txt", (size) => "Word after word. ".repeat(size), 100_000);
    await checkLinear("a.txt", (size) => "Google Scholar\n".repeat(size), 4_000);
    await checkLinear(
      "a.txt",
      (size) => `Prose that is long enough to be prose.\n\nNotes\n\n1. A. Bell, 1999${"(,;".repeat(size)}`,
      20_000,
    );
    await checkLinear(
      "a.txt",
      (size) => `Prose that is long enough to be prose.\n\nNotes\n\n1. Bell, 1999.\n\n${"and more of it\n\n".repeat(size)}2. Dow, 1998.`,
      3_000,
    );
  });

  it("is refused when it is empty or binary", async () => {
    const { readSource } = await import("../../../src/corpus/ingest/ingest.ts");
    assert.deepEqual(await readSource("/a.txt", new Uint8Array()), { kind: "empty" });
    assert.equal(
      (
        await readSource(
          "/a.txt",
          new Uint8Array(2000).map((_, i) => i % 8),
        )
      ).kind,
      "failed",
    );
    assert.equal((await readSource("/a.xyz", new Uint8Array([65]))).kind, "failed");
  });
});
