import type { Clock } from "../../host.ts";

export function createClock(): Clock {
  return {
    now: () => Date.now(),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, Math.min(Math.max(0, milliseconds), longestTimer));
      return { dispose: () => clearTimeout(timer) };
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** Node fires longer ones at once. */
const longestTimer = 2 ** 31 - 1;
