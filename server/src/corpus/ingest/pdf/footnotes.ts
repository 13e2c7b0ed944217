import { leadingNumber } from "../noteRegion.ts";
import type { Column } from "./columns.ts";
import type { PdfLine } from "./lines.ts";
import { marginsOf, type Shape } from "./shape.ts";

/** A column told apart: its text, and what stands at its foot. */
export interface FootedColumn {
  readonly body: readonly PdfLine[];
  /** Lines of notes, each note's first line with its number; the first ones may carry on a note of an earlier page. */
  readonly notes: readonly NoteLine[];
}

export interface NoteLine {
  readonly line: PdfLine;
  /** Undefined where the line carries on the note before it. */
  readonly start: NoteStart | undefined;
}

export interface NoteStart {
  /** Undefined for a star or a dagger. */
  readonly number: number | undefined;
  /** Characters of the line before the note's own words. */
  readonly length: number;
}

/** What has been seen of the notes so far. */
export interface NoteCount {
  last: number;
  /** A note stood at the foot of the page before. */
  open: boolean;
}

/** Finds notes at the foot of a column: lines in smaller letters below the text, or any that begin with a raised number there. */
export function footnotesIn(column: Column, pageHasBody: boolean, shape: Shape, count: NoteCount): FootedColumn {
  const { lines } = column;
  const from = Math.min(firstOfFoot(lines, shape), firstRaised(lines, count));
  if (from >= lines.length || (!pageHasBody && !count.open)) return { body: lines, notes: [] };
  const margins = marginsOf(lines);
  const before = { ...count };
  const foot = lines.slice(from).map((line) => ({ line, start: noteStart(line, count) }));
  const begins = foot.findIndex((one) => one.start !== undefined);
  const carriesOn = before.open && foot[0] !== undefined && foot[0].line.left < margins.left + foot[0].line.size * 2;
  const skip = carriesOn ? 0 : begins < 0 ? foot.length : begins;
  const notes = foot.slice(skip);
  if (notes.length === 0) count.last = before.last;
  return { body: lines.slice(0, from + skip), notes };
}

/** The first of the small lines below the last line of ordinary size. */
function firstOfFoot(lines: readonly PdfLine[], shape: Shape): number {
  let from = lines.length;
  while (from > 0 && isSmall(lines[from - 1], shape)) from--;
  return from;
}

const isSmall = (line: PdfLine | undefined, shape: Shape): boolean => line !== undefined && line.size < shape.bodySize * 0.94;

/** Notes as large as the text: from a line on that begins with the next raised number. */
function firstRaised(lines: readonly PdfLine[], count: NoteCount): number {
  for (let i = Math.floor(lines.length / 3); i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || line.raised[0]?.start !== 0) continue;
    const number = raisedNumber(line);
    const isNext = number !== undefined && (number.number === count.last + 1 || number.number === 1);
    // A callout that a line break put first stands on a line whose sentence goes on.
    const goesOn = /^\s*\p{Ll}/u.test(line.text.slice(number?.length));
    if (isNext && !goesOn && i > 0) return i;
  }
  return lines.length;
}

function noteStart(line: PdfLine, count: NoteCount): NoteStart | undefined {
  const raised = raisedNumber(line);
  const plain = raised === undefined ? leadingNumber(line.text) : undefined;
  const found = raised ?? plain;
  if (found === undefined) return gluedNumber(line, count) ?? symbolStart(line);
  const step = found.number - count.last;
  const isNext = step === 1 || found.number === 1 || (raised !== undefined && ((step > 1 && step <= 4) || count.last === 0));
  const first = count.last === 0 && found.length < line.text.length && found.number < 400;
  if (!isNext && !first) return undefined;
  count.last = found.number;
  return { number: found.number, length: found.length };
}

function raisedNumber(line: PdfLine): { readonly number: number; readonly length: number } | undefined {
  const raised = line.raised[0];
  if (raised?.start !== 0) return undefined;
  const digits = /^[[(]?(\d{1,3})[\])]?$/.exec(line.text.slice(0, raised.end))?.[1];
  if (digits === undefined) return undefined;
  const blanks = line.text.length - line.text.slice(raised.end).trimStart().length;
  return { number: Number(digits), length: blanks };
}

/** `2Riksarkivet`: the next number, set as large as the note and right before it. */
function gluedNumber(line: PdfLine, count: NoteCount): NoteStart | undefined {
  const digits = /^(\d{1,3})(?=[\p{Lu}“"‘(])/u.exec(line.text)?.[1];
  if (digits === undefined || Number(digits) !== count.last + 1) return undefined;
  count.last++;
  return { number: count.last, length: digits.length };
}

function symbolStart(line: PdfLine): NoteStart | undefined {
  const symbol = /^(?:[*∗†‡§¶]{1,3})\s?(?=\S)/.exec(line.text);
  return symbol === null ? undefined : { number: undefined, length: symbol[0].length };
}
