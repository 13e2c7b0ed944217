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

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#numbers[this.#length++] = number;
  }

  /** Forgets all from this place on. */
  cutTo(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  #grow(): void {
    const roomier = new Int32Array(this.#numbers.length * 2);
    roomier.set(this.#numbers);
    this.#numbers = roomier;
  }
}
