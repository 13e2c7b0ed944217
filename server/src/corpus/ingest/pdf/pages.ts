import type { PdfDocument } from "./document.ts";
import type { PdfLine } from "./lines.ts";

/** A sheet that an archive puts before the work: it states whose work it is, and is no page of it. */
export function isCoverSheet(lines: readonly PdfLine[]): boolean {
  const text = lines.map((line) => line.text).join(" ");
  if (text.length > 6_000) return false;
  return signs.some((sign) => sign.test(text));
}

const signs: readonly RegExp[] = [
  /\bStable URL: ?https?:/i,
  /Your use of the JSTOR archive/i,
  /JSTOR is a not-for-profit/i,
  /See discussions, stats, and author profiles for this publication/i,
  /This is a repository copy of/i,
  /\bHAL Id: ?\w*hal-/i,
  /This is the (?:author'?s? )?(?:accepted|peer reviewed|published|post-?print|pre-?print).{0,60}version of/i,
  /To (?:cite|link to) this (?:article|version).{0,200}(?:Published online|View related articles|Submit your article)/i,
  /Downloaded from .{0,80} (?:at|by|on) .{0,80}(?:Terms and Conditions|Terms of Use)/i,
  /(?:open|public) repository.{0,120}(?:deposited|archived)/i,
];

/**
 * What each page is called in print: numbers in head or foot first, since readers see them; then the file's own labels, where they are more
 * than a count from one. What nobody printed stays unknown.
 */
export function pageNames(
  pdf: PdfDocument,
  printed: readonly (string | undefined)[],
  covers: ReadonlySet<number>,
): readonly (string | undefined)[] {
  const stated = statedLabels(pdf.labels, pdf.pages.length);
  const known = printed.filter((label) => label !== undefined).length;
  const agreeing = printed.filter((label, page) => label !== undefined && stated?.[page] === label).length;
  const useStated = stated !== undefined && agreeing * 2 >= known;
  return pdf.pages.map((_, page) => {
    if (covers.has(page)) return undefined;
    const label = useStated ? stated?.[page] : printed[page];
    return label === "" ? undefined : label;
  });
}

function statedLabels(labels: readonly string[] | undefined, count: number): readonly string[] | undefined {
  if (labels === undefined || labels.length !== count) return undefined;
  // Programs number from one by themselves; that tells nothing of the print.
  return labels.every((label, page) => label === String(page + 1)) ? undefined : labels;
}
