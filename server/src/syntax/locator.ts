import { locatorLabel, longestLocatorTerm } from "../csl/terms.ts";
import type { Locator } from "../csl/types.ts";
import type { Span } from "../text/span.ts";

export interface SplitSuffix {
  readonly locator: Locator | undefined;
  /** Where the locator is printed, label included. */
  readonly locatorSpan: Span | undefined;
  /** What follows the locator. */
  readonly suffix: string;
}

/**
 * Splits what follows a key into locator and suffix, as Pandoc's citeproc does: `, pp. 12-15 passim` is the pages 12-15 and `passim`.
 * A number without a term is a page; Roman numbers need a term; `{…}` takes all of it as the locator and `{}` says that there is none.
 * `start` is the suffix's place in the document.
 */
export function splitLocator(suffix: string, start: number): SplitSuffix {
  if (suffix.trim() === "") return { locator: undefined, locatorSpan: undefined, suffix: "" };
  const words = tokens(suffix.slice(0, longestLocatorPart));
  let from = words[0]?.text === "," ? 1 : 0;
  if (isSpace(words[from])) from++;
  const found = delimited(words, from) ?? integrated(words, from);
  if (found === undefined) return { locator: undefined, locatorSpan: undefined, suffix: suffix.trim() };
  const first = words[from]?.start ?? 0;
  const last = lastWord(words, from, found.next);
  const rest = suffix.slice(words[found.next]?.start ?? Math.min(suffix.length, longestLocatorPart)).trim();
  if (found.value === "") return { locator: undefined, locatorSpan: undefined, suffix: rest };
  return {
    locator: { label: found.label, value: found.value },
    locatorSpan: { start: start + first, end: start + last },
    suffix: rest,
  };
}

/** Nobody prints a longer locator; beyond it lies prose that need not be looked at. */
const longestLocatorPart = 400;

interface Token {
  readonly text: string;
  readonly start: number;
}

interface FoundLocator {
  readonly label: string;
  readonly value: string;
  /** Index of the first token that no longer belongs to it. */
  readonly next: number;
}

/** Words, single spaces and single punctuation marks; a colon stays in its word (`2:104`). */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/[\s\u00a0]+|[^\s\p{P}:]+(?::+[^\s\p{P}:]*)*|:+[^\s\p{P}:]*|\p{P}/gu)) {
    found.push({ text: match[0], start: match.index });
  }
  return found;
}

const isSpace = (token: Token | undefined): boolean => token !== undefined && /^[\s\u00a0]/u.test(token.text);

function lastWord(words: readonly Token[], from: number, next: number): number {
  let last = next - 1;
  while (last > from && isSpace(words[last])) last--;
  const token = words[last];
  return token === undefined ? 0 : token.start + token.text.length;
}

/** `{p. 3, with prose}`: everything up to the closing brace. */
function delimited(words: readonly Token[], from: number): FoundLocator | undefined {
  if (words[from]?.text !== "{") return undefined;
  const close = closingBrace(words, from);
  if (close === undefined) return undefined;
  let first = from + 1;
  while (isSpace(words[first])) first++;
  const label = longestLabel(words, first, (index) => index < close);
  const value = textOf(words, label?.next ?? first, close).trim();
  return { label: label?.label ?? "page", value, next: close + 1 };
}

function closingBrace(words: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < words.length; i++) {
    const text = words[i]?.text;
    if (text === "{") depth++;
    if (text === "}" && --depth === 0) return i;
  }
  return undefined;
}

function integrated(words: readonly Token[], from: number): FoundLocator | undefined {
  const label = longestLabel(words, from, (index) => mayBeginLocator(words, index));
  const needed = label === undefined ? hasDigit : isNumeric;
  let next = label?.next ?? from;
  const first = locatorWord(words, next, label === undefined);
  if (first === undefined || !needed(first)) return undefined;
  const begin = next;
  next = first.next;
  for (let word = locatorWord(words, next, false); word !== undefined && needed(word); word = locatorWord(words, next, false)) {
    next = word.next;
  }
  return { label: label?.label ?? "page", value: textOf(words, begin, next).trim(), next };
}

/** A Roman number touches no term: `s.v.` is not page v. */
function mayBeginLocator(words: readonly Token[], index: number): boolean {
  const word = locatorWord(words, index, true);
  return word !== undefined && (hasDigit(word) || (word.numeric && isSpace(words[index])));
}

/** The longest run of tokens that is a term and that a place to begin the locator follows. */
function longestLabel(
  words: readonly Token[],
  from: number,
  mayFollow: (index: number) => boolean,
): { readonly label: string; readonly next: number } | undefined {
  let found: { readonly label: string; readonly next: number } | undefined;
  let term = "";
  for (let i = from; i < words.length && term.length <= longestLocatorTerm(); i++) {
    term += words[i]?.text ?? "";
    const label = locatorLabel(term.trim().replace(/\s+/gu, " "));
    if (label !== undefined && mayFollow(i + 1)) found = { label, next: i + 1 };
  }
  return found;
}

interface LocatorWord {
  /** Holds a digit or is a Roman number. */
  readonly numeric: boolean;
  readonly text: string;
  readonly next: number;
}

const hasDigit = (word: LocatorWord): boolean => /\p{Nd}/u.test(word.text);
const isNumeric = (word: LocatorWord): boolean => word.numeric;

/** `12`, `, 15`, `34(1)(i)`, ` [17]-[18]`: a separator (but before the first one), a space, then units and units in brackets. */
function locatorWord(words: readonly Token[], from: number, first: boolean): LocatorWord | undefined {
  let at = from;
  if (!first && /^[,;]$/u.test(words[at]?.text ?? "")) at++;
  if (isSpace(words[at])) at++;
  let numeric = false;
  const begin = at;
  for (let part = bracketed(words, at) ?? unit(words, at); part !== undefined; part = bracketed(words, at) ?? unit(words, at)) {
    numeric ||= part.numeric;
    at = part.next;
  }
  return at === begin ? undefined : { numeric, text: textOf(words, begin, at), next: at };
}

const closers = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function bracketed(words: readonly Token[], from: number): LocatorWord | undefined {
  const closer = closers.get(words[from]?.text ?? "");
  if (closer === undefined) return undefined;
  let at = from + 1;
  let numeric = false;
  for (let part = unit(words, at); part !== undefined; part = unit(words, at)) {
    numeric ||= part.numeric;
    at = part.next;
  }
  return words[at]?.text === closer ? { numeric, text: textOf(words, from, at + 1), next: at + 1 } : undefined;
}

/** `12`, `12-15`, `xiv`, `1.2.3`; a point counts only with something behind it. */
function unit(words: readonly Token[], from: number): LocatorWord | undefined {
  let at = from;
  if (words[at]?.text === "." && from > 0) at++;
  const begin = at;
  while (at < words.length && isUnitToken(words[at])) at++;
  if (at === begin) return undefined;
  const text = textOf(words, from, at);
  return { numeric: /\p{Nd}/u.test(text) || words.slice(begin, at).some((word) => romanNumber.test(word.text)), text, next: at };
}

const romanNumber = /^(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})$/iu;

const isUnitToken = (token: Token | undefined): boolean => token !== undefined && !isSpace(token) && !/^(?![-–:])\p{P}$/u.test(token.text);

function textOf(words: readonly Token[], from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) text += words[i]?.text ?? "";
  return text;
}
