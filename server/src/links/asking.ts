import type { Clock, FetchAnswer, Fetcher, FetchFailure, Logger } from "../host.ts";
import { type Chain, type Hop, mayPass, nextAddress } from "./classify.ts";
import { redacted } from "./confidential.ts";
import type { Gate, Pace } from "./gate.ts";
import { pause } from "./pause.ts";
import { admitHop, bodyLimit, type LinkSettings, longestRetryAfter, mostRedirects, retryPauses, retryWithin, second } from "./policy.ts";
import { isRobotWall } from "./robotWall.ts";

/** What it takes to ask. */
export interface Asking {
  readonly fetcher: Fetcher;
  readonly clock: Clock;
  readonly gate: Gate;
  readonly logger: Logger;
  readonly settings: LinkSettings;
  readonly signal: AbortSignal;
  /** True while this machine is known to have no way out to that address: then it is not asked. */
  readonly isCutOff: (url: string) => boolean;
}

/** Asks an address and follows its redirects by hand, each hop admitted anew. `HEAD` becomes `GET` wherever it meets anything but success. */
export async function follow(asking: Asking, url: string, method: "HEAD" | "GET"): Promise<Chain> {
  const chain = await followOnce(asking, url, method);
  const astray = chain.cut === "loop" || chain.cut === "tooMany";
  return astray && method === "HEAD" ? followOnce(asking, url, "GET") : chain;
}

/** Asks one address by GET, with the usual patience, and follows nothing. */
export async function askAlone(asking: Asking, url: string): Promise<Chain> {
  const { hop, sentAway } = await askHop(asking, url, "GET");
  return { hops: [hop], sentAway };
}

/** Whose turn it is: a host's http and https doors are one, other ports are other services. */
export function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return "";
  return parsed.port === "" ? parsed.hostname : parsed.host;
}

async function followOnce(asking: Asking, url: string, method: "HEAD" | "GET"): Promise<Chain> {
  const first = await askHop(asking, url, method);
  const hops: [Hop, ...Hop[]] = [first.hop];
  const seen = new Set([url]);
  let last = first;
  for (let next = nextAddress(last.hop); next !== undefined; next = nextAddress(last.hop)) {
    const admission = admitHop(next, asking.settings);
    if (admission.kind === "unchecked") return { hops, cut: admission.reason };
    if (seen.has(next)) return { hops, cut: "loop" };
    if (hops.length > mostRedirects) return { hops, cut: "tooMany" };
    seen.add(next);
    last = await askHop(asking, next, method);
    hops.push(last.hop);
  }
  return { hops, sentAway: last.sentAway };
}

interface AskedHop {
  readonly hop: Hop;
  readonly sentAway: boolean;
}

async function askHop(asking: Asking, url: string, method: "HEAD" | "GET"): Promise<AskedHop> {
  const done = (answer: FetchAnswer, sentAway = false): AskedHop => ({ hop: { url, answer }, sentAway });
  let last: FetchAnswer | undefined;
  if (method === "HEAD") {
    last = await askOnce(asking, url, "HEAD");
    if (settles(url, last)) return done(last);
  }
  const failedAt = asking.clock.now();
  let waited = 0;
  // The first GET is no retry: a HEAD that failed proves nothing.
  for (const retryPause of [0, ...retryPauses]) {
    const asked = last && retryAfter(last, asking.clock.now());
    const wait = asked ?? (isRateLimit(last) ? Math.max(retryPause, second) : retryPause);
    if (last && waited + (asked ?? 0) > longestRetryAfter) return done(last, true);
    if (last && asked === undefined && asking.clock.now() + wait - failedAt > retryWithin) return done(last);
    // Others' links on a host that hangs have waited long enough.
    if (last && retryPause > 0 && asking.gate.slowness(hostOf(url)) > patienceWithHost) return done(last);
    if (asked !== undefined && isRateLimit(last)) asking.gate.hold(hostOf(url), asked);
    if (wait > 0) await pause(asking.clock, wait, asking.signal);
    waited += asked ?? 0;
    last = await askOnce(asking, url, "GET");
    if (!mayPass(last)) break;
  }
  return last ? done(last) : done({ kind: "failure", failure: "protocol", detail: "nothing was asked" });
}

/** Time-outs in a row after which a host's links get no retries. */
const patienceWithHost = 4;

/** A HEAD answer that a GET would only repeat: success, a redirect, a wall, or a host that can't be reached at all. */
function settles(url: string, answer: FetchAnswer): boolean {
  if (answer.kind === "failure") return answer.failure !== "timeout" && answer.failure !== "reset" && answer.failure !== "protocol";
  const { status } = answer;
  return (
    (status >= 200 && status < 300) ||
    status === 304 ||
    (status >= 300 && status < 400 && answer.headers.has("location")) ||
    isRobotWall(url, answer)
  );
}

const isRateLimit = (answer: FetchAnswer | undefined): boolean => answer?.kind === "response" && answer.status === 429;

/** Milliseconds that the server asks to wait, in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(answer: FetchAnswer, now: number): number | undefined {
  if (answer.kind !== "response" || !mayPass(answer)) return undefined;
  const value = answer.headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(value)) return Math.max(0, Number(value) * second);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

async function askOnce(asking: Asking, url: string, method: "HEAD" | "GET"): Promise<FetchAnswer> {
  const { settings, signal } = asking;
  const limits = { concurrency: settings.concurrency, perHost: settings.perHost, interval: settings.interval * second };
  const leave = await asking.gate.enter(hostOf(url), limits, signal);
  let pace: Pace = "usual";
  try {
    if (asking.isCutOff(url)) {
      pace = "unsent";
      return { kind: "failure", failure: "offline", detail: "no way out a moment ago" };
    }
    const answer = await asking.fetcher.fetch({
      method,
      url,
      timeout: settings.timeout * second,
      bodyLimit,
      allowPrivateAddresses: settings.allowPrivateAddresses,
      headers: pageHeaders,
      signal,
    });
    if (answer.kind === "failure") pace = paceOf(answer.failure);
    return answer;
  } catch (error) {
    if (signal.aborted) throw error;
    asking.logger.error(`Asking ${redacted(url)} failed`, error);
    return { kind: "failure", failure: "protocol", detail: String(error) };
  } finally {
    leave(pace);
  }
}

/** A host that was never reached needs no pause. */
function paceOf(failure: FetchFailure): Pace {
  if (failure === "timeout") return "slow";
  return failure === "hostNotFound" || failure === "offline" || failure === "privateAddress" ? "unsent" : "usual";
}

/** Some servers turn away whoever doesn't say what they take. */
const pageHeaders: Readonly<Record<string, string>> = {
  accept: "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
  "accept-language": "en,*;q=0.5",
};
