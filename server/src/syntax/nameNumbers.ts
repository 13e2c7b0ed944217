import { copied } from "../text/copied.ts";

/** Numbers for the few different names that a file's fields and entries bear, in lower case. Only grows, so that all versions of a file share it. */
export class NameNumbers {
  readonly #names: string[] = [];
  readonly #usual: boolean[] = [];
  readonly #numbers = new Map<string, number>();
  /** By spelling: `Title` and `title` have one number. */
  readonly #spellings = new Map<string, number>();

  /** The number of a name as written; a new one for a new name. */
  numberOf(written: string): number {
    const known = this.#spellings.get(written);
    if (known !== undefined) return known;
    const name = copied(written.toLowerCase());
    const number = this.#numbers.get(name) ?? this.#add(name);
    this.#spellings.set(copied(written), number);
    return number;
  }

  /** Undefined for a name that nothing in the file bears; `name` is in lower case. */
  known(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  nameOf(number: number): string {
    return this.#names[number] ?? "";
  }

  /** True for what BibTeX and biber take for a field's name: no digit first, ASCII alone. */
  isUsual(number: number): boolean {
    return this.#usual[number] ?? false;
  }

  #add(name: string): number {
    this.#numbers.set(name, this.#names.length);
    this.#usual.push(/^[a-z!$&*+\-./:;<>?[\]^_`|][!-~]*$/.test(name));
    return this.#names.push(name) - 1;
  }
}
