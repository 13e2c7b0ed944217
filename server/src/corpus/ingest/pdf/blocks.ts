import { dividedWord, type InnerCallout, type InnerPage, type PageBlock, pageBlock } from "../pageBlock.ts";
import type { NoteLine, NoteStart } from "./footnotes.ts";
import type { PdfLine } from "./lines.ts";
import type { LineGroup } from "./paragraphs.ts";

/** A note's line with the page that it stands on, counted from 0. */
export interface PlacedNote extends NoteLine {
  readonly page: number;
}

/** Pages have their count (from 0) for a label until they get their names. */
export const blockOf = (group: LineGroup): PageBlock => ({
  ...joined(group.lines, 0),
  role: group.role,
});

/** The notes in order; a line without a start carries on the note before it. */
export function noteBlocks(lines: readonly PlacedNote[]): PageBlock[] {
  const notes: { start: NoteStart | undefined; lines: PlacedNote[] }[] = [];
  for (const line of lines) {
    const note = notes[notes.length - 1];
    if (line.start !== undefined || note === undefined) notes.push({ start: line.start, lines: [line] });
    else note.lines.push(line);
  }
  return notes.map((note) => ({
    ...joined(note.lines, note.start?.length ?? 0),
    role: "note" as const,
    number: note.start?.number,
    callouts: [],
  }));
}

interface PlacedLine {
  readonly line: PdfLine;
  readonly page: number;
}

/** Lines as one block. A hyphen at the end of a line keeps its line break, so that the normal form can tell what it is. */
function joined(lines: readonly PlacedLine[], skipped: number): PageBlock {
  const parts: string[] = [];
  const pages: InnerPage[] = [];
  const callouts: InnerCallout[] = [];
  let length = 0;
  let page = -1;
  let last = "";
  for (const [i, placed] of lines.entries()) {
    const cut = i === 0 ? skipped : 0;
    const own = placed.line.text.slice(cut);
    const glue = i === 0 ? "" : dividedWord.test(last) ? "\n" : " ";
    parts.push(glue, own);
    length += glue.length;
    if (placed.page !== page) pages.push({ label: String(placed.page), at: length });
    callouts.push(...calloutsIn(placed.line, length - cut, last));
    length += own.length;
    page = placed.page;
    last = own;
  }
  return { ...pageBlock(parts.join(""), { start: 0, end: 0 }, "text"), pages, callouts };
}

/** Raised numbers behind words or what closes them; in `km²` none. */
function calloutsIn(line: PdfLine, shift: number, before: string): InnerCallout[] {
  return line.raised.flatMap((raised) => {
    const ahead = raised.start === 0 ? before : line.text.slice(0, raised.start);
    if (!/(?:\p{L}{3}|[\p{P}\d])\s?$/u.test(ahead)) return [];
    return [...line.text.slice(raised.start, raised.end).matchAll(/\d{1,3}/g)].map((digits) => ({
      number: Number(digits[0]),
      span: { start: shift + raised.start + digits.index, end: shift + raised.start + digits.index + digits[0].length },
    }));
  });
}
