import type { Span } from "../../../text/span.ts";

/** A run of characters without a blank, its punctuation included: `(1998),` is one. */
export interface Token {
  readonly text: string;
  readonly span: Span;
}

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
