import type { PdfLine } from "./lines.ts";

/** Where fewer letters than this share have the usual size, a scanner has guessed at them line by line. */
const steadyShare = 0.5;
/** How far its guesses are off. */
const spread = 0.17;

/** A scanner's program gives each line a size of its own; lines of about the usual size are given that. */
export function steadySizes(pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] {
  const lines = pages.flat().sort((a, b) => a.size - b.size);
  const letters = lettersIn(lines);
  let counted = 0;
  const usual = lines.find((line) => {
    counted += line.text.length;
    return counted * 2 >= letters;
  })?.size;
  if (usual === undefined) return pages;
  const steady = lettersIn(lines.filter((line) => Math.abs(line.size - usual) <= usual * 0.03));
  if (steady >= letters * steadyShare || new Set(lines.map((line) => line.size)).size < 4) return pages;
  return pages.map((page) => page.map((line) => (Math.abs(line.size - usual) <= usual * spread ? { ...line, size: usual } : line)));
}

const lettersIn = (lines: readonly PdfLine[]): number => lines.reduce((sum, line) => sum + line.text.length, 0);
