export interface VotedPlace {
  readonly place: number;
  readonly votes: number;
}

/** A place with less than this share of the best one's votes is not where the text stands. */
const notMuchLess = 0.5;

/** Votes for numbered places, most of which get none or one. */
export class BlockVotes {
  readonly #places: Int32Array;
  readonly #votes: Float32Array;
  /** Where places stand that got more than one vote. */
  readonly #repeated = new Set<number>();
  #highest = 0;

  /** `most`: how many votes there will be at most. */
  constructor(most: number) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(32, most * 1.5)));
    this.#places = new Int32Array(room).fill(-1);
    this.#votes = new Float32Array(room);
  }

  add(place: number, weight: number): void {
    const slot = this.#slotOf(place);
    const before = this.#votes[slot] ?? 0;
    if (before > 0) this.#repeated.add(slot);
    this.#places[slot] = place;
    this.#votes[slot] = before + weight;
    if (before + weight > this.#highest) this.#highest = before + weight;
  }

  /** The places that with their next neighbour have most votes, at least `least` and not much less than the best; of two neighbours the better one. */
  best(limit: number, least: number): readonly VotedPlace[] {
    let enough = Math.max(least, this.#highest * notMuchLess);
    const found: VotedPlace[] = [];
    for (const slot of this.#repeated.size > 0 ? this.#repeated : this.#places.keys()) {
      const place = this.#places[slot] ?? -1;
      // A place whose own votes are few is found as the neighbour of another.
      if (place < 0 || (this.#votes[slot] ?? 0) < enough / 2) continue;
      const votes = Math.max(this.#of(place - 1), this.#of(place + 1)) + (this.#votes[slot] ?? 0);
      if (votes < enough) continue;
      enough = Math.max(enough, votes * notMuchLess);
      found.push({ place: this.#of(place - 1) > this.#of(place + 1) ? place - 1 : place, votes });
    }
    const sorted = found.filter(({ votes }) => votes >= enough).sort((one, other) => other.votes - one.votes || one.place - other.place);
    const taken: VotedPlace[] = [];
    for (const one of sorted) {
      if (taken.length === limit) break;
      if (taken.every(({ place }) => Math.abs(place - one.place) > 1)) taken.push(one);
    }
    return taken;
  }

  #of(place: number): number {
    return place < 0 ? 0 : (this.#votes[this.#slotOf(place)] ?? 0);
  }

  #slotOf(place: number): number {
    const mask = this.#places.length - 1;
    let slot = (Math.imul(place, 0x9e3779b1) >>> 8) & mask;
    while (this.#places[slot] !== -1 && this.#places[slot] !== place) slot = (slot + 1) & mask;
    return slot;
  }
}
