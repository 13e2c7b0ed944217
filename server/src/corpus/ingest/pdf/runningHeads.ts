import type { PdfLine } from "./lines.ts";

/** A document's pages without what is printed on each of them, and what they are called. */
export interface BarePages {
  readonly pages: readonly (readonly PdfLine[])[];
  /** As printed, by page; undefined where nothing printed says so. */
  readonly printed: readonly (string | undefined)[];
}

interface Row {
  readonly page: number;
  readonly side: "head" | "foot";
  readonly lines: readonly PdfLine[];
  readonly text: string;
  /** Digits and lone Roman numerals as `#`. */
  readonly key: string;
  readonly base: number;
}

/** How many lines from the edge a running head or foot may stand. */
const depth = 3;

/** Leaves out running heads and feet and page numbers, and reads the printed pages from them. */
export function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): BarePages {
  const rows = pages.flatMap((lines, page) => edgeRows(lines, page));
  const numbers = pageNumbers(rows, pages.length);
  const repeated = repeatedRows(rows);
  const alone = lonelyHeads(rows);
  const dropped = new Set<PdfLine>();
  for (const page of pages.keys())
    for (const side of ["head", "foot"] as const) dropFrom(side, page, rows, repeated, numbers, alone, dropped);
  return {
    pages: pages.map((lines) => lines.filter((line) => !line.artifact && !dropped.has(line))),
    printed: numbers.labels,
  };
}

function edgeRows(lines: readonly PdfLine[], page: number): Row[] {
  const rows: PdfLine[][] = [];
  for (const line of [...lines].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const last = rows[rows.length - 1];
    if (last?.[0] !== undefined && Math.abs(last[0].base - line.base) <= 2.5) last.push(line);
    else rows.push([line]);
  }
  const top = rows.slice(0, depth).map((row) => rowOf(row, page, "head"));
  const bottom = rows.slice(-depth).map((row) => rowOf(row, page, "foot"));
  return [...top, ...bottom.reverse()];
}

function rowOf(lines: readonly PdfLine[], page: number, side: Row["side"]): Row {
  const sorted = [...lines].sort((a, b) => a.left - b.left);
  const text = sorted.map((line) => line.text).join(" ");
  const key = text
    .toLowerCase()
    .replace(/\d+/g, "#")
    .replace(/(?<![\p{L}])[ivxlc]{1,7}(?![\p{L}])/gu, "#")
    .replace(/\s+/g, " ");
  return { page, side, lines, text, key, base: lines[0]?.base ?? 0 };
}

/** By side and words: on which pages, and how far down. */
function repeatedRows(rows: readonly Row[]): (row: Row) => boolean {
  const known = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.side} ${row.key}`;
    const others = known.get(key);
    if (others === undefined) known.set(key, [row]);
    else if (others.length < 50) others.push(row);
  }
  return (row) =>
    (known.get(`${row.side} ${row.key}`) ?? []).some((other) => other.page !== row.page && Math.abs(other.base - row.base) <= 4);
}

function dropFrom(
  side: Row["side"],
  page: number,
  rows: readonly Row[],
  isRepeated: (row: Row) => boolean,
  numbers: PageNumbers,
  alone: ReadonlySet<Row>,
  dropped: Set<PdfLine>,
): void {
  for (const row of rowsByPage(rows, page, side)) {
    const isFurniture = row.lines.every((line) => line.artifact) || isRepeated(row) || numbers.rows.has(row) || alone.has(row);
    // From the edge inwards: behind the first line of text there is no running head.
    if (!isFurniture) return;
    for (const line of row.lines) dropped.add(line);
  }
}

/** Heads that only one page has: apart from the text, in words of the first page (its author, its title). */
function lonelyHeads(rows: readonly Row[]): ReadonlySet<Row> {
  const first = new Set(rows.filter((row) => row.page === 0).flatMap((row) => wordsIn(row.text)));
  const found = new Set<Row>();
  for (const [key, [row, next]] of Map.groupBy(rows, (one) => `${one.page} ${one.side}`)) {
    if (row === undefined || next === undefined || !key.endsWith("head") || row.page === 0) continue;
    const size = row.lines[0]?.size ?? 10;
    const words = wordsIn(row.text);
    const isApart = next.base - row.base > size * 1.8 && size <= (next.lines[0]?.size ?? 10) * 1.05;
    if (isApart && row.text.length < 90 && words.length > 0 && words.every((word) => first.has(word))) found.add(row);
  }
  return found;
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

const rowIndex = new WeakMap<readonly Row[], ReadonlyMap<string, readonly Row[]>>();

function rowsByPage(rows: readonly Row[], page: number, side: Row["side"]): readonly Row[] {
  let index = rowIndex.get(rows);
  if (index === undefined) {
    index = Map.groupBy(rows, (row) => `${row.page} ${row.side}`);
    rowIndex.set(rows, index);
  }
  return index.get(`${page} ${side}`) ?? [];
}

interface PageNumbers {
  readonly labels: readonly (string | undefined)[];
  readonly rows: ReadonlySet<Row>;
}

interface Candidate {
  readonly row: Row;
  readonly value: number;
  readonly roman: boolean;
  readonly printed: string;
}

/** Numbers in head or foot that count with the pages, on several of them. */
function pageNumbers(rows: readonly Row[], count: number): PageNumbers {
  const candidates = rows.flatMap(candidatesIn);
  const labels: (string | undefined)[] = new Array(count).fill(undefined);
  const kept = new Set<Row>();
  for (const roman of [true, false]) {
    const series = bestSeries(candidates.filter((candidate) => candidate.roman === roman));
    for (const { row, printed } of series) {
      labels[row.page] = printed;
      kept.add(row);
    }
    if (!roman) fillGaps(labels, series, count);
  }
  return { labels, rows: kept };
}

/** `12`, `– 12 –`, `12 A. Bell`, `Harbour Lights 12`, `Page 3 of 10`, `xiv`. */
function candidatesIn(row: Row): Candidate[] {
  if (row.text.length > 160) return [];
  const found = new Map<string, Candidate>();
  const add = (printed: string | undefined): void => {
    if (printed === undefined) return;
    const roman = /^[ivxlc]+$/i.test(printed);
    const value = roman ? romanNumber(printed.toLowerCase()) : Number(printed);
    if (value > 0 && value < 20_000) found.set(printed, { row, value, roman, printed });
  };
  add(/^[^\p{L}\d]{0,4}(?:(?:page|seite|p\.|s\.)\s?)?(\d{1,5}|[ivxlc]{1,7})[^\p{L}\d]{0,4}$/iu.exec(row.text)?.[1]);
  add(/^[^p{L}\d]{0,3}(\d{1,5}|[ivxlc]{1,7})(?=[\s|•·])/i.exec(row.text)?.[1]);
  add(/(?<=[\s|•·])(\d{1,5}|[ivxlc]{1,7})[^p{L}\d]{0,3}$/i.exec(row.text)?.[1]);
  add(/\bpage (\d{1,5}) of \d/i.exec(row.text)?.[1]);
  return [...found.values()];
}

/** Of the differences between number and page the one that most pages agree on; at least two, and standing alike. */
function bestSeries(candidates: readonly Candidate[]): readonly Candidate[] {
  const byOffset = Map.groupBy(candidates, (candidate) => candidate.value - candidate.row.page);
  let best: readonly Candidate[] = [];
  for (const series of byOffset.values()) {
    const alike = series.filter(
      (one) =>
        isBare(one.row) ||
        series.some((other) => other !== one && other.row.page !== one.row.page && Math.abs(other.row.base - one.row.base) <= 4),
    );
    const pages = new Set(alike.map((candidate) => candidate.row.page)).size;
    if (pages >= 2 && pages > new Set(best.map((candidate) => candidate.row.page)).size) best = alike;
  }
  return best;
}

const isBare = (row: Row): boolean => /^[^\p{L}\d]{0,4}(?:page |seite )?(?:\d{1,5}|[ivxlc]{1,7})[^\p{L}\d]{0,4}$/iu.test(row.text);

/** Pages between two numbered ones count too (a full-page figure), the first of an article, and the last. */
function fillGaps(labels: (string | undefined)[], series: readonly Candidate[], count: number): void {
  const [first] = series;
  if (first === undefined) return;
  const offset = first.value - first.row.page;
  const numbered = series.map((candidate) => candidate.row.page);
  const from = Math.max(0, Math.min(...numbered) - 1);
  const to = Math.min(count - 1, Math.max(...numbered) + 1);
  for (let page = from; page <= to; page++) if (page + offset > 0) labels[page] ??= String(page + offset);
}

export function romanNumber(digits: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = values[digits.charAt(i)] ?? 0;
    sum += value < (values[digits.charAt(i + 1)] ?? 0) ? -value : value;
  }
  return sum;
}
