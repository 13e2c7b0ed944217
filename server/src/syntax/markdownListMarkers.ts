import { type Line, tabStop } from "./markdownLines.ts";

/** What begins a list item: `-`, `3.`, `(iv)`, `#.`, `@label.`. */
export interface ListMarker {
  readonly kind: "bullet" | "ordered" | "example";
  /** Behind the marker, before the space. */
  readonly end: number;
  /** Label of an example; "" for the others. */
  readonly label: string;
}

export function listMarker(text: string, line: Line): ListMarker | undefined {
  if (line.indent >= tabStop || line.first === line.end) return undefined;
  return bulletMarker(text, line) ?? orderedMarker(text, line);
}

export const isListStart = (text: string, line: Line): boolean => listMarker(text, line) !== undefined;

/** `* * *`, `---`. */
export function isRule(text: string, line: Line): boolean {
  const mark = text[line.first];
  if (mark !== "*" && mark !== "-" && mark !== "_") return false;
  let count = 0;
  for (let i = line.first; i < line.end; i++) {
    const character = text[i];
    if (character === mark) count++;
    else if (character !== " " && character !== "\t") return false;
  }
  return count >= 3;
}

function bulletMarker(text: string, line: Line): ListMarker | undefined {
  const mark = text[line.first];
  const end = line.first + 1;
  if ((mark !== "-" && mark !== "*" && mark !== "+") || !isSpaceOrEnd(text, end, line) || isRule(text, line)) return undefined;
  return { kind: "bullet", end, label: "" };
}

const ordered = /(\(?)(?:(\d{1,20}|#)|@((?:[\p{L}\p{N}]|[_-](?=[\p{L}\p{N}]))*)|([A-Za-z])|([ivxlcdm]{2,20}|[IVXLCDM]{2,20}))([.)])/uy;

function orderedMarker(text: string, line: Line): ListMarker | undefined {
  ordered.lastIndex = line.first;
  const match = ordered.exec(text);
  const end = ordered.lastIndex;
  if (match === null || end > line.end || !isSpaceOrEnd(text, end, line)) return undefined;
  if (match[1] === "(" && match[6] === ".") return undefined;
  if (match[4] !== undefined && match[6] === "." && isInitial(text, match[4], end)) return undefined;
  return { kind: match[3] === undefined ? "ordered" : "example", end, label: match[3] ?? "" };
}

/** `A. Smith` is a name and `p. 3` a page: a capital letter needs two spaces behind its point. */
function isInitial(text: string, letter: string, end: number): boolean {
  if (letter === "p") return /^ \d/u.test(text.slice(end, end + 2));
  return letter === letter.toUpperCase() && text[end] === " " && text[end + 1] !== " ";
}

const isSpaceOrEnd = (text: string, at: number, line: Line): boolean => at >= line.end || text[at] === " " || text[at] === "\t";
