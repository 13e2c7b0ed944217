import type { Span } from "../text/span.ts";
import { firstFrom, paragraphEnd, paragraphStart, skipSpaces } from "./latexArguments.ts";
import type { LatexSurface } from "./latexSurface.ts";

interface LatexKey {
  readonly key: string;
  readonly span: Span;
}

/** `{a, b}`: its keys and where they may stand. */
export interface KeyArgument {
  readonly keys: readonly LatexKey[];
  /** Inside the braces, or up to the last key where they never close. */
  readonly inner: Span;
  readonly end: number;
  readonly isClosed: boolean;
  /** Something in it is no key that could be known here: `#1`, `\mykey`. */
  readonly isTemplate: boolean;
}

/** The argument of keys that begins behind white space at `from`. One that isn't closed in its paragraph ends at the line's end. */
export function keyArgumentAt(surface: LatexSurface, from: number): KeyArgument | undefined {
  const open = skipSpaces(surface, from);
  if (surface.text[open] !== "{" || open >= surface.end) return undefined;
  const closing = surface.partner(open);
  const isClosed = closing >= 0 && closing <= paragraphEnd(surface, open) && !borrowsItsBrace(surface, open);
  return isClosed ? closedArgument(surface, open, closing) : openArgument(surface, open);
}

/** In `\footnote{see \cite{a and so on.}` the only closing brace is the footnote's: a brace before this one, in its paragraph, lacks its partner. */
function borrowsItsBrace(surface: LatexSurface, open: number): boolean {
  const firstLacking = surface.unclosedBraces[firstFrom(surface.unclosedBraces, paragraphStart(surface, open))];
  return firstLacking !== undefined && firstLacking.start < open;
}

function closedArgument(surface: LatexSurface, open: number, closing: number): KeyArgument {
  const reader = new KeyReader(surface, closing);
  return { ...reader.read(open + 1), inner: { start: open + 1, end: closing }, end: closing + 1, isClosed: true };
}

/** Keys between commas, up to `end`. White space around a key and comments don't belong to it; within it white space is one space. */
class KeyReader {
  readonly #surface: LatexSurface;
  readonly #end: number;
  readonly #keys: LatexKey[] = [];
  #isTemplate = false;

  constructor(surface: LatexSurface, end: number) {
    this.#surface = surface;
    this.#end = end;
  }

  read(from: number): { readonly keys: readonly LatexKey[]; readonly isTemplate: boolean } {
    let at = from;
    while (at < this.#end) at = this.#piece(Math.min(skipSpaces(this.#surface, at), this.#end)) + 1;
    return { keys: this.#keys, isTemplate: this.#isTemplate };
  }

  /** Reads one key and returns the position of the comma behind it. `{a,b}` as a whole is one key, `a,b`; of amsrefs' `a*{p. 3}` it is `a`. */
  #piece(start: number): number {
    const { text } = this.#surface;
    let isReadable = true;
    let hasComment = false;
    let lastInk = start;
    let at = start;
    for (; at < this.#end && text[at] !== ","; at++) {
      const character = text[at];
      if (character === "*" && text[at + 1] === "{" && at > start) {
        at = this.#closing(at + 1);
        continue;
      }
      if (character === "{") at = this.#closing(at);
      if (character === "%") {
        at = this.#commentEnd(at) - 1;
        hasComment = true;
        continue;
      }
      if (character === "\\" || character === "#" || (character === "{" && start !== lastInk)) isReadable = false;
      if (!isSpace(character)) lastInk = Math.min(at + 1, this.#end);
    }
    this.#take({ start, end: lastInk }, isReadable, hasComment);
    return at;
  }

  #take(span: Span, isReadable: boolean, hasComment: boolean): void {
    const { text } = this.#surface;
    const isProtected = text[span.start] === "{" && this.#surface.partner(span.start) === span.end - 1;
    const inner = isProtected ? trimmed(text, { start: span.start + 1, end: span.end - 1 }) : withoutMerging(text, span);
    if (inner.end <= inner.start) return;
    if (!isReadable || (isProtected && holdsMarkup(text, inner)) || (!isProtected && text[span.start] === "{")) {
      this.#isTemplate = true;
      return;
    }
    const written = text.slice(inner.start, inner.end);
    this.#keys.push({ key: (hasComment ? written.replace(/%[^\n\r]*\s*/g, "") : written).replace(/\s+/g, " "), span: inner });
  }

  #closing(open: number): number {
    const closing = this.#surface.partner(open);
    return closing < 0 ? open : Math.min(closing, this.#end - 1);
  }

  /** Behind the comment, its line end and the next line's indentation, which TeX passes over too. */
  #commentEnd(from: number): number {
    const { text } = this.#surface;
    let at = from;
    while (at < this.#end && text[at] !== "\n") at++;
    while (at < this.#end && isSpace(text[at])) at++;
    return at;
  }
}

/** `\cite{a, b and text goes on`: keys are single words then, and no command, brace or line end may follow but behind a comma. */
function openArgument(surface: LatexSurface, open: number): KeyArgument {
  const { text } = surface;
  const keys: LatexKey[] = [];
  let isTemplate = false;
  let at = open + 1;
  for (;;) {
    const start = skipBlanks(surface, at);
    const end = wordEnd(surface, start);
    const key = text.slice(start, end);
    if (key.includes("#")) isTemplate = true;
    else if (key !== "") keys.push({ key, span: { start, end } });
    at = end;
    const comma = skipBlanks(surface, end);
    if (text[comma] !== "," || comma >= surface.end) break;
    at = skipSpaces(surface, comma + 1);
  }
  const closing = skipBlanks(surface, at);
  const isClosed = text[closing] === "}" && closing < surface.end;
  return { keys, inner: { start: open + 1, end: isClosed ? closing : at }, end: isClosed ? closing + 1 : at, isClosed, isTemplate };
}

function wordEnd(surface: LatexSurface, from: number): number {
  let at = from;
  while (at < surface.end && !endsWord.has(surface.text[at] ?? "")) at++;
  return at;
}

const endsWord: ReadonlySet<string> = new Set([" ", "\t", "\n", "\r", ",", "\\", "{", "}", "%", "[", "]"]);

function skipBlanks(surface: LatexSurface, from: number): number {
  let at = from;
  while (at < surface.end && (surface.text[at] === " " || surface.text[at] === "\t")) at++;
  return at;
}

/** REVTeX and mcite join what stands behind a star to the citation before: `*b` of `\cite{a,*b}` is the key b. But `*` alone means all. */
function withoutMerging(text: string, span: Span): Span {
  if (text[span.start] !== "*" || span.end - span.start < 2) return span;
  const note = /^\*(?:\[[^\]]{0,200}\])?\s*/.exec(text.slice(span.start, Math.min(span.end, span.start + 210)));
  return { start: span.start + (note?.[0].length ?? 1), end: span.end };
}

function trimmed(text: string, within: Span): Span {
  let { start, end } = within;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return { start, end };
}

function holdsMarkup(text: string, within: Span): boolean {
  for (let at = within.start; at < within.end; at++) {
    if (markup.has(text[at] ?? "")) return true;
  }
  return false;
}

const markup: ReadonlySet<string> = new Set(["\\", "#", "{", "}", "%"]);

const isSpace = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r";
