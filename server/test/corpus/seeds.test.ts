import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readSource } from "../../src/corpus/ingest/ingest.ts";
import { makeSource } from "../../src/corpus/makeSource.ts";
import type { Source } from "../../src/corpus/source.ts";
import { checkPieces, checkText, wordsOf } from "./checkPage.ts";

const folder = process.env.IBID_SEEDS ?? join(import.meta.dirname, "../../../../shared/seeds");
const skip = existsSync(folder) ? false : `no saved pages at ${folder}`;

async function saved(prefix: string): Promise<Source> {
  const name = readdirSync(folder).find((file) => file.startsWith(prefix)) ?? "";
  const read = await readSource(join(folder, name), readFileSync(join(folder, name)));
  assert.equal(read.kind, "source");
  if (read.kind !== "source") throw new Error("not read");
  checkPieces(read);
  return makeSource(join(folder, name), read);
}

describe("a chapter page as it was saved", { skip }, () => {
  it("has 97 items that are 94 notes", async () => {
    const { notes } = await saved("002");
    assert.deepEqual(
      notes.map((note) => note.number),
      Array.from({ length: 97 }, (_, i) => i + 1),
    );
    assert.deepEqual(
      [
        notes[10]?.noteNumber,
        notes[11]?.noteNumber,
        notes[55]?.noteNumber,
        notes[56]?.noteNumber,
        notes[73]?.noteNumber,
        notes[74]?.noteNumber,
        notes[96]?.noteNumber,
      ],
      [11, 11, 55, 55, 72, 72, 94],
    );
  });

  it("knows its work and that it is a part", async () => {
    const { work, extent, read } = await saved("002");
    assert.equal(work.title, "NATO-Russia Relations");
    assert.deepEqual(
      work.author?.map((name) => name.family),
      ["Webber", "Sperling", "Smith"],
    );
    assert.deepEqual(work.issued?.["date-parts"], [[2012]]);
    assert.equal(work["container-title"], "NATO’s Post-Cold War Trajectory");
    assert.equal(work.DOI, "10.1057/9781137271617_5");
    assert.equal(work.publisher, "Palgrave Macmillan");
    assert.equal(extent, "part");
    assert.equal(wordsOf(read, "abstract").length, 1);
    assert.deepEqual(
      read.callouts.map((callout) => callout.number),
      [1],
    );
  });

  it("leaves the page's furniture out", async () => {
    const { read } = await saved("002");
    checkText(
      read,
      ["Since the early 1990s"],
      [
        "Google Scholar",
        "USD",
        "Skip to",
        "Accesses",
        "Tax calculation",
        "Unable to display",
        "Policies",
        "Download",
        "log in",
        "Cite this",
        "©",
      ],
    );
  });

  it("resolves its fifteen short forms", async () => {
    const { notes } = await saved("002");
    const short = notes.flatMap((note) =>
      note.references
        .filter((reference) => reference.kind === "short")
        .map(({ resolvesTo }) => [note.number, resolvesTo?.note, resolvesTo?.ref]),
    );
    assert.deepEqual(short, [
      [15, 1, 0],
      [16, 13, 0],
      [21, 20, 0],
      [22, 20, 1],
      [34, 30, 0],
      [36, 33, 1],
      [53, 47, 0],
      [56, 47, 0],
      [58, 47, 0],
      [62, 58, 1],
      [63, 58, 1],
      [71, 70, 0],
      [72, 1, 0],
      [79, 78, 0],
      [81, 74, 0],
    ]);
  });

  it("has no reference in a comment", async () => {
    const { notes } = await saved("002");
    assert.deepEqual(
      notes.filter((note) => note.references.length === 0).map((note) => note.number),
      [40, 73, 86],
    );
  });

  it("repairs the addresses that typesetting broke", async () => {
    const { notes } = await saved("002");
    const urls = notes.flatMap((note) => note.references.flatMap(({ csl }) => (csl.URL === undefined ? [] : [csl.URL])));
    assert.equal(urls.length, 26);
    assert.ok(urls.every((url) => /^https?:\/\/[!-~]+$/.test(url) && !url.endsWith(".")));
  });
});

describe("an article's excerpt as it was saved", { skip }, () => {
  it("knows title and journal, its callouts, and that it is a part", async () => {
    const { work, extent, read, notes } = await saved("000");
    assert.equal(work.title, "NATO-Russia Relations: The State of Relations and Future Prospects");
    assert.equal(work["container-title"], "The Polish Quarterly of International Affairs");
    assert.equal(work.author, undefined);
    assert.deepEqual(
      read.callouts.map((callout) => callout.number),
      [1, 2, 3, 4, 5],
    );
    assert.equal(extent, "part");
    assert.deepEqual(notes, []);
    checkText(
      read,
      ["true strategic partnership", "unfold in the future."],
      ["Academic journal article", "Search by", "unknown error", "Article excerpt", "Peer-reviewed"],
    );
    assert.deepEqual(wordsOf(read, "heading").length, 4);
  });
});
