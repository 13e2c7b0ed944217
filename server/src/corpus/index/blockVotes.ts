/** Votes for numbered places, most of which get none. Made once and emptied after each use. */
export class BlockVotes {
  #places = new Int32Array(1024).fill(-1);
  #votes = new Float32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(place: number, weight: number): void {
    let slot = this.#slotOf(place);
    if (this.#places[slot] === -1) {
      if (this.#count * 2 >= this.#places.length) {
        this.#grow();
        slot = this.#slotOf(place);
      }
      this.#places[slot] = place;
      this.#count++;
    }
    this.#votes[slot] = (this.#votes[slot] ?? 0) + weight;
  }

  of(place: number): number {
    return place < 0 ? 0 : (this.#votes[this.#slotOf(place)] ?? 0);
  }

  /** The places that with their next neighbour have most votes, at least `least`; of two neighbours the better one. */
  best(limit: number, least: (highest: number) => number): readonly { readonly place: number; readonly votes: number }[] {
    let highest = 0;
    const found: { place: number; votes: number }[] = [];
    const half = this.#highest() / 2;
    for (let slot = 0; slot < this.#places.length; slot++) {
      const place = this.#places[slot] ?? -1;
      const own = this.#votes[slot] ?? 0;
      if (place < 0 || own < least(half)) continue;
      const votes = own + this.of(place + 1);
      highest = Math.max(highest, votes);
      found.push({ place, votes });
    }
    const enough = least(highest);
    const sorted = found.filter(({ votes }) => votes >= enough).sort((one, other) => other.votes - one.votes || one.place - other.place);
    const taken: { place: number; votes: number }[] = [];
    for (const one of sorted) {
      if (taken.length === limit) break;
      if (taken.every(({ place }) => Math.abs(place - one.place) > 1)) taken.push(one);
    }
    return taken;
  }

  clear(): void {
    this.#places.fill(-1);
    this.#votes.fill(0);
    this.#count = 0;
  }

  #highest(): number {
    let highest = 0;
    for (const votes of this.#votes) if (votes > highest) highest = votes;
    return highest;
  }

  #slotOf(place: number): number {
    const mask = this.#places.length - 1;
    let slot = (Math.imul(place, 0x9e3779b1) >>> 8) & mask;
    while (this.#places[slot] !== -1 && this.#places[slot] !== place) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [places, votes] = [this.#places, this.#votes];
    this.#places = new Int32Array(places.length * 2).fill(-1);
    this.#votes = new Float32Array(places.length * 2);
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? -1;
      if (place < 0) continue;
      const slot = this.#slotOf(place);
      this.#places[slot] = place;
      this.#votes[slot] = votes[i] ?? 0;
    }
  }
}
