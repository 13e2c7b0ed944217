import type { Span } from "../text/span.ts";

/** A quotation or citation within a paragraph: `sentences` is a quotation that ends with a full stop, `author` a citation that is read aloud. */
export interface SentenceMask extends Span {
  readonly kind: "sentences" | "words" | "author" | "citation";
}

/**
 * The text of a paragraph with quotations and citations as blanks, so that their points end no sentence:
 * `He wrote: "It ends. Here." [@a] Then` becomes `He wrote: QqqqqqqqqqqqqqqgggggG. Then`: the full stop moves behind what belongs to it.
 */
export function maskedText(text: string, masks: readonly SentenceMask[]): string {
  if (masks.length === 0) return text;
  const paint = new Uint8Array(text.length);
  for (const { start, end, kind } of masks) {
    if (kind === "author" || kind === "citation") paintCitation(text, paint, start, end, kind === "author");
    else paintQuotation(paint, start, end, kind === "sentences");
  }
  return painted(text, paint);
}

export function isSameMasks(masks: readonly SentenceMask[], others: readonly SentenceMask[]): boolean {
  return masks.length === others.length && masks.every((mask, index) => isSameMask(mask, others[index]));
}

function isSameMask(mask: SentenceMask, other: SentenceMask | undefined): boolean {
  return mask.start === other?.start && mask.end === other.end && mask.kind === other.kind;
}

function paintQuotation(paint: Uint8Array, start: number, end: number, endsItself: boolean): void {
  if (end - start < 2) return;
  paint.fill(smallQ, start, end);
  paint[start] = capitalQ;
  if (endsItself) paint[end - 1] = point;
}

function paintCitation(text: string, paint: Uint8Array, start: number, end: number, isAuthor: boolean): void {
  if (end <= start) return;
  paint.fill(smallG, start, end);
  if (isAuthor) paint[start] = capitalG;
  else if (takesFullStop(text, paint, start)) paint[end - 1] = point;
}

/** Blanks a full stop that stands before a citation, spaces and closing marks between. */
function takesFullStop(text: string, paint: Uint8Array, from: number): boolean {
  let at = from - 1;
  while (at >= 0 && paint[at] === 0 && " \t\n\"'”’»)".includes(text.charAt(at))) at--;
  if (at < 0 || !(paint[at] === 0 ? ".!?…".includes(text.charAt(at)) : paint[at] === point)) return false;
  paint.fill(smallG, at, from);
  return true;
}

const [smallQ, capitalQ, smallG, capitalG, point] = [113, 81, 103, 71, 46];

/** The text, with its own characters where nothing is painted. */
function painted(text: string, paint: Uint8Array): string {
  let whole = "";
  for (let start = 0, end = 0; start < paint.length; start = end) {
    const code = paint[start] ?? 0;
    while (end < paint.length && paint[end] === code) end++;
    whole += code === 0 ? text.slice(start, end) : String.fromCharCode(code).repeat(end - start);
  }
  return whole;
}
