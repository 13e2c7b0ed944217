import type { Column } from "./columns.ts";
import { mostFrequent, type PdfLine } from "./lines.ts";

/** How a document is set: what its ordinary lines have in common. */
export interface Shape {
  readonly bodySize: number;
  readonly bodyFont: string;
  /** From one line of a paragraph to the next, in letter sizes. */
  readonly spacing: number;
  /** Larger than the text and seldom: what headings are set in. */
  readonly isHeadSize: (size: number) => boolean;
}

/** Letters of a size that has so large a part of the text are no heading's. */
const commonShare = 0.2;

export function shapeOf(columns: readonly Column[]): Shape {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  for (const { lines } of columns) for (const line of lines) sizes.set(line.size, (sizes.get(line.size) ?? 0) + line.text.length);
  const bodySize = mostFrequent(sizes) ?? 10;
  const gaps = new Map<number, number>();
  for (const { lines } of columns) {
    for (const [i, line] of lines.entries()) {
      if (Math.abs(line.size - bodySize) > 0.3) continue;
      fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length);
      const next = lines[i + 1];
      const gap = next === undefined ? 0 : Math.round(((next.base - line.base) / bodySize) * 20) / 20;
      if (gap > 0.7 && gap < 3) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
    }
  }
  const all = [...sizes.values()].reduce((sum, count) => sum + count, 0);
  const isHeadSize = (size: number): boolean => size > bodySize * 1.09 && (sizes.get(size) ?? 0) < all * commonShare;
  return { bodySize, bodyFont: mostFrequent(fonts) ?? "", spacing: mostFrequent(gaps) ?? 1.2, isHeadSize };
}

/** Where a column's lines begin and end. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export function marginsOf(lines: readonly PdfLine[]): Margins {
  const rights = lines.map((line) => line.right).sort((a, b) => a - b);
  return { left: leftMargin(lines), right: rights[Math.floor(rights.length * 0.9)] ?? 0 };
}

/** The outermost place at which a good part of the lines begin: single ones further out are marginal notes. */
function leftMargin(lines: readonly PdfLine[]): number {
  const lefts = lines.map((line) => line.left).sort((a, b) => a - b);
  const enough = Math.max(2, lefts.length * 0.15);
  for (let from = 0, to = 0; from < lefts.length; from = to) {
    const first = lefts[from] ?? 0;
    while (to < lefts.length && (lefts[to] ?? 0) - first < 2) to++;
    if (to - from >= enough) return first;
  }
  return lefts[0] ?? 0;
}
