import { type MappedText, MappedTextBuilder } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { Line } from "./markdownLines.ts";

export type LeafKind = "paragraph" | "heading" | "cell" | "metadata";

/**
 * A run of inline text: a paragraph, heading or table cell. Its lines are joined by `\n` without the containers' prefixes, so that
 * nothing that reads inline text ever meets a `> ` or an indentation.
 */
export interface Leaf extends LeafLines {
  readonly kind: LeafKind;
  readonly text: string;
  readonly span: Span;
  /** Number of the outermost block quotation that it stands in. */
  readonly quotation: number | undefined;
}

/** Where the lines of a leaf begin in its text, and in the document. */
export interface LeafLines {
  readonly starts: readonly number[];
  readonly origins: readonly number[];
}

export function createLeaf(text: string, kind: LeafKind, lines: readonly Line[], quotation: number | undefined): Leaf {
  const first = lines[0];
  const last = lines.at(-1);
  const span = { start: first?.first ?? 0, end: last?.end ?? 0 };
  if (lines.every((line, i) => i === 0 || line.first === (lines[i - 1]?.end ?? 0) + 1)) {
    return { kind, text: text.slice(span.start, span.end).replaceAll("\r", "\n"), starts: [0], origins: [span.start], span, quotation };
  }
  const starts: number[] = [];
  let joined = "";
  for (const line of lines) {
    if (starts.length > 0) joined += "\n";
    starts.push(joined.length);
    joined += text.slice(line.first, line.end);
  }
  return { kind, text: joined, starts, origins: lines.map((line) => line.first), span, quotation };
}

/** Where a character of the leaf's text stands in the document. */
export function offsetInDocument(leaf: LeafLines, index: number): number {
  const line = lineAt(leaf, index);
  return (leaf.origins[line] ?? 0) + index - (leaf.starts[line] ?? 0);
}

function lineAt({ starts }: LeafLines, index: number): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle;
  }
  return low;
}

/** The end of a span is counted from its last character, so that it never reaches into the next line's prefix. */
export function spanInDocument(leaf: LeafLines, start: number, end: number): Span {
  const from = offsetInDocument(leaf, start);
  return { start: from, end: end > start ? offsetInDocument(leaf, end - 1) + 1 : from };
}

/** The leaf's index of a place in the document; undefined outside its lines. */
export function indexInLeaf(leaf: Leaf, offset: number): number | undefined {
  for (let line = leaf.starts.length - 1; line >= 0; line--) {
    const origin = leaf.origins[line] ?? 0;
    if (offset < origin) continue;
    const index = (leaf.starts[line] ?? 0) + offset - origin;
    return index <= (leaf.starts[line + 1] ?? leaf.text.length + 1) - 1 ? index : undefined;
  }
  return undefined;
}

export function isSamePlace(one: LeafLines, other: LeafLines): boolean {
  return isSameList(one.origins, other.origins) && isSameList(one.starts, other.starts);
}

/** Mapped text of a leaf, moved to where it stands in the document. */
export function mappedToDocument(leaf: LeafLines, { text, offsets }: MappedText): MappedText {
  const moved = new Int32Array(offsets.length);
  let shift = 0;
  let [lineStart, lineEnd] = [0, 0];
  for (let i = 0; i < moved.length; i++) {
    const index = offsets[i] ?? 0;
    if (index < lineStart || index >= lineEnd) {
      const line = lineAt(leaf, index);
      lineStart = leaf.starts[line] ?? 0;
      lineEnd = leaf.starts[line + 1] ?? Number.POSITIVE_INFINITY;
      shift = (leaf.origins[line] ?? 0) - lineStart;
    }
    moved[i] = index + shift;
  }
  return { text, offsets: moved };
}

function isSameList(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((number, index) => number === other[index]);
}

/** Several texts as one, with a blank line between them. */
export function joinMapped(parts: readonly MappedText[]): MappedText {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const joined = new MappedTextBuilder();
  for (const [i, part] of parts.entries()) {
    if (i > 0) joined.replace("\n\n", parts[i - 1]?.offsets.at(-1) ?? 0);
    for (let at = 0; at < part.text.length; at++) joined.replace(part.text[at] ?? "", part.offsets[at] ?? 0);
  }
  return joined.build(parts.at(-1)?.offsets.at(-1) ?? 0);
}
