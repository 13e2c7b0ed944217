import type { Work } from "./bibliography.ts";
import { createRandom, type Random } from "./random.ts";

/** What a writer types to find one work: every prefix of it is a keystroke. One in ten holds a slip. */
export function makeQueries(works: readonly Work[], count: number): readonly string[] {
  const random = createRandom(5);
  return Array.from({ length: count }, () => {
    const query = queryFor(random.pick(works), random);
    return random.chance(0.1) ? withSlip(query, random) : query;
  });
}

/** `s`, `sm`, `smi`, … of each query in turn. */
export const keystrokes = (queries: readonly string[]): readonly string[] =>
  queries.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));

function queryFor(work: Work, random: Random): string {
  const [first = "", second = ""] = work.title.split(" ").filter((word) => word.length > 4);
  const family = work.family.toLowerCase();
  return random.pick([
    family,
    `${family} ${work.year}`,
    `${first} ${second}`.toLowerCase().trim(),
    work.key,
    `${family} ${first.toLowerCase()}`,
  ]);
}

/** Two neighbours swapped. */
function withSlip(query: string, random: Random): string {
  const at = random.between(1, Math.max(1, Math.min(query.length - 2, 6)));
  return query.slice(0, at) + query.slice(at + 1, at + 2) + query.slice(at, at + 1) + query.slice(at + 2);
}
