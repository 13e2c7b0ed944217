/** Numbers that look random and are the same in every run. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `limit`. */
  below(limit: number): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** The first of a list often, the last ones seldom, as words are used (Zipf). */
  pickByRank<T>(list: readonly T[]): T;
}

/** Mulberry32: 32 bits of state, even enough for made-up texts. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (share) => next() < share,
    pick: (list) => itemAt(list, below(list.length)),
    pickByRank: (list) => itemAt(list, Math.floor(Math.exp(next() * Math.log(list.length + 1))) - 1),
  };
}

function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[Math.min(Math.max(index, 0), list.length - 1)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}
