import { type Span, span } from "../text/span.ts";
import type { RawEntry, RawField } from "./bibliography.ts";
import type { EntryTable } from "./entryTable.ts";
import { namesStrings, type ScannedField } from "./scannedField.ts";

/** An entry as a row of its file's table: spans and fields are made when asked for, and not kept. */
export class ScannedEntry implements RawEntry {
  readonly #table: EntryTable;
  readonly #row: number;

  constructor(table: EntryTable, row: number) {
    this.#table = table;
    this.#row = row;
  }

  get key(): string {
    return this.#table.source.slice(this.#table.keyStart(this.#row), this.#table.keyEnd(this.#row));
  }

  get type(): string {
    return this.#table.names.nameOf(this.#table.type(this.#row));
  }

  get keySpan(): Span {
    return span(this.#table.keyStart(this.#row), this.#table.keyEnd(this.#row));
  }

  get span(): Span {
    return span(this.#table.start(this.#row), this.#table.end(this.#row));
  }

  get fields(): readonly RawField[] {
    const first = this.#table.firstField(this.#row);
    return Array.from({ length: this.#table.lastField(this.#row) - first }, (_, index) => this.#fieldAt(first + index));
  }

  /** All fields of a name, which should be one at most. */
  fieldsNamed(name: string): readonly RawField[] {
    const found: RawField[] = [];
    const first = this.#table.firstField(this.#row);
    for (let field = this.#next(name, first); field >= 0; field = this.#next(name, field + 1)) found.push(this.#fieldAt(field));
    return found;
  }

  has(name: string): boolean {
    return this.#next(name, this.#table.firstField(this.#row)) >= 0;
  }

  /** The last value of a name that is not empty, trimmed; "" where there is none. Most values need no parts made. */
  lastValue(name: string, read: (field: RawField) => string): string {
    const { source } = this.#table;
    const base = this.#table.start(this.#row);
    const marks = this.#table.marks(this.#row);
    let last = "";
    for (let field = this.#next(name, this.#table.firstField(this.#row)); field >= 0; field = this.#next(name, field + 1)) {
      const value = marks?.isOneText(field) === true ? marks.textOf(field, source, base).trim() : read(this.#fieldAt(field));
      if (value !== "") last = value;
    }
    return last;
  }

  /** True where it may name parts of an `@xdata` entry's fields: `author = {xdata=key-author}`. */
  borrowsParts(): boolean {
    const written = this.#written();
    return written.includes("xdata") && /xdata\s*=\s*[^\s{"]/i.test(written);
  }

  /** The first field from `from` on that bears the name; -1 where none does. */
  #next(name: string, from: number): number {
    const number = this.#table.names.known(name);
    const marks = this.#table.marks(this.#row);
    if (number === undefined || marks === undefined) return -1;
    const last = this.#table.lastField(this.#row);
    for (let field = from; field < last; field++) if (marks.nameNumber(field) === number) return field;
    return -1;
  }

  /** True where a value holds the name of an `@string`. */
  namesStrings(): boolean {
    const marks = this.#table.marks(this.#row);
    const last = this.#table.lastField(this.#row);
    for (let field = this.#table.firstField(this.#row); field < last; field++)
      if (marks?.isOneText(field) === false && namesStrings(this.#fieldAt(field))) return true;
    return false;
  }

  /** True where both are written alike, to the last blank. */
  isWrittenLike(other: ScannedEntry): boolean {
    return this.#written() === other.#written();
  }

  #written(): string {
    return this.#table.source.slice(this.#table.start(this.#row), this.#table.end(this.#row));
  }

  #fieldAt(field: number): ScannedField {
    const marks = this.#table.marks(this.#row);
    if (marks === undefined) throw new Error("an entry without the marks of its fields");
    return marks.fieldAt(field, this.#table.source, this.#table.start(this.#row));
  }

  toJSON(): RawEntry {
    return { key: this.key, keySpan: this.keySpan, type: this.type, span: this.span, fields: this.fields };
  }
}

/** All fields of a name, whatever the entry's format. */
export const fieldsNamed = (raw: RawEntry, name: string): readonly RawField[] =>
  raw instanceof ScannedEntry ? raw.fieldsNamed(name) : raw.fields.filter((field) => field.name === name);
