import type { Column } from "./columns.ts";
import { mostFrequent, type PdfLine } from "./lines.ts";

/** How a document is set: what its ordinary lines have in common. */
export interface Shape {
  readonly bodySize: number;
  readonly bodyFont: string;
  /** From one line of a paragraph to the next, in letter sizes. */
  readonly spacing: number;
}

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
  return { bodySize, bodyFont: mostFrequent(fonts) ?? "", spacing: mostFrequent(gaps) ?? 1.2 };
}

/** Where a column's lines begin and end. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export function marginsOf(lines: readonly PdfLine[]): Margins {
  const lefts = lines.map((line) => line.left).sort((a, b) => a - b);
  // A lone line further out is a number in the margin.
  const outermost = lefts.find((left, i) => i + 1 >= lefts.length || (lefts[i + 1] ?? 0) - left < 2) ?? 0;
  const rights = lines.map((line) => line.right).sort((a, b) => a - b);
  return { left: Math.min(outermost, (lefts[0] ?? 0) + 60), right: rights[Math.floor(rights.length * 0.9)] ?? 0 };
}
