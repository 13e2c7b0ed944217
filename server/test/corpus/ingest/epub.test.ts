import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSource } from "../../../src/corpus/ingest/ingest.ts";
import { makeSource } from "../../../src/corpus/makeSource.ts";
import { placeOf } from "../../../src/corpus/place.ts";
import type { ReadSource } from "../../../src/corpus/source.ts";
import { checkPieces, wordsOf } from "../checkPage.ts";
import { archiveOf, type BookDraft, makeEpub } from "./archive.ts";

const read = (bytes: Uint8Array) => readSource("/corpus/book.epub", bytes);

async function book(draft: BookDraft): Promise<ReadSource> {
  const found = await read(makeEpub(draft));
  assert.ok(found.kind === "source", found.kind);
  checkPieces(found);
  return found;
}

const pageOf = (found: ReadSource, words: string): string | undefined =>
  placeOf(makeSource("/corpus/book.epub", found), found.text.indexOf(words)).page;

describe("an EPUB", () => {
  it("gives its chapters in the order of its spine, with headings as sections", async () => {
    const found = await book({
      chapters: {
        "b.xhtml": "<h1>One</h1><p>The keepers wrote little&nbsp;of what they saw.</p>",
        "a.xhtml": "<h1>Two</h1><blockquote><p>We have had no oil.</p></blockquote><p>So they wrote.</p>",
      },
      nav: "<nav epub:type='toc'><ol><li><a href='text/b.xhtml'>One</a></li></ol></nav>",
    });
    assert.deepEqual(
      found.pieces.map((piece) => [piece.kind, piece.section]),
      [
        ["heading", ""],
        ["paragraph", "One"],
        ["heading", "One"],
        ["quotation", "Two"],
        ["paragraph", "Two"],
      ],
    );
  });

  it("knows printed pages by their marks, whose words are no text", async () => {
    const found = await book({
      chapters: {
        "a.xhtml":
          '<p>The keepers <span epub:type="pagebreak" id="x1" title="12"/>wrote little.</p><p>Their letters <span role="doc-pagebreak" aria-label="Page 13">13</span>speak of oil.</p><p><span epub:type="pagebreak">14</span>And of weather.</p>',
      },
    });
    assert.deepEqual(wordsOf(found, "paragraph"), ["The keepers wrote little.", "Their letters speak of oil.", "And of weather."]);
    assert.equal(pageOf(found, "keepers"), undefined);
    assert.equal(pageOf(found, "wrote"), "12");
    assert.equal(pageOf(found, "speak"), "13");
    assert.equal(pageOf(found, "And of"), "14");
  });

  it("knows printed pages by the book's page list", async () => {
    const found = await book({
      chapters: { "a.xhtml": '<p id="top">The keepers wrote little.</p><p>Their letters <a id="q2"/>speak of oil.</p>' },
      nav: '<nav epub:type="page-list"><ol><li><a href="text/a.xhtml#top">xii</a></li><li><a href="text/a.xhtml#q2">13</a></li></ol></nav>',
    });
    assert.equal(pageOf(found, "keepers"), "xii");
    assert.equal(pageOf(found, "speak"), "13");
  });

  it("binds notes to their callouts, chapter by chapter", async () => {
    const chapter = (words: string): string =>
      `<p>${words} wrote little.<a epub:type="noteref" href="#fn1">1</a></p><aside epub:type="footnote" id="fn1"><p><a href="#r1">1</a>. Fry, Weather Books, ${words.length}.</p></aside>`;
    const found = await book({ chapters: { "a.xhtml": chapter("Keepers"), "b.xhtml": chapter("Merchants") } });
    assert.deepEqual(wordsOf(found, "note"), ["Fry, Weather Books, 7.", "Fry, Weather Books, 9."]);
    assert.deepEqual(
      found.callouts.map((callout) => callout.number),
      [1, 1],
    );
    assert.deepEqual(
      found.pieces.filter((piece) => piece.kind === "note").map((piece) => piece.number),
      [1, 1],
    );
  });

  it("says whose book it is", async () => {
    const found = await book({
      chapters: { "a.xhtml": "<p>The keepers wrote little.</p>" },
      metadata:
        "<dc:title>Harbour Lights</dc:title><dc:creator opf:role='aut'>Bell, Ada</dc:creator><dc:creator opf:role='ill'>Dow, Carl</dc:creator><dc:date>1998-04-01</dc:date><dc:publisher>Quay</dc:publisher><dc:identifier>urn:isbn:9780000000002</dc:identifier>",
    });
    assert.equal(found.metadata.work.title, "Harbour Lights");
    assert.deepEqual(found.metadata.work.author, [{ family: "Bell", given: "Ada" }]);
    assert.equal(found.metadata.work.publisher, "Quay");
    assert.equal(found.metadata.work.ISBN, "9780000000002");
  });

  it("that a shop locked is said to be", async () => {
    const locked = makeEpub({
      chapters: { "a.xhtml": "garbled" },
      more: { "META-INF/encryption.xml": '<encryption><CipherReference URI="OEBPS/text/a.xhtml"/></encryption>' },
    });
    assert.deepEqual(await read(locked), { kind: "encrypted" });
  });

  it("whose parts are missing, or that is none, is damaged", async () => {
    assert.deepEqual(await read(archiveOf({ "readme.txt": "no book" })), { kind: "damaged" });
    assert.deepEqual(await read(new TextEncoder().encode("not an archive at all")), { kind: "damaged" });
  });

  it("is read or damaged wherever it was cut off", async () => {
    const whole = makeEpub({ chapters: { "a.xhtml": "<p>The keepers wrote little.</p>".repeat(200) } });
    for (let tenth = 0; tenth < 10; tenth++) {
      const found = await read(whole.subarray(0, Math.floor((whole.length * tenth) / 10)));
      assert.ok(["source", "damaged", "empty"].includes(found.kind), `${tenth}: ${found.kind}`);
    }
  });
});
