/** Whole numbers in a row, as many as come, four bytes each. */
export class Int32List {
  #numbers: Int32Array;
  #length = 0;

  constructor(room = 1024) {
    this.#numbers = new Int32Array(room);
  }

  get length(): number {
    return this.#length;
  }

  /** What is in the list so far, and behind it room for more: only until the next number comes. */
  get numbers(): Int32Array {
    return this.#numbers;
  }

  /** The numbers without the room behind them; until the next number comes. */
  get taken(): Int32Array {
    return this.#numbers.subarray(0, this.#length);
  }

  /** Takes these numbers in place of those that are in the list. */
  fill(numbers: Int32Array): void {
    this.#numbers = numbers;
    this.#length = numbers.length;
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#numbers[this.#length++] = number;
  }

  /** Forgets all from this place on. */
  cutTo(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  #grow(): void {
    const roomier = new Int32Array(Math.max(16, this.#numbers.length * 2));
    roomier.set(this.#numbers);
    this.#numbers = roomier;
  }
}
