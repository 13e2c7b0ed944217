/** Zero-based line and UTF-16 character, as in LSP. Only lsp and cli deal in positions; the core deals in offsets. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where each line of a text begins. Line ends are `\n`, `\r\n` and a lone `\r`, as LSP has them. */
export class Lines {
  readonly #starts: Int32Array;
  readonly #length: number;

  /** `starts`: where they are known already. */
  constructor(text: string, starts: Int32Array = Int32Array.from(lineStarts(text, 0, text.length))) {
    this.#starts = starts;
    this.#length = text.length;
  }

  /**
   * The lines of the text after one change: what stood from `from` to `to` has become the characters up to `end` of `text`.
   * Only what was put in is looked through, so that many changes at once cost little.
   */
  edited(text: string, from: number, to: number, end: number): Lines {
    // Whether a line begins at an offset is told by the characters on both sides of it.
    const fresh = lineStarts(text, Math.max(0, from - 1), end).filter((start) => start >= Math.max(1, from) && start <= end);
    const before = Math.max(1, this.#firstFrom(from));
    const after = this.#firstFrom(to + 1);
    const behind = before + fresh.length;
    const starts = new Int32Array(behind + this.#starts.length - after);
    starts.set(this.#starts.subarray(0, before));
    starts.set(fresh, before);
    starts.set(this.#starts.subarray(after), behind);
    for (let line = behind; line < starts.length; line++) starts[line] = (starts[line] ?? 0) + end - to;
    return new Lines(text, starts);
  }

  /** The first line that begins at an offset or behind it. */
  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get count(): number {
    return this.#starts.length;
  }

  startOf(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) <= within) low = middle;
      else high = middle;
    }
    return { line: low, character: within - this.startOf(low) };
  }

  /** Positions beyond a line's end or the document's end are drawn back to it. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    const start = this.startOf(position.line);
    return Math.min(start + Math.max(0, position.character), this.startOf(position.line + 1));
  }

  rangeOf(span: { readonly start: number; readonly end: number }): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

/** Where lines begin behind the line ends that stand from `from` to `to`; the text's own beginning among them where that is looked at. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts = from === 0 ? [0] : [];
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}
