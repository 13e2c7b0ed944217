import { type Span, span } from "../text/span.ts";
import type { RawField, ValuePart } from "./bibliography.ts";

/**
 * A field as a few numbers and the text that they point into. A library holds hundreds of thousands of fields and reads a few of them:
 * spans and parts are made when asked for.
 */
export class ScannedField implements RawField {
  readonly name: string;
  readonly source: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** What `#` joins; most values have one part or, where the value is missing, none. */
  readonly pieces: readonly Piece[];

  constructor(source: string, name: string, nameSpan: Span, valueSpan: Span, pieces: readonly Piece[]) {
    this.source = source;
    this.name = name;
    this.nameStart = nameSpan.start;
    this.nameEnd = nameSpan.end;
    this.valueStart = valueSpan.start;
    this.valueEnd = valueSpan.end;
    this.pieces = pieces;
  }

  get nameSpan(): Span {
    return span(this.nameStart, this.nameEnd);
  }

  get valueSpan(): Span {
    return span(this.valueStart, this.valueEnd);
  }

  get parts(): readonly ValuePart[] {
    return this.pieces.map((piece) => partOf(this.source, piece));
  }

  toJSON(): RawField {
    return { name: this.name, nameSpan: this.nameSpan, valueSpan: this.valueSpan, parts: this.parts };
  }
}

/** A value part without its text. */
export interface Piece {
  readonly kind: ValuePart["kind"];
  readonly start: number;
  readonly end: number;
}

export const partOf = (source: string, piece: Piece): ValuePart => ({
  kind: piece.kind,
  text: source.slice(piece.start, piece.end),
  span: span(piece.start, piece.end),
});

/** The months that BibTeX's styles and biber define; read as their English names. */
export const months: ReadonlyMap<string, string> = new Map([
  ["jan", "January"],
  ["feb", "February"],
  ["mar", "March"],
  ["apr", "April"],
  ["may", "May"],
  ["jun", "June"],
  ["jul", "July"],
  ["aug", "August"],
  ["sep", "September"],
  ["oct", "October"],
  ["nov", "November"],
  ["dec", "December"],
]);

/** True where the value holds the name of an `@string`: a bare word other than a number or a month. */
export function namesStrings(field: RawField): boolean {
  if (!(field instanceof ScannedField)) return field.parts.some((part) => part.kind === "word" && isStringName(part.text));
  return field.pieces.some((piece) => piece.kind === "word" && isStringName(field.source.slice(piece.start, piece.end)));
}

const isStringName = (word: string): boolean => !isDigit(word.charCodeAt(0)) && !months.has(word.toLowerCase());

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
