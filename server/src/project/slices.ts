import type { Clock } from "../host.ts";
import { sliceLength } from "./limits.ts";

/** Runs work piece by piece, so that a keystroke never waits for more than a slice. `step` says true when all is done. */
export async function inSlices(clock: Clock, step: (mayContinue: () => boolean) => boolean, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const end = clock.now() + sliceLength;
    if (step(() => clock.now() < end)) return;
    await clock.breathe();
  }
}
