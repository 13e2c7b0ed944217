import type { DraftSnapshot } from "../project/snapshot.ts";
import { copiedPass } from "./problems/copiedWords.ts";
import { type RunningCheck, startCheck } from "./quotationCheck.ts";

/** All quotations of a draft, checked in steps: a draft with hundreds of them never holds up a keystroke. What was checked is remembered. */
export function quotationPass(snapshot: DraftSnapshot): { advance(mayContinue: () => boolean): boolean } {
  const count = snapshot.facts.quotations.length;
  let next = 0;
  let running: RunningCheck | undefined;
  const copied = copiedPass(snapshot);
  return {
    advance(mayContinue) {
      for (;;) {
        if (running === undefined && next < count) running = startCheck(snapshot, next++);
        if (running === undefined) return copied.advance(mayContinue);
        if (!running.advance(mayContinue)) return false;
        running.result();
        running = undefined;
        if (!mayContinue()) return false;
      }
    },
  };
}
