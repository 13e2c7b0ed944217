import type { Span } from "../../text/span.ts";

/** Where a note's quotation marks and brackets stand: points and semicolons inside them separate nothing. */
export interface Brackets {
  /** Outermost quotations, marks included, in text order. */
  readonly quotes: readonly Span[];
  /** Outermost round brackets outside quotations, brackets included. */
  readonly rounds: readonly Span[];
  /** 1 for each character inside a quotation, a bracket or an address. */
  readonly inside: Uint8Array;
}

export function findBrackets(text: string): Brackets {
  const quotes: Span[] = [];
  const rounds: Span[] = [];
  const inside = new Uint8Array(text.length);
  const addresses = [...text.matchAll(/\b(?:https?:\/\/|www\.)[^\s<>"”’]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const address of addresses) inside.fill(1, address.start, addressEnd(text, address));
  for (let i = 0; i < text.length; i++) {
    if (inside[i] === 1) continue;
    const end = closingQuote(text, i) ?? closingBracket(text, i);
    if (end === undefined) continue;
    (/[([]/.test(text.charAt(i)) ? rounds : quotes).push({ start: i, end });
    inside.fill(1, i, end);
    i = end - 1;
  }
  return { quotes, rounds: rounds.filter((round) => text.charAt(round.start) === "("), inside };
}

/** The point or semicolon behind an address belongs to the sentence. */
function addressEnd(text: string, address: Span): number {
  let end = address.end;
  while (end > address.start && /[.,;:)\]]/.test(text.charAt(end - 1))) end--;
  return end;
}

const closers = new Map([
  ["“", "”"],
  ["„", "“”"],
  ["«", "»"],
  ["»", "«"],
  ["›", "‹"],
  ['"', '"'],
  ["‘", "’"],
  ["‚", "‘’"],
  ["'", "'"],
]);

const longestQuote = 600;

/** The end of the quotation that opens at `at`; undefined where none does. Apostrophes close nothing: `‘Russia’s Role’, |`. */
function closingQuote(text: string, at: number): number | undefined {
  const opener = text.charAt(at);
  const closing = closers.get(opener);
  if (closing === undefined) return undefined;
  if (/["'‘]/.test(opener) && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return undefined;
  if (/\s/.test(text.charAt(at + 1)) && opener !== "«") return undefined;
  if (/[»›]/.test(opener) && /\S/.test(text.charAt(at - 1)) && !/[([]/.test(text.charAt(at - 1))) return undefined;
  return closing.includes("’") || closing === "'" ? closingSingle(text, at, closing) : closingDouble(text, at, closing);
}

function closingDouble(text: string, at: number, closing: string): number | undefined {
  const limit = Math.min(text.length, at + longestQuote);
  for (let i = at + 1; i < limit; i++) if (closing.includes(text.charAt(i))) return i + 1;
  return undefined;
}

/** A mark before a comma, a bracket or a new sentence closes; one before a small letter (`the Allies’ view`) only for want of a better. */
function closingSingle(text: string, at: number, closing: string): number | undefined {
  const opener = text.charAt(at);
  const limit = Math.min(text.length, at + longestQuote);
  let weak: number | undefined;
  for (let i = at + 1; i < limit; i++) {
    const character = text.charAt(i);
    if (character === opener && opener !== closing && weak !== undefined) return weak;
    if (!closing.includes(character)) continue;
    const next = text.charAt(i + 1);
    if (/[\p{L}\p{N}]/u.test(next)) continue;
    if (next === "" || /[,.;:)\]”"?!\d]/.test(next) || /[?!.,…]/.test(text.charAt(i - 1))) return i + 1;
    if (/^ (?:in|at|trans|\(|\p{Lu})/u.test(text.slice(i + 1, i + 8))) weak ??= i + 1;
    else if (weak === undefined && !/s$/.test(text.slice(i - 1, i))) weak = i + 1;
  }
  return weak;
}

function closingBracket(text: string, at: number): number | undefined {
  const opener = text.charAt(at);
  if (opener !== "(" && opener !== "[") return undefined;
  const closer = opener === "(" ? ")" : "]";
  const limit = Math.min(text.length, at + 300);
  let depth = 0;
  for (let i = at; i < limit; i++) {
    const character = text.charAt(i);
    if (character === opener) depth++;
    else if (character === closer && --depth === 0) return i + 1;
  }
  return undefined;
}
