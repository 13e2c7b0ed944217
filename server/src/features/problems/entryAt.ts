import type { RawEntry } from "../../syntax/bibliography.ts";

/** The entry that holds an offset; entries are in file order. */
export function entryAt(entries: readonly RawEntry[], offset: number): RawEntry | undefined {
  const entry = entries[firstBehind(entries, offset) - 1];
  return entry !== undefined && offset <= entry.span.end ? entry : undefined;
}

/** The first entry that begins behind an offset. */
export const entryBehind = (entries: readonly RawEntry[], offset: number): RawEntry | undefined => entries[firstBehind(entries, offset)];

function firstBehind(entries: readonly RawEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
