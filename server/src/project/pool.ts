/**
 * Derived things that several documents share and that change by parts: libraries of bibliography files, corpora of sources.
 * A thing is asked for by its parts; where only some of them changed since last time, it is updated rather than made anew.
 */
export class Pool<Part extends { readonly path: string }, Whole> {
  readonly #create: (parts: readonly Part[]) => Whole;
  readonly #update: (whole: Whole, part: Part) => Whole;
  readonly #known = new Map<string, { readonly parts: readonly Part[]; readonly whole: Whole }>();
  readonly #limit = 16;

  constructor(create: (parts: readonly Part[]) => Whole, update: (whole: Whole, part: Part) => Whole) {
    this.#create = create;
    this.#update = update;
  }

  get(parts: readonly Part[]): Whole {
    const name = parts.map((part) => part.path).join("\n");
    const known = this.#known.get(name);
    const changed = known === undefined ? parts : parts.filter((part, index) => part !== known.parts[index]);
    if (known !== undefined && changed.length === 0) return known.whole;
    const whole = known === undefined ? this.#create(parts) : changed.reduce(this.#update, known.whole);
    this.#keep(name, parts, whole);
    return whole;
  }

  #keep(name: string, parts: readonly Part[], whole: Whole): void {
    this.#known.delete(name);
    this.#known.set(name, { parts, whole });
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > this.#limit && oldest !== undefined) this.#known.delete(oldest);
  }
}
