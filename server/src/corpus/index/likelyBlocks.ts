import { BlockVotes } from "./blockVotes.ts";
import { GramReader } from "./grams.ts";
import { blockBits, placeOfBucket, type Segment } from "./segment.ts";

/** A block in which a text may begin. */
export interface LikelyBlock {
  readonly segment: Segment;
  readonly block: number;
  readonly votes: number;
}

/** How much is looked at: bytes of postings, and blocks that are given. */
export interface Effort {
  readonly bytes: number;
  readonly blocks: number;
}

/**
 * Where a text may begin: each of its words and pairs votes, in every block that holds it, for the block where the text would begin then.
 * Rare ones are asked first, until the effort is spent, and weigh more.
 */
export function likelyBlocks(segments: readonly Segment[], text: string, effort: Effort): readonly LikelyBlock[] {
  const grams = gramsOf(segments, text);
  const bases = basesOf(segments);
  const asked = grams.filter(withinEffort(effort));
  const votes = new BlockVotes(asked.reduce((sum, { bytes }) => sum + Math.min(bytes, effort.bytes), 0));
  for (const gram of asked) castVotes(votes, gram, bases, effort.bytes);
  const most = asked.reduce((sum, { weight }) => sum + weight, 0);
  return votes.best(effort.blocks, most * leastShare).map(({ place, votes: cast }) => {
    const index = bases.findLastIndex((base) => base <= place);
    return { segment: segments[index] ?? noSegment, block: place - (bases[index] ?? 0), votes: cast };
  });
}

/** Rising costs: as many as the effort allows, one at least. */
function withinEffort({ bytes }: Effort): (gram: Gram) => boolean {
  let spent = 0;
  return (gram) => {
    spent += gram.bytes;
    return spent <= bytes || spent === gram.bytes;
  };
}

/** Of all votes that were to be had: where a block got less, some words of the text stand there by chance. */
const leastShare = 0.2;

const noSegment: Segment = {
  documents: [],
  blockCount: 0,
  buckets: new Uint32Array(),
  starts: new Uint32Array(),
  postings: new Uint8Array(),
};

/** A word or pair of the text, and what the segments have of it. */
interface Gram {
  readonly offset: number;
  readonly weight: number;
  readonly bytes: number;
  readonly places: readonly { readonly index: number; readonly segment: Segment; readonly place: number }[];
}

/** Those that stand anywhere, the rarest first. */
function gramsOf(segments: readonly Segment[], text: string): readonly Gram[] {
  const reader = new GramReader();
  for (const stretch of stretchesOf(text)) {
    reader.read(text, stretch.start, stretch.end);
    reader.endText();
  }
  const blocks = segments.reduce((sum, segment) => sum + segment.blockCount, 0);
  const [buckets, offsets] = [reader.buckets.taken, reader.offsets.taken];
  return Array.from(buckets, (bucket, i) => gramOf(segments, blocks, bucket, offsets[i] ?? 0))
    .filter((gram) => gram.bytes > 0)
    .sort((one, other) => one.bytes - other.bytes);
}

/** Of pages of text three stretches say as much as all of it. */
function stretchesOf({ length }: string) {
  if (length <= 3 * longestStretch) return [{ start: 0, end: length }];
  return [0, (length - longestStretch) >> 1, length - longestStretch].map((start) => ({ start, end: start + longestStretch }));
}

const longestStretch = 400;

function gramOf(segments: readonly Segment[], blocks: number, bucket: number, offset: number): Gram {
  let bytes = 0;
  const places: Gram["places"][number][] = [];
  segments.forEach((segment, index) => {
    const place = placeOfBucket(segment, bucket);
    const own = place < 0 ? 0 : (segment.starts[place + 1] ?? 0) - (segment.starts[place] ?? 0);
    if (own > 0) places.push({ index, segment, place });
    bytes += own;
  });
  return { offset, bytes, places, weight: Math.log2(1 + blocks / (1 + bytes)) };
}

/** Each segment's blocks have numbers of their own among all. */
function basesOf(segments: readonly Segment[]): readonly number[] {
  let base = 0;
  return segments.map(({ blockCount }) => {
    base += blockCount + 2;
    return base - blockCount - 1;
  });
}

function castVotes(votes: BlockVotes, { places, offset, weight }: Gram, bases: readonly number[], most: number): void {
  const behind = offset >> blockBits;
  for (const { index, segment, place } of places) {
    const { starts, postings } = segment;
    const base = (bases[index] ?? 0) - behind;
    const start = starts[place] ?? 0;
    const end = Math.min(starts[place + 1] ?? 0, start + most);
    let block = 0;
    for (let at = start; at < end; ) {
      let distance = 0;
      let byte = 128;
      for (let shift = 0; byte > 127; shift += 7) {
        byte = postings[at++] ?? 0;
        distance |= (byte & 127) << shift;
      }
      block += distance;
      if (block >= behind) votes.add(base + block, weight);
    }
  }
}
