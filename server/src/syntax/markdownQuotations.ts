import type { MappedText } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { Quotation } from "./facts.ts";
import type { PrintedText } from "./markdownContent.ts";
import { joinMapped, type Leaf, mappedToDocument, spanInDocument } from "./markdownLeaf.ts";
import { findQuotationMarks } from "./quotationMarks.ts";

/** A leaf with what was read in it. */
export interface ReadLeaf {
  readonly leaf: Leaf;
  readonly printed: PrintedText;
  /** Citations, in the leaf's text. */
  readonly citations: readonly Span[];
  /** True for code, addresses and markup: their marks are none. */
  readonly isHidden: (index: number) => boolean;
}

export function quotationsInMarks({ leaf, printed, isHidden }: ReadLeaf, language: string | undefined): Quotation[] {
  if (!anyMark.test(leaf.text)) return [];
  const options = language === undefined ? { hidden: isHidden } : { hidden: isHidden, language };
  const found = findQuotationMarks(leaf.text, { start: 0, end: leaf.text.length }, options);
  return found.map(({ span, inner, marks }) => ({
    span: spanInDocument(leaf, span.start, span.end),
    inner: spanInDocument(leaf, inner.start, inner.end),
    kind: "marks",
    content: mappedToDocument(leaf, printed(inner.start, inner.end)),
    ownGroup: undefined,
    marks,
  }));
}

/** A block quotation as one; undefined where it holds no words (code, a citation alone) or is a box for notes (`> [!TIP]`). */
export function blockQuotation(span: Span, leaves: readonly ReadLeaf[]): Quotation | undefined {
  const parts: MappedText[] = [];
  for (const [i, read] of leaves.entries()) {
    const end = i === leaves.length - 1 ? attributionStart(read) : read.leaf.text.length;
    const content = trimmedEnd(read.printed(0, end));
    if (content.text !== "") parts.push(mappedToDocument(read.leaf, content));
  }
  if (parts.length === 0) return undefined;
  const content = joinMapped(parts);
  const inner = { start: content.offsets[0] ?? span.start, end: (content.offsets[content.text.length - 1] ?? span.start) + 1 };
  return { span, inner, kind: "block", content, ownGroup: undefined, marks: ["", ""] };
}

/** `> [!note]` and its kin are boxes of Obsidian and GitHub; `> [!quote]` is a quotation all the same. */
export const isCallout = (first: Leaf | undefined): boolean => first !== undefined && /^\[!(?!quote|cite)\w+\]/iu.test(first.text);

const anyMark = /["'“”„‟‘’‚‛«»‹›]/u;

/**
 * Where a last line begins that says whose words they are: `— [@key, p. 3]`, `[@key]`, `— Ferrant, *Letters* [@key]`; a citation that
 * closes the last sentence is taken out of the words like any other.
 */
function attributionStart({ leaf, citations, printed }: ReadLeaf): number {
  const trimmed = leaf.text.trimEnd();
  const lineStart = trimmed.lastIndexOf("\n") + 1;
  const line = leaf.text.slice(lineStart);
  const cited = citations.some((place) => place.start >= lineStart);
  if (/^\s*(?:[—–―]|--)\s*\S/u.test(line) && (cited || lineStart > 0 || isWholeAttribution(line))) return lineStart;
  const words = cited ? printed(lineStart, leaf.text.length).text : line;
  return cited && !/[\p{L}\p{N}]/u.test(words) ? lineStart : leaf.text.length;
}

/** `— Anna Ferrant, Letters` as a paragraph of its own; a long one is a sentence that begins with a dash. */
const isWholeAttribution = (line: string): boolean => line.length < 120;

function trimmedEnd(content: MappedText): MappedText {
  const text = content.text.trimEnd();
  return text.length === content.text.length ? content : { text, offsets: content.offsets.slice(0, text.length + 1) };
}
