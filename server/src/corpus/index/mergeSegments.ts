import { bytesFor } from "./buildSegment.ts";
import { bucketCount } from "./grams.ts";
import { type IndexedDocument, type Segment, SegmentWriter } from "./segment.ts";

/** One segment of several, with the documents that shall stay: the same as if it had been built of their texts in this order. */
export function mergeSegments(segments: readonly Segment[], isKept: (id: string) => boolean): Segment {
  const documents: IndexedDocument[] = [];
  let firstBlock = 0;
  const seen = new Set<string>();
  const sources = segments.map((segment) => {
    const moved = new Int32Array(segment.blockCount).fill(-1);
    for (const document of segment.documents) {
      if (seen.has(document.id) || !isKept(document.id)) continue;
      seen.add(document.id);
      documents.push({ ...document, firstBlock });
      for (let i = 0; i < document.blockCount; i++) moved[document.firstBlock + i] = firstBlock++;
    }
    return new SegmentReader(segment, moved);
  });
  const writer = new SegmentWriter(mostOf(segments, firstBlock));
  for (let bucket = nextOf(sources); bucket < bucketCount; bucket = nextOf(sources)) {
    writer.beginBucket(bucket);
    for (const source of sources) if (source.bucket === bucket) source.copy(writer);
  }
  return writer.finish(documents, firstBlock);
}

function nextOf(sources: readonly SegmentReader[]): number {
  let next = bucketCount;
  for (const { bucket } of sources) if (bucket < next) next = bucket;
  return next;
}

/** Of each list at most the first distance grows. */
function mostOf(segments: readonly Segment[], blockCount: number) {
  const buckets = segments.reduce((sum, { starts }) => sum + starts.length, 0);
  const bytes = segments.reduce((sum, { postings }) => sum + postings.length, 0);
  return { buckets, bytes: bytes + buckets * bytesFor(blockCount) };
}

/** Goes through a segment's buckets in rising order. */
class SegmentReader {
  readonly #segment: Segment;
  readonly #moved: Int32Array;
  #place = -1;
  /** The bucket that is next; `bucketCount` behind the last. */
  bucket = -1;

  constructor(segment: Segment, moved: Int32Array) {
    this.#segment = segment;
    this.#moved = moved;
    this.#advance();
  }

  #advance(): void {
    this.#place++;
    const { buckets, starts } = this.#segment;
    if (buckets.length > 0) this.bucket = buckets[this.#place] ?? bucketCount;
    else {
      while (this.#place + 1 < starts.length && starts[this.#place] === starts[this.#place + 1]) this.#place++;
      this.bucket = this.#place + 1 < starts.length ? this.#place : bucketCount;
    }
  }

  /** Writes the blocks of this bucket and goes on to the next. */
  copy(writer: SegmentWriter): void {
    const { starts, postings } = this.#segment;
    const end = starts[this.#place + 1] ?? 0;
    let block = 0;
    for (let at = starts[this.#place] ?? 0; at < end; ) {
      let distance = 0;
      let byte = 128;
      for (let shift = 0; byte > 127; shift += 7) {
        byte = postings[at++] ?? 0;
        distance |= (byte & 127) << shift;
      }
      block += distance;
      const moved = this.#moved[block] ?? -1;
      if (moved >= 0) writer.put(moved);
    }
    this.#advance();
  }
}
