import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readHtml } from "../../../src/corpus/ingest/html.ts";
import { readSource } from "../../../src/corpus/ingest/ingest.ts";
import type { ReadSource } from "../../../src/corpus/source.ts";
import { checkLinear, checkPieces, checkText, readPage, sourceOf, wordsOf } from "../checkPage.ts";

const article = `<!DOCTYPE html><html lang="en"><head><title>Harbour Politics and the Sea | PortLink</title>
<meta name="citation_title" content="Harbour Politics &amp; the Sea"><meta name="citation_author" content="Bell, Ada"><meta name="citation_author" content="Carl van Dow">
<meta name="citation_journal_title" content="Journal of Ports"><meta name="citation_publication_date" content="2011/05/12"><meta name="citation_doi" content="10.1000/ports.5">
<meta name="citation_firstpage" content="101"><meta name="citation_lastpage" content="120"><meta name="citation_volume" content="4"><meta name="citation_issue" content="2">
<link rel="canonical" href="https://link.example.org/article/10.1000/ports.5"><script>var x = "Do not read this sentence in the script, please.";</script></head>
<body class="has-sidebar no-comments"><a href="#main" class="skip-link">Skip to main content</a>
<header role="banner"><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to improve this site for all of its readers and sell things.</p><button>Accept all</button></div>
<main><article><h1>Harbour Politics &amp; the Sea</h1><ul class="article-author-list"><li><a href="#">Ada Bell</a></li></ul><p>466 Accesses</p>
<section><h2>Abstract</h2><div id="Abs1-content"><p>This article asks who ran the harbours of the north, and why nobody noticed it.</p></div></section>
<h2>Introduction</h2><p>Harbours are run by those who stay awake.<sup><a href="#ref-CR1" id="c1">1</a></sup> The pilots knew this &amp; said so,<sup>2</sup> often&nbsp;loudly.
<p>A second paragraph, whose tag before was never closed, says m<sup>2</sup> and caf&eacute;. <span style="display:none">Hidden words.</span>
<blockquote><p>We were the port, and the port was us.</p></blockquote><div class="buybox"><p>USD 39.95</p><p>Price excludes VAT</p></div>
<h2>Notes</h2><ol class="c-article-references"><li data-counter="1."><p id="ref-CR1">E. Fry, ‘Night Watch’, Port Studies, 3(1), 1999, pp. 4–9.</p><p class="links"><a href="#">Article</a><a href="#">Google Scholar</a></p></li>
<li data-counter="2."><p>See Fry, ‘Night Watch’, p. 5; and G. Hull, <i>Pilots</i> (Hull: Quay Press, 2001), p. 7.</p><p><a>Google Scholar</a></p></li></ol></article></main>
<aside><h3>Related articles</h3><p>Another article altogether, that speaks of lighthouses and of their keepers in winter.</p></aside>
<footer><p>© 2011 Example Press Ltd. All rights reserved.</p></footer></body></html>`;

const news = `<html><head><meta property="og:title" content="Pilots strike over pay | The Quay Times"><meta property="og:site_name" content="The Quay Times">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"QT"},{"@type":"NewsArticle","headline":"Pilots strike over pay","datePublished":"2015-02-03T10:00:00Z","author":{"@type":"Person","name":"Gwen Hull"},"publisher":{"name":"The Quay Times"}}]}</script></head><body>
<div id="nav"><a>News</a><a>Sport</a></div><div class="content-wrapper article-with-sidebar"><h1>Pilots strike over pay</h1><div class=byline>By Gwen Hull</div><time>3 February 2015</time>
<div class="share-tools"><a>Share on Facebook</a><a>Tweet</a></div><p>Pilots went on strike on Tuesday over their pay.</p><p>“We have had enough,” said one.</p><p>“Me too.”</p>
<div class="related"><h2>Related articles</h2><a>Harbour closes</a></div><p>The port said that it would not talk until the pilots had returned to their boats and to reason.</p>
<div class="newsletter-signup"><p>Sign up for our newsletter and read about pilots every morning before breakfast.</p><form><input name=email></form></div>
<p>Ships waited outside.</p></div><div id="comments"><h3>Comments</h3><p>Nice piece.</p></div><footer>© 2015 The Quay Times</footer></body></html>`;

const epubNotes = `<html xmlns:epub="x"><body><h1>The Keepers</h1><p>The keepers stayed<a epub:type="noteref" href="#n1">1</a> when <span epub:type="pagebreak" title="12"></span>everybody left.</p>
<aside epub:type="footnote" id="n1"><p>1. See Ada Bell, <em>Lights</em> (Hull: Quay, 1999), p. 3.</p></aside></body></html>`;

describe("a publisher's page", () => {
  it("is told from its furniture", async () => {
    const read = await readPage("a.html", article);
    checkPieces(read);
    checkText(
      read,
      ["stay awake.1 The pilots knew this & said so,2 often", "m2 and café.", "We were the port", "Night Watch"],
      ["Do not read", "Skip to", "Home", "cookies", "Accesses", "USD", "Hidden", "Google Scholar", "lighthouses", "All rights"],
    );
  });

  it("states its work in its head", async () => {
    const { work, read } = await sourceOf("a.html", article);
    assert.deepEqual(work, {
      type: "article-journal",
      title: "Harbour Politics & the Sea",
      author: [
        { family: "Bell", given: "Ada" },
        { family: "van Dow", given: "Carl" },
      ],
      issued: { "date-parts": [[2011, 5, 12]] },
      "container-title": "Journal of Ports",
      volume: "4",
      issue: "2",
      page: "101–120",
      DOI: "10.1000/ports.5",
    });
    assert.equal(read.metadata.address, "https://link.example.org/article/10.1000/ports.5");
  });

  it("has callouts, a quotation, an abstract and numbered notes", async () => {
    const { read, notes } = await sourceOf("a.html", article);
    assert.deepEqual(
      read.callouts.map((callout) => callout.number),
      [1, 2],
    );
    assert.deepEqual(wordsOf(read, "quotation"), ["We were the port, and the port was us."]);
    assert.equal(wordsOf(read, "abstract").length, 1);
    assert.deepEqual(
      notes.map((note) => note.raw.endsWith(".")),
      [true, true],
    );
    assert.deepEqual(notes[1]?.references[0]?.resolvesTo, { note: 1, ref: 0 });
  });
});

describe("a newspaper's page", () => {
  it("keeps each line of the report and drops what stands between", async () => {
    const read = await readPage("news.html", news);
    checkText(
      read,
      ["over their pay.", "“We have had enough,”", "“Me too.”", "returned to their boats", "Ships waited outside."],
      ["Share", "Harbour closes", "newsletter", "Nice piece", "Sport"],
    );
  });

  it("states author and date in JSON-LD", async () => {
    const { work } = await sourceOf("news.html", news);
    assert.deepEqual(
      [work.type, work["container-title"], work.author?.[0]?.family, work.issued?.["date-parts"]?.[0]],
      ["article-newspaper", "The Quay Times", "Hull", [2015, 2, 3]],
    );
  });
});

describe("a chapter of an e-book", () => {
  it("has its notes and printed pages from its markup", async () => {
    const read = await readPage("c.xhtml", epubNotes);
    assert.deepEqual(
      read.pages.map((page) => [page.label, read.text.slice(page.start, page.start + 9)]),
      [["12", "everybody"]],
    );
    assert.deepEqual(
      read.callouts.map((callout) => callout.number),
      [1],
    );
    assert.deepEqual(
      read.pieces.filter((piece) => piece.kind === "note").map((piece) => piece.number),
      [1],
    );
  });
});

describe("hostile HTML", () => {
  it("is read without recursion and in time that grows with its length", async () => {
    await checkLinear("a.html", (size) => `${"<div>".repeat(size)}words at the bottom`, 100_000);
    await checkLinear("a.html", (size) => `${"<div>".repeat(size)}${"</span>".repeat(size)}`, 50_000);
    await checkLinear("a.html", (size) => "<p>A sentence that is never closed by its tag. ".repeat(size), 3_000);
    await checkLinear("a.html", (size) => "word<sup>1".repeat(size), 20_000);
    await checkLinear("a.html", (size) => `<ol class=footnotes><li>${"<p>more of it ".repeat(size)}`, 20_000);
    await checkLinear("a.html", (size) => "<!--<script>&amp".repeat(size), 100_000);
    await checkLinear("a.html", (size) => "word ".repeat(size), 500_000);
  });

  it("never fails", () => {
    const bit = fc.constantFrom(
      "<p>",
      "</p>",
      "<div class='nav'>",
      "</div>",
      "<li id=fn1>",
      "<ol>",
      "</ol>",
      "<sup>",
      "1",
      "</sup>",
      "<",
      ">",
      "&",
      "&amp;",
      "text that is read ",
      "<script>",
      "</script>",
      "<!--",
      "-->",
      "<a href=#fn1>",
      "</a>",
      "<h2>Notes</h2>",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 60 }), (bits) => checkPieces(readHtml(bits.join("")))),
      { numRuns: 300 },
    );
  });

  it("never runs nor keeps scripts", async () => {
    checkText(
      await readPage(
        "a.html",
        "<p>Prose stays where it is in the page.</p><script>alert('never')</script><p onclick='x()'>And this as well, of course.</p>",
      ),
      ["Prose stays"],
      ["alert", "onclick"],
    );
  });
});

describe("a list of notes in HTML", () => {
  it("keeps short items, and their way back is no text", async () => {
    const items = [
      "Jean Kerbrat, <i>Gardiens</i>, Paris, Quai, 1987, p. 45. <a href='#r1'>↩</a>",
      "Ibid., p. 210.",
      "J. Kerbrat, <i>op. cit.</i>, p. 51.",
    ];
    const list = items.map((item, i) => `<li id="n${i + 1}">${item}</li>`).join("");
    const read = await readPage(
      "notes.html",
      `<html><body><main><h1>Les phares</h1><p>Le phare n’est pas une lumière ; c’est une promesse, et personne ne la tient.</p><h2>Notes</h2><ol>${list}</ol></main></body></html>`,
    );
    assert.deepEqual(wordsOf(read, "note"), [
      "Jean Kerbrat, Gardiens, Paris, Quai, 1987, p. 45.",
      "Ibid., p. 210.",
      "J. Kerbrat, op. cit., p. 51.",
    ]);
  });
});

describe("an encyclopedia's or a newspaper's page", () => {
  it("loses the links to edit and back, and its boxes", async () => {
    const read = await readPage(
      "wiki.html",
      `<html><head><title>Skarvik Light - Wikipedia</title></head><body><div id="mw-navigation"><h2>Navigation menu</h2><ul><li>Main page</li></ul></div><div id="content"><h1>Skarvik Light</h1><div>From Wikipedia, the free encyclopedia</div>
      <p><b>Skarvik Light</b> was a lighthouse in the north, which fell in the gale of October 1882.<sup class="reference"><a href="#cite_note-1">[1]</a></sup></p>
      <h2>History<span class="mw-editsection">[<a href="#">edit</a>]</span></h2><p>The quarrel over the lamp lasted eleven years, and nobody paid.</p>
      <h2>References<span class="mw-editsection">[<a href="#">edit</a>]</span></h2><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^ <a href="#r"><sup>a</sup></a></span> Dow, Jonas (1994). <i>Tariffs</i>. Hull: Quay. p. 88.</li></ol>
      <div class="navbox">Lights of the north</div></div></body></html>`,
    );
    assert.equal(read.metadata.work.title, "Skarvik Light");
    assert.deepEqual(wordsOf(read, "heading"), ["Skarvik Light", "History", "References"]);
    assert.deepEqual(wordsOf(read, "reference"), ["Dow, Jonas (1994). Tariffs. Hull: Quay. p. 88."]);
    checkText(read, ["nobody paid."], ["Navigation", "Wikipedia", "Lights of the north"]);
  });

  it("keeps the sentences under its headline, in any language", async () => {
    const read = await readPage(
      "lampe.html",
      `<html lang="de"><body><article><header><h1>Die Lampe ist aus</h1><p class="teaser">Nach 148 Jahren erlischt das Licht von Skarvik. Die Stadt streitet weiter.</p><span>Von Uwe Harms</span></header>
      <p>Um Mitternacht war es so weit: Die letzte Lampe am alten Kai erlosch, und niemand in der Menge sagte ein Wort.</p><p>Anzeige</p><p>Die Gegner wollen klagen.</p></article></body></html>`,
    );
    checkText(read, ["Nach 148 Jahren erlischt", "Die Gegner wollen klagen."], ["Anzeige", "Von Uwe"]);
  });
});

describe("a table in an article", () => {
  it("is read row by row", async () => {
    const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
    const read = await readPage(
      "a.html",
      `<article><h1>Oil</h1><p>What the lights of the coast burned in each year is told here, year by year and light by light.</p><table>${row("Light", "Oil burned", "Keepers")}${row("Skarvik", "Twelve barrels", "Two")}</table><p>Nobody has ever counted what the keepers sold of it, and nobody could have.</p></article>`,
    );
    assert.match(read.text, /\n\nLight Oil burned Keepers\n\nSkarvik Twelve barrels Two\n\n/);
  });
});

describe("the encoding of a page", () => {
  const page = (head: string, letters: readonly number[]): Promise<unknown> =>
    readSource("/corpus/a.html", Uint8Array.from([...new TextEncoder().encode(`<html><head>${head}</head><p>The word `), ...letters]));
  const check = async (head: string, letters: readonly number[], word: string): Promise<void> => {
    const read = (await page(head, letters)) as ReadSource;
    assert.equal(read.text, `The word ${word}`);
  };

  it("is the one that its head states, where its bytes are not UTF-8", async () => {
    await check('<meta charset="windows-1251">', [0xf1, 0xe2, 0xe5, 0xf2], "свет");
    await check('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">', [0xb6, 0x77], "św");
    await check('<meta charset="shift_jis">', [0x8c, 0xf5], "光");
    await check('<meta charset="windows-1251">', [0xc3, 0xa9], "é");
    await check('<meta charset="klingon">', [0xe9], "é");
  });
});
