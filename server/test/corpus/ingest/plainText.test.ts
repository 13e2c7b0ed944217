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

describe("the pages of a text file", () => {
  const first =
    "The salt road has been called the spine of the northern economy. Whoever held it held the winter. No chronicle mentions it, and that is no accident: it is the trace of a bargain.";
  const second =
    "Between the river and the sea there lay three days of marsh, and three tolls. The first was paid to the abbot, and the second to the crown, and the ice-\nkeepers were paid by nobody.";
  const third =
    "It follows that the revenues of the abbey have been underestimated by half. This article does not claim that the abbot knew of it, only that he did not need to know.";

  it("are known from numbers alone at their heads, and the numbers are no text", async () => {
    const read = await readPage(
      "salt.txt",
      `Northern Studies 12 (2003): 44–61\n\nThe Salt Road Revisited\n\nMaria Olsson\n\n44\n\n${first}\n\n45\n\n${second}\n\n46\n\n${third}\n`,
    );
    checkText(read, [first, third], ["\n45\n", "\n46\n"]);
    checkPieces(read);
    assert.deepEqual(
      read.pages.map((page) => page.label),
      ["44", "45", "46"],
    );
    assert.deepEqual(
      [read.metadata.work["container-title"], read.metadata.work.volume, read.metadata.work.page],
      ["Northern Studies", "12", "44–61"],
    );
  });

  it("are known from numbers at their feet where nothing follows the last", async () => {
    const read = await readPage(
      "salt.txt",
      `The Salt Road Revisited\n\nMaria Olsson\n\n${first}\n\n44\n\n${second}\n\n45\n\n${third}\n\n46\n`,
    );
    assert.deepEqual(
      read.pages.map((page) => [page.label, read.text.slice(page.start, page.start + 3)]),
      [
        ["44", "The"],
        ["45", "Bet"],
        ["46", "It "],
      ],
    );
  });

  it("are known from running heads, and a download's stamp goes with them", async () => {
    const stamp =
      "This content downloaded from 192.0.2.44 on Mon, 12 May 2014 10:31:22 UTC\nAll use subject to https://about.jstor.org/terms";
    const cover =
      "The Salt Road\nAuthor(s): Maria Olsson\nSource: The Maritime Review, Vol. 41, No. 3 (Autumn, 1988), pp. 301-318\nPublished by: Northern University Press\nAccessed: 12-05-2014 10:31 UTC\n\nJSTOR is a not-for-profit service that helps scholars, researchers, and students discover, use, and build upon a wide range of content in a trusted digital archive, and more.";
    const read = await readPage(
      "salt.txt",
      `${cover}\n\nTHE SALT ROAD\nMaria Olsson\n\n${first}\n\n${stamp}\n302 The Maritime Review\n\n${second}\n\n${stamp}\nThe Salt Road 303\n\n${third}\n`,
    );
    checkText(read, [first, third], ["downloaded", "All use", "302", "303", "JSTOR", "Accessed"]);
    assert.deepEqual(
      read.pages.map((page) => page.label),
      ["302", "303"],
    );
    const { work } = read.metadata;
    assert.deepEqual(
      [work.title, work.author, work["container-title"], work.page],
      ["The Salt Road", [{ family: "Olsson", given: "Maria" }], "The Maritime Review", "301-318"],
    );
  });

  it("are not counted by articles of a treaty, sections, or years of a chronicle", async () => {
    for (const heads of [
      ["Article 4", "Article 5", "Article 6"],
      ["1", "2", "3"],
      ["1871", "1872", "1873"],
      ["Sonnet 18", "Sonnet 19", "Sonnet 20"],
    ]) {
      const read = await readPage(
        "heads.txt",
        `A Text in Parts\n\n${[first, second, third].map((words, i) => `${heads[i]}\n\n${words}`).join("\n\n")}\n`,
      );
      assert.deepEqual(read.pages, [], heads[0]);
      checkText(read, heads.slice(1), []);
    }
  });

  it("are joined where a line's end divides a word", async () => {
    const read = await readPage("salt.txt", `${first}\n\n${second}\n`);
    checkText(read, ["ice-\nkeepers"], []);
    assert.equal(read.pieces.length, 2);
  });

  it("are found in time that grows with their number", async () => {
    await checkLinear("pages.txt", (size) => Array.from({ length: size }, (_, i) => `${i + 4}\n\n${first}`).join("\n\n"), 500);
    await checkLinear(
      "heads.txt",
      (size) => Array.from({ length: size }, (_, i) => `${i + 4} The Salt Road\n\n${first}`).join("\n\n"),
      500,
    );
  });
});

describe("a page saved without blank lines", () => {
  const page = `Skip to Main Content
Publisher Online homepage
Home
All Journals
Coastal Politics
List of Issues
Volume 18, Issue 4
Of Lamps and Laws
Search in:
Coastal Politics
Volume 18, 2012 - Issue 4
Original Articles
Of Lamps and Laws: Governing the Northern Lights
Pia Holt & George Amadi
Pages 401-425 | Published online: 18 Sep 2012
Abstract
This article examines the law of lights in three northern states. It argues that the state did not bring the light; the light brought the state.
Introduction
There are four chairs in the harbour office and they are never empty. At half past ten the shipowners arrive and are seen at once.Google ScholarThis is not a rule. Nobody has written it down.
Notes
See Amadi, Law at the Edge.
References
Amadi, G.: Law at the Edge. Shoreline, Lagos (2004)
Google Scholar
Riksarkivet. 1344. Toll Roll 3. Stockholm.
`;

  it("keeps headings apart, and no list is lost", async () => {
    const read = await readPage("lamps.txt", page);
    assert.deepEqual(wordsOf(read, "reference"), [
      "Amadi, G.: Law at the Edge. Shoreline, Lagos (2004)",
      "Riksarkivet. 1344. Toll Roll 3. Stockholm.",
    ]);
    assert.deepEqual(wordsOf(read, "abstract").length, 1);
    checkText(read, ["seen at once.", "This is not a rule."], ["Google Scholar", "homepage", "All Journals"]);
  });

  it("is known by the title that its authors stand below", async () => {
    const { work } = (await readPage("lamps.txt", page)).metadata;
    assert.deepEqual(
      [work.title, work["container-title"], work.volume, work.page],
      ["Of Lamps and Laws: Governing the Northern Lights", "Coastal Politics", "18", "401-425"],
    );
    assert.deepEqual(work.author, [
      { family: "Holt", given: "Pia" },
      { family: "Amadi", given: "George" },
    ]);
  });

  it("is known by a title below the author's name, and by no treaty's article", async () => {
    const words =
      "Die Häfen des Nordens haben keine Chronisten gefunden, und wer ihre Geschichte schreiben will, muß sich an die Rechnungsbücher halten.";
    const german = await readPage(
      "h.txt",
      `Zeitschrift für Küsten 23 (1997), S. 211–240\n\nErnst Brandt\n\nDas Schweigen der Häfen\n\n${words}\n`,
    );
    assert.deepEqual(
      [german.metadata.work.title, german.metadata.work.author],
      ["Das Schweigen der Häfen", [{ family: "Brandt", given: "Ernst" }]],
    );
    const treaty = await readPage(
      "t.txt",
      "CONVENTION ON THE LIGHTING OF COASTS\n\nDone at Bergen on 3 June 1909\n\nArticle 1\n\n1. Each Party shall maintain, at its own expense, the lights that stand upon its coast.\n",
    );
    assert.equal(treaty.metadata.work.title, "CONVENTION ON THE LIGHTING OF COASTS");
  });

  it("is known by its title, not by its journal's, and by a name in capitals below it", async () => {
    const read = await readPage(
      "light.txt",
      `Home
Journals
Review of Northern Affairs
Volume 29 Issue 2
The Lighthouse and the Leviathan
Review of Northern Affairs
Article contents
The Lighthouse and the Leviathan
Published online by Cambridge University Press: 14 March 2003
CLARA NEWELL
Get access
Abstract
Why do states pay for lights that guide the ships of others? This article offers an answer that begins not with the state but with the sea.
Information
Review of Northern Affairs , Volume 29 , Issue 2 , April 2003 , pp. 157 - 175
Rights & Permissions
Access options
`,
    );
    const { work } = read.metadata;
    assert.deepEqual(
      [work.title, work["container-title"], work.page],
      ["The Lighthouse and the Leviathan", "Review of Northern Affairs", "157-175"],
    );
    assert.deepEqual(work.author, [{ family: "Newell", given: "Clara" }]);
  });

  it("has no heading in the second line of a verse", async () => {
    const read = await readPage(
      "tale.txt",
      'THE PILOT\'S TALE\n\nA Reminiscence\n\nBy CORNELIUS VANE\n\nThere were in those days no buoys above the ferry, and one steered by the church of St. Anne until it hid the windmill.\n\n  "The river gives, the river takes,\n   And never says for whose dear sakes,"\n\nas the old song has it, which I have sung in better company since then, but never so well.\n',
    );
    assert.deepEqual(
      wordsOf(read, "heading").filter((words) => words.includes("sakes")),
      [],
    );
    assert.deepEqual([read.metadata.work.title, read.metadata.work.author], ["THE PILOT'S TALE", [{ family: "Vane", given: "Cornelius" }]]);
  });
});

describe("notes at the foot of a text's pages", () => {
  const page = (number: string, words: string, note: string): string =>
    `${number}The keepers of this light wrote little of what they saw in all of their years, and\nwhat they wrote was seldom kept by those to whom they had sent it. ${words}\n\n${note}\n`;

  it("are told from the text, below a rule or by their callouts, and stand on their pages", async () => {
    const text = [
      page("", "Nobody asked.1", "____________\n1 E. Fry, Weather Books (London: Quay, 1988), 14, and what\nis printed there."),
      page("12\n\n", "Nobody thanked them.2 They went", "2 Ibid., 20."),
      page("13\n\n", "And that was all.3", "3 Fry, Weather Books, 33."),
    ].join("\f");
    const source = await sourceOf("feet.txt", text);
    assert.deepEqual(wordsOf(source.read, "note"), [
      "E. Fry, Weather Books (London: Quay, 1988), 14, and what is printed there.",
      "Ibid., 20.",
      "Fry, Weather Books, 33.",
    ]);
    const at = (words: string): string | undefined => placeOf(source, source.read.text.indexOf(words)).page;
    assert.deepEqual(["Nobody asked", "Nobody thanked", "E. Fry", "Ibid.", "33."].map(at), ["11", "12", "11", "12", "13"]);
    assert.ok(!source.read.text.includes("____"));
  });

  it("are not made of numbered paragraphs", async () => {
    const read = await readPage(
      "treaty.txt",
      [1, 2, 3, 4].map((i) => `${i}. ${"The parties keep the light burning in every night of the year. ".repeat(2)}\n`).join("\n\f"),
    );
    assert.deepEqual(wordsOf(read, "note"), []);
    assert.deepEqual(
      read.pieces.map((piece) => piece.paragraph),
      [1, 2, 3, 4],
    );
  });
});
