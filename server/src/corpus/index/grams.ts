import { Int32List } from "../../text/int32List.ts";
import { ignored, isWordByItself, letterOf, separator, several, spelledOut } from "../../text/letterFold.ts";

/** Buckets of single words and of pairs of neighbours, in this order: numbers from 0 up to `bucketCount`. Whoever changes how words are told apart raises `gramVersion`. */
export const gramVersion = 1;
const wordBits = 18;
const pairBits = 21;
export const bucketCount = 2 ** wordBits + 2 ** pairBits;

/** Reads words off a text, and lists the bucket of each word and of each pair of neighbours with the offset where it begins. */
export class GramReader {
  readonly buckets: Int32List;
  readonly offsets: Int32List;
  #hash = seed;
  #start = -1;
  #previous = 0;
  #previousStart = -1;

  constructor(capacity = 64) {
    this.buckets = new Int32List(capacity);
    this.offsets = new Int32List(capacity);
  }

  /** Goes on in a text at `from`; a word that was begun goes on, too. */
  read(text: string, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      const letter = letterOf(code);
      if (letter === ignored) continue;
      if (letter === separator) {
        if (this.#start >= 0) this.endWord();
        continue;
      }
      if (isWordByItself(letter)) this.endWord();
      if (this.#start < 0) this.#start = at;
      if (letter === several) for (const one of spelledOut(code)) this.#hash = Math.imul(this.#hash ^ one, prime);
      else this.#hash = Math.imul(this.#hash ^ letter, prime);
      if (isWordByItself(letter)) this.endWord();
    }
  }

  endWord(): void {
    if (this.#start < 0) return;
    this.#add(mixed(this.#hash) >>> (32 - wordBits), this.#start);
    if (this.#previousStart >= 0) {
      const pair = mixed(Math.imul(this.#previous, 31) + this.#hash);
      this.#add(2 ** wordBits + (pair >>> (32 - pairBits)), this.#previousStart);
    }
    this.#previous = this.#hash;
    this.#previousStart = this.#start;
    this.#start = -1;
    this.#hash = seed;
  }

  /** What follows is another text: no pair reaches over. */
  endText(): void {
    this.endWord();
    this.#previousStart = -1;
  }

  #add(bucket: number, offset: number): void {
    this.buckets.push(bucket);
    this.offsets.push(offset);
  }
}

const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** Spreads a hash over all its bits. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b | 0);
  return (bits ^ (bits >>> 16)) >>> 0;
}
