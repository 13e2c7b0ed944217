import type { CslItem } from "../csl/types.ts";
import type { ReadSource } from "./source.ts";

/** Whose work it is: what the document states; where it states no title, its first heading. Never from notes or furniture. */
export function identifyWork(read: ReadSource): CslItem {
  const { work } = read.metadata;
  if (work.title !== undefined) return work;
  const heading = read.pieces.find((piece) => piece.kind === "heading");
  const first = read.pieces.find((piece) => piece.kind !== "heading");
  if (heading === undefined || (first !== undefined && first.span.start < heading.span.start)) return work;
  const title = read.text.slice(heading.span.start, heading.span.end);
  return isSectionName(title) ? work : { ...work, title };
}

const isSectionName = (title: string): boolean =>
  /^(?:[\dIVX.]{1,5}\s+)?(?:abstract|summary|introduction|notes|references|contents|preface|conclusions?|background)\.?$/i.test(title);
