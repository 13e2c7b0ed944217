import type { Row } from "./row.ts";

export interface Timing {
  /** Milliseconds, in rising order. */
  readonly times: readonly number[];
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

export interface SamplingOptions {
  /** Rounds before those that count. */
  readonly warmUp?: number;
  readonly samples?: number;
  /** Milliseconds after which no further round begins: slow work gets fewer samples, and its row says how many. */
  readonly atMost?: number;
}

const usual = { warmUp: 40, samples: 400, atMost: 10_000 } as const;

/** Measures the same again and again: `measure` answers milliseconds, and is told its round, so that no two need be alike. */
export async function sample(measure: (round: number) => number | Promise<number>, options: SamplingOptions = {}): Promise<Timing> {
  const { warmUp, samples, atMost } = { ...usual, ...options };
  const warmUntil = performance.now() + atMost / 4;
  let round = 0;
  while (round < warmUp && performance.now() < warmUntil) await measure(round++);
  const times: number[] = [];
  const end = performance.now() + atMost;
  while (times.length < samples && (times.length === 0 || performance.now() < end)) times.push(await measure(round++));
  return timingOf(times);
}

/** Milliseconds that one piece of work takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same for work that takes turns with others. */
export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function timingOf(measured: readonly number[]): Timing {
  const times = [...measured].sort((one, other) => one - other);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)] ?? Number.NaN;
  return { times, median: at(0.5), p95: at(0.95), p99: at(0.99), longest: times.at(-1) ?? Number.NaN };
}

/** A row in milliseconds; its percentiles only where there are samples enough to speak of. */
export function timingRow(what: string, timing: Timing, more: Pick<Row, "budget" | "note"> = {}): Row {
  const { median, p95, p99, times } = timing;
  const percentiles = times.length >= 20 ? { p95, p99 } : {};
  return { what, unit: "ms", value: median, ...percentiles, samples: times.length, ...more };
}

/** The longest time that nothing else had its turn while some work was done. */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  await new Promise((resolve) => setImmediate(resolve));
  return longest;
}

/** Leaves no litter of one measurement to the next; the group's process is started with the collector at hand. */
export function collectGarbage(): void {
  globalThis.gc?.();
}
