import { type NormalForm, normalForm, originalSpanOf } from "../text/normalForm.ts";
import type { Span } from "../text/span.ts";
import { wordForm, wordSpans } from "../text/words.ts";

/** A quotation taken apart: its words, and the marks by which a writer says what was changed. Spans are in the quotation's text. */
export interface QuoteParts {
  readonly text: string;
  /** What stands between omissions, in order; none is empty. */
  readonly parts: readonly QuotePart[];
  /** The same with all words in a row, as if ellipses and brackets were the source's own; undefined where there are none. */
  readonly plain: QuoteParts | undefined;
  /** Omissions in any custom, also those at the edges; `before`: the part that follows. */
  readonly omissions: readonly { readonly span: Span; readonly before: number }[];
  /** Words that must stand in the source: those in brackets are not among them. */
  readonly wordCount: number;
  /** Brackets with words, also those at the edges of parts. */
  readonly bracketCount: number;
}

export interface QuotePart {
  readonly tokens: readonly QuoteToken[];
  readonly wordCount: number;
}

export type QuoteToken = QuotedWord | QuotedBracket;

export interface QuotedWord {
  readonly kind: "word";
  readonly span: Span;
  readonly form: string;
  /** For `[T]he`: what is certain are an empty beginning and the end `he`. */
  readonly certain: { readonly head: string; readonly tail: string } | undefined;
  /** A number glued to what stands before it, as a note's callout copied along: `partnership."1`. */
  readonly gluedNumber: boolean;
}

/** `[NATO]`, `[sic]`: words that the writer put in, perhaps for some of the source's. */
export interface QuotedBracket {
  readonly kind: "bracket";
  readonly span: Span;
  readonly forms: readonly string[];
  /** A remark such as `[sic]`, which stands for no words of the source. */
  readonly remark: boolean;
}

export function quoteParts(text: string): QuoteParts {
  const form = normalForm(text);
  const marks = changeMarks(form.text);
  const omissions: { span: Span; before: number }[] = [];
  const parts: QuotePart[] = [];
  let tokens: QuoteToken[] = [];
  const closePart = (): void => {
    if (tokens.some((token) => token.kind === "word")) parts.push(partOf(tokens));
    tokens = [];
  };
  for (const item of inOrder(form.text, marks)) {
    const span = originalSpanOf(form, item);
    if (item.kind === "word") tokens.push(quotedWord(form, item, span));
    else if (item.kind === "bracket") tokens.push(quotedBracket(form.text.slice(item.start + 1, item.end - 1), span));
    else {
      closePart();
      omissions.push({ span, before: parts.length });
    }
  }
  closePart();
  const bracketCount = marks.filter((mark) => mark.kind === "bracket").length;
  const plain = marks.length > 0 && parts.length > 0 ? plainParts(form, text) : undefined;
  return { text, parts, plain, omissions, wordCount: parts.reduce((sum, part) => sum + part.wordCount, 0), bracketCount };
}

/** True for a number of at most three digits, or some of them (`3,4`), that touches a mark or letter before it. */
export function isGluedNumber(text: string, start: number, end: number): boolean {
  if (start === 0 || end - start > 11 || !/^\p{Nd}{1,3}(?:,\p{Nd}{1,3})*$/u.test(text.slice(start, end))) return false;
  return /[\p{L}"'”’“‘»«.,;:!?)\]]/u.test(text.charAt(start - 1));
}

function partOf(tokens: readonly QuoteToken[]): QuotePart {
  // Brackets at the edges of a part replace nothing that could be looked for.
  const first = tokens.findIndex((token) => token.kind === "word");
  const last = tokens.findLastIndex((token) => token.kind === "word");
  const kept = tokens.slice(first, last + 1);
  return { tokens: kept, wordCount: kept.reduce((count, token) => count + (token.kind === "word" ? 1 : 0), 0) };
}

function plainParts(form: NormalForm, text: string): QuoteParts {
  const words = wordSpans(form.text);
  const tokens = Array.from(words.starts, (start, i) => {
    const within = { start, end: words.ends[i] ?? start };
    return quotedWord(form, within, originalSpanOf(form, within));
  });
  const part = { tokens, wordCount: tokens.length };
  return { text, parts: [part], plain: undefined, omissions: [], wordCount: tokens.length, bracketCount: 0 };
}

function quotedWord(form: NormalForm, within: Span, span: Span): QuotedWord {
  const printed = form.text.slice(within.start, within.end).toLowerCase();
  const open = printed.indexOf("[");
  const certain = open < 0 ? undefined : { head: printed.slice(0, open), tail: printed.slice(printed.lastIndexOf("]") + 1) };
  return { kind: "word", span, form: wordForm(printed), certain, gluedNumber: isGluedNumber(form.text, within.start, within.end) };
}

function quotedBracket(inside: string, span: Span): QuotedBracket {
  const words = wordSpans(inside);
  const forms = Array.from(words.starts, (start, i) => wordForm(inside.slice(start, words.ends[i])));
  return { kind: "bracket", span, forms, remark: isRemark(inside) };
}

type Item = Span & { readonly kind: "word" | "bracket" | "omission" };

/** Words and marks by place; the words inside brackets belong to the bracket. */
function* inOrder(text: string, marks: readonly Item[]): Generator<Item> {
  const words = wordSpans(text);
  let next = 0;
  let covered = 0;
  for (let i = 0; i < words.count; i++) {
    const start = words.starts[i] ?? 0;
    for (let mark = marks[next]; mark !== undefined && mark.start <= start; mark = marks[next]) {
      yield mark;
      covered = mark.end;
      next++;
    }
    if (start >= covered) yield { kind: "word", start, end: words.ends[i] ?? start };
  }
  yield* marks.slice(next);
}

function changeMarks(text: string): readonly Item[] {
  const marks: Item[] = [];
  for (let at = 0; at < text.length; ) {
    const mark = markAt(text, at);
    if (mark) marks.push(mark);
    at = mark ? mark.end : at + 1;
  }
  return marks;
}

function markAt(text: string, at: number): Item | undefined {
  switch (text.charAt(at)) {
    case ".":
    case "…":
    case "⋯":
      return dotsAt(text, at);
    case "[":
      return bracketedDotsAt(text, at) ?? bracketAt(text, at);
    case "(":
      return bracketedDotsAt(text, at) ?? remarkAt(text, at);
    default:
      return undefined;
  }
}

function dotsAt(text: string, at: number): Item | undefined {
  const end = matchEnd(DOTS, text, at);
  return end > at ? { kind: "omission", start: at, end } : undefined;
}

function bracketedDotsAt(text: string, at: number): Item | undefined {
  const end = matchEnd(BRACKETED_DOTS, text, at);
  return end > at ? { kind: "omission", start: at, end } : undefined;
}

/** `…`, `...`, `. . .`, with a full stop before or after. */
const DOTS = /\.{2,}(?:\s?\.)*|\.(?:\s\.){2,}|\.?\s?[…⋯](?:\s?[….⋯])*/y;

/** `[…]`, `[. . .]`, `(...)`, `[–]`, `[]`. */
const BRACKETED_DOTS = /\[[\s.…⋯*-]*\]|\([\s.…⋯*-]*[.…⋯][\s.…⋯*-]*\)/y;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** A bracket with words; not one inside a word, which the word itself carries (`[T]he`). */
function bracketAt(text: string, at: number): Item | undefined {
  const end = bracketEnd(text, at);
  if (end === undefined || isInsideWord(text, at, end)) return undefined;
  return { kind: "bracket", start: at, end };
}

function isInsideWord(text: string, start: number, end: number): boolean {
  if (!/^\[\p{L}{1,22}\]$/u.test(text.slice(start, end))) return false;
  return /\p{L}/u.test(text.charAt(start - 1)) || /\p{L}/u.test(text.charAt(end));
}

function bracketEnd(text: string, at: number): number | undefined {
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + 400); i++) {
    const character = text.charAt(i);
    if (character === "[") depth++;
    else if (character === "]" && --depth === 0) return i + 1;
  }
  return undefined;
}

/** `(sic)`, `(emphasis added)`: in round brackets only what can't be the source's own aside. */
function remarkAt(text: string, at: number): Item | undefined {
  const close = text.slice(at, at + 60).indexOf(")");
  if (close < 0 || !isRemark(text.slice(at + 1, at + close))) return undefined;
  return { kind: "bracket", start: at, end: at + close + 1 };
}

const isRemark = (inside: string): boolean => REMARK.test(inside.trim());

const REMARK =
  /^(?:[!?]+|sic[\s!?.]*|recte|(?:all )?(?:my |our |original )?(?:emphas[ie]s|italics)\b.*|(?:hervorh(?:ebung|\.)|herv\.).*|(?:je|nous) soulign.*|(?:c'est (?:moi|nous) qui soulign).*|italiques.*)$/i;
