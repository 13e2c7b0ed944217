import { timed, timingOf } from "./sampling.ts";

/**
 * A fixed computation of the kinds that Ibid is made of: scanning characters, counting in a map, sorting numbers, joining strings.
 * Machines differ, and a busy one differs from itself: a row divided by the kernel of its own run can be compared with other runs.
 */
export function kernel(): number {
  const text = kernelText();
  const counts = new Map<string, number>();
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text.charCodeAt(at) !== 32) continue;
    const word = text.slice(start, at);
    counts.set(word, (counts.get(word) ?? 0) + 1);
    start = at + 1;
  }
  const sorted = Int32Array.from(counts.values()).sort();
  return sorted.reduce((sum, count, index) => (sum * 31 + count * index) | 0, 7);
}

/** 60,000 words from 8,000, by a fixed rule. */
function kernelText(): string {
  const words: string[] = [];
  let state = 1;
  for (let i = 0; i < 60_000; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    words.push(`w${(state >>> 8) % 8_000}`);
  }
  return words.join(" ");
}

const rounds = 25;

/** Milliseconds of single rounds. */
export function timeKernel(): readonly number[] {
  const times: number[] = [];
  for (let round = 0; round < rounds + 5; round++) {
    const time = timed(kernel);
    if (round >= 5) times.push(time);
  }
  return times;
}

export const kernelMedian = (times: readonly number[]): number => timingOf(times).median;
