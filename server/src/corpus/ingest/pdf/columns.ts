import type { PdfLine } from "./lines.ts";

/** Lines below one another, in reading order: a column, or a stretch of the page that goes from margin to margin. */
export interface Column {
  readonly lines: readonly PdfLine[];
}

const fewest = 4;
const deepest = 2;

/** The page's columns in the order in which they are read; lines across all of them part what is above from what is below. */
export function columnsOf(lines: readonly PdfLine[], depth = 0): Column[] {
  const gutter = depth < deepest ? findGutter(lines) : undefined;
  if (gutter === undefined) return lines.length === 0 ? [] : [{ lines: rowsJoined(lines) }];
  const columns: Column[] = [];
  let across: PdfLine[] = [];
  let beside: PdfLine[] = [];
  const flushBeside = (): void => {
    columns.push(
      ...columnsOf(
        beside.filter((line) => line.right <= gutter + 1),
        depth + 1,
      ),
    );
    columns.push(
      ...columnsOf(
        beside.filter((line) => line.right > gutter + 1),
        depth + 1,
      ),
    );
    beside = [];
  };
  const flushAcross = (): void => {
    if (across.length > 0) columns.push({ lines: rowsJoined(across) });
    across = [];
  };
  for (const line of [...lines].sort((a, b) => a.base - b.base || a.left - b.left)) {
    if (crosses(line, gutter)) {
      flushBeside();
      across.push(line);
    } else {
      flushAcross();
      beside.push(line);
    }
  }
  flushAcross();
  flushBeside();
  return columns;
}

const crosses = (line: PdfLine, at: number): boolean => line.left < at - 1 && line.right > at + 1;

/** A place that hardly any line crosses, though many stand on both sides of it at the same height. */
function findGutter(lines: readonly PdfLine[]): number | undefined {
  if (lines.length < fewest * 2) return undefined;
  const left = Math.min(...lines.map((line) => line.left));
  const width = Math.min(5_000, Math.max(...lines.map((line) => line.right)) - left);
  const covered = coverage(lines, left, Math.ceil(width) + 1);
  let best: { readonly at: number; readonly score: number } | undefined;
  for (let start = Math.floor(width * 0.18); start < width * 0.82; start++) {
    let end = start;
    while (end + 1 < covered.length && covered[end + 1] === covered[start]) end++;
    const at = left + (start + end + 1) / 2;
    const score = sidesOf(lines, at, width) - (covered[start] ?? 0) + Math.min(20, end - start) / 100;
    if (isGutter(lines, at, covered[start] ?? 0, width) && score > (best?.score ?? Number.NEGATIVE_INFINITY)) best = { at, score };
    start = end;
  }
  return best?.at;
}

function coverage(lines: readonly PdfLine[], left: number, width: number): Int32Array {
  const covered = new Int32Array(width + 2);
  for (const line of lines) {
    const from = Math.max(0, Math.floor(line.left - left));
    const to = Math.min(width, Math.ceil(line.right - left));
    covered[from] = (covered[from] ?? 0) + 1;
    covered[to] = (covered[to] ?? 0) - 1;
  }
  for (let i = 1; i < covered.length; i++) covered[i] = (covered[i] ?? 0) + (covered[i - 1] ?? 0);
  return covered.subarray(0, width);
}

const sidesOf = (lines: readonly PdfLine[], at: number, width: number): number =>
  Math.min(broad(lines, width, (line) => line.right <= at + 1).length, broad(lines, width, (line) => line.left >= at - 1).length);

/** Lines of running text, not numbers of a table. */
const broad = (lines: readonly PdfLine[], width: number, isHere: (line: PdfLine) => boolean): PdfLine[] =>
  lines.filter((line) => isHere(line) && line.right - line.left > width * 0.14);

function isGutter(lines: readonly PdfLine[], at: number, crossing: number, width: number): boolean {
  const before = broad(lines, width, (line) => line.right <= at + 1);
  const after = broad(lines, width, (line) => line.left >= at - 1);
  const fewer = Math.min(before.length, after.length);
  if (fewer < fewest || crossing > fewer * 0.8) return false;
  const top = Math.max(Math.min(...before.map((line) => line.base)), Math.min(...after.map((line) => line.base)));
  const bottom = Math.min(Math.max(...before.map((line) => line.base)), Math.max(...after.map((line) => line.base)));
  return before.filter((line) => line.base >= top && line.base <= bottom).length >= fewer * 0.4;
}

/** What stands on one line with wide blanks between (a table, a list of contents) is one line. */
function rowsJoined(lines: readonly PdfLine[]): PdfLine[] {
  const sorted = [...lines].sort((a, b) => a.base - b.base || a.left - b.left);
  const rows: PdfLine[] = [];
  for (const line of sorted) {
    const last = rows[rows.length - 1];
    if (last === undefined || Math.abs(last.base - line.base) > Math.min(last.size, line.size) * 0.3 || line.left < last.right - 1)
      rows.push(line);
    else rows[rows.length - 1] = joined(last, line);
  }
  return rows;
}

function joined(first: PdfLine, second: PdfLine): PdfLine {
  const shift = first.text.length + 1;
  return {
    ...first,
    text: `${first.text} ${second.text}`,
    right: second.right,
    raised: [...first.raised, ...second.raised.map((span) => ({ start: span.start + shift, end: span.end + shift }))],
  };
}
