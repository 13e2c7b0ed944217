import type { Callout, PageMark, PieceKind, Source, SourcePiece } from "../../src/corpus/source.ts";

/**
 * A source written out in a test: paragraphs parted by blank lines, `# ` before headings, `n. ` before notes of a section "Notes",
 * `{1}` for a note's callout as the reader finds it (printed as `1`), `{p. 9}` where a page begins (not printed).
 */
export function sourceOf(written: string, path = "/sources/one.txt"): Source {
  const { text, callouts, pages } = printed(written);
  const pieces: SourcePiece[] = [];
  let start = 0;
  let section = "";
  for (const paragraph of text.split("\n\n")) {
    const span = { start, end: start + paragraph.length };
    const kind = kindOf(paragraph, section);
    if (kind === "heading") section = paragraph.replace(/^# /, "");
    const number = kind === "note" ? Number.parseInt(paragraph, 10) : undefined;
    pieces.push({ kind, span, section, number, fileSpan: span });
    start = span.end + 2;
  }
  const read = { kind: "source" as const, text, pieces, pages, callouts, metadata: { work: {}, address: undefined }, signsOfPart: [] };
  return { path, read, work: {}, extent: "whole", notes: [] };
}

function kindOf(paragraph: string, section: string): PieceKind {
  if (paragraph.startsWith("# ")) return "heading";
  return section === "Notes" && /^\d+\. /.test(paragraph) ? "note" : "paragraph";
}

function printed(written: string): { text: string; callouts: Callout[]; pages: PageMark[] } {
  const callouts: Callout[] = [];
  const pages: PageMark[] = [];
  let text = "";
  for (const piece of written.split(/(\{[^}]*\})/)) {
    const page = /^\{p\. (\w+)\}$/.exec(piece);
    const callout = /^\{(\d+)\}$/.exec(piece);
    if (page) pages.push({ label: page[1] ?? "", start: text.length });
    else if (callout) {
      const digits = callout[1] ?? "";
      callouts.push({ number: Number(digits), span: { start: text.length, end: text.length + digits.length } });
      text += digits;
    } else text += piece;
  }
  return { text, callouts, pages };
}
