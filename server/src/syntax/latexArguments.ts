import type { Span } from "../text/span.ts";
import type { LatexSurface } from "./latexSurface.ts";

/** One argument with its brackets: for `[p. 3]` at 5 the span is {5, 11}, the inside {6, 10}. */
export interface LatexArgument {
  readonly span: Span;
  readonly inner: Span;
}

/** Past white space and comments, as TeX passes them before an argument; a blank line stops it. */
export function skipSpaces(surface: LatexSurface, from: number): number {
  let at = from;
  let lineEnded = false;
  while (at < surface.end) {
    const code = surface.text.charCodeAt(at);
    if (code === 37) {
      while (at < surface.end && !isLineEnd(surface.text.charCodeAt(at))) at++;
      lineEnded = false;
    } else if (isLineEnd(code)) {
      if (lineEnded) return at;
      lineEnded = true;
      at += code === 13 && surface.text.charCodeAt(at + 1) === 10 ? 2 : 1;
    } else if (code === 32 || code === 9) at++;
    else return at;
  }
  return at;
}

/** The argument in `{…}` or `[…]` that begins behind white space at `from`; undefined where there is none or it never closes. */
export function argumentAt(surface: LatexSurface, from: number, opening: "{" | "["): LatexArgument | undefined {
  const open = skipSpaces(surface, from);
  if (surface.text[open] !== opening || open >= surface.end) return undefined;
  const closing = surface.partner(open);
  return closing < 0 ? undefined : { span: { start: open, end: closing + 1 }, inner: { start: open + 1, end: closing } };
}

/** An optional argument in marks that TeX does not pair: `(see)` or `<see>`, on few lines of one paragraph. */
export function markedArgumentAt(surface: LatexSurface, from: number, opening: "(" | "<"): LatexArgument | undefined {
  const open = skipSpaces(surface, from);
  if (surface.text[open] !== opening || open >= surface.end) return undefined;
  const closing = closingMark(surface, open, opening === "(" ? ")" : ">");
  return closing < 0 ? undefined : { span: { start: open, end: closing + 1 }, inner: { start: open + 1, end: closing } };
}

/** Passes over arguments after a command's name by a pattern such as `*[{`: a star and brackets may be missing, what stands in braces ends the walk if it is. */
export function skipArguments(surface: LatexSurface, from: number, pattern: string): number {
  let at = from;
  for (const slot of pattern) {
    if (slot === "*") {
      if (surface.text[at] === "*") at++;
      continue;
    }
    const argument = argumentAt(surface, at, slot === "[" ? "[" : "{");
    if (argument !== undefined) at = argument.span.end;
    else if (slot === "{") return at;
  }
  return at;
}

/** The start of the first blank line from `from` on, or the end of the document. */
export function paragraphEnd(surface: LatexSurface, from: number): number {
  const next = firstFrom(surface.blankLines, from);
  return surface.blankLines[next]?.start ?? surface.end;
}

export function paragraphStart(surface: LatexSurface, from: number): number {
  return surface.blankLines[firstFrom(surface.blankLines, from) - 1]?.end ?? 0;
}

/** The index of the first item, in an ordered list, that starts at or behind `offset`. */
export function firstFrom(items: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The items of an ordered list that start within a span. */
export function* itemsWithin<Item extends { readonly start: number }>(items: readonly Item[], within: Span): Generator<Item> {
  for (let index = firstFrom(items, within.start); index < items.length; index++) {
    const item = items[index];
    if (item === undefined || item.start >= within.end) return;
    yield item;
  }
}

/** A note that is longer than this without closing is none. */
const longestMarked = 500;

function closingMark(surface: LatexSurface, open: number, closing: string): number {
  const { text } = surface;
  const limit = Math.min(surface.end, open + longestMarked);
  for (let at = open + 1; at < limit; at++) {
    const character = text[at];
    if (character === closing) return at;
    if (character === "{") {
      const partner = surface.partner(at);
      if (partner < 0) return -1;
      at = partner;
    } else if (character === "\\") at++;
    else if (character === "\n" && (text[at + 1] === "\n" || text[at + 1] === "\r")) return -1;
  }
  return -1;
}

const isLineEnd = (code: number): boolean => code === 10 || code === 13;
