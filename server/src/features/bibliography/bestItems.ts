import { foldForSearch } from "../../text/fold.ts";

/** As many as a writer may want to look through; more are found by typing on. */
export const itemLimit = 50;

/** Whatever matches what is typed, best first: beginnings before beginnings of words before middles, then what weighs more. */
export class BestItems<Item> {
  readonly #typed: string;
  readonly #best: { readonly rank: number; readonly weight: number; readonly order: number; readonly item: Item }[] = [];
  #order = 0;

  constructor(typed: string) {
    this.#typed = foldForSearch(typed).trim();
  }

  /** `folded`: what the item is matched by, as `foldForSearch` has it. */
  offer(item: Item, folded: string, weight: number): void {
    const rank = this.#rankOf(folded);
    if (rank === undefined) return;
    const candidate = { rank, weight, order: this.#order++, item };
    const worst = this.#best.at(-1);
    if (this.#best.length >= itemLimit && worst !== undefined && compare(candidate, worst) >= 0) return;
    let at = this.#best.length;
    while (at > 0 && compare(candidate, this.#best[at - 1] ?? candidate) < 0) at--;
    this.#best.splice(at, 0, candidate);
    if (this.#best.length > itemLimit) this.#best.pop();
  }

  get items(): readonly Item[] {
    return this.#best.map(({ item }) => item);
  }

  #rankOf(folded: string): number | undefined {
    if (this.#typed === "" || folded.startsWith(this.#typed)) return 0;
    for (let at = folded.indexOf(this.#typed); at >= 0; at = folded.indexOf(this.#typed, at + 1)) {
      if (!/[a-z0-9]/.test(folded[at - 1] ?? " ")) return 1;
    }
    return folded.includes(this.#typed) ? 2 : undefined;
  }
}

interface Ranked {
  readonly rank: number;
  readonly weight: number;
  readonly order: number;
}

const compare = (one: Ranked, other: Ranked): number => one.rank - other.rank || other.weight - one.weight || one.order - other.order;
