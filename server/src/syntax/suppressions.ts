import type { Span } from "../text/span.ts";
import type { Suppression } from "./facts.ts";

/**
 * The codes of `<!-- ibid-ignore link.dead, quotation -->` or `% ibid-ignore link.dead`, the comment with or without its marks.
 * An empty list silences everything; undefined: the comment says something else.
 */
export function suppressionCodes(comment: string): readonly string[] | undefined {
  const match = /^\s*(?:<!--|%+)?\s*ibid-ignore(?![\w-])([\s\S]{0,2000}?)(?:-->)?\s*$/u.exec(comment.slice(0, 2100));
  return match === null ? undefined : (match[1] ?? "").split(/[\s,]+/u).filter((code) => /^[a-z]+(?:[.-][a-z-]+)*$/u.test(code));
}

/** What a comment silences: its own line and the paragraph that follows. */
export function suppressionAt(text: string, comment: Span): Suppression | undefined {
  const codes = suppressionCodes(text.slice(comment.start, comment.end));
  if (codes === undefined) return undefined;
  const start = text.lastIndexOf("\n", comment.start - 1) + 1;
  let end = lineEnd(text, comment.end);
  let next = end + 1;
  while (next < text.length && isBlankLine(text, next)) next = lineEnd(text, next) + 1;
  while (next < text.length && !isBlankLine(text, next)) {
    end = lineEnd(text, next);
    next = end + 1;
  }
  return { codes, span: { start: comment.start === 0 ? 0 : start, end } };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Lines of a block quotation that hold only their mark are blank too. */
const isBlankLine = (text: string, start: number): boolean =>
  /^[\s>]*$/u.test(text.slice(start, Math.min(lineEnd(text, start), start + 500)));
