import type { Span } from "../../../text/span.ts";
import type { PdfDocument, PdfRectangle } from "./document.ts";
import type { PdfLine } from "./lines.ts";

/** The stretches of the text over which a reader's marks lie; looked for by their words, page after page. */
export function highlightsIn(pdf: PdfDocument, lines: readonly (readonly PdfLine[])[], text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const [number, page] of pdf.pages.entries()) {
    for (const rectangle of page.marked) {
      for (const words of markedWords(rectangle, lines[number] ?? [])) {
        const at = text.indexOf(words, from);
        const start = at >= 0 ? at : text.indexOf(words);
        if (start < 0) continue;
        from = start;
        addSpan(spans, { start, end: start + words.length });
      }
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Lines in a row are one mark. */
function addSpan(spans: Span[], span: Span): void {
  const last = spans[spans.length - 1];
  if (last !== undefined && span.start >= last.end && span.start - last.end <= 1)
    spans[spans.length - 1] = { start: last.start, end: span.end };
  else spans.push(span);
}

function markedWords(rectangle: PdfRectangle, lines: readonly PdfLine[]): string[] {
  return lines.flatMap((line) => {
    const middle = line.base - line.size * 0.3;
    if (middle < rectangle.top || middle > rectangle.bottom || line.right <= rectangle.left || line.left >= rectangle.right) return [];
    const perLetter = (line.right - line.left) / Math.max(1, line.text.length);
    const start = wordEdge(line.text, (rectangle.left - line.left) / perLetter);
    const end = wordEdge(line.text, (rectangle.right - line.left) / perLetter);
    const words = line.text.slice(start, end).trim();
    return words.length < 3 ? [] : [words];
  });
}

/** The border between words that is nearest to a place, for letters differ in width. */
function wordEdge(text: string, place: number): number {
  const at = Math.max(0, Math.min(text.length, Math.round(place)));
  const before = text.lastIndexOf(" ", at) + 1;
  const after = text.indexOf(" ", at);
  const next = after < 0 ? text.length : after;
  return at - before <= next - at ? before : next;
}
