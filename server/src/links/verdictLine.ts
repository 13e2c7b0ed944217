import { redacted } from "./confidential.ts";
import type { LinkReason, LinkState, LinkVerdict } from "./verdict.ts";

/** A verdict as one line of JSON: `{"url":"http://x.org/","state":"alive","reason":"ok","status":200,"checkedAt":1700000000000}`. */
export function formatVerdict(verdict: LinkVerdict): string {
  const { failures, finalUrl, ...rest } = verdict;
  return JSON.stringify({ ...rest, finalUrl: finalUrl === undefined ? undefined : redacted(finalUrl), failures: failures || undefined });
}

/** Undefined for a line that was cut off or comes from another version. */
export function parseVerdict(line: string): LinkVerdict | undefined {
  const record = parseRecord(line);
  if (!record) return undefined;
  const { url, state, reason } = record;
  if (typeof url !== "string" || !isState(state) || !isReason(reason)) return undefined;
  const checkedAt = numberOf(record.checkedAt);
  if (checkedAt === undefined) return undefined;
  const struckAt = numberOf(record.struckAt);
  return {
    url,
    state,
    reason,
    status: numberOf(record.status),
    finalUrl: typeof record.finalUrl === "string" ? record.finalUrl : undefined,
    checkedAt,
    failures: numberOf(record.failures) ?? 0,
    failingSince: numberOf(record.failingSince),
    ...(struckAt === undefined ? {} : { struckAt }),
  };
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    // A line that a dying process left half written: one verdict fewer.
    return undefined;
  }
}

const numberOf = (value: unknown): number | undefined => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

const states: Readonly<Record<LinkState, true>> = {
  alive: true,
  moved: true,
  dead: true,
  suspect: true,
  blocked: true,
  unreachable: true,
  malformed: true,
  unchecked: true,
};

const reasons: Readonly<Record<LinkReason, true>> = {
  ok: true,
  redirected: true,
  gone: true,
  serverError: true,
  timeout: true,
  reset: true,
  refused: true,
  hostNotFound: true,
  certificate: true,
  redirectLoop: true,
  saysGone: true,
  protocol: true,
  robotWall: true,
  rateLimited: true,
  loginNeeded: true,
  offline: true,
  noAddress: true,
  failedForDays: true,
  private: true,
  ignored: true,
  credentials: true,
  otherScheme: true,
  notTrusted: true,
  switchedOff: true,
  notYet: true,
};

const isState = (value: unknown): value is LinkState => typeof value === "string" && Object.hasOwn(states, value);
const isReason = (value: unknown): value is LinkReason => typeof value === "string" && Object.hasOwn(reasons, value);
