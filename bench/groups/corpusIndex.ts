import search from "approx-string-match";
import { Document } from "flexsearch";
import MiniSearch from "minisearch";
import { findQuotation } from "../../server/src/corpus/findQuotation.ts";
import { buildSegment } from "../../server/src/corpus/index/buildSegment.ts";
import { mergeSegments } from "../../server/src/corpus/index/mergeSegments.ts";
import { createQuoteIndex, type QuoteIndex } from "../../server/src/corpus/index/quoteIndex.ts";
import type { Segment } from "../../server/src/corpus/index/segment.ts";
import { packSegment, unpackSegment } from "../../server/src/corpus/index/segmentFile.ts";
import { readSource } from "../../server/src/corpus/ingest/ingest.ts";
import { makeSource } from "../../server/src/corpus/makeSource.ts";
import type { Source } from "../../server/src/corpus/source.ts";
import { cutFrom, damaged, makeTexts, prose, stopWords } from "../data/corpus.ts";
import { createRandom, type Random } from "../data/random.ts";
import { both, type Row, under } from "../row.ts";
import { collectGarbage, sample, timed, timedAsync, timingRow } from "../sampling.ts";

const megabyte = 1_000_000;

/** Quotations looked for in all of a corpus, through one index; what was changed in them, and what nobody wrote. */
export async function measure(): Promise<readonly Row[]> {
  const all = makeTexts(100 * megabyte);
  const rows: Row[] = [];
  for (const size of [1, 10, 100]) {
    const texts = all.slice(0, Math.ceil((all.length * size) / 100));
    rows.push(...(await measureSize(`${size} MB`, texts, size === 100)));
    if (size < 100) rows.push(...(await peers(`${size} MB`, texts)));
    collectGarbage();
  }
  return rows;
}

async function measureSize(name: string, texts: readonly string[], isFull: boolean): Promise<readonly Row[]> {
  const sources = await Promise.all(texts.map(sourceOf));
  let segment: Segment | undefined;
  const building = timed(() => {
    segment = built(sources);
  });
  if (segment === undefined) throw new Error("nothing was built");
  const index = createQuoteIndex([segment], byId(sources));
  const megabytes = (segment.buckets.byteLength + segment.starts.byteLength + segment.postings.byteLength) / megabyte;
  const file = await packSegment(segment);
  const loading = await timedAsync(() => unpackSegment(file));
  const [one] = sources;
  const adding = await sample(() => timed(() => one && built([one])), { samples: 40 });
  return [
    { what: `${name}: build, one thread`, unit: "ms", value: building, ...(isFull ? { budget: under(building, 10_000, "ms") } : {}) },
    { what: `${name}: index`, unit: "MB", value: megabytes, ...(isFull ? { budget: under(megabytes, 80, "MB") } : {}) },
    { what: `${name}: check and load its file`, unit: "ms", value: loading },
    timingRow(`${name}: add one source of 60 KB`, adding),
    ...(await finding(name, { index, sources, texts }, isFull)),
  ];
}

interface Shelf {
  readonly index: QuoteIndex;
  readonly sources: readonly Source[];
  readonly texts: readonly string[];
}

interface Made {
  readonly words: string;
  /** Undefined for what stands nowhere. */
  readonly source: number | undefined;
}

async function finding(name: string, shelf: Shelf, isFull: boolean): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const share of [0, 0.02, 0.05, 0.1]) {
    const made = (random: Random, { texts }: Shelf): Made => {
      const { source, words } = cutFrom(texts, random, random.pick([50, 80, 150, 300]));
      return { source, words: damaged(words, share, random) };
    };
    rows.push(await found(`${name}: find 50 to 300 characters, ${share * 100} % edits`, shelf, made, isFull && share <= 0.05));
  }
  rows.push(await found(`${name}: … with an ellipsis`, shelf, withEllipsis, isFull));
  const invented = (random: Random): Made => ({ source: undefined, words: prose(random, random.between(8, 40)) });
  const common = (random: Random): Made => ({ source: undefined, words: stopWords(random, random.between(10, 20)) });
  rows.push(await found(`${name}: … invented`, shelf, invented, isFull));
  rows.push(await found(`${name}: … every second word another`, shelf, halfSwapped, isFull));
  rows.push(await found(`${name}: … of stop words alone`, shelf, common, isFull));
  return rows;
}

async function found(what: string, shelf: Shelf, make: (random: Random, shelf: Shelf) => Made, hasBudget: boolean): Promise<Row> {
  const random = createRandom(41);
  let [asked, right, wrong] = [0, 0, 0];
  const timing = await sample(() => {
    const { words, source } = make(random, shelf);
    let matches: ReturnType<typeof findQuotation> = [];
    const time = timed(() => {
      matches = findQuotation(shelf.index, shelf.sources, words, { limit: 20 });
    });
    asked++;
    const isRight = matches.some((match) => match.source === shelf.sources[source ?? -1]);
    if (isRight) right++;
    else if (matches.length > 0) wrong++;
    return time;
  });
  const budget = both(under(timing.median, 1, "ms median"), under(timing.p99, 5, "ms p99"));
  return timingRow(what, timing, {
    ...(hasBudget ? { budget } : {}),
    note: `${((100 * right) / asked).toFixed(1)} % found in its source, ${((100 * wrong) / asked).toFixed(1)} % elsewhere`,
  });
}

function withEllipsis(random: Random, { texts }: Shelf): Made {
  const { source, words } = cutFrom(texts, random, 300);
  const all = words.split(" ");
  const third = Math.floor(all.length / 3);
  return { source, words: [...all.slice(0, third), "[…]", ...all.slice(2 * third)].join(" ") };
}

/** It stands nowhere, though what is left of it may lead to where it came from. */
function halfSwapped(random: Random, { texts }: Shelf): Made {
  const { source, words } = cutFrom(texts, random, random.between(50, 300));
  const others = prose(random, 60).split(" ");
  return {
    source,
    words: words
      .split(" ")
      .map((word, i) => (i % 2 === 0 ? word : (others[i] ?? word)))
      .join(" "),
  };
}

/** The others say which passage is like the words; what differs, and whether it stands there, they leave open. */
async function peers(name: string, texts: readonly string[]): Promise<readonly Row[]> {
  const passages = texts.flatMap(
    (text, source) => text.match(/[\s\S]{1,1200}/g)?.map((passage, i) => ({ id: source * 1000 + i, text: passage })) ?? [],
  );
  const mini = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] });
  const miniBuild = timed(() => mini.addAll(passages));
  const flex = new Document({ document: { id: "id", index: ["text"] } });
  const flexBuild = timed(() => passages.forEach((passage) => void flex.add(passage)));
  const whole = texts.join("\n\n");
  const rows: Row[] = [
    { what: `${name}: MiniSearch 7.2.0, build`, unit: "ms", value: miniBuild },
    { what: `${name}: FlexSearch 0.8.212, build`, unit: "ms", value: flexBuild },
  ];
  const ask: readonly (readonly [string, (words: string) => readonly number[]])[] = [
    [
      "MiniSearch, 5 % edits",
      (words) =>
        mini
          .search(words)
          .slice(0, 20)
          .map(({ id }) => Math.floor(Number(id) / 1000)),
    ],
    [
      "FlexSearch, 5 % edits",
      (words) =>
        flex.search(words, { limit: 20, suggest: true }).flatMap(({ result }) => result.map((id) => Math.floor(Number(id) / 1000))),
    ],
    [
      "approx-string-match 2.0.0, 5 % edits",
      (words) => search(whole, words, Math.floor(words.length / 5)).map(({ start }) => sourceAt(texts, start)),
    ],
  ];
  for (const [what, answer] of ask) {
    const random = createRandom(41);
    let [asked, right] = [0, 0];
    const timing = await sample(
      () => {
        const { source, words } = cutFrom(texts, random, random.pick([50, 80, 150, 300]));
        const changed = damaged(words, 0.05, random);
        let answers: readonly number[] = [];
        const time = timed(() => {
          answers = answer(changed);
        });
        asked++;
        if (answers.includes(source)) right++;
        return time;
      },
      { samples: 200, atMost: 4_000 },
    );
    rows.push(timingRow(`${name}: ${what}`, timing, { note: `${((100 * right) / asked).toFixed(1)} % found` }));
  }
  return rows;
}

function sourceAt(texts: readonly string[], offset: number): number {
  let end = 0;
  return texts.findIndex((text) => {
    end += text.length + 2;
    return offset < end;
  });
}

async function sourceOf(text: string, number: number): Promise<Source> {
  const path = `/work/sources/${number}.txt`;
  const read = await readSource(path, new TextEncoder().encode(text));
  if (read.kind !== "source") throw new Error(`a source could not be read: ${read.kind}`);
  return makeSource(path, read);
}

/** As the worker does it: some megabytes at once, then merged. */
function built(sources: readonly Source[]): Segment {
  let segments = Array.from({ length: Math.ceil(sources.length / 16) }, (_, i) =>
    buildSegment(sources.slice(i * 16, i * 16 + 16).map(toIndex)),
  );
  while (segments.length > 1) {
    const rest = segments;
    segments = Array.from({ length: Math.ceil(rest.length / 8) }, (_, i) => mergeSegments(rest.slice(i * 8, i * 8 + 8), () => true));
  }
  return segments[0] ?? buildSegment([]);
}

const toIndex = ({ path, read }: Source) => ({ id: path, text: read.text, dropped: read.callouts.map(({ span }) => span) });

const byId = (sources: readonly Source[]): ReadonlyMap<string, readonly Source[]> =>
  new Map(sources.map((source) => [source.path, [source]]));
