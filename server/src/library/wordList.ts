import { Int32List } from "../text/int32List.ts";

export interface PackedWords {
  readonly codes: Uint16Array;
  readonly starts: Int32Array;
  readonly hashes: Int32Array;
}

/**
 * Each word once, numbered as they come, all in one row of UTF-16 codes: `smith`, `2006`, `russia` are `smith2006russia` with the
 * starts 0, 5, 9. A library of 50,000 entries has a million words but few different ones, so a search looks at these alone.
 */
export class WordList {
  #codes: Uint16Array = new Uint16Array(8192);
  readonly #starts = new Int32List();
  /** By word number. */
  readonly #hashes = new Int32List();
  /** By word number: which letters it has, as `lettersOf` says. Made when they are first asked for. */
  readonly #letters = new Int32List();
  /** Word numbers by hash, -1 where free; never more than half full. */
  #slots = new Int32Array(2048).fill(-1);

  constructor() {
    this.#starts.push(0);
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  /** All words in a row; valid until the next word is added, like `starts`. */
  get codes(): Uint16Array {
    return this.#codes;
  }

  /** Where each word starts in `codes`: it ends where the next one starts. */
  get starts(): Int32Array {
    return this.#starts.numbers;
  }

  /** By word number, as `lettersOf` says: a word that lacks a letter holds no word that has it. And whether it `isPutTogether`. */
  get letters(): Int32Array {
    const starts = this.#starts.numbers;
    for (let number = this.#letters.length; number < this.size; number++) {
      this.#letters.push(signatureOf(this.#codes, starts[number] ?? 0, starts[number + 1] ?? 0));
    }
    return this.#letters.numbers;
  }

  /** The number of the word that stands in `text`, given as its codes, from `start` to `end`; a new one where it was not in the list. */
  numberOf(text: Uint16Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const hashes = this.#hashes.numbers;
    const mask = slots.length - 1;
    let slot = slotOf(hash) & mask;
    for (let number = slots[slot] ?? -1; number >= 0; number = slots[slot] ?? -1) {
      if (hashes[number] === hash && this.#isWord(number, text, start, end)) return number;
      slot = (slot + 1) & mask;
    }
    slots[slot] = this.size;
    this.#hashes.push(hash);
    return this.#append(text, start, end);
  }

  /** All that the list is made of. */
  packed(): PackedWords {
    const starts = this.#starts.taken;
    return { codes: this.#codes.subarray(0, starts.at(-1)), starts, hashes: this.#hashes.taken };
  }

  /** Takes the words of another list in place of its own. */
  fill({ codes, starts, hashes }: PackedWords): void {
    this.#codes = codes.length === 0 ? new Uint16Array(16) : codes;
    this.#starts.fill(starts);
    this.#hashes.fill(hashes);
    this.#letters.cutTo(0);
    while (this.size * 2 > this.#slots.length / 2) this.#slots = new Int32Array(this.#slots.length * 2);
    this.#rehash();
  }

  #isWord(number: number, text: Uint16Array, start: number, end: number): boolean {
    const starts = this.#starts.numbers;
    const codes = this.#codes;
    const from = starts[number] ?? 0;
    if ((starts[number + 1] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (codes[from + at - start] !== text[at]) return false;
    return true;
  }

  #append(text: Uint16Array, start: number, end: number): number {
    const from = this.starts[this.size] ?? 0;
    const to = from + end - start;
    while (to > this.#codes.length) this.#codes = roomier(this.#codes);
    this.#codes.set(text.subarray(start, end), from);
    this.#starts.push(to);
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return this.size - 1;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let number = 0; number < this.size; number++) {
      let slot = slotOf(this.#hashes.numbers[number] ?? 0) & (slots.length - 1);
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

function roomier(codes: Uint16Array): Uint16Array {
  const made = new Uint16Array(codes.length * 2);
  made.set(codes);
  return made;
}

/** The hash of a word is FNV-1a over its codes: `hashWith` adds one. */
export const noHash = 0x811c9dc5 | 0;

export const hashWith = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** The high bits folded into the low ones, that choose the slot. */
const slotOf = (hash: number): number => hash ^ (hash >>> 15);

/** Which letters a text has: a bit for each of 31 classes of them. No two of a to z share one. */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) % 31);
  return letters;
}

/** True of a listed word within which another one may begin that is no number: `lloyd-jones`, `2006a`, but not `smith2006`. */
export const isPutTogether = (letters: number): boolean => letters < 0;

function signatureOf(codes: Uint16Array, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0;
    letters |= 1 << (code % 31);
    if (at > start && !isDigit(code) && (code > 127 || !isLetter(codes[at - 1] ?? 0))) letters |= 1 << 31;
  }
  return letters;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => code >= 97 && code <= 122;
