import type { Clock } from "../host.ts";

/** Resolves after a while by the clock; rejects with the signal's reason when that is aborted first. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return orAborted(signal, (resolve) => {
    const timer = clock.after(milliseconds, resolve);
    return () => timer.dispose();
  });
}

/** A promise that ends with the signal; `begin` is handed what settles it and returns what gives up waiting. */
export function orAborted<T>(signal: AbortSignal, begin: (resolve: (value: T) => void) => () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let settled = false;
    const onAbort = () => {
      giveUp();
      reject(signal.reason);
    };
    const giveUp = begin((value) => {
      settled = true;
      signal.removeEventListener("abort", onAbort);
      resolve(value);
    });
    if (!settled) signal.addEventListener("abort", onAbort, { once: true });
  });
}
