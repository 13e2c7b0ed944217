import type { Span } from "../text/span.ts";

/** One quotation in marks. For `say "so" now`: span 4–8, inner 5–7, marks `"` and `"`. */
export interface MarkedQuotation {
  readonly span: Span;
  /** Between the marks, without the spaces that French sets there. */
  readonly inner: Span;
  readonly marks: readonly [string, string];
}

export interface QuotationMarkOptions {
  /** The draft's language (`sv-SE`): only there may `’` open. */
  readonly language?: string;
  /** True for places whose marks are none: code, addresses, markup. */
  readonly hidden?: (offset: number) => boolean;
  /** TeX's own marks too: two backquotes and two apostrophes, single ones, and babel's "` and "'. */
  readonly tex?: boolean;
}

/**
 * The outermost pairs of quotation marks within a paragraph, in order. Apostrophes, inches and marks that are never closed make none.
 * One pass with a stack: a mark that closes something open closes it, and forgets what was opened since.
 */
export function findQuotationMarks(text: string, within: Span, options: QuotationMarkOptions): readonly MarkedQuotation[] {
  const marks = findMarks(text, within, options);
  const pairs: MarkedQuotation[] = [];
  const open: Mark[] = [];
  const openCount = new Map<string, number>();
  for (const [index, mark] of marks.entries()) {
    const opener = openerOf(mark, openCount);
    if (opener !== undefined && !isPossessive(text, marks, index, opener)) {
      const pair = close(text, open, openCount, opener, mark);
      if (pair !== undefined) pairs.push(pair);
    } else if (mark.opens) {
      open.push(mark);
      openCount.set(mark.text, (openCount.get(mark.text) ?? 0) + 1);
    }
  }
  return outermost(pairs);
}

interface Mark {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/** What each closing mark closes, the likeliest first. */
const openersOf = new Map<string, readonly string[]>([
  ['"', ['"', "„", "``"]],
  ["“", ["„"]],
  ["”", ["“", "„", "”"]],
  ["‘", ["‚"]],
  ["’", ["‘", "‚", "’"]],
  ["»", ["«", "»"]],
  ["«", ["»"]],
  ["›", ["‹", "›"]],
  ["‹", ["›"]],
  ["'", ["'", "`"]],
  ["''", ["``"]],
  ["\"'", ['"`']],
]);

const plainMarks = /["'“”„‟‘’‚‛«»‹›]/gu;
const texMarks = /``|''|"`|"'|["'`“”„‟‘’‚‛«»‹›]/gu;

function findMarks(text: string, within: Span, options: QuotationMarkOptions): Mark[] {
  const pattern = new RegExp(options.tex ? texMarks : plainMarks, "gu");
  pattern.lastIndex = within.start;
  const marks: Mark[] = [];
  for (let match = pattern.exec(text); match !== null && pattern.lastIndex <= within.end; match = pattern.exec(text)) {
    if (options.hidden?.(match.index)) continue;
    const mark = createMark(text, within, match[0], match.index, options.language ?? "");
    if (mark.opens || mark.closes) marks.push(mark);
  }
  return marks;
}

function createMark(text: string, within: Span, mark: string, start: number, language: string): Mark {
  const end = start + mark.length;
  const before = neighbour(text, start - 1, -1, within);
  const after = neighbour(text, end, 1, within);
  const place: Place = { before, after, rest: text.slice(end, end + 8), language };
  return { text: mark, start, end, opens: mayOpen(mark, place), closes: openersOf.has(mark) && mayClose(mark, place) };
}

/** The character beside a mark, markup of emphasis passed over. */
function neighbour(text: string, at: number, step: 1 | -1, within: Span): string {
  let to = at;
  for (let i = 0; i < 4 && /[*_~]/u.test(text[to] ?? ""); i++) to += step;
  return to >= within.start && to < within.end ? (text[to] ?? " ") : " ";
}

interface Place {
  readonly before: string;
  readonly after: string;
  readonly rest: string;
  readonly language: string;
}

function mayOpen(mark: string, { before, after, rest, language }: Place): boolean {
  if (mark === "“" || mark === "„" || mark === "‟" || mark === "``" || mark === '"`') return !isSpace(after);
  if (mark === "«" || mark === "‹") return !isWord(before);
  if (mark === "''" || mark === "\"'") return false;
  if (mark === "’" && !/^(?:sv|fi|da|nb|nn|no)/u.test(language)) return false;
  if (isSpace(after) || isWord(before) || isClosingMark(before)) return false;
  if (isClosingMark(after) && after !== "…" && !rest.startsWith("..")) return false;
  return (mark !== "'" && mark !== "‘" && mark !== "’" && mark !== "`") || !elision.test(rest);
}

function mayClose(mark: string, { before, after }: Place): boolean {
  if (mark === "»" || mark === "›" || mark === "«" || mark === "‹" || mark === "''") return true;
  if (isSpace(before)) return mark === '"' && isSpace(after);
  return (mark !== "'" && mark !== "’" && mark !== "‘") || !isWord(after);
}

/** `'90s`, `'tis`, `'n' roll`: an apostrophe at the beginning of a word. */
const elision = /^(?:\d\d(?:s|\b)|n['’]|(?:tis|twas|twere|til|em|cause|cos|bout|round|neath|gainst)(?![\p{L}\p{N}]))/iu;

const isSpace = (character: string): boolean => /[\s\u00a0\u202f]/u.test(character);
const isWord = (character: string): boolean => /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(character);
const isClosingMark = (character: string): boolean => /[.,;:!?)\]}…%°′″”]/u.test(character);

/** The mark, still open, that this one closes. One that could as well open closes only what nothing else can. */
function openerOf(mark: Mark, openCount: ReadonlyMap<string, number>): string | undefined {
  if (!mark.closes) return undefined;
  const opener = openersOf.get(mark.text)?.find((candidate) => (openCount.get(candidate) ?? 0) > 0);
  if (opener === undefined || !mark.opens) return opener;
  return opener === mark.text ? undefined : opener;
}

/** `'the states' rights are few'`: behind an s, before a word, with a better closing mark further on, it is an apostrophe. */
function isPossessive(text: string, marks: readonly Mark[], index: number, opener: string): boolean {
  const mark = marks[index];
  if (mark === undefined || (mark.text !== "'" && mark.text !== "’") || !/[sxz]/iu.test(text[mark.start - 1] ?? "")) return false;
  if (!/^ \p{Ll}/u.test(text.slice(mark.end, mark.end + 3))) return false;
  const next = marks[index + 1];
  return next?.closes === true && !next.opens && openersOf.get(next.text)?.includes(opener) === true;
}

function close(text: string, open: Mark[], openCount: Map<string, number>, opener: string, closing: Mark): MarkedQuotation | undefined {
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    openCount.set(from.text, (openCount.get(from.text) ?? 1) - 1);
    if (from.text !== opener) continue;
    let start = from.end;
    let end = closing.start;
    while (start < end && isSpace(text[start] ?? "")) start++;
    while (end > start && isSpace(text[end - 1] ?? "")) end--;
    if (start === end) return undefined;
    return { span: { start: from.start, end: closing.end }, inner: { start, end }, marks: [from.text, closing.text] };
  }
  return undefined;
}

/** Pairs come in the order of their ends; what stands inside a later one is dropped. */
function outermost(pairs: readonly MarkedQuotation[]): MarkedQuotation[] {
  const kept: MarkedQuotation[] = [];
  for (const pair of pairs) {
    while ((kept.at(-1)?.span.start ?? -1) > pair.span.start) kept.pop();
    kept.push(pair);
  }
  return kept;
}
