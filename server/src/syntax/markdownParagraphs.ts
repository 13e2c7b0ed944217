import { closesDiv, fenceEnd } from "./markdownFences.ts";
import { commentEnd, isBlockTag, tagAt } from "./markdownHtml.ts";
import { behind, isBlank, type Line, lineFrom, tabStop } from "./markdownLines.ts";
import { isListStart, isRule } from "./markdownListMarkers.ts";
import { addLeaf, type BlockReader, type BlockState, type Region } from "./markdownState.ts";

/** Where the paragraph that begins at a line ends: at a blank line or at what Pandoc lets interrupt it. No quotation or heading does. */
export function paragraphEnd(state: BlockState, region: Region, at: number): number {
  let end = at + 1;
  for (;;) {
    while (end < region.lines.length && !interrupts(state, region, end)) end++;
    const reach = reachBehind(state, region, at, end);
    if (reach === undefined) return end;
    end = reach;
  }
}

/** True where a line can't continue the paragraph above it, be it lazily. */
export function interrupts(state: BlockState, region: Region, at: number): boolean {
  const line = region.lines[at];
  if (line === undefined || isBlank(line)) return true;
  const first = state.text[line.first];
  if (region.inList && isListStart(state.text, line)) return true;
  if (first === "`" && line.indent === 0) return fenceEnd(state, region, at) !== undefined;
  if (first === ":") return state.divs > 0 && closesDiv(state.text, line);
  return first === "<" && beginsWithBlockTag(state.text, line);
}

export const readHeading: BlockReader = (state, region, at) => hashHeading(state, region, at) ?? underlinedHeading(state, region, at);

/** `* * *`, `---`: only a line, but it must not be taken for text. */
export const readRule: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  return line !== undefined && isRule(state.text, line) ? at + 1 : undefined;
};

/** `| line of a poem`: every line stands for itself; one that begins with a space continues the line above. */
export const readLineBlock: BlockReader = (state, region, at) => {
  let end = at;
  while (startsPoemLine(state.text, region.lines[end])) {
    const first = region.lines[end];
    let next = end + 1;
    while (isContinuation(region.lines[next])) next++;
    if (first !== undefined) addLeaf(state, region, [behind(state.text, first, first.first + 1), ...region.lines.slice(end + 1, next)]);
    end = next;
  }
  return end > at ? end : undefined;
};

/** `[label]: https://… "title"`; a label that cites is none. */
export const readReference: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  if (line === undefined || line.indent >= tabStop || state.text[line.first] !== "[" || state.text[line.first + 1] === "^")
    return undefined;
  const label = labelAt(state.text, line);
  if (label === undefined || citingLabel.test(label)) return undefined;
  let next = at + 1;
  let target = behind(state.text, line, line.first + label.length + 3);
  if (isBlank(target) && !isBlank(region.lines[next])) target = region.lines[next++] ?? target;
  if (state.text[target.first] === "[") return undefined;
  const title = region.lines[next];
  if (title !== undefined && isTitle(state.text, title)) next++;
  state.labels.add(normalLabel(label));
  state.definitions.push(addressIn(state.text, target));
  return next;
};

/** Labels are compared without case and with single spaces. */
export const normalLabel = (label: string): string => label.trim().replace(/\s+/gu, " ").toLowerCase();

function hashHeading(state: BlockState, region: Region, at: number): number | undefined {
  const line = region.lines[at];
  if (line === undefined || line.indent > 0 || state.text[line.first] !== "#") return undefined;
  let after = line.first;
  while (state.text[after] === "#" && after < line.end) after++;
  if (after < line.end && !/[ \t]/u.test(state.text[after] ?? "")) return undefined;
  addHeading(state, region, behind(state.text, line, after));
  return at + 1;
}

function underlinedHeading(state: BlockState, region: Region, at: number): number | undefined {
  const line = region.lines[at];
  const under = region.lines[at + 1];
  if (line === undefined || under === undefined || under.indent > 0 || !isUnderline(state.text, under)) return undefined;
  addHeading(state, region, line);
  return at + 2;
}

function isUnderline(text: string, line: Line): boolean {
  let at = line.first;
  while (at < line.end && (text[at] === "=" || text[at] === "-")) at++;
  return at > line.first && isBlank(lineFrom(text, at, line.end, 0));
}

function addHeading(state: BlockState, region: Region, line: Line): void {
  const end = withoutAttributes(state.text, line);
  addLeaf(state, region, [{ ...line, end }], region.leafKind === "metadata" ? "metadata" : "heading");
  let labelEnd = end;
  while (labelEnd > line.first && " \t#".includes(state.text[labelEnd - 1] ?? "")) labelEnd--;
  state.labels.add(normalLabel(state.text.slice(line.first, labelEnd)));
}

/** The end of a heading without ` {#id .class}` behind it. */
function withoutAttributes(text: string, line: Line): number {
  let end = line.end;
  while (end > line.first && /\s/u.test(text[end - 1] ?? "")) end--;
  if (text[end - 1] !== "}") return line.end;
  const open = text.lastIndexOf("{", end);
  return open > line.first && /^\{\s*(?:[#.-]|[\w-]+=)/u.test(text.slice(open, open + 200)) ? open : line.end;
}

/** A comment or an environment that begins in the paragraph may end behind a blank line; the paragraph goes on behind it. */
function reachBehind(state: BlockState, region: Region, at: number, end: number): number | undefined {
  const from = region.lines[at]?.first ?? 0;
  const to = region.lines[end - 1]?.end ?? 0;
  const limit = region.lines.at(-1)?.end ?? 0;
  const reach = openComment(state.text, from, to, limit) ?? state.environments.reaching(from, to);
  if (reach === undefined || reach > limit) return undefined;
  let next = end;
  while (next < region.lines.length && (region.lines[next]?.end ?? 0) < reach) next++;
  return next < region.lines.length ? next + 1 : undefined;
}

function openComment(text: string, from: number, to: number, limit: number): number | undefined {
  const paragraph = text.slice(from, to);
  const open = paragraph.includes("<") ? paragraph.lastIndexOf("<!--") : -1;
  if (open < 0) return undefined;
  const close = commentEnd(text, from + open, to);
  if (close !== undefined || paragraph.slice(0, open).split("`").length % 2 === 0) return undefined;
  return commentEnd(text, from + open, limit);
}

function beginsWithBlockTag(text: string, line: Line): boolean {
  const tag = tagAt(text, line.first, line.end);
  return tag !== undefined && isBlockTag(tag.name);
}

function startsPoemLine(text: string, line: Line | undefined): boolean {
  if (line === undefined || isBlank(line) || line.indent > 0 || text[line.first] !== "|") return false;
  return line.first + 1 === line.end || text[line.first + 1] === " ";
}

const isContinuation = (line: Line | undefined): boolean => line !== undefined && !isBlank(line) && line.indent > 0;

const labelPattern = /\[((?:[^[\]\\]|\\.){1,999})\]:/y;

function labelAt(text: string, line: Line): string | undefined {
  labelPattern.lastIndex = line.first;
  const label = labelPattern.exec(text)?.[1];
  return label === undefined || labelPattern.lastIndex > line.end ? undefined : label;
}

const citingLabel = /(?:^|[^\p{L}\p{N}.])@[\p{L}\p{N}_*{]/u;

function isTitle(text: string, line: Line): boolean {
  const open = text[line.first];
  const close = open === "(" ? ")" : open;
  if (open !== '"' && open !== "'" && open !== "(") return false;
  return (
    line.end > line.first + 1 &&
    text
      .slice(line.first + 1, line.end)
      .trimEnd()
      .endsWith(close ?? "")
  );
}

/** The address of a definition: within `<…>`, or up to the first space. */
function addressIn(text: string, line: Line): { readonly start: number; readonly end: number } {
  const start = text[line.first] === "<" ? line.first + 1 : line.first;
  let end = start;
  while (end < line.end && !/[\s>]/u.test(text[end] ?? "")) end++;
  return { start, end };
}
