import type { Span } from "./span.ts";

/**
 * Text taken out of a document, with the way back: `offsets[i]` is where character i of `text` stood in the document,
 * and `offsets[text.length]` is where the text ended. For `a *b*` the plain text is `a b`, offsets [0, 1, 3, 4].
 */
export interface MappedText {
  readonly text: string;
  readonly offsets: Int32Array;
}

/** Collects characters with the offsets they came from. */
export class MappedTextBuilder {
  #text = "";
  readonly #offsets: number[] = [];

  get length(): number {
    return this.#text.length;
  }

  /** Appends characters that stand in the document as they are, from `start` on. */
  copy(characters: string, start: number): void {
    for (let i = 0; i < characters.length; i++) this.#offsets.push(start + i);
    this.#text += characters;
  }

  /** Appends characters that stand for something else in the document: `é` for `\'e` at `start`. */
  replace(characters: string, start: number): void {
    for (let i = 0; i < characters.length; i++) this.#offsets.push(start);
    this.#text += characters;
  }

  build(end: number): MappedText {
    const offsets = new Int32Array(this.#offsets.length + 1);
    for (let i = 0; i < this.#offsets.length; i++) offsets[i] = this.#offsets[i] ?? 0;
    offsets[this.#offsets.length] = end;
    return { text: this.#text, offsets };
  }
}

/** The place in the document of a span of the plain text; the end is that of its last character. */
export function originalSpan(mapped: MappedText, within: Span): Span {
  const end = mapped.text.length;
  const start = mapped.offsets[Math.min(within.start, end)] ?? 0;
  if (within.end <= within.start) return { start, end: start };
  const last = mapped.offsets[Math.min(within.end, end) - 1] ?? start;
  const next = mapped.offsets[Math.min(within.end, end)] ?? last + 1;
  // What follows the last character in the document may be markup: a span must not swallow it.
  return { start, end: within.end >= end ? next : Math.min(next, Math.max(last + 1, start)) };
}

export function mappedSlice(text: string, from: Span): MappedText {
  const offsets = new Int32Array(from.end - from.start + 1);
  for (let i = 0; i < offsets.length; i++) offsets[i] = from.start + i;
  return { text: text.slice(from.start, from.end), offsets };
}
