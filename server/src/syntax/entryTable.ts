import { Int32List } from "../text/int32List.ts";
import type { FieldMarks } from "./fieldMarks.ts";
import type { NameNumbers } from "./nameNumbers.ts";

/** One entry, in numbers. Offsets count from the beginning of the file. */
export interface EntryRow {
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** The number of its type among the file's names. */
  readonly type: number;
  /** Its fields are those from `first` to before `last` of the marks that were made in the same reading. */
  readonly first: number;
  readonly last: number;
}

/** The entries of one version of a file, eight numbers for each. What stayed the same since an earlier version shares that version's marks. */
export class EntryTable {
  readonly source: string;
  readonly names: NameNumbers;
  readonly #rows: Int32Array;
  readonly #marks: readonly FieldMarks[];

  constructor(source: string, names: NameNumbers, rows: Int32Array, marks: readonly FieldMarks[]) {
    this.source = source;
    this.names = names;
    this.#rows = rows;
    this.#marks = marks;
  }

  get length(): number {
    return this.#rows.length / width;
  }

  /** From how many readings its fields come. */
  get markings(): number {
    return this.#marks.length;
  }

  start(row: number): number {
    return this.#at(row, 0);
  }

  end(row: number): number {
    return this.start(row) + this.#at(row, 1);
  }

  keyStart(row: number): number {
    return this.start(row) + this.#at(row, 2);
  }

  keyEnd(row: number): number {
    return this.start(row) + this.#at(row, 3);
  }

  type(row: number): number {
    return this.#at(row, 4);
  }

  marks(row: number): FieldMarks | undefined {
    return this.#marks[this.#at(row, 5)];
  }

  firstField(row: number): number {
    return this.#at(row, 6);
  }

  /** Behind its last field. */
  lastField(row: number): number {
    return this.#at(row, 7);
  }

  /** The first entry that begins at an offset or behind it. */
  rowFrom(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.start(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The table of a text that differs from this one's between two entries: `before` stay, `between` come, those from `after` on have moved by `shift`. */
  spliced(source: string, before: number, between: RowList, after: number, shift: number): EntryTable {
    const fresh = between.rows();
    const rows = new Int32Array(before * width + fresh.length + (this.length - after) * width);
    rows.set(this.#rows.subarray(0, before * width));
    rows.set(fresh, before * width);
    const moved = before * width + fresh.length;
    rows.set(this.#rows.subarray(after * width), moved);
    for (let at = moved; at < rows.length; at += width) rows[at] = (rows[at] ?? 0) + shift;
    for (let at = before * width; at < moved; at += width) rows[at + 5] = this.#marks.length;
    return withoutUnused(source, this.names, rows, [...this.#marks, between.marks]);
  }

  #at(row: number, column: number): number {
    return this.#rows[row * width + column] ?? 0;
  }
}

/** The rows of one reading, as they come. */
export class RowList {
  readonly marks: FieldMarks;
  readonly #numbers: Int32List;

  constructor(marks: FieldMarks, room = 1024) {
    this.marks = marks;
    this.#numbers = new Int32List(room);
  }

  push({ start, end, keyStart, keyEnd, type, first, last }: EntryRow): void {
    const numbers = this.#numbers;
    numbers.push(start);
    numbers.push(end - start);
    numbers.push(keyStart - start);
    numbers.push(keyEnd - start);
    numbers.push(type);
    numbers.push(0);
    numbers.push(first);
    numbers.push(last);
  }

  rows(): Int32Array {
    return this.#numbers.numbers.slice(0, this.#numbers.length);
  }
}

const width = 8;

/** Marks of versions of which no entry is left go. */
function withoutUnused(source: string, names: NameNumbers, rows: Int32Array, marks: readonly FieldMarks[]): EntryTable {
  const used = new Uint8Array(marks.length);
  for (let at = 5; at < rows.length; at += width) used[rows[at] ?? 0] = 1;
  const kept = marks.filter((_, number) => used[number] === 1);
  if (kept.length === marks.length) return new EntryTable(source, names, rows, marks);
  const numbers = marks.map((one) => kept.indexOf(one));
  for (let at = 5; at < rows.length; at += width) rows[at] = numbers[rows[at] ?? 0] ?? 0;
  return new EntryTable(source, names, rows, kept);
}
