import type { Clock } from "../host.ts";

/** What comes in time, else undefined. What comes too late is not lost to whoever caches it. */
export async function within<Value>(clock: Clock, milliseconds: number, promise: Promise<Value>): Promise<Value | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = clock.after(milliseconds, () => late.resolve(undefined));
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    timer.dispose();
  }
}
