import { foldForSearch } from "./fold.ts";

/** Finds the names that look most like another: "Nearest: webber2012." Made once for a library, asked for each undefined key. */
export interface TrigramIndex {
  /** Best first; only names that a writer would take for a slip of `name`. */
  nearest(name: string, limit: number): string[];
}

export function nearest(name: string, candidates: Iterable<string>, limit: number): string[] {
  return createTrigramIndex(candidates).nearest(name, limit);
}

export function createTrigramIndex(names: Iterable<string>): TrigramIndex {
  const originals = [...new Set(names)];
  const folded = originals.map(foldForSearch);
  const postings = postingsOf(folded);
  const shared = new Uint16Array(originals.length);
  return {
    nearest(name, limit) {
      const wanted = foldForSearch(name);
      const ranked: Ranked[] = [];
      for (const candidate of mostShared(wanted, postings, shared, Math.max(40, limit * 8))) {
        const distance = remoteness(wanted, folded[candidate] ?? "");
        if (distance !== undefined) ranked.push({ name: originals[candidate] ?? "", distance });
      }
      ranked.sort((one, other) => one.distance - other.distance || one.name.length - other.name.length || compare(one.name, other.name));
      return ranked.slice(0, limit).map((candidate) => candidate.name);
    },
  };
}

/**
 * The number of letters to insert, drop, replace or swap with their neighbour to turn one text into the other;
 * undefined where that takes more than `limit`. Takes length × limit steps.
 */
export function boundedDistance(one: string, other: string, limit: number): number | undefined {
  if (Math.abs(one.length - other.length) > limit) return undefined;
  const beyond = limit + 1;
  let before = new Uint16Array(other.length + 1).fill(beyond);
  let previous = Uint16Array.from({ length: other.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let row = 1; row <= one.length; row++) {
    const current = new Uint16Array(other.length + 1).fill(beyond);
    if (row <= limit) current[0] = row;
    let best = current[0] ?? beyond;
    for (let column = Math.max(1, row - limit); column <= Math.min(other.length, row + limit); column++) {
      const cost = stepCost(one, other, row, column, before, previous, current);
      current[column] = Math.min(cost, beyond);
      best = Math.min(best, cost);
    }
    if (best > limit) return undefined;
    before = previous;
    previous = current;
  }
  const distance = previous[other.length] ?? beyond;
  return distance > limit ? undefined : distance;
}

interface Ranked {
  readonly name: string;
  readonly distance: number;
}

type Row = Uint16Array<ArrayBuffer>;

function stepCost(one: string, other: string, row: number, column: number, before: Row, previous: Row, current: Row): number {
  const at = (of: Row, index: number) => of[index] ?? 0;
  const same = one.charCodeAt(row - 1) === other.charCodeAt(column - 1);
  let cost = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + (same ? 0 : 1));
  const swapped =
    row > 1 &&
    column > 1 &&
    one.charCodeAt(row - 1) === other.charCodeAt(column - 2) &&
    one.charCodeAt(row - 2) === other.charCodeAt(column - 1);
  if (swapped) cost = Math.min(cost, at(before, column - 2) + 1);
  return cost;
}

/** How far a candidate is from what was typed; undefined where nobody would mean it. A key that only goes on (`webber` for `webber2012`) is near. */
function remoteness(wanted: string, candidate: string): number | undefined {
  const longest = Math.max(wanted.length, candidate.length);
  const distance = boundedDistance(wanted, candidate, Math.max(1, Math.floor(longest * 0.4)));
  if (distance !== undefined) return distance;
  const shorter = Math.min(wanted.length, candidate.length);
  const continues = shorter >= 4 && (candidate.startsWith(wanted) || wanted.startsWith(candidate));
  return continues ? longest - shorter : undefined;
}

/** Three letters are packed into one number; both ends are marked by a zero, so that beginnings count. */
function trigramsOf(name: string): Set<number> {
  const trigrams = new Set<number>();
  const code = (index: number) => (index < 0 || index >= name.length ? 0 : name.charCodeAt(index));
  for (let i = -1; i < name.length; i++) trigrams.add((code(i - 1) * 65536 + code(i)) * 65536 + code(i + 1));
  return trigrams;
}

function postingsOf(folded: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const postings = new Map<number, number[]>();
  folded.forEach((name, index) => {
    for (const trigram of trigramsOf(name)) {
      const list = postings.get(trigram);
      if (list === undefined) postings.set(trigram, [index]);
      else list.push(index);
    }
  });
  return postings;
}

function mostShared(wanted: string, postings: ReadonlyMap<number, readonly number[]>, shared: Row, limit: number): number[] {
  const touched: number[] = [];
  for (const trigram of trigramsOf(wanted)) {
    for (const index of postings.get(trigram) ?? []) {
      if (shared[index] === 0) touched.push(index);
      shared[index] = (shared[index] ?? 0) + 1;
    }
  }
  const best = highest(touched, (index) => shared[index] ?? 0, limit);
  for (const index of touched) shared[index] = 0;
  return best;
}

/** The `limit` members with the highest counts, by buckets: sorting tens of thousands for forty would cost more than finding them. */
function highest(members: readonly number[], count: (member: number) => number, limit: number): number[] {
  const buckets: number[][] = [];
  for (const member of members) {
    const bucket = buckets[count(member)];
    if (bucket === undefined) buckets[count(member)] = [member];
    else if (bucket.length < limit) bucket.push(member);
  }
  const best: number[] = [];
  for (let at = buckets.length - 1; at >= 0 && best.length < limit; at--) best.push(...(buckets[at] ?? []));
  return best.slice(0, limit);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
