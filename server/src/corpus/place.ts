import type { PageMark, Source, SourcePiece } from "./source.ts";

/** Where an offset of a source's text stands, in the words a reader would use. */
export interface Place {
  /** Printed page; undefined where none is known. */
  readonly page: string | undefined;
  /** The heading above; "" for none. */
  readonly section: string;
  /** The number of the note it stands in, as printed. */
  readonly note: number | undefined;
}

export function placeOf(source: Source, offset: number): Place {
  const piece = pieceAt(source, offset);
  return {
    page: lastAtOrBefore(source.read.pages, (mark: PageMark) => mark.start, offset)?.label || undefined,
    section: piece?.section ?? "",
    note: piece?.kind === "note" ? piece.number : undefined,
  };
}

/** The piece that holds an offset; between two pieces, the one before. */
export function pieceAt(source: Source, offset: number): SourcePiece | undefined {
  return lastAtOrBefore(source.read.pieces, (piece: SourcePiece) => piece.span.start, offset);
}

function lastAtOrBefore<Item>(items: readonly Item[], startOf: (item: Item) => number, offset: number): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}
