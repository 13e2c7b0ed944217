import { fenceEnd, opensFence } from "./markdownFences.ts";
import { commentEnd, type HtmlTag, isBlockTag, isVerbatimTag, tagAt } from "./markdownHtml.ts";
import { isBlank, type Line, lineFrom, tabStop } from "./markdownLines.ts";
import type { BlockReader, BlockState, Region } from "./markdownState.ts";

/** Fenced code, closed; while typing also what is never closed. */
export const readFence: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  if (line === undefined) return undefined;
  const end = fenceEnd(state, region, at) ?? (state.options.typing && opensFence(state.text, line) ? region.lines.length - 1 : undefined);
  if (end === undefined) return undefined;
  state.raw.push({ start: line.first, end: region.lines[end]?.end ?? line.end });
  return end + 1;
};

/** Lines four columns in, with the blank lines between them. */
export const readIndentedCode: BlockReader = (state, region, at) => {
  let end = at;
  for (let next = at; next < region.lines.length; next++) {
    const line = region.lines[next];
    if (line === undefined || isBlank(line)) continue;
    if (line.indent - (next === at ? region.htmlIndent : 0) < tabStop) break;
    end = next + 1;
  }
  if (end === at) return undefined;
  state.raw.push({ start: region.lines[at]?.first ?? 0, end: region.lines[end - 1]?.end ?? 0 });
  return end;
};

/** `---`, YAML, `---` or `...`: at the top of the document, or anywhere between its blocks. */
export const readMetadata: BlockReader = (state, region, at) => {
  if (region.depth > 0 || !isMarkLine(state.text, region.lines[at], "---") || isBlank(region.lines[at + 1])) return undefined;
  if (at > 0 && !looksLikeYaml(state.text, region.lines[at + 1])) return undefined;
  for (let end = at + 1; end < region.lines.length; end++) {
    const line = region.lines[end];
    if (!isMarkLine(state.text, line, "---") && !isMarkLine(state.text, line, "...")) continue;
    const first = region.lines[at + 1];
    state.metadata.push({ start: (first?.first ?? 0) - (first?.indent ?? 0), end: line?.first ?? 0 });
    return end + 1;
  }
  return undefined;
};

/** Comments, verbatim elements and tags between blocks; what stands behind them in their line is read as a new block. */
export const readHtml: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  if (line === undefined || line.indent >= tabStop || state.text[line.first] !== "<") return undefined;
  const limit = region.lines.at(-1)?.end ?? line.end;
  const comment = commentEnd(state.text, line.first, Math.min(limit, state.lastCommentEnd));
  if (comment !== undefined) {
    state.comments.push({ start: line.first, end: comment });
    return continueBehind(state, region, at, comment);
  }
  const tag = tagAt(state.text, line.first, region.lines[Math.min(at + longestTagInLines, region.lines.length - 1)]?.end ?? line.end);
  if (tag === undefined || !isBlockTag(tag.name)) return undefined;
  const verbatim = isVerbatimTag(tag.name) && !tag.closing ? elementEnd(state, tag, limit) : undefined;
  state.tags.push({ start: line.first, end: verbatim ?? tag.end });
  const next = continueBehind(state, region, at, verbatim ?? tag.end);
  const indent = isBlank(region.lines[next]) ? (region.lines[next + 1]?.indent ?? 0) : 0;
  region.htmlIndent = tag.closing || tag.name === "div" ? 0 : indent;
  return next;
};

/** An environment, through its `\end`, blank lines included. */
export const readTex: BlockReader = (state, region, at) => {
  const line = region.lines[at];
  if (line === undefined || state.text[line.first] !== "\\") return undefined;
  const end = state.environments.endOf(line.first);
  if (end === undefined || end > (region.lines.at(-1)?.end ?? 0)) return undefined;
  state.raw.push({ start: line.first, end });
  return continueBehind(state, region, at, end);
};

const longestTagInLines = 20;

function isMarkLine(text: string, line: Line | undefined, mark: string): boolean {
  if (line === undefined || line.indent > 0 || !text.startsWith(mark, line.first)) return false;
  return isBlank(lineFrom(text, line.first + 3, line.end, 0));
}

const looksLikeYaml = (text: string, line: Line | undefined): boolean =>
  line !== undefined && /^(?:#|["'\w][^:]{0,200}:(?:\s|$))/u.test(text.slice(line.first, Math.min(line.end, line.first + 250)));

/** Where `</pre>` ends; undefined where the element is never closed. */
function elementEnd(state: BlockState, tag: HtmlTag, limit: number): number | undefined {
  if (state.unclosedElements.has(tag.name)) return undefined;
  const closing = new RegExp(`</${tag.name}\\s{0,9}>`, "giu");
  closing.lastIndex = tag.end;
  const match = closing.exec(state.text);
  if (match === null) state.unclosedElements.add(tag.name);
  return match === null || closing.lastIndex > limit ? undefined : closing.lastIndex;
}

/** Makes the rest of the line in which `end` falls the next line to read. */
function continueBehind(state: BlockState, region: Region, at: number, end: number): number {
  let next = at;
  while (next < region.lines.length && (region.lines[next]?.end ?? 0) < end) next++;
  const line = region.lines[next];
  if (line === undefined) return region.lines.length;
  region.lines[next] = { ...lineFrom(state.text, end, line.end, 0), indent: 0 };
  return next;
}
