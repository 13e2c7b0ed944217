import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readSource } from "../../../src/corpus/ingest/ingest.ts";
import type { ReadSource } from "../../../src/corpus/source.ts";
import { checkPieces, wordsOf } from "../checkPage.ts";
import { archiveOf, makeDocx, type WordDraft } from "./archive.ts";

const read = (bytes: Uint8Array) => readSource("/corpus/chapter.docx", bytes);

async function docx(draft: WordDraft): Promise<ReadSource> {
  const found = await read(makeDocx(draft));
  assert.ok(found.kind === "source", found.kind);
  checkPieces(found);
  return found;
}

const run = (text: string, properties = ""): string =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inner: string, properties = ""): string => `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;

describe("a DOCX", () => {
  it("of an office program gives paragraphs, headings, the quotation and notes with their callouts", async () => {
    const found = await read(new Uint8Array(readFileSync(join(import.meta.dirname, "documents/office.docx"))));
    assert.ok(found.kind === "source");
    checkPieces(found);
    assert.deepEqual(wordsOf(found, "heading"), ["Keepers of the Northern Light", "Who They Were", "What They Burned"]);
    assert.equal(wordsOf(found, "paragraph").length, 6);
    assert.match(wordsOf(found, "quotation")[0] ?? "", /^We have had no oil .* at any distance\.$/);
    assert.deepEqual(wordsOf(found, "note"), [
      "E. Fry, Weather Books (London: Quay, 1988), 14.",
      "Riksarkivet, Toll Roll 3, with the remarks of a later hand.",
    ]);
    assert.deepEqual(
      found.callouts.map((callout) => callout.number),
      [1, 2],
    );
    assert.deepEqual(found.pages, []);
  });

  it("keeps what was inserted and leaves out what was deleted, moved, hidden or remarked", async () => {
    const found = await docx({
      body: p(
        `${run("The keepers ")}<w:ins>${run("wrote")}</w:ins><w:del><w:r><w:delText>spoke</w:delText></w:r></w:del><w:moveFrom>${run("gone")}</w:moveFrom>${run(" secret", "<w:vanish/>")}${run(" little.")}<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ),
    });
    assert.equal(found.text, "The keepers wrote little.");
  });

  it("finds headings through styles that build on others, and by outline level", async () => {
    const found = await docx({
      styles:
        '<w:style w:styleId="Kopf"><w:name w:val="Mein Kopf"/><w:basedOn w:val="berschrift1"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Zit"><w:name w:val="Quote"/></w:style>',
      body:
        p(run("Erstens"), '<w:pStyle w:val="Kopf"/>') +
        p(run("Die Wächter schrieben wenig.")) +
        p(run("Zweitens"), '<w:outlineLvl w:val="1"/>') +
        p(run("Wir haben kein Öl."), '<w:pStyle w:val="Zit"/>') +
        p(run("Eingerückt auf beiden Seiten."), '<w:ind w:left="720" w:right="720"/>'),
    });
    assert.deepEqual(
      found.pieces.map((piece) => piece.kind),
      ["heading", "paragraph", "heading", "quotation", "quotation"],
    );
  });

  it("numbers notes as they are called, endnotes too, and joins a note's paragraphs", async () => {
    const found = await docx({
      body:
        p(`${run("One.")}<w:r><w:footnoteReference w:id="7"/></w:r>${run(" Two.")}<w:r><w:footnoteReference w:id="3"/></w:r>`) +
        p(`${run("Three.")}<w:r><w:endnoteReference w:id="2"/></w:r>`),
      footnotes: `<w:footnote w:type="separator" w:id="-1">${p("<w:r><w:separator/></w:r>")}</w:footnote><w:footnote w:id="3">${p(run("Second note."))}</w:footnote><w:footnote w:id="7">${p(run(" First note."))}${p(run("Its second paragraph."))}</w:footnote>`,
      endnotes: `<w:endnote w:id="2">${p(run("At the end."))}</w:endnote>`,
    });
    assert.deepEqual(wordsOf(found, "note"), ["First note. Its second paragraph.", "Second note.", "At the end."]);
    assert.equal(found.text.split("\n\n")[0], "One.1 Two.2");
    assert.deepEqual(
      found.callouts.map((callout) => callout.number),
      [1, 2, 1],
    );
  });

  it("counts numbered paragraphs as they are printed", async () => {
    const numbered = (text: string): string => p(run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>');
    const found = await docx({
      numbering:
        '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>',
      body: ["One", "Two", "Three", "Four"]
        .map((word) => numbered(`${word} of the parties undertake to keep the light burning in every night of the year.`))
        .join(""),
    });
    assert.match(found.text, /^1\. One of the parties/);
    assert.deepEqual(
      found.pieces.map((piece) => piece.paragraph),
      [1, 2, 3, 4],
    );
  });

  it("reads text boxes once and rows of tables as rows", async () => {
    const box = `<w:txbxContent>${p(run("Boxed words."))}</w:txbxContent>`;
    const cell = (text: string): string => `<w:tc>${p(run(text))}</w:tc>`;
    const found = await docx({
      body: `${p(`${run("Outside.")}<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r>`)}<w:tbl><w:tr>${cell("Oil")}${cell("12")}</w:tr><w:tr>${cell("Tar")}${cell("7")}</w:tr></w:tbl>`,
    });
    assert.deepEqual(found.text.split("\n\n"), ["Outside.", "Boxed words.", "Oil 12", "Tar 7"]);
  });

  it("keeps the works that a reference manager put behind a citation", async () => {
    const code = JSON.stringify({ citationItems: [{ itemData: { id: 1, type: "book", title: "Weather Books" } }] }).replaceAll(
      '"',
      "&quot;",
    );
    const found = await docx({
      body: p(
        `${run("So Fry ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION ${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("(1988)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run(".")}`,
      ),
    });
    assert.equal(found.text, "So Fry (1988).");
    assert.deepEqual(
      found.citedWorks?.map((work) => work.title),
      ["Weather Books"],
    );
  });

  it("takes the title from its style and the author where the first lines name him too", async () => {
    const found = await docx({
      body:
        p(run("Harbour Lights"), '<w:pStyle w:val="Title"/>') +
        p(run("Ada Bell")) +
        p(run("The keepers wrote little of what they saw, and what they wrote was seldom kept.")),
      core: "<cp:coreProperties><dc:title>Dokument1</dc:title><dc:creator>Ada Bell</dc:creator></cp:coreProperties>",
    });
    assert.deepEqual(found.metadata.work, { title: "Harbour Lights", author: [{ family: "Bell", given: "Ada" }] });
  });
});

describe("a DOCX that means harm", () => {
  const harmless = p(run("The keepers wrote little."));

  it("names entities that grow or read files: they stay unread", async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const found = await read(
      archiveOf({
        "word/document.xml": `<?xml version="1.0"?>${bomb}<w:document><w:body>${p(run("Words &b; &x; end"))}</w:body></w:document>`,
      }),
    );
    assert.ok(found.kind === "source");
    assert.ok(!/lol|root:/.test(found.text));
  });

  it("has names that climb out of it: they are passed over", async () => {
    const found = await docx({ body: harmless, more: { "../word/footnotes.xml": "x", "/word/styles.xml": "x", "C:/word/x.xml": "x" } });
    assert.equal(found.text, "The keepers wrote little.");
  });

  it("unpacks to more than a document can be, in one part or in all", async () => {
    const long = " ".repeat(21 * 1024 * 1024);
    assert.deepEqual(await read(makeDocx({ body: harmless, more: { "word/big.xml": long } })), { kind: "excessive" });
    const many = Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`word/media/${i}.png`, ""]));
    assert.deepEqual(await read(makeDocx({ body: harmless, more: many })), { kind: "excessive" });
  });

  it("nests without end, or lies about its elements", async () => {
    const found = await docx({ body: `${"<w:p><w:r><w:txbxContent>".repeat(20_000)}${run("deep")}</w:tbl></w:tr></w:p>` });
    assert.match(found.text, /deep/);
  });

  it("has a password: it is said to be locked", async () => {
    assert.deepEqual(await read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])), { kind: "encrypted" });
  });

  it("is cut off anywhere: read or damaged", async () => {
    const whole = new Uint8Array(readFileSync(join(import.meta.dirname, "documents/office.docx")));
    for (let tenth = 0; tenth < 10; tenth++) {
      const found = await read(whole.subarray(0, Math.floor((whole.length * tenth) / 10)));
      assert.ok(["source", "damaged", "empty"].includes(found.kind), `${tenth}: ${found.kind}`);
    }
  });
});
