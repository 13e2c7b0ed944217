import type { Callout, PageMark, PieceKind, ReadSource, SourceMetadata, SourcePiece } from "../source.ts";
import { findCallouts, type PossibleCallout, plausibleCallouts } from "./callouts.ts";
import type { PageBlock } from "./pageBlock.ts";
import { withPrintedNumbers } from "./printedParagraphs.ts";

/** A block of the text proper, with what it is. */
export interface TextBlock {
  readonly kind: PieceKind;
  readonly block: PageBlock;
}

const separator = "\n\n";

/** Puts the blocks one after the other and carries their inner places over to places in the whole text. */
export function assemble(blocks: readonly TextBlock[], metadata: SourceMetadata, signsOfPart: readonly string[]): ReadSource {
  const parts: string[] = [];
  const pieces: SourcePiece[] = [];
  const pages: PageMark[] = [];
  const stated: Callout[] = [];
  const guessed: PossibleCallout[] = [];
  let at = 0;
  let section = "";
  for (const { kind, block } of blocks) {
    if (pieces.length > 0) at += separator.length;
    if (kind === "paragraph" && pieces.at(-1)?.kind === "abstract") section = "";
    const span = { start: at, end: at + block.text.length };
    pieces.push({ kind, span, section, number: block.number, fileSpan: block.fileSpan });
    for (const page of block.pages) pages.push({ label: page.label, start: at + page.at });
    if (calls(kind)) {
      const known = new Set(block.callouts.map((callout) => callout.span.start));
      stated.push(...block.callouts.map((callout) => shifted(callout, at)));
      guessed.push(
        ...findCallouts(block.text)
          .filter((callout) => !known.has(callout.span.start))
          .map((callout) => shifted(callout, at)),
      );
    }
    parts.push(block.text);
    at = span.end;
    if (kind === "heading") section = block.text;
  }
  const kept = plausibleCallouts(guessed, highestNote(pieces));
  const text = parts.join(separator);
  return {
    kind: "source",
    text,
    pieces: withPrintedNumbers(pieces, text),
    pages,
    callouts: [...stated, ...kept].sort((a, b) => a.span.start - b.span.start).map(plainCallout),
    metadata,
    signsOfPart,
  };
}

const calls = (kind: PieceKind): boolean => kind !== "note" && kind !== "reference";

const shifted = <Found extends Callout>(callout: Found, by: number): Found => ({
  ...callout,
  span: { start: callout.span.start + by, end: callout.span.end + by },
});

const plainCallout = (callout: Callout): Callout => ({ number: callout.number, span: callout.span });

function highestNote(pieces: readonly SourcePiece[]): number | undefined {
  let highest: number | undefined;
  for (const piece of pieces) {
    if (piece.kind === "note" && piece.number !== undefined) highest = Math.max(highest ?? 0, piece.number);
  }
  return highest;
}
