import { bucketCount } from "./grams.ts";

/** Characters of a block. An index says in which blocks a word or pair stands, not where in them: that the text itself says. */
export const blockBits = 8;
export const blockLength = 2 ** blockBits;

/**
 * A part of the index: which blocks of some texts hold the words and pairs of each bucket. Never changed; segments are merged into new ones.
 * Its arrays may lie in memory that threads share.
 */
export interface Segment {
  readonly documents: readonly IndexedDocument[];
  /** Of all documents together. */
  readonly blockCount: number;
  /** The buckets that hold anything, rising; empty where every bucket has its place in `starts`. */
  readonly buckets: Uint32Array;
  /** Where in `postings` the blocks of each of these buckets begin; the last number is where all end. */
  readonly starts: Uint32Array;
  /** Block numbers of the segment, rising, each as its distance from the one before (from 0) in seven bits a byte, the lowest first. */
  readonly postings: Uint8Array;
}

export interface IndexedDocument {
  /** The same for the same text. */
  readonly id: string;
  readonly firstBlock: number;
  readonly blockCount: number;
}

export const blocksOf = (textLength: number): number => (textLength >> blockBits) + 1;

/** The place of a bucket in `starts`, -1 where the segment has none of it. */
export function placeOfBucket({ buckets, starts }: Segment, bucket: number): number {
  if (buckets.length === 0) return starts.length > 1 ? bucket : -1;
  let low = 0;
  let high = buckets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] ?? 0) < bucket) low = middle + 1;
    else high = middle;
  }
  return buckets[low] === bucket ? low : -1;
}

/** Puts a segment together, bucket after bucket. Every bucket must be begun in rising order. */
export class SegmentWriter {
  readonly #buckets: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #postings: Uint8Array;
  #places = 0;
  #bytes = 0;
  #block = 0;

  /** `most`: bounds of how many buckets and bytes there will be. */
  constructor(most: { readonly buckets: number; readonly bytes: number }) {
    const buckets = Math.min(bucketCount, most.buckets);
    this.#buckets = new Uint32Array(buckets);
    this.#starts = new Uint32Array(buckets + 1);
    this.#postings = new Uint8Array(most.bytes);
  }

  beginBucket(bucket: number): void {
    // One in which nothing was put is given up.
    if (this.#places > 0 && this.#starts[this.#places - 1] === this.#bytes) this.#places--;
    this.#buckets[this.#places] = bucket;
    this.#starts[this.#places++] = this.#bytes;
    this.#block = 0;
  }

  put(block: number): void {
    let distance = block - this.#block;
    this.#block = block;
    while (distance > 127) {
      this.#postings[this.#bytes++] = (distance & 127) | 128;
      distance >>>= 7;
    }
    this.#postings[this.#bytes++] = distance;
  }

  finish(documents: readonly IndexedDocument[], blockCount: number): Segment {
    if (this.#places > 0 && this.#starts[this.#places - 1] === this.#bytes) this.#places--;
    this.#starts[this.#places] = this.#bytes;
    const postings = shared(Uint8Array, this.#bytes);
    postings.set(this.#postings.subarray(0, this.#bytes));
    return { documents, blockCount, postings, ...(this.#places * 2 > bucketCount ? this.#everyBucket() : this.#someBuckets()) };
  }

  #someBuckets() {
    const buckets = shared(Uint32Array, this.#places);
    buckets.set(this.#buckets.subarray(0, this.#places));
    const starts = shared(Uint32Array, this.#places + 1);
    starts.set(this.#starts.subarray(0, this.#places + 1));
    return { buckets, starts };
  }

  #everyBucket() {
    const starts = shared(Uint32Array, bucketCount + 1);
    let place = 0;
    for (let bucket = 0; bucket <= bucketCount; bucket++) {
      starts[bucket] = this.#starts[place] ?? this.#bytes;
      if (place < this.#places && this.#buckets[place] === bucket) place++;
    }
    return { buckets: new Uint32Array(0), starts };
  }
}

/** Memory that a worker can hand over and that both can read. */
export const shared = <A extends Uint8Array | Uint32Array>(
  type: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  length: number,
): A => new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
