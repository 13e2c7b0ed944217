import type { Finding } from "./classify.ts";
import { strikePause, strikesToDeath } from "./policy.ts";
import type { LinkVerdict } from "./verdict.ts";

/**
 * A finding joined to what was known before. Failures count when more than three days lie between them; three make a link dead.
 * A single good answer wipes them out. What says nothing about the link (a robot wall, this machine offline) leaves them as they are.
 */
export function withHistory(url: string, finding: Finding, previous: LinkVerdict | undefined, now: number): LinkVerdict {
  const verdict = { url, ...finding, checkedAt: now };
  switch (finding.state) {
    case "alive":
    case "moved":
      return { ...verdict, failures: 0, failingSince: undefined };
    case "suspect":
    case "dead":
      return judged(verdict, strike(finding, previous, now), previous);
    case "blocked":
    case "unreachable":
    case "malformed":
    case "unchecked":
      return { ...verdict, ...failuresOf(previous) };
  }
}

interface Failures {
  readonly failures: number;
  readonly failingSince: number | undefined;
  readonly struckAt?: number;
}

function failuresOf(previous: LinkVerdict | undefined): Failures {
  if (!previous) return { failures: 0, failingSince: undefined };
  const { failures, failingSince, struckAt } = previous;
  return struckAt === undefined ? { failures, failingSince } : { failures, failingSince, struckAt };
}

function strike(finding: Finding, previous: LinkVerdict | undefined, now: number): Failures {
  const before = failuresOf(previous);
  if (before.failures === 0) return { failures: 1, failingSince: now, struckAt: now };
  const soon = now - (before.struckAt ?? before.failingSince ?? 0) <= strikePause;
  // A certificate is its owner's slip, not the page's end: it never counts further.
  if (soon || finding.reason === "certificate") return before;
  return { ...before, failures: before.failures + 1, struckAt: now };
}

function judged(verdict: Omit<LinkVerdict, keyof Failures>, failures: Failures, previous: LinkVerdict | undefined): LinkVerdict {
  if (verdict.state === "dead" || verdict.reason === "certificate") return { ...verdict, ...failures };
  // What was dead and now fails in another way has not come back.
  if (previous?.state === "dead") return { ...verdict, ...failures, state: "dead", reason: previous.reason };
  if (failures.failures >= strikesToDeath) return { ...verdict, ...failures, state: "dead", reason: "failedForDays" };
  return { ...verdict, ...failures };
}
