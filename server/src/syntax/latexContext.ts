import { type Span, touches } from "../text/span.ts";
import { citeCommands } from "./citeCommands.ts";
import { commandsOf } from "./latex.ts";
import { itemsWithin, paragraphEnd, paragraphStart, skipSpaces } from "./latexArguments.ts";
import { citationArgumentsOf } from "./latexCitations.ts";
import type { KeyArgument } from "./latexKeys.ts";
import { type LatexSurface, readSurface } from "./latexSurface.ts";

/** A place in a LaTeX draft where a key is being written: for `\cite{webber2012, sperl|ing}` typed is `sperl`. */
export interface LatexCitationContext {
  /** From the key's beginning to the cursor; may hold spaces, as in `\cite{sperling 1999|`. */
  readonly typed: string;
  /** The whole key. */
  readonly replace: Span;
  /** The key up to the cursor. */
  readonly insert: Span;
  /** Without backslash and star. */
  readonly command: string;
}

/** Where keys can be completed at `offset`; undefined in notes, comments, verbatim text and outside of commands that cite. */
export function latexCitationContext(
  text: string,
  offset: number,
  extraCommands?: Readonly<Record<string, string>>,
): LatexCitationContext | undefined {
  if (!mayCite(text, offset, extraCommands)) return undefined;
  const surface = readSurface(text);
  if (offset > surface.end || isInComment(surface, offset)) return undefined;
  const commands = commandsOf(surface, extraCommands);
  const paragraph = { start: paragraphStart(surface, offset), end: Math.min(offset, paragraphEnd(surface, offset)) };
  for (const command of [...itemsWithin(surface.commands, paragraph)].reverse()) {
    for (const part of citationArgumentsOf(surface, commands, command)?.parts ?? []) {
      if (holds(surface, part.keys, offset)) return contextAt(surface, part.keys, offset, command.environment ?? command.name);
    }
  }
  return undefined;
}

/** A key argument that is not closed takes no more than this of its line. */
const longestQuery = 100;

const longestLookBack = 2000;

/** A cheap look back: an open brace, and before it a command that cites. Saves reading the document at most keystrokes. */
function mayCite(text: string, offset: number, extraCommands: Readonly<Record<string, string>> | undefined): boolean {
  const before = text.slice(Math.max(0, offset - longestLookBack), offset);
  const brace = openBrace(before);
  if (brace < 0) return false;
  const commands = citeCommands(extraCommands);
  const names = before.slice(0, brace).match(/[A-Za-z]+\*?/g) ?? [];
  return text.includes("\\newcites") || names.some((name) => isCiting(commands, name.replace("*", "")));
}

const isCiting = (commands: ReturnType<typeof citeCommands>, name: string): boolean =>
  commands.citing(name) !== undefined || commands.citingEnvironment(name) !== undefined;

/** The last brace that is still open at the end, or -1. */
function openBrace(before: string): number {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    if (before[at] === "}") depth++;
    else if (before[at] === "{" && --depth < 0) return at;
  }
  return -1;
}

const isInComment = (surface: LatexSurface, offset: number): boolean =>
  surface.comments.some((comment) => comment.start < offset && offset <= comment.end);

function holds(surface: LatexSurface, keys: KeyArgument, offset: number): boolean {
  if (touches(keys.inner, offset)) return true;
  if (keys.isClosed || offset < keys.inner.start || offset - keys.inner.end > longestQuery) return false;
  return !/[\\{}[\]\n\r]/.test(surface.text.slice(keys.inner.end, offset).replace(/,[ \t]*(?:%[^\n\r]*)?\r?\n/g, ","));
}

function contextAt(surface: LatexSurface, keys: KeyArgument, offset: number, command: string): LatexCitationContext {
  const start = Math.min(keyStart(surface, keys, offset), offset);
  const end = Math.max(offset, start === offset && isBetweenKeys(surface, offset) ? offset : keyEnd(surface, keys, offset));
  return { typed: surface.text.slice(start, offset), replace: { start, end }, insert: { start, end: offset }, command };
}

/** Behind the last comma before the cursor, and behind white space and comments there. */
function keyStart(surface: LatexSurface, keys: KeyArgument, offset: number): number {
  const { text } = surface;
  let start = keys.inner.start;
  for (let at = start; at < offset; at++) {
    if (text[at] === "%") at = Math.min(lineEnd(text, at), offset) - 1;
    else if (text[at] === "{") at = Math.min(Math.max(surface.partner(at), at), offset);
    else if (text[at] === ",") start = at + 1;
  }
  return skipSpaces(surface, start);
}

/** In `\cite{a,| b}` a new key begins: b stays. */
const isBetweenKeys = (surface: LatexSurface, offset: number): boolean => /\s/.test(surface.text[offset] ?? "");

/** The end of the key that the cursor stands in: of its argument's part if that is closed, else of the word. */
function keyEnd(surface: LatexSurface, keys: KeyArgument, offset: number): number {
  const { text } = surface;
  const limit = keys.isClosed ? keys.inner.end : Math.min(surface.end, offset + longestQuery);
  const stops = keys.isClosed ? /[,%]/ : /[\s,%\\{}[\]]/;
  let end = offset;
  while (end < limit && !stops.test(text[end] ?? "")) end++;
  while (end > offset && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n") at++;
  return at;
}
