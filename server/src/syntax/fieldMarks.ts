import { Int32List } from "../text/int32List.ts";
import { span } from "../text/span.ts";
import { type Piece, ScannedField } from "./scannedField.ts";

/**
 * The fields of a file as numbers, six for each: a library holds hundreds of thousands of fields and reads a few of them, which are made
 * into objects when asked for.
 *
 *     title = {NATO},        name 0..5 (the number of "title"), value 8..14, shape `text`
 */
export class FieldMarks {
  readonly #source: string;
  readonly #marks = new Int32List();
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** The last field that bears each name, by name number. */
  readonly #lastBearers: number[] = [];
  /** Of the few values that are more than one part, or less. */
  readonly #pieces = new Map<number, readonly Piece[]>();

  constructor(source: string) {
    this.#source = source;
  }

  get length(): number {
    return this.#marks.length / width;
  }

  push(name: number, nameStart: number, nameEnd: number, value: Value): void {
    const shape = shapeOf(value);
    if (shape === shapes.pieces) this.#pieces.set(this.length, value.pieces);
    this.#lastBearers[name] = this.length;
    const marks = this.#marks;
    marks.push(name);
    marks.push(nameStart);
    marks.push(nameEnd);
    marks.push(value.start);
    marks.push(value.end);
    marks.push(shape);
  }

  /** Takes the last field back. */
  pop(): void {
    const last = this.length - 1;
    this.#pieces.delete(last);
    this.#lastBearers[this.#at(last, 0)] = -1;
    this.#marks.cutTo(last * width);
  }

  /** The number of a name in lower case; a new one for a new name. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    this.#lastBearers.push(-1);
    return this.#names.push(name) - 1;
  }

  /** Undefined for a name that no field of the file bears. */
  knownNumber(name: string): number | undefined {
    return this.#numbers.get(name);
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
  textOf(field: number): string {
    return this.#source.slice(this.#at(field, 3) + 1, this.#at(field, 4) - 1);
  }

  fieldAt(field: number): ScannedField {
    const name = this.#names[this.#at(field, 0)] ?? "";
    const value = span(this.#at(field, 3), this.#at(field, 4));
    return new ScannedField(this.#source, name, span(this.#at(field, 1), this.#at(field, 2)), value, this.#piecesOf(field));
  }

  #piecesOf(field: number): readonly Piece[] {
    const start = this.#at(field, 3);
    const end = this.#at(field, 4);
    const shape = this.#at(field, 5);
    if (shape === shapes.text) return [{ kind: "text", start: start + 1, end: end - 1 }];
    return shape === shapes.word ? [{ kind: "word", start, end }] : (this.#pieces.get(field) ?? []);
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
