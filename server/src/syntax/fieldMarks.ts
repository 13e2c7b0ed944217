import { Int32List } from "../text/int32List.ts";
import { span } from "../text/span.ts";
import type { NameNumbers } from "./nameNumbers.ts";
import { type Piece, ScannedField } from "./scannedField.ts";

/**
 * Fields as numbers, six for each: a library holds hundreds of thousands of fields and reads a few of them, which are made into objects
 * when asked for. Offsets count from the start of the field's entry (`base`), so that they hold wherever the entry moves.
 *
 *     @book{a, title = {NATO},        name 9..14, value 17..23, shape `text`
 */
export class FieldMarks {
  readonly names: NameNumbers;
  readonly #marks: Int32List;
  /** The last field that bears each name, by name number. */
  readonly #lastBearers: number[] = [];
  /** Of the few values that are more than one part, or less. */
  readonly #pieces = new Map<number, readonly Piece[]>();

  constructor(names: NameNumbers, room = 1024) {
    this.names = names;
    this.#marks = new Int32List(room);
  }

  get length(): number {
    return this.#marks.length / width;
  }

  push(base: number, name: number, nameStart: number, nameEnd: number, value: Value): void {
    const shape = shapeOf(value);
    if (shape === shapes.pieces)
      this.#pieces.set(
        this.length,
        value.pieces.map((piece) => shifted(piece, -base)),
      );
    this.#add(base, name, nameStart, nameEnd, value.start, value.end, shape);
  }

  /** A value that is one pair of braces or quotation marks. */
  pushText(base: number, name: number, nameStart: number, nameEnd: number, start: number, end: number): void {
    this.#add(base, name, nameStart, nameEnd, start, end, shapes.text);
  }

  /** A value that is a number or a name. */
  pushWord(base: number, name: number, nameStart: number, nameEnd: number, start: number, end: number): void {
    this.#add(base, name, nameStart, nameEnd, start, end, shapes.word);
  }

  #add(base: number, name: number, nameStart: number, nameEnd: number, start: number, end: number, shape: number): void {
    this.#lastBearers[name] = this.length;
    const marks = this.#marks;
    marks.push(name);
    marks.push(nameStart - base);
    marks.push(nameEnd - base);
    marks.push(start - base);
    marks.push(end - base);
    marks.push(shape);
  }

  /** Takes the fields from this one on back. */
  cutTo(length: number): void {
    while (this.length > length) {
      const last = this.length - 1;
      this.#pieces.delete(last);
      this.#lastBearers[this.nameNumber(last)] = -1;
      this.#marks.cutTo(last * width);
    }
  }

  /** True where a field from `first` on bears the name. */
  isBorneSince(first: number, name: number): boolean {
    return (this.#lastBearers[name] ?? -1) >= first;
  }

  nameNumber(field: number): number {
    return this.#at(field, 0);
  }

  /** True where the whole value is one pair of braces or quotation marks: no name in it, nothing joined. */
  isOneText(field: number): boolean {
    return this.#at(field, 5) === shapes.text;
  }

  /** What stands between the braces or quotation marks of a field that `isOneText`. */
  textOf(field: number, source: string, base: number): string {
    return source.slice(base + this.#at(field, 3) + 1, base + this.#at(field, 4) - 1);
  }

  fieldAt(field: number, source: string, base: number): ScannedField {
    const name = this.names.nameOf(this.nameNumber(field));
    const named = span(base + this.#at(field, 1), base + this.#at(field, 2));
    const value = span(base + this.#at(field, 3), base + this.#at(field, 4));
    return new ScannedField(source, name, named, value, this.#piecesOf(field, base));
  }

  #piecesOf(field: number, base: number): readonly Piece[] {
    const start = base + this.#at(field, 3);
    const end = base + this.#at(field, 4);
    const shape = this.#at(field, 5);
    if (shape === shapes.text) return [{ kind: "text", start: start + 1, end: end - 1 }];
    if (shape === shapes.word) return [{ kind: "word", start, end }];
    return (this.#pieces.get(field) ?? []).map((piece) => shifted(piece, base));
  }

  #at(field: number, mark: number): number {
    return this.#marks.numbers[field * width + mark] ?? 0;
  }
}

interface Value {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

const width = 6;

const shapes = { text: 0, word: 1, pieces: 2 } as const;

function shapeOf({ start, end, pieces }: Value): number {
  const [piece] = pieces;
  if (piece === undefined || pieces.length > 1) return shapes.pieces;
  if (piece.kind === "word") return piece.start === start && piece.end === end ? shapes.word : shapes.pieces;
  return piece.start === start + 1 && piece.end === end - 1 ? shapes.text : shapes.pieces;
}

const shifted = ({ kind, start, end }: Piece, by: number): Piece => ({ kind, start: start + by, end: end + by });
