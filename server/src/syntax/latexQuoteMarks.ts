import type { Span } from "../text/span.ts";
import { itemsWithin } from "./latexArguments.ts";
import type { LatexSurface } from "./latexSurface.ts";

/** A quotation between commands that print marks. */
interface CommandMarks {
  readonly span: Span;
  readonly inner: Span;
  readonly marks: readonly [string, string];
}

/** `\glqq Worte\grqq{}`, `\og mots\fg{}`, `\textquotedblleft words\textquotedblright`: double marks alone, the first closing one closes. */
export function commandMarks(surface: LatexSurface, within: Span): CommandMarks[] {
  const found: CommandMarks[] = [];
  let open: { readonly name: string; readonly start: number; readonly innerStart: number } | undefined;
  for (const command of itemsWithin(surface.commands, within)) {
    if (open === undefined) {
      if (closers.has(command.name)) open = { name: command.name, start: command.start, innerStart: behindMark(surface.text, command.end) };
    } else if (closers.get(open.name)?.includes(command.name)) {
      found.push(between(surface.text, open, command));
      open = undefined;
    }
  }
  return found;
}

const closers: ReadonlyMap<string, readonly string[]> = new Map([
  ["glqq", ["grqq"]],
  ["flqq", ["frqq"]],
  ["frqq", ["flqq"]],
  ["og", ["fg"]],
  ["textquotedblleft", ["textquotedblright"]],
  ["quotedblbase", ["textquotedblleft", "textquotedblright"]],
  ["guillemotleft", ["guillemotright"]],
  ["guillemotright", ["guillemotleft"]],
  ["guillemetleft", ["guillemetright"]],
]);

function between(
  text: string,
  open: { readonly start: number; readonly innerStart: number },
  close: { readonly start: number; readonly end: number },
): CommandMarks {
  let innerEnd = close.start;
  while (innerEnd > open.innerStart && isBlank(text[innerEnd - 1])) innerEnd--;
  const end = text.startsWith("{}", close.end) ? close.end + 2 : close.end;
  const inner = { start: Math.min(open.innerStart, innerEnd), end: innerEnd };
  return { span: { start: open.start, end }, inner, marks: [text.slice(open.start, inner.start), text.slice(close.start, end)] };
}

/** Past `{}` and the white space that TeX passes over. */
function behindMark(text: string, from: number): number {
  let at = text.startsWith("{}", from) ? from + 2 : from;
  while (isBlank(text[at])) at++;
  return at;
}

const isBlank = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r" || character === "~";
