/**
 * What was worked out for the version of a text before this one, piece by piece. A piece is known by its own text, so that after an edit
 * nearly all is found again, wherever it stands now; what a version doesn't ask for is forgotten.
 * Values must hold no part of the text they were read in (`copyOf`), else they keep every version alive that they came from.
 */
export class VersionMemory<Value> {
  #before: Pieces<Value> = noPieces();
  #now: Pieces<Value> = noPieces();
  /** The piece of the version before that is likely to be asked for next. */
  #next = 0;
  #missed = 0;
  #places: ReadonlyMap<string, number> | undefined;

  /** From here on it is the next version that asks. */
  beginVersion(): void {
    this.#before = this.#now;
    this.#now = noPieces();
    this.#next = 0;
    this.#missed = 0;
    this.#places = undefined;
  }

  /** What is known of a piece if it still holds, else what `read` makes of it. */
  recall(text: string, read: () => Value, holds: (value: Value) => boolean): Value {
    const known = this.#find(text);
    const value = known !== undefined && holds(known) ? known : read();
    this.#now.texts.push(text);
    this.#now.values.push(value);
    return value;
  }

  forget(): void {
    this.#now = noPieces();
    this.beginVersion();
  }

  /** Pieces come in the order of the version before. Only where several in a row are new are all looked up from then on: parts have moved. */
  #find(text: string): Value | undefined {
    const { texts } = this.#before;
    for (let at = this.#next; at < this.#next + near; at++) if (texts[at] === text) return this.#found(at);
    if (texts.length === 0 || ++this.#missed < fewMissed) return undefined;
    this.#places ??= new Map(texts.map((piece, index) => [piece, index]));
    const place = this.#places.get(text);
    return place === undefined ? undefined : this.#found(place);
  }

  #found(place: number): Value | undefined {
    if (this.#places === undefined) this.#missed = 0;
    this.#next = place + 1;
    return this.#before.values[place];
  }
}

/** In the order in which they were asked for. */
interface Pieces<Value> {
  readonly texts: string[];
  readonly values: Value[];
}

const noPieces = <Value>(): Pieces<Value> => ({ texts: [], values: [] });

const near = 4;
const fewMissed = 4;

/** The same characters in a place of their own: what is cut out of a long string otherwise keeps all of it alive. */
export const copyOf = (text: string): string => ` ${text}`.slice(1);
