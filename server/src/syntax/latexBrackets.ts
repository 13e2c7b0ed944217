import type { Span } from "../text/span.ts";

/**
 * Pairs braces and square brackets while a document is read from left to right. Braces pair over paragraphs; brackets only within one brace
 * and one paragraph. In `[a [b] c]` the outer pair holds the inner one; in `[a [b]` the first bracket takes the only closing one there is.
 */
export class BracketPairs {
  /** For an opening position the closing one plus 1; 0 where it never closes. */
  readonly #closing: Int32Array;
  /** Braces that are open. */
  readonly #braces: number[] = [];
  /** For the document and each open brace: how many brackets were open before it. */
  readonly #bases: number[] = [0];
  /** Brackets that are open, and the paragraph of each. */
  readonly #brackets: number[] = [];
  readonly #paragraphs: number[] = [];
  /** How many of the open brackets have seen a closing one. */
  #seen = 0;
  #paragraph = 0;

  constructor(length: number) {
    this.#closing = new Int32Array(length);
  }

  openBrace(at: number): void {
    this.#braces.push(at);
    this.#bases.push(this.#brackets.length);
  }

  closeBrace(at: number): void {
    const open = this.#braces.pop();
    if (open === undefined) return;
    this.#closing[open] = at + 1;
    this.#forgetFrom(this.#bases.pop() ?? 0);
  }

  openBracket(at: number): void {
    this.#forgetOlder();
    this.#brackets.push(at);
    this.#paragraphs.push(this.#paragraph);
  }

  closeBracket(at: number): void {
    this.#forgetOlder();
    const base = this.#base();
    if (this.#brackets.length <= base) return;
    for (let index = Math.max(this.#seen, base); index < this.#brackets.length; index++) this.#close(this.#brackets[index], at);
    this.#close(this.#brackets.at(-1), at);
    this.#forgetFrom(this.#brackets.length - 1);
    this.#seen = this.#brackets.length;
  }

  nextParagraph(): void {
    this.#paragraph++;
  }

  /** The position of the closing partner of what opens at `open`, or -1. */
  partner(open: number): number {
    return (this.#closing[open] ?? 0) - 1;
  }

  get isOpen(): boolean {
    return this.#braces.length > 0;
  }

  /** Braces that never closed, in document order. */
  unclosed(): Span[] {
    return this.#braces.map((open) => ({ start: open, end: open + 1 }));
  }

  #base(): number {
    return this.#bases.at(-1) ?? 0;
  }

  #close(open: number | undefined, at: number): void {
    if (open !== undefined) this.#closing[open] = at + 1;
  }

  /** Brackets of an earlier paragraph stay open for ever. */
  #forgetOlder(): void {
    const base = this.#base();
    if (this.#brackets.length > base && this.#paragraphs.at(-1) !== this.#paragraph) this.#forgetFrom(base);
  }

  #forgetFrom(length: number): void {
    if (this.#brackets.length === length) return;
    this.#brackets.length = length;
    this.#paragraphs.length = length;
    this.#seen = Math.min(this.#seen, length);
  }
}
