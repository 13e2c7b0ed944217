import { type Piecework, piecework } from "../text/piecework.ts";
import type { Library } from "./library.ts";
import { type PackedShelf, shelfOf } from "./searchIndex.ts";

/** Counts up whenever a search is prepared otherwise, or entries are read otherwise: what was packed before is of no use then. */
export const searchVersion = 1;

/** What was prepared to search a library, all of it, as bytes: the lengths of seven rows of numbers, and these, in the machine's own byte order. */
export function packSearch(library: Library): Uint8Array<ArrayBuffer> {
  const { words, places, starts, ends, years } = shelfOf(library).packed(library.entries);
  const rows = [words.starts, words.hashes, places, starts, ends, years, words.codes];
  const parts = [Int32Array.from(rows, (row) => row.length), ...rows];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}

/** Makes a library searchable by what was packed of one with the same entries; undefined where the bytes are not that. */
export function startUnpacking(library: Library, bytes: Uint8Array): Piecework<void> | undefined {
  const shelf = unpacked(bytes);
  return shelf?.starts.length === library.entries.length ? piecework(shelfOf(library).fill(shelf, library.entries)) : undefined;
}

const rowCount = 7;

function unpacked(bytes: Uint8Array): PackedShelf | undefined {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (byteLength < rowCount * 4) return undefined;
  const lengths = new Int32Array(buffer, byteOffset, rowCount);
  const codesLength = lengths[rowCount - 1] ?? 0;
  const numbers = lengths.subarray(0, rowCount - 1).reduce((sum, length) => sum + length, 0);
  if (lengths.some((length) => length < 0) || (rowCount + numbers) * 4 + codesLength * 2 !== byteLength) return undefined;
  let at = byteOffset + rowCount * 4;
  const row = (which: number): Int32Array => {
    const length = lengths[which] ?? 0;
    at += length * 4;
    return new Int32Array(buffer, at - length * 4, length);
  };
  const words = { starts: row(0), hashes: row(1) };
  const [places, starts, ends, years] = [row(2), row(3), row(4), row(5)];
  return { words: { ...words, codes: new Uint16Array(buffer, at, codesLength) }, places, starts, ends, years };
}
