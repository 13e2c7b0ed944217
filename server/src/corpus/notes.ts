import type { Labeller } from "./references/learned/labeller.ts";
import { type PlainNote, readReferences } from "./references/references.ts";
import type { ReadSource, SourceNote, SourcePiece } from "./source.ts";

/**
 * The notes of a source and, behind them, the items of its reference list, with their references. Items without a printed number
 * are counted on from the highest printed one.
 */
export function notesOf(read: ReadSource, labeller?: Labeller): SourceNote[] {
  const pieces = read.pieces.filter((piece) => piece.kind === "note" || piece.kind === "reference");
  const notes = numberNotes(read, pieces);
  const references = readReferences(notes, labeller);
  return notes.map((note, i) => ({ ...note, span: pieces[i]?.span ?? { start: 0, end: 0 }, references: references[i] ?? [] }));
}

function numberNotes(read: ReadSource, pieces: readonly SourcePiece[]): PlainNote[] {
  let counted = pieces.reduce((highest, piece) => Math.max(highest, piece.number ?? 0), 0);
  let split = 0;
  let previous = "";
  return pieces.map((piece) => {
    const raw = read.text.slice(piece.span.start, piece.span.end);
    if (piece.number !== undefined && goesOn(previous)) split++;
    previous = piece.number === undefined ? "" : raw;
    const number = piece.number ?? ++counted;
    const noteNumber = piece.number === undefined ? number : number - split;
    return { number, noteNumber, raw, listed: piece.kind === "reference" };
  });
}

/** A list item that ends in a semicolon goes on in the next: publishers split one note in two. */
const goesOn = (raw: string): boolean => raw.trimEnd().endsWith(";");
