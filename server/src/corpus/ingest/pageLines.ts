import type { Span } from "../../text/span.ts";
import { gluedPlaces } from "./furniture.ts";

/** A line of a text file without its blanks at both ends. */
export interface FileLine {
  readonly text: string;
  readonly span: Span;
  /** A blank line, or a form feed, stands before it. */
  readonly afterGap: boolean;
  readonly afterFormFeed: boolean;
}

/** The lines of a file that hold anything, cut also where a page's furniture is glued to its text. */
export function fileLines(text: string): FileLine[] {
  const lines: FileLine[] = [];
  let gap = true;
  let fed = false;
  for (const match of text.matchAll(/[^\r\n\f]+|\f|\r\n|\r|\n/g)) {
    const found = match[0];
    if (found === "\f") {
      fed = true;
      gap = true;
    } else if (found.trim() !== "") {
      lines.push(...pieces(found, match.index, gap, fed));
      gap = false;
      fed = false;
    } else if (/[\r\n]/.test(found) && isLineEnd(text, match.index - 1, lines)) gap = true;
    else if (!/[\r\n]/.test(found)) gap = true;
  }
  return lines;
}

/** Two line ends in a row, that is. */
function isLineEnd(text: string, before: number, lines: readonly FileLine[]): boolean {
  const previous = text.charAt(before);
  return lines.length > 0 && (previous === "\n" || previous === "\r");
}

function pieces(found: string, start: number, afterGap: boolean, afterFormFeed: boolean): FileLine[] {
  const cuts = [0, ...gluedPlaces(found), found.length];
  const lines: FileLine[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const piece = found.slice(cuts[i], cuts[i + 1]);
    const text = piece.trim();
    if (text === "") continue;
    const from = start + (cuts[i] ?? 0) + (piece.length - piece.trimStart().length);
    lines.push({
      text,
      span: { start: from, end: from + text.length },
      afterGap: i > 0 || afterGap,
      afterFormFeed: i === 0 && afterFormFeed,
    });
  }
  return lines;
}
