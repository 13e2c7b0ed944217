import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Source } from "../../src/corpus/source.ts";
import type { CslItem } from "../../src/csl/types.ts";
import type { Entry } from "../../src/library/entry.ts";
import { entryIndex, matchEntrySources } from "../../src/project/entrySources.ts";
import { checkGrowth } from "../corpus/checkPage.ts";

function entry(fields: Partial<Entry>): Entry {
  const raw = { key: "k", keySpan: { start: 0, end: 0 }, type: "book", span: { start: 0, end: 0 }, fields: [] };
  const blank = {
    key: "k",
    aliases: [],
    path: "/thesis/refs.bib",
    raw,
    type: "book",
    authors: [],
    editors: [],
    title: "",
    shortTitle: "",
    container: "",
    publisher: "",
    issued: undefined,
    year: "",
    pages: "",
    doi: "",
    isbn: "",
    addresses: [],
    files: [],
    abstract: "",
    language: "",
    unresolved: [],
  };
  return { ...blank, ...fields };
}

function source(path: string, work: CslItem, address?: string): Source {
  const read = { kind: "source" as const, text: "", pieces: [], pages: [], callouts: [], metadata: { work, address }, signsOfPart: [] };
  return { path, read, work, extent: "whole", notes: [] };
}

function check(given: Partial<Entry>, path: string, work: CslItem, expected: boolean, address?: string): void {
  const one = entry(given);
  const other = source(path, work, address);
  const matched = matchEntrySources([one], [other]);
  assert.equal(matched.sourcesOf(one).includes(other), expected);
  assert.equal(matched.entriesOf(other).includes(one), expected);
}

const bell = [{ family: "Bell", given: "Ada" }];
const issued = { "date-parts": [[2012]] };

describe("entries and sources", () => {
  it("meet by DOI, ISBN, address, key and file", () => {
    check({ doi: "https://doi.org/10.1000/AB" }, "/c/x.txt", { DOI: "10.1000/ab" }, true);
    check({ isbn: "978-0-306-40615-7" }, "/c/x.txt", { ISBN: "0-306-40615-2" }, true);
    check(
      { addresses: [{ url: "https://www.example.org/a/", printed: "", span: { start: 0, end: 0 } }] },
      "/c/x.html",
      {},
      true,
      "http://example.org/a#top",
    );
    check({ key: "bell2012" }, "/c/Bell2012.txt", {}, true);
    check({ files: ["../c/x.txt"] }, "/c/x.txt", {}, true);
    check({ files: ["C:\\Users\\Ada\\Papers\\x.txt"] }, "/c/x.txt", {}, true);
    check({ files: ["other.txt"] }, "/c/x.txt", {}, false);
  });

  it("meet by title and authors, subtitle or not, a year apart at most", () => {
    const given = { title: "The Harbours of the North: A History", authors: bell, issued, year: "2012" };
    check(given, "/c/x.txt", { title: "Harbours of the North", author: bell, issued: { "date-parts": [[2013]] } }, true);
    check(given, "/c/x.txt", { title: "Harbours of the North", author: bell, issued: { "date-parts": [[1990]] } }, false);
    check(given, "/c/x.txt", { title: "Harbours of the North", author: [{ family: "Dow" }], issued }, false);
    check(given, "/c/x.txt", { title: "Harbours of the South", author: bell, issued }, false);
  });

  it("meet by a long title alone, not by a short one", () => {
    check(
      { title: "Harbours and Tides: The State of the Trade", authors: bell },
      "/c/x.txt",
      { title: "Harbours and Tides: The State of the Trade" },
      true,
    );
    check({ title: "Harbours", authors: bell }, "/c/x.txt", { title: "Harbours" }, false);
    check({ title: "", authors: bell }, "/c/x.txt", { author: bell }, false);
  });

  it("do not meet when their DOIs differ", () => {
    check(
      { title: "Harbours of the North", authors: bell, doi: "10.1/a" },
      "/c/x.txt",
      { title: "Harbours of the North", author: bell, DOI: "10.1/b" },
      false,
    );
  });

  it("are many to many", () => {
    const chapters = [entry({ key: "one", files: ["book.txt"] }), entry({ key: "two", files: ["book.txt"] })];
    const book = source("/thesis/book.txt", {});
    assert.deepEqual(matchEntrySources(chapters, [book]).entriesOf(book), chapters);
  });

  it("are held against each other without trying every pair", async () => {
    const pairs = (size: number): [Entry[], Source[]] => [
      Array.from({ length: size }, (_, i) => entry({ key: `key${i}`, title: `Work number ${i} of many`, authors: bell })),
      Array.from({ length: size }, (_, i) => source(`/c/${i}.txt`, { title: `Work paper ${i} of a few`, author: bell })),
    ];
    await checkGrowth((size) => matchEntrySources(...pairs(size)), 4000);
  });

  it("are read in steps, and no entry twice when one more source comes", () => {
    let read = 0;
    const entries = Array.from({ length: 50 }, (_, i) => {
      const made = entry({ key: `key${i}`, authors: bell });
      return Object.defineProperty({ ...made }, "title", {
        get: () => {
          read++;
          return `Quiet Harbours of the Coast, Part ${i}`;
        },
      });
    });
    const index = entryIndex(entries);
    let turns = 0;
    while (!index.advance(() => read % 10 !== 9)) {
      read++;
      turns++;
    }
    assert.ok(turns >= 4);
    read = 0;
    const first = source("/c/first.txt", { title: "Quiet Harbours of the Coast, Part 7", author: bell });
    assert.deepEqual(matchEntrySources(entries, [first]).entriesOf(first), [entries[7]]);
    assert.ok(read < 10);
    read = 0;
    const second = source("/c/second.txt", { title: "Quiet Harbours of the Coast, Part 9", author: bell });
    const matched = matchEntrySources(entries, [first, second]);
    assert.deepEqual(matched.entriesOf(first), [entries[7]]);
    assert.deepEqual(matched.entriesOf(second), [entries[9]]);
    assert.ok(read < 10);
  });

  it("by a file's name that no longer stands alone are parted again", () => {
    const one = entry({ files: ["/elsewhere/paper.txt"] });
    const here = source("/c/a/paper.txt", {});
    const there = source("/c/b/paper.txt", {});
    assert.deepEqual(matchEntrySources([one], [here]).sourcesOf(one), [here]);
    const entries = [one];
    assert.deepEqual(matchEntrySources(entries, [here, there]).sourcesOf(one), []);
    assert.deepEqual(matchEntrySources(entries, [there]).sourcesOf(one), [there]);
  });
});
