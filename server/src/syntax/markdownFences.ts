import { isBlank, type Line, lineFrom, tabStop } from "./markdownLines.ts";
import type { BlockState, Region } from "./markdownState.ts";

/** The line of a region that closes the fence at a line; undefined where there is no fence or it is never closed. */
export function fenceEnd(state: BlockState, region: Region, at: number): number | undefined {
  const line = region.lines[at];
  const mark = line === undefined ? undefined : state.text[line.first];
  if (line === undefined || line.indent >= tabStop || (mark !== "`" && mark !== "~")) return undefined;
  const size = fenceSize(state.text, line, mark);
  if (size < 3 || !isFenceInfo(state.text, line, size) || size >= (region.unclosed.get(mark) ?? Number.POSITIVE_INFINITY)) return undefined;
  for (let end = at + 1; end < region.lines.length; end++) if (closesFence(state.text, region.lines[end], mark, size)) return end;
  region.unclosed.set(mark, size);
  return undefined;
}

/** True at a line that looks like the beginning of fenced code, closed or not. */
export function opensFence(text: string, line: Line): boolean {
  const mark = text[line.first];
  if (line.indent >= tabStop || (mark !== "`" && mark !== "~")) return false;
  const size = fenceSize(text, line, mark);
  return size >= 3 && isFenceInfo(text, line, size);
}

/** `:::` and nothing behind it. */
export function closesDiv(text: string, line: Line): boolean {
  if (line.indent > 0 || !text.startsWith(":::", line.first)) return false;
  let at = line.first;
  while (text[at] === ":" && at < line.end) at++;
  return isBlank(lineFrom(text, at, line.end, 0));
}

function fenceSize(text: string, line: Line, mark: string): number {
  let end = line.first;
  while (end < line.end && text[end] === mark) end++;
  return end - line.first;
}

/** A language, attributes in braces, or nothing. */
function isFenceInfo(text: string, line: Line, size: number): boolean {
  const info = text.slice(line.first + size, Math.min(line.end, line.first + size + 2000)).trim();
  return !/\s/u.test(info) || /^\{[^{}]*\}$/u.test(info) || /^[^\s`]+\s*\{[^{}]*\}$/u.test(info);
}

function closesFence(text: string, line: Line | undefined, mark: string, size: number): boolean {
  if (line === undefined || line.indent >= tabStop || text[line.first] !== mark) return false;
  const found = fenceSize(text, line, mark);
  return found >= size && isBlank(lineFrom(text, line.first + found, line.end, 0));
}
