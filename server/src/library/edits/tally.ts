/** Counts what was seen, and says what was seen most; of equals the first. */
export class Tally<Value extends string> {
  readonly #counts = new Map<Value, number>();
  #total = 0;

  add(value: Value): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#total++;
  }

  get total(): number {
    return this.#total;
  }

  best(): Value | undefined {
    let found: Value | undefined;
    let most = 0;
    for (const [value, count] of this.#counts) {
      if (count <= most) continue;
      most = count;
      found = value;
    }
    return found;
  }

  count(value: Value): number {
    return this.#counts.get(value) ?? 0;
  }

  /** How much of what was seen is the most frequent: from 0 to 1. */
  share(): number {
    const best = this.best();
    return best === undefined ? 0 : this.count(best) / this.#total;
  }
}

/** One tally for each name. */
export class Tallies<Value extends string> {
  readonly #byName = new Map<string, Tally<Value>>();

  add(name: string, value: Value): void {
    const tally = this.#byName.get(name) ?? new Tally<Value>();
    this.#byName.set(name, tally);
    tally.add(value);
  }

  best(name: string): Value | undefined {
    return this.#byName.get(name)?.best();
  }
}
