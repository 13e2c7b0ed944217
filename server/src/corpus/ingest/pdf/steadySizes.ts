import type { PdfLine } from "./lines.ts";

/** How far a scanner's guesses at a size are off. */
const spread = 0.17;
/** So many sizes about the usual one, each for this share of the letters or more, nobody has set. */
const manySizes = 4;
const leastShare = 0.03;

/** A scanner's program gives each line a size of its own; lines of about the usual size are given that. */
export function steadySizes(pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] {
  const sizes = new Map<number, number>();
  let letters = 0;
  for (const line of pages.flat()) {
    sizes.set(line.size, (sizes.get(line.size) ?? 0) + line.text.length);
    letters += line.text.length;
  }
  const usual = middleSize(sizes, letters);
  const isNear = (size: number): boolean => Math.abs(size - usual) <= usual * spread;
  const near = [...sizes].filter(([size, count]) => isNear(size) && count >= letters * leastShare);
  if (near.length < manySizes) return pages;
  return pages.map((page) => page.map((line) => (isNear(line.size) ? { ...line, size: usual } : line)));
}

/** Half of the letters are smaller. */
function middleSize(sizes: ReadonlyMap<number, number>, letters: number): number {
  let counted = 0;
  for (const [size, count] of [...sizes].sort(([one], [other]) => one - other)) {
    counted += count;
    if (counted * 2 >= letters) return size;
  }
  return 0;
}
