import { behind, isBlank, type Line, lineFrom, tabStop } from "./markdownLines.ts";
import { addLeaf, type BlockReader, type BlockState, createRegion, deepestContainer, type Region } from "./markdownState.ts";

/** Pandoc's four kinds of tables. Only where cells begin and end matters here: a citation never reaches from one into the next. */
export const readTable: BlockReader = (state, region, at) => {
  const end =
    pipeTable(state, region, at) ?? ruledTable(state, region, at) ?? simpleTable(state, region, at) ?? gridTable(state, region, at);
  return end === undefined ? undefined : readCaption(state, region, end);
};

/** `a | b`, then `---|---`, then rows. */
function pipeTable(state: BlockState, region: Region, at: number): number | undefined {
  const head = region.lines[at];
  const under = region.lines[at + 1];
  const columns = under === undefined || head === undefined || under.indent >= tabStop ? 0 : pipeColumns(state.text, under);
  if (columns === 0 || head === undefined || !state.text.slice(head.first, head.end).includes("|")) return undefined;
  let end = at + 2;
  addPipeRow(state, region, head, columns);
  for (; end < region.lines.length; end++) {
    const row = region.lines[end];
    if (row === undefined || !state.text.slice(row.first, row.end).includes("|")) break;
    addPipeRow(state, region, row, columns);
  }
  return end;
}

/** The number of columns that `|:--|---|` announces; 0 where it is no such line. */
function pipeColumns(text: string, line: Line): number {
  for (let i = line.first; i < line.end; i++) if (!pipeCharacters.includes(text[i] ?? "")) return 0;
  const ruled = text.slice(line.first, line.end).trim();
  const parts = ruled.replace(/^\|/u, "").replace(/\|$/u, "").split(/[|+]/u);
  const valid = parts.every((part) => /^:?-+:?$/u.test(part.trim()));
  return valid && (parts.length > 1 || ruled.startsWith("|")) ? parts.length : 0;
}

const pipeCharacters = "|+:- \t";

function addPipeRow(state: BlockState, region: Region, row: Line, columns: number): void {
  let start = state.text[row.first] === "|" ? row.first + 1 : row.first;
  let cells = 0;
  for (let i = start; i <= row.end && cells < columns; i++) {
    if (i < row.end && state.text[i] === "\\") i++;
    else if (i < row.end && state.text[i] === "`") i = codeEnd(state.text, i, row.end);
    else if (i === row.end || state.text[i] === "|") {
      addLeaf(state, region, [lineFrom(state.text, start, i, 0)], "cell");
      cells++;
      start = i + 1;
    }
  }
}

/** Bars within code are no bars. */
function codeEnd(text: string, at: number, limit: number): number {
  let after = at;
  while (text[after] === "`") after++;
  const close = text.indexOf(text.slice(at, after), after);
  return close < 0 || close >= limit ? after - 1 : close + after - at - 1;
}

/** A heading, a line of dashes in groups, rows up to a blank line. */
function simpleTable(state: BlockState, region: Region, at: number): number | undefined {
  const columns = dashColumns(state.text, region.lines[at + 1]);
  if (columns === undefined || isBlank(region.lines[at + 2])) return undefined;
  let end = at + 2;
  while (end < region.lines.length && !isBlank(region.lines[end])) end++;
  const head = region.lines[at];
  if (head !== undefined) addColumns(state, region, [head], columns);
  for (const row of region.lines.slice(at + 2, end))
    if (dashColumns(state.text, row) === undefined) addColumns(state, region, [row], columns);
  return end;
}

/** A table between two lines of dashes; its rows may have several lines, with blank lines between them. */
function ruledTable(state: BlockState, region: Region, at: number): number | undefined {
  const top = dashColumns(state.text, region.lines[at]);
  if (top === undefined || isBlank(region.lines[at + 1])) return undefined;
  const ruled: number[] = [];
  for (let i = at + 1; i < region.lines.length && ruled.length < 2; i++) {
    if (dashColumns(state.text, region.lines[i]) === undefined) continue;
    ruled.push(i);
    if (isBlank(region.lines[i + 1])) break;
  }
  const bottom = ruled.at(-1);
  if (bottom === undefined || !isBlank(region.lines[bottom + 1])) return undefined;
  const [headEnd] = ruled;
  const columns = ruled.length === 2 ? dashColumns(state.text, region.lines[headEnd ?? at]) : top;
  if (columns === undefined || (ruled.length === 1 && top.length < 2)) return undefined;
  addRows(state, region, at + 1, bottom, columns, ruled.length === 2 || hasBlank(region, at, bottom));
  return bottom + 1;
}

const hasBlank = (region: Region, from: number, to: number): boolean => region.lines.slice(from, to).some(isBlank);

function addRows(state: BlockState, region: Region, from: number, to: number, columns: readonly number[], joined: boolean): void {
  let rows: Line[] = [];
  const flush = (): void => {
    if (rows.length > 0) addColumns(state, region, rows, columns);
    rows = [];
  };
  for (const line of region.lines.slice(from, to)) {
    if (isBlank(line) || dashColumns(state.text, line) !== undefined) flush();
    else {
      rows.push(line);
      if (!joined) flush();
    }
  }
  flush();
}

/** Where the groups of dashes begin, in columns; undefined where the line holds anything else. */
function dashColumns(text: string, line: Line | undefined): readonly number[] | undefined {
  if (line === undefined || isBlank(line) || line.indent >= tabStop || text[line.first] !== "-") return undefined;
  const columns: number[] = [];
  for (let i = line.first; i < line.end; i++) {
    if (text[i] === "-") {
      if (text[i - 1] !== "-" || i === line.first) columns.push(i - line.first + line.indent);
    } else if (text[i] !== " ") return undefined;
  }
  return columns;
}

function addColumns(state: BlockState, region: Region, rows: readonly Line[], columns: readonly number[]): void {
  for (const [i, column] of columns.entries()) {
    const next = columns[i + 1];
    const cell = rows.map((row) => sliceColumns(state.text, row, i === 0 ? 0 : column, next)).filter((line) => !isBlank(line));
    if (cell.length > 0) addLeaf(state, region, cell, "cell");
  }
}

/** The part of a line between two columns. */
function sliceColumns(text: string, line: Line, from: number, to: number | undefined): Line {
  const zero = line.first - line.indent;
  const start = Math.min(line.end, Math.max(line.first, zero + from));
  const end = to === undefined ? line.end : Math.max(start, Math.min(line.end, zero + to));
  return lineFrom(text, start, end, 0);
}

/** `+---+---+`, rows of `| … | … |`; a cell may hold any blocks. */
function gridTable(state: BlockState, region: Region, at: number): number | undefined {
  const top = region.lines[at];
  const bars = top === undefined ? undefined : gridBars(state.text, top);
  if (top === undefined || bars === undefined || region.depth >= deepestContainer || state.text[region.lines[at + 1]?.first ?? 0] !== "|")
    return undefined;
  let rows: Line[] = [];
  let end = at + 1;
  for (; end < region.lines.length; end++) {
    const line = region.lines[end];
    const mark = line === undefined || isBlank(line) ? "" : state.text[line.first];
    if (line === undefined || (mark !== "|" && mark !== "+")) break;
    if (mark === "|") rows.push(line);
    else {
      addGridRow(state, region, rows, bars);
      rows = [];
    }
  }
  addGridRow(state, region, rows, bars);
  return end;
}

function gridBars(text: string, line: Line): readonly number[] | undefined {
  if (text[line.first] !== "+" || text[line.first + 1] === " ") return undefined;
  const bars: number[] = [];
  for (let i = line.first; i < line.end; i++) {
    if (text[i] === "+") bars.push(i - line.first);
    else if (!"-=: ".includes(text[i] ?? "")) return undefined;
  }
  return bars.length > 1 ? bars : undefined;
}

function addGridRow(state: BlockState, region: Region, rows: readonly Line[], bars: readonly number[]): void {
  for (let i = 0; i + 1 < bars.length; i++) {
    const from = (bars[i] ?? 0) + 1;
    const to = bars[i + 1] ?? from;
    const cell = rows.map((row) => lineFrom(state.text, Math.min(row.end, row.first + from), Math.min(row.end, row.first + to), 0));
    const least = Math.min(...cell.filter((line) => !isBlank(line)).map((line) => line.indent));
    const lines = cell.map((line) => ({ ...line, indent: Math.max(0, line.indent - Math.min(1, least)) }));
    state.read(createRegion(lines, { ...region, depth: region.depth + 1, leafKind: "cell" }));
  }
}

/** `: caption` or `Table: caption` below a table. */
function readCaption(state: BlockState, region: Region, end: number): number {
  let at = end;
  while (at < region.lines.length && isBlank(region.lines[at])) at++;
  const line = region.lines[at];
  if (line === undefined || line.indent >= tabStop) return end;
  const mark = state.text.startsWith("Table:", line.first)
    ? 6
    : state.text[line.first] === ":" && state.text[line.first + 1] !== ":"
      ? 1
      : 0;
  if (mark === 0) return end;
  let after = at + 1;
  while (after < region.lines.length && !isBlank(region.lines[after])) after++;
  addLeaf(state, region, [behind(state.text, line, line.first + mark), ...region.lines.slice(at + 1, after)]);
  return after;
}
