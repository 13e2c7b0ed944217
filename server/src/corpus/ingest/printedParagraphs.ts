import type { SourcePiece } from "../source.ts";

/** Fewer numbers in a row are a list within the text. */
const fewest = 4;
/** Words that a numbered paragraph has in the middle; the items of a list have fewer. */
const usualWords = 10;

/**
 * Gives paragraphs the number that is printed before them (`12. The parties …`, `§ 3`, `[14]`), where the document counts its paragraphs so:
 * upwards through most of it. Chapters may begin anew.
 */
export function withPrintedNumbers(pieces: readonly SourcePiece[], text: string): SourcePiece[] {
  const found = new Map<SourcePiece, number>();
  const lengths: number[] = [];
  let run: [SourcePiece, number][] = [];
  const close = (): void => {
    if (run.length >= fewest) for (const [piece, number] of run) found.set(piece, number);
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind !== "paragraph" && piece.kind !== "quotation") continue;
    const start = text.slice(piece.span.start, Math.min(piece.span.end, piece.span.start + 12));
    const number = numberBefore(start);
    if (number === undefined) continue;
    lengths.push(text.slice(piece.span.start, Math.min(piece.span.end, piece.span.start + 400)).split(" ").length);
    if (number !== (run.at(-1)?.[1] ?? 0) + 1) close();
    run.push([piece, number]);
  }
  close();
  const middle = lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0;
  if (found.size === 0 || middle < usualWords) return [...pieces];
  return pieces.map((piece) => {
    const paragraph = found.get(piece);
    return paragraph === undefined ? piece : { ...piece, paragraph };
  });
}

function numberBefore(start: string): number | undefined {
  const digits = /^(?:§ ?|¶ ?|\(|\[)?(\d{1,4})(?:[.)\]]{1,2})?\s/.exec(start)?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}
