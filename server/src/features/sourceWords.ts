import type { Source } from "../corpus/source.ts";
import { counted, joinWords } from "./words/phrases.ts";

/** What of a source is here, for people: `24 pages`, `excerpt`, `abstract and notes`. */
export function sourceExtent(source: Source): string {
  const has = (kind: string): boolean => source.read.pieces.some((piece) => piece.kind === kind);
  if (source.extent === "whole") {
    // Notes at the foot of pages come behind the text, so that pages begin twice.
    const pages = new Set(source.read.pages.map((page) => page.label).filter((label) => label !== "")).size;
    return pages > 0 ? counted(pages, "page", "pages") : counted(paragraphs(source), "paragraph", "paragraphs");
  }
  const parts = [
    ...(has("abstract") ? ["abstract"] : []),
    ...(source.extent === "part" && has("paragraph") ? [counted(paragraphs(source), "paragraph", "paragraphs")] : []),
    ...(has("note") ? ["notes"] : []),
  ];
  return parts.length === 0 ? "a part of it" : joinWords(parts, "and");
}

const paragraphs = (source: Source): number => source.read.pieces.filter((piece) => piece.kind === "paragraph").length;
