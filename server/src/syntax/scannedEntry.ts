import { type Span, span } from "../text/span.ts";
import type { RawEntry, RawField } from "./bibliography.ts";
import type { FieldMarks } from "./fieldMarks.ts";
import { namesStrings } from "./scannedField.ts";

/** An entry as the text that it stands in and numbers: spans and fields are made when asked for, and not kept. */
export class ScannedEntry implements RawEntry {
  readonly key: string;
  readonly type: string;
  readonly #source: string;
  readonly #marks: FieldMarks;
  readonly #start: number;
  readonly #end: number;
  readonly #keyStart: number;
  readonly #keyEnd: number;
  /** Its fields are those of the file from `#first` to before `#last`. */
  readonly #first: number;
  readonly #last: number;

  constructor(
    source: string,
    key: string,
    type: string,
    at: { readonly key: Span; readonly entry: Span },
    marks: FieldMarks,
    first: number,
  ) {
    this.key = key;
    this.type = type;
    this.#source = source;
    this.#marks = marks;
    this.#start = at.entry.start;
    this.#end = at.entry.end;
    this.#keyStart = at.key.start;
    this.#keyEnd = at.key.end;
    this.#first = first;
    this.#last = marks.length;
  }

  get keySpan(): Span {
    return span(this.#keyStart, this.#keyEnd);
  }

  get span(): Span {
    return span(this.#start, this.#end);
  }

  get fields(): readonly RawField[] {
    return Array.from({ length: this.#last - this.#first }, (_, index) => this.#marks.fieldAt(this.#first + index));
  }

  /** All fields of a name, which should be one at most. */
  fieldsNamed(name: string): readonly RawField[] {
    const found: RawField[] = [];
    for (let field = this.#next(name, this.#first); field >= 0; field = this.#next(name, field + 1)) found.push(this.#marks.fieldAt(field));
    return found;
  }

  has(name: string): boolean {
    return this.#next(name, this.#first) >= 0;
  }

  /** The first value of a name that is not empty, trimmed; "" where there is none. Most values need no parts made. */
  firstValue(name: string, read: (field: RawField) => string): string {
    for (let field = this.#next(name, this.#first); field >= 0; field = this.#next(name, field + 1)) {
      const value = this.#marks.isOneText(field) ? this.#marks.textOf(field).trim() : read(this.#marks.fieldAt(field));
      if (value !== "") return value;
    }
    return "";
  }

  /** The first field from `from` on that bears the name; -1 where none does. */
  #next(name: string, from: number): number {
    const number = this.#marks.knownNumber(name);
    if (number === undefined) return -1;
    for (let field = from; field < this.#last; field++) if (this.#marks.nameNumber(field) === number) return field;
    return -1;
  }

  /** True where a value holds the name of an `@string`. */
  namesStrings(): boolean {
    for (let field = this.#first; field < this.#last; field++)
      if (!this.#marks.isOneText(field) && namesStrings(this.#marks.fieldAt(field))) return true;
    return false;
  }

  /** True where both are written alike, to the last blank. */
  isWrittenLike(other: ScannedEntry): boolean {
    const length = this.#end - this.#start;
    if (length !== other.#end - other.#start) return false;
    return this.#source.slice(this.#start, this.#end) === other.#source.slice(other.#start, other.#end);
  }

  toJSON(): RawEntry {
    return { key: this.key, keySpan: this.keySpan, type: this.type, span: this.span, fields: this.fields };
  }
}

/** All fields of a name, whatever the entry's format. */
export const fieldsNamed = (raw: RawEntry, name: string): readonly RawField[] =>
  raw instanceof ScannedEntry ? raw.fieldsNamed(name) : raw.fields.filter((field) => field.name === name);
