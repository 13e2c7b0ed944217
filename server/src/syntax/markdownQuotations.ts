import type { MappedText } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { Quotation } from "./facts.ts";
import type { PrintedText } from "./markdownContent.ts";
import { hiddenBy, type Inlines } from "./markdownInlines.ts";
import { joinMapped, type Leaf, mappedToDocument } from "./markdownLeaf.ts";
import type { LeafReading } from "./markdownReading.ts";
import { findQuotationMarks } from "./quotationMarks.ts";

/** The quotations of one leaf that stand in marks, in offsets of its text. Code, addresses and markup hold no marks. */
export function quotationsInMarks({ text, opaque }: Inlines, printed: PrintedText, language: string | undefined): Quotation[] {
  if (!anyMark.test(text)) return [];
  const hidden = hiddenBy(opaque);
  const found = findQuotationMarks(text, { start: 0, end: text.length }, language === undefined ? { hidden } : { hidden, language });
  return found.map(({ span, inner, marks }) => {
    return { span, inner, kind: "marks", content: printed(inner.start, inner.end), ownGroup: undefined, marks };
  });
}

/** A block quotation as one; undefined where it holds no words (code, a citation alone) or is a box for notes (`> [!TIP]`). */
export function blockQuotation(span: Span, leaves: readonly QuotedLeaf[]): Quotation | undefined {
  const parts: MappedText[] = [];
  for (const [i, { leaf, reading }] of leaves.entries()) {
    const words = reading.quotedWords(i === leaves.length - 1);
    if (words.text !== "") parts.push(mappedToDocument(leaf, words));
  }
  if (parts.length === 0) return undefined;
  const content = joinMapped(parts);
  const inner = { start: content.offsets[0] ?? span.start, end: (content.offsets[content.text.length - 1] ?? span.start) + 1 };
  return { span, inner, kind: "block", content, ownGroup: undefined, marks: ["", ""] };
}

export interface QuotedLeaf {
  readonly leaf: Leaf;
  readonly reading: LeafReading;
}

/** The words of one leaf of a block quotation, in offsets of its text; `cited`, of the last leaf: where its citations stand. */
export function quotedWords(text: string, printed: PrintedText, cited: readonly Span[] | undefined): MappedText {
  return trimmedEnd(printed(0, cited === undefined ? text.length : attributionStart(text, printed, cited)));
}

/** `> [!note]` and its kin are boxes of Obsidian and GitHub; `> [!quote]` is a quotation all the same. */
export const isCallout = (first: Leaf | undefined): boolean => first !== undefined && /^\[!(?!quote|cite)\w+\]/iu.test(first.text);

const anyMark = /["'“”„‟‘’‚‛«»‹›]/u;

/**
 * Where a last line begins that says whose words they are: `— [@key, p. 3]`, `[@key]`, `— Ferrant, *Letters* [@key]`; a citation that
 * closes the last sentence is taken out of the words like any other.
 */
function attributionStart(text: string, printed: PrintedText, citations: readonly Span[]): number {
  const trimmed = text.trimEnd();
  const lineStart = trimmed.lastIndexOf("\n") + 1;
  const line = text.slice(lineStart);
  const cited = citations.some((place) => place.start >= lineStart);
  if (/^\s*(?:[—–―]|--)\s*\S/u.test(line) && (cited || lineStart > 0 || isWholeAttribution(line))) return lineStart;
  const words = cited ? printed(lineStart, text.length).text : line;
  return cited && !/[\p{L}\p{N}]/u.test(words) ? lineStart : text.length;
}

/** `— Anna Ferrant, Letters` as a paragraph of its own; a long one is a sentence that begins with a dash. */
const isWholeAttribution = (line: string): boolean => line.length < 120;

function trimmedEnd(content: MappedText): MappedText {
  const text = content.text.trimEnd();
  return text.length === content.text.length ? content : { text, offsets: content.offsets.slice(0, text.length + 1) };
}
