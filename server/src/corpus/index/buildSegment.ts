import type { Span } from "../../text/span.ts";
import { bucketCount, GramReader } from "./grams.ts";
import { blockBits, blocksOf, type IndexedDocument, type Segment, SegmentWriter } from "./segment.ts";

/** A text to be indexed. */
export interface TextToIndex {
  readonly id: string;
  readonly text: string;
  /** What is left out, such as the callouts of notes; in text order. */
  readonly dropped: readonly Span[];
}

/** An index of these texts, in this order. */
export function buildSegment(texts: readonly TextToIndex[]): Segment {
  const documents: IndexedDocument[] = [];
  const reader = new GramReader(1024);
  let firstBlock = 0;
  for (const { id, text, dropped } of texts) {
    const from = reader.offsets.length;
    readText(reader, text, dropped);
    const { numbers, length } = reader.offsets;
    // From here on a number is a block of the segment.
    for (let i = from; i < length; i++) numbers[i] = firstBlock + ((numbers[i] ?? 0) >> blockBits);
    documents.push({ id, firstBlock, blockCount: blocksOf(text.length) });
    firstBlock += blocksOf(text.length);
  }
  return written({ buckets: reader.buckets.taken, blocks: reader.offsets.taken }, documents, firstBlock);
}

function readText(reader: GramReader, text: string, dropped: readonly Span[]): void {
  let from = 0;
  for (const gap of dropped) {
    if (gap.start < from || gap.end > text.length) continue;
    reader.read(text, from, gap.start);
    from = gap.end;
  }
  reader.read(text, from, text.length);
  reader.endText();
}

function written(found: Postings, documents: readonly IndexedDocument[], blockCount: number): Segment {
  const { buckets, blocks } = sorted(sorted(found, 0), digitBits);
  const writer = new SegmentWriter({ buckets: buckets.length, bytes: buckets.length * bytesFor(blockCount) });
  let bucket = -1;
  let block = -1;
  for (let i = 0; i < buckets.length; i++) {
    const next = buckets[i] ?? 0;
    if (next !== bucket) writer.beginBucket(next);
    else if (blocks[i] === block) continue;
    bucket = next;
    block = blocks[i] ?? 0;
    writer.put(block);
  }
  return writer.finish(documents, blockCount);
}

/** How many bytes a distance takes at most. */
export const bytesFor = (blockCount: number): number => Math.max(1, Math.ceil(Math.log2(blockCount + 1) / 7));

/** Entry i says that block `blocks[i]` holds something of bucket `buckets[i]`. */
interface Postings {
  readonly buckets: Int32Array;
  readonly blocks: Int32Array;
}

/** Two digits hold every bucket's number. */
const digitBits = Math.ceil(Math.log2(bucketCount) / 2);
const digits = 2 ** digitBits;

/** By one digit of the buckets; those with the same digit stay in their order, so that sorting by the lower digit, then by the upper, sorts by both. */
function sorted({ buckets, blocks }: Postings, shift: number): Postings {
  const next = new Uint32Array(digits + 1);
  for (let i = 0; i < buckets.length; i++) {
    const digit = (((buckets[i] ?? 0) >> shift) & (digits - 1)) + 1;
    next[digit] = (next[digit] ?? 0) + 1;
  }
  for (let digit = 0; digit < digits; digit++) next[digit + 1] = (next[digit + 1] ?? 0) + (next[digit] ?? 0);
  const result = { buckets: new Int32Array(buckets.length), blocks: new Int32Array(buckets.length) };
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i] ?? 0;
    const digit = (bucket >> shift) & (digits - 1);
    const place = next[digit] ?? 0;
    result.buckets[place] = bucket;
    result.blocks[place] = blocks[i] ?? 0;
    next[digit] = place + 1;
  }
  return result;
}
