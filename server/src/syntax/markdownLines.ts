import type { Span } from "../text/span.ts";

/**
 * What is left of a source line inside its containers. Of `> 1.  word` the quotation's line begins at `1.`, the list item's at `word`.
 * Columns count as Pandoc counts them, with tab stops of four.
 */
export interface Line {
  /** Offset of the first character that is no space; `end` for a blank line. */
  readonly first: number;
  readonly end: number;
  /** Columns of white space before `first`, within the container. */
  readonly indent: number;
  /** Column of `first` in the source line. */
  readonly column: number;
}

export function splitLines(text: string, within: Span): Line[] {
  const lines: Line[] = [];
  const endOf = text.slice(within.start, within.end).includes("\r") ? lineEnd : plainLineEnd;
  let start = within.start;
  while (start < within.end) {
    const end = endOf(text, start, within.end);
    lines.push(lineFrom(text, start, end, 0));
    start = end + (text.charCodeAt(end) === carriageReturn && text.charCodeAt(end + 1) === lineFeed ? 2 : 1);
  }
  return lines;
}

/** Most texts have no carriage return, and finding one character is what an engine does best. */
function plainLineEnd(text: string, start: number, limit: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 || end > limit ? limit : end;
}

function lineEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}

/** The line from `start` on, where `start` stands in `column`. */
export function lineFrom(text: string, start: number, end: number, column: number): Line {
  let first = start;
  let at = column;
  for (; first < end; first++) {
    const code = text.charCodeAt(first);
    if (code === space) at++;
    else if (code === tab) at += tabStop - (at % tabStop);
    else break;
  }
  return { first, end, indent: at - column, column: at };
}

/** The rest of a line behind a marker that ends at `offset`. */
export function behind(text: string, line: Line, offset: number): Line {
  return lineFrom(text, offset, line.end, line.column + (offset - line.first));
}

/** The line moved left by so many columns, or as far as its white space allows. */
export const dedent = (line: Line, columns: number): Line =>
  line.indent === 0 || columns === 0 ? line : { ...line, indent: Math.max(0, line.indent - columns) };

export const isBlank = (line: Line | undefined): boolean => line === undefined || line.first === line.end;

/** Four columns in, a line is code or belongs to what is above it. */
export const tabStop = 4;

const carriageReturn = 13;
const lineFeed = 10;
const space = 32;
const tab = 9;
const isLineEnd = (code: number): boolean => code === lineFeed || code === carriageReturn;
