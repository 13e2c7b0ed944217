import type { Extent, PieceKind, ReadSource } from "./source.ts";

/** Whole unless the document says or shows otherwise. An abstract with notes is a part: of the text between them nothing is here. */
export function extentOf(read: ReadSource): Extent {
  const has = (kind: PieceKind): boolean => read.pieces.some((piece) => piece.kind === kind);
  const body = read.pieces.filter((piece) => piece.kind === "paragraph" || piece.kind === "quotation");
  const words = body.reduce((length, piece) => length + piece.span.end - piece.span.start, 0);
  const onlyAbstract = has("abstract") && words < shortestBody;
  if (onlyAbstract) return has("note") || has("reference") ? "part" : "abstract";
  return read.signsOfPart.length > 0 ? "part" : "whole";
}

/** A line or two beside an abstract is a remark of the page, not the article. */
const shortestBody = 200;
