import { closesDiv } from "./markdownFences.ts";
import { behind, dedent, isBlank, type Line, tabStop } from "./markdownLines.ts";
import { isListStart, type ListMarker, listMarker } from "./markdownListMarkers.ts";
import { interrupts } from "./markdownParagraphs.ts";
import { addLeaf, type BlockReader, type BlockState, createRegion, deepestContainer, type Region } from "./markdownState.ts";

export const readBulletList: BlockReader = (state, region, at) => readList(state, region, at, true);

export const readOrderedList: BlockReader = (state, region, at) => readList(state, region, at, false);

/** `> ` lines and the lazy lines below them, up to a blank line. */
export const readBlockQuotation: BlockReader = (state, region, at) => {
  const first = region.lines[at];
  if (first === undefined || !startsQuotation(state.text, first) || region.depth >= deepestContainer) return undefined;
  const lines: Line[] = [];
  let end = at;
  for (; end < region.lines.length; end++) {
    const line = region.lines[end];
    if (line === undefined) break;
    if (startsQuotation(state.text, line)) lines.push(dedent(behind(state.text, line, line.first + 1), 1));
    else if (interrupts(state, region, end)) break;
    else lines.push(line);
  }
  const quotation = region.quotation ?? state.quotations.length;
  if (region.quotation === undefined) state.quotations.push({ start: first.first, end: region.lines[end - 1]?.end ?? first.end });
  state.read(createRegion(lines, { ...region, depth: region.depth + 1, quotation }));
  return end;
};

/** `[^1]: …`, its lazy lines, and what stands four columns in behind blank lines. */
export const readNote: BlockReader = (state, region, at) => {
  const first = region.lines[at];
  const label = first === undefined ? undefined : noteLabel(state.text, first);
  if (first === undefined || label === undefined || region.depth >= deepestContainer) return undefined;
  const lines = [dedent(behind(state.text, first, first.first + label.length + 4), tabStop)];
  let end = at + 1;
  if (isBlank(lines[0])) while (end < region.lines.length && isBlank(region.lines[end]) && end === at + 1) end++;
  end = takeNoteLines(state, region, end, lines);
  while (lines.length > 1 && isBlank(lines.at(-1))) lines.pop();
  const span = { start: lines[0]?.first ?? first.end, end: lines.at(-1)?.end ?? first.end };
  state.notes.push({ label, body: span });
  state.read(createRegion(lines, { ...region, depth: region.depth + 1 }));
  return end;
};

/** `Term`, `:   what it means`. */
export const readDefinitionList: BlockReader = (state, region, at) => {
  const term = region.lines[at];
  if (term === undefined || region.depth >= deepestContainer) return undefined;
  let end = definitionAt(state.text, region, at + 1);
  if (end === undefined) return undefined;
  addLeaf(state, region, [term]);
  for (let next: number | undefined = end; next !== undefined; next = definitionAt(state.text, region, end)) {
    end = readDefinition(state, region, next);
  }
  return end;
};

/** `::: {.class}` and its closing `:::`: the lines between are read as if these two were not there. */
export const readDivFence: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  if (line === undefined || line.indent > 0 || !state.text.startsWith(":::", line.first)) return undefined;
  if (closesDiv(state.text, line)) {
    if (state.divs === 0) return undefined;
    state.divs--;
    return at + 1;
  }
  if (!/^:{3,}\s*(?:\{[^{}]*\}|[^\s{}]+)\s*:*\s*$/u.test(state.text.slice(line.first, Math.min(line.end, line.first + 2000))))
    return undefined;
  state.divs++;
  return at + 1;
};

function readList(state: BlockState, region: Region, at: number, bullets: boolean): number | undefined {
  const first = region.lines[at];
  const found = first === undefined ? undefined : listMarker(state.text, first);
  if (found === undefined || (found.kind === "bullet") !== bullets || region.depth >= deepestContainer) return undefined;
  if (found.kind === "example" && state.options.typing) return undefined;
  let end = at;
  for (let marker: ListMarker | undefined = found; marker !== undefined && (marker.kind === "bullet") === bullets; ) {
    const start = region.lines[end]?.first ?? marker.end;
    if (marker.label !== "") state.examples.push({ label: marker.label, span: { start, end: marker.end } });
    end = readItem(state, region, end, marker);
    const next = region.lines[end];
    marker = next === undefined ? undefined : listMarker(state.text, next);
  }
  return end;
}

function readItem(state: BlockState, region: Region, at: number, marker: ListMarker): number {
  const line = region.lines[at];
  if (line === undefined) return at + 1;
  const rest = behind(state.text, line, marker.end);
  const width = line.indent + marker.end - line.first;
  const gap = isBlank(rest) ? 0 : rest.indent <= tabStop ? rest.indent : 1;
  const columns = marker.kind === "example" ? tabStop : width + gap;
  const lines = [dedent(rest, gap)];
  const end = takeItemLines(state, region, at + 1, columns, lines);
  state.read(createRegion(lines, { ...region, depth: region.depth + 1, inList: true }));
  return end;
}

/** Lines of an item: those that follow without a blank line, be they lazy; then those that are indented to the item's text. */
function takeItemLines(state: BlockState, region: Region, from: number, columns: number, lines: Line[]): number {
  let at = from;
  let blanks = 0;
  let lazy = true;
  for (; at < region.lines.length; at++) {
    const line = region.lines[at];
    if (line === undefined) break;
    if (isBlank(line)) {
      blanks++;
      lazy = false;
      continue;
    }
    if (state.divs > 0 && closesDiv(state.text, line)) break;
    const inside = line.indent >= columns;
    if (!inside && (!lazy || isListStart(state.text, line) || (state.text[line.first] === "`" && interrupts(state, region, at)))) break;
    for (; blanks > 0; blanks--) lines.push({ first: line.first, end: line.first, indent: 0, column: 0 });
    lines.push(inside ? dedent(line, columns) : line);
    lazy = true;
  }
  return at - blanks;
}

const noteStart = /\[\^([^\s\]]{1,200})\]/y;

/** The label of `[^label]:`. */
function noteLabel(text: string, line: Line): string | undefined {
  const label = noteCallAt(text, line);
  return label !== undefined && text[line.first + label.length + 3] === ":" ? label : undefined;
}

function noteCallAt(text: string, line: Line): string | undefined {
  if (line.indent >= tabStop) return undefined;
  noteStart.lastIndex = line.first;
  const label = noteStart.exec(text)?.[1];
  return label === undefined || noteStart.lastIndex > line.end ? undefined : label;
}

function takeNoteLines(state: BlockState, region: Region, from: number, lines: Line[]): number {
  let at = from;
  let blanks = 0;
  for (; at < region.lines.length; at++) {
    const line = region.lines[at];
    if (line === undefined) break;
    if (isBlank(line)) {
      blanks++;
      continue;
    }
    if (noteCallAt(state.text, line) !== undefined || (blanks > 0 && line.indent < tabStop)) break;
    for (; blanks > 0; blanks--) lines.push({ first: line.first, end: line.first, indent: 0, column: 0 });
    lines.push(line.indent >= tabStop ? dedent(line, tabStop) : line);
  }
  return at - blanks;
}

const startsQuotation = (text: string, line: Line): boolean => line.indent < tabStop && line.first < line.end && text[line.first] === ">";

/** The line of a `:   ` at `from` or behind one blank line. */
function definitionAt(text: string, region: Region, from: number): number | undefined {
  const at = isBlank(region.lines[from]) ? from + 1 : from;
  const line = region.lines[at];
  return line !== undefined && isDefinitionMarker(text, line) ? at : undefined;
}

function isDefinitionMarker(text: string, line: Line): boolean {
  const mark = text[line.first];
  if (line.indent >= tabStop - 1 || (mark !== ":" && mark !== "~") || line.first + 1 >= line.end) return false;
  return text[line.first + 1] === " " || text[line.first + 1] === "\t";
}

function readDefinition(state: BlockState, region: Region, at: number): number {
  const first = region.lines[at];
  if (first === undefined) return at + 1;
  const lines = [dedent(behind(state.text, first, first.first + 1), tabStop - 1 - first.indent)];
  let end = at + 1;
  let blanks = 0;
  for (; end < region.lines.length; end++) {
    const line = region.lines[end];
    if (line === undefined) break;
    if (isBlank(line)) {
      blanks++;
      continue;
    }
    const inside = line.indent >= tabStop;
    if (!inside && (blanks > 0 || isDefinitionMarker(state.text, line) || (state.divs > 0 && closesDiv(state.text, line)))) break;
    for (; blanks > 0; blanks--) lines.push({ first: line.first, end: line.first, indent: 0, column: 0 });
    lines.push(inside ? dedent(line, tabStop) : line);
  }
  state.read(createRegion(lines, { ...region, depth: region.depth + 1, inList: true }));
  return end - blanks;
}
