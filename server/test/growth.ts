import assert from "node:assert/strict";

/** Milliseconds of processor time below which nothing can be told from the collecting of garbage. */
const noise = 25;

/**
 * Asserts that twice the input takes less than three times as long (and not four times, as it would where the time grows with the square).
 * Measured in processor time, so that a busy machine doesn't matter; and tried again, since a collection of garbage does.
 */
export function assertLinear<Input>(name: string, make: (size: number) => Input, work: (input: Input) => unknown, size: number): void {
  const small = make(size);
  const large = make(2 * size);
  work(small);
  const tries = Array.from({ length: 5 }, () => ({ once: 0, twice: 0 }));
  const passed = tries.some((attempt) => {
    attempt.once = processorTime(() => work(small));
    attempt.twice = processorTime(() => work(large));
    return attempt.twice < 3 * attempt.once + noise;
  });
  assert.ok(passed, `${name}: ${tries.map(({ once, twice }) => `${once.toFixed(0)} then ${twice.toFixed(0)} ms`).join(", ")}`);
}

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}
