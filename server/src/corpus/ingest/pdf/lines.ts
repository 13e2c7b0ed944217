import type { Span } from "../../../text/span.ts";
import type { PdfItem, PdfPage } from "./document.ts";
import { plainLetters } from "./letters.ts";

/** A line of a page, or of one of its columns. Points, as in its items. */
export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  /** Of most of its letters. */
  readonly size: number;
  readonly font: string;
  /** Small letters above the line: offsets in `text`. */
  readonly raised: readonly Span[];
  readonly artifact: boolean;
}

/** A page's items joined to lines; columns that stand side by side are not joined. */
export function linesOf(page: PdfPage): PdfLine[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const item of page.items) {
    if (item.text.trim() === "") {
      if (open !== undefined) open.blank = true;
      continue;
    }
    if (open === undefined || !goesOn(open, item)) {
      open = { items: [], blank: false, base: item.base, size: item.size, left: item.left, right: item.right, shown: new Set() };
      runs.push(open);
    }
    append(open, item);
  }
  return joinNeighbours(runs).flatMap(lineOf);
}

interface Run {
  readonly items: { readonly item: PdfItem; readonly blank: boolean }[];
  blank: boolean;
  base: number;
  size: number;
  left: number;
  right: number;
  /** Where what was printed twice for boldness stands already. */
  readonly shown: Set<string>;
}

function append(run: Run, item: PdfItem): void {
  const key = `${item.text} ${Math.round(item.left)} ${Math.round(item.base)}`;
  if (run.shown.has(key)) return;
  run.shown.add(key);
  run.items.push({ item, blank: run.blank });
  run.blank = false;
  // The largest letters give the line: a raised number before them does not.
  if (item.size > run.size * 1.1) {
    run.size = item.size;
    run.base = item.base;
  }
  run.left = Math.min(run.left, item.left);
  run.right = Math.max(run.right, item.right);
}

/** Drawn next to each other on one line: blanks within a line are seldom wider than two letters. */
function goesOn(run: Run, item: PdfItem): boolean {
  const size = Math.max(run.size, item.size);
  const gap = item.left - run.right;
  if (gap > size * 2 || item.left < run.left - size * 0.5 || gap < -size * 3) return gap < 0 && printedAgain(run, item);
  return onLine(run.base, run.size, item.base, item.size) || isSunk(run, item, gap);
}

/** A letter set lower between its neighbours, as in TeX's own name. */
const isSunk = (run: Run, item: PdfItem, gap: number): boolean =>
  item.text.length <= 2 && Math.abs(gap) < item.size * 0.3 && Math.abs(item.base - run.base) < item.size * 0.4;

const printedAgain = (run: Run, item: PdfItem): boolean => run.shown.has(`${item.text} ${Math.round(item.left)} ${Math.round(item.base)}`);

/** On the same line, or raised above it or lowered below it in smaller letters. */
function onLine(base: number, size: number, otherBase: number, otherSize: number): boolean {
  const shift = Math.abs(base - otherBase);
  if (shift <= Math.min(size, otherSize) * 0.25) return true;
  const small = Math.min(size, otherSize);
  const large = Math.max(size, otherSize);
  const isAbove = size < otherSize ? base < otherBase : otherBase < base;
  return small <= large * 0.88 && shift <= large * (isAbove ? 0.62 : 0.35);
}

/** Programs that place word by word in an order of their own: pieces that touch on one line are one. */
function joinNeighbours(runs: readonly Run[]): Run[] {
  const sorted = [...runs].sort((a, b) => Math.round(a.base) - Math.round(b.base) || a.left - b.left);
  const joined: Run[] = [];
  for (const run of sorted) {
    const before = neighbourBefore(joined, run);
    if (before === undefined) joined.push(run);
    else {
      before.blank ||= run.left - before.right > Math.min(before.size, run.size) * 0.12;
      const reversed = run.left < before.left;
      for (const { item, blank } of run.items) {
        before.blank ||= blank;
        append(before, item);
      }
      if (reversed) before.items.sort((a, b) => a.item.left - b.item.left);
    }
  }
  return joined;
}

/** Of the last few lines one that ends where this run begins. */
function neighbourBefore(joined: readonly Run[], run: Run): Run | undefined {
  for (let i = joined.length - 1; i >= Math.max(0, joined.length - 8); i--) {
    const other = joined[i];
    if (other === undefined || !onLine(other.base, other.size, run.base, run.size)) continue;
    const reach = Math.max(other.size, run.size) * 0.45;
    const follows = Math.abs(run.left - other.right) <= reach;
    const precedes = Math.abs(other.left - run.right) <= reach && run.size < other.size * 0.88;
    if (follows || precedes) return other;
  }
  return undefined;
}

function lineOf(run: Run): PdfLine[] {
  let text = "";
  let right = run.left;
  const raised: Span[] = [];
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const items = run.items.map((one) => one.item);
  for (const { item, blank } of run.items) {
    const own = plainLetters(item.text);
    const gap = item.left - right;
    const apart = blank || gap > Math.min(item.size, run.size) * 0.17;
    if (text !== "" && apart && !text.endsWith(" ") && !own.startsWith(" ")) text += " ";
    if (item.size <= run.size * 0.88 && item.base < run.base - run.size * 0.12) raised.push(raisedSpan(text.length, own));
    text += own;
    right = Math.max(right, item.right);
    const rounded = Math.round(item.size * 4) / 4;
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + own.length);
    fonts.set(item.font, (fonts.get(item.font) ?? 0) + own.length);
  }
  const start = text.length - text.trimStart().length;
  const size = mostFrequent(sizes) ?? run.size;
  const shown = spacedWordsJoined(text.trim());
  if (shown === "") return [];
  return [
    {
      text: shown,
      left: run.left,
      right: run.right,
      base: run.base,
      size,
      font: mostFrequent(fonts) ?? "",
      raised: shown.length === text.trim().length ? raised.map((span) => ({ start: span.start - start, end: span.end - start })) : [],
      artifact: items.every((item) => item.artifact),
    },
  ];
}

function raisedSpan(at: number, own: string): Span {
  const from = at + (own.length - own.trimStart().length);
  return { start: from, end: from + own.trim().length };
}

/** `S p e r r s a t z`: letters set apart for emphasis are one word. */
const spacedWordsJoined = (text: string): string => text.replace(/(?<!\S)(?:\p{L} ){4,}\p{L}(?!\S)/gu, (word) => word.replaceAll(" ", ""));

export function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, count] of counts) {
    if (count <= most) continue;
    best = key;
    most = count;
  }
  return best;
}
