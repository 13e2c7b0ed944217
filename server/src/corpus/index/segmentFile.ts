import { digestOf } from "../../text/digest.ts";
import { bucketCount, gramVersion } from "./grams.ts";
import { type IndexedDocument, type Segment, shared } from "./segment.ts";

/**
 * A segment as a file: 64 letters of SHA-256 of all that follows; eight numbers of four bytes (version, buckets in all, blocks, lengths of the documents'
 * JSON, of buckets, starts and postings in bytes, 0); then these four, each filled up to four bytes. Numbers have the lowest byte first.
 */
export async function packSegment(segment: Segment): Promise<Uint8Array> {
  const documents = new TextEncoder().encode(JSON.stringify(segment.documents));
  const parts = [documents, bytesIn(segment.buckets), bytesIn(segment.starts), segment.postings];
  const head = [version, bucketCount, segment.blockCount, ...parts.map((part) => part.length), 0];
  const bytes = new Uint8Array(sealLength + 4 * head.length + parts.reduce((sum, part) => sum + filled(part.length), 0));
  const view = new DataView(bytes.buffer);
  head.forEach((number, i) => void view.setUint32(sealLength + 4 * i, number, true));
  let at = sealLength + 4 * head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += filled(part.length);
  }
  bytes.set(new TextEncoder().encode(await digestOf(bytes.subarray(sealLength))));
  return bytes;
}

/** Undefined for what was cut off, changed, or made by another version. */
export async function unpackSegment(bytes: Uint8Array): Promise<Segment | undefined> {
  const body = bytes.subarray(sealLength);
  if (body.length < headLength || new TextDecoder().decode(bytes.subarray(0, sealLength)) !== (await digestOf(body))) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [madeBy, buckets, blockCount = 0, ...lengths] = Array.from({ length: 7 }, (_, i) => view.getUint32(4 * i, true));
  if (madeBy !== version || buckets !== bucketCount) return undefined;
  let at = headLength;
  const [documents, places, starts, postings] = lengths.map((length) => {
    const part = shared(Uint8Array, length);
    part.set(body.subarray(at, at + length));
    at += filled(length);
    return part;
  });
  if (documents === undefined || places === undefined || starts === undefined || postings === undefined) return undefined;
  return {
    documents: JSON.parse(new TextDecoder().decode(documents.slice())) as readonly IndexedDocument[],
    blockCount,
    buckets: new Uint32Array(places.buffer),
    starts: new Uint32Array(starts.buffer),
    postings,
  };
}

const version = gramVersion;
const sealLength = 64;
const headLength = 32;

const filled = (length: number): number => (length + 3) & ~3;

const bytesIn = (numbers: Uint32Array): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
