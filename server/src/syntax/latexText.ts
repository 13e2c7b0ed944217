import { type MappedText, MappedTextBuilder } from "../text/mappedText.ts";
import { LatexReader, PlainSink } from "./latexReader.ts";

/**
 * The LaTeX of a field as plain Unicode: `{\"U}ber \emph{das} Erhabene --- \enquote{sublime}` becomes `Über das Erhabene — “sublime”`.
 * Braces fall away, commands that are not known leave their argument, white space runs are one space. Takes one pass, however deep it nests.
 */
export function latexToText(latex: string): string {
  const trimmed = latex.trim();
  if (isClean(trimmed)) return trimmed;
  if (isPlain(trimmed)) return collapse(trimmed);
  const sink = new PlainSink();
  new LatexReader(latex, 0, sink).read();
  return sink.text;
}

/** The same with the way back; `start` is where `latex` stood in its document. */
export function latexToMapped(latex: string, start: number): MappedText {
  const builder = new MappedTextBuilder();
  new LatexReader(latex, start, builder).read();
  return builder.build(start + latex.length);
}

/** Fields that biblatex calls verbatim (`url`, `doi`, `file`): nothing is decoded but escapes that people put in from habit, and a `\url{…}` round it. */
export function unescapeVerbatim(value: string): string {
  const bare = collapse(unwrap(value));
  if (!bare.includes("\\")) return bare;
  return bare.replace(/\{?\\([_%&#$~{}])(?:\{\}|\})?/g, "$1").replace(/\\textasciitilde(?:\{\}| )?/g, "~");
}

/** Nothing in it that LaTeX or this reader would change but white space. */
const isPlain = (latex: string): boolean => !/[\\{}$~`]|--|''/.test(latex);

/** True where a trimmed text stays as it is. Nearly all values do, so they are looked at once, code by code. */
function isClean(text: string): boolean {
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const care = code < cares.length ? cares[code] : never;
    if (care === always || (care === doubled && code === before)) return false;
    before = code;
  }
  return true;
}

/** When a character means something to LaTeX or to this reader. */
const never = 0;
const always = 1;
const doubled = 2;
const cares = new Uint8Array(160);
cares.fill(always, 0, 32);
cares.fill(always, 127);
for (const character of "\\{}$~`") cares[character.charCodeAt(0)] = always;
for (const character of " -'") cares[character.charCodeAt(0)] = doubled;

function collapse(text: string): string {
  const trimmed = text.trim();
  return /[\t\n\r]|\p{Cc}| {2}/u.test(trimmed) ? trimmed.replace(/[\p{Cc}\s]+/gu, " ").trim() : trimmed;
}

/** `\url{x}`, `\href{x}{y}`, `<x>` and `{x}` as a whole are x. */
function unwrap(value: string): string {
  const trimmed = value.trim();
  const command = /^\\(?:url|href|path|nolinkurl)\s*\{/.exec(trimmed);
  if (command !== null) return upToClosing(trimmed.slice(command[0].length));
  if (trimmed.startsWith("{") && trimmed.endsWith("}")) return unwrapOnce(trimmed);
  return trimmed.startsWith("<") && trimmed.endsWith(">") && !trimmed.slice(1, -1).includes("<") ? trimmed.slice(1, -1) : trimmed;
}

function unwrapOnce(braced: string): string {
  const inner = braced.slice(1, -1);
  return /[{}]/.test(inner) ? braced : inner.trim();
}

function upToClosing(text: string): string {
  let depth = 1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return text.slice(0, i);
  }
  return text;
}
