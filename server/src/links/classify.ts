import type { FetchAnswer, FetchFailure } from "../host.ts";
import { pageTitle, saysGone } from "./pageTitle.ts";
import { compareAddresses, isHandle, isResolver } from "./redirects.ts";
import { isRobotWall } from "./robotWall.ts";
import type { LinkReason, LinkState } from "./verdict.ts";

/** One request of a chain and what came. */
export interface Hop {
  readonly url: string;
  readonly answer: FetchAnswer;
}

/** All hops from the address that was asked to where redirects ended, and what ended them early. */
export interface Chain {
  readonly hops: readonly [Hop, ...Hop[]];
  readonly cut?: "loop" | "tooMany" | Extract<LinkReason, "private" | "ignored" | "credentials" | "otherScheme">;
  /** A `Retry-After` beyond what is waited for. */
  readonly sentAway?: boolean;
}

export interface Finding {
  readonly state: LinkState;
  readonly reason: LinkReason;
  readonly status: number | undefined;
  readonly finalUrl: string | undefined;
}

/** What a chain of answers comes to. A page that is gone is called dead only when `again`, a second GET some seconds later, says the same. */
export function classify(chain: Chain, again?: Chain): Finding {
  const finding = classifyOnce(chain);
  if (finding.reason !== "gone" || !again) return finding;
  const second = classifyOnce(again);
  return second.reason === "gone" ? { ...second, state: "dead" } : second;
}

/** True for answers that may pass by themselves, so that a retry makes sense. */
export function mayPass(answer: FetchAnswer): boolean {
  if (answer.kind === "failure") return answer.failure === "timeout" || answer.failure === "reset";
  return answer.status === 429 || (answer.status >= 500 && answer.status < 600);
}

/** Where an answer leads on to; undefined where the chain ends with it. */
export function nextAddress(hop: Hop): string | undefined {
  if (hop.answer.kind !== "response" || !redirecting.has(hop.answer.status) || isHandle(hop.url)) return undefined;
  const location = hop.answer.headers.get("location");
  if (location === undefined) return undefined;
  const next = URL.parse(location.trim(), hop.url);
  if (!next) return undefined;
  next.hash = "";
  return next.href;
}

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const permanent: ReadonlySet<number> = new Set([301, 308]);

function classifyOnce(chain: Chain): Finding {
  const last = chain.hops.at(-1) ?? chain.hops[0];
  const redirected = chain.hops.length > 1;
  const status = last.answer.kind === "response" ? last.answer.status : undefined;
  const found = (state: LinkState, reason: LinkReason, finalUrl = redirected ? last.url : undefined): Finding => ({
    state,
    reason,
    status,
    finalUrl,
  });
  if (chain.cut === "loop" || chain.cut === "tooMany") return found("suspect", "redirectLoop", undefined);
  if (chain.cut) return found("unchecked", chain.cut, undefined);
  if (last.answer.kind === "failure") return found(failureState(last.answer.failure), failureReason(last.answer.failure), undefined);
  if (chain.sentAway) return found("blocked", "rateLimited");
  if (isRobotWall(last.url, last.answer)) return found("blocked", "robotWall");
  const blocked = blockedReasons.get(last.answer.status);
  if (blocked) return found("blocked", blocked);
  if (last.answer.status === 404 || last.answer.status === 410) return found("suspect", "gone");
  if (isSuccess(last)) return classifyPage(chain, found);
  return found("suspect", last.answer.status >= 400 ? "serverError" : "protocol");
}

/** A redirect that a resolver gave is its answer; "not modified" and "several to choose from" are answers of a page that is there. */
function isSuccess(hop: Hop): boolean {
  if (hop.answer.kind !== "response") return false;
  const { status, headers } = hop.answer;
  if (status >= 200 && status < 300) return true;
  if (status === 300 || status === 304) return true;
  return redirecting.has(status) && headers.has("location") && isHandle(hop.url);
}

type Found = (state: LinkState, reason: LinkReason, finalUrl?: string) => Finding;

function classifyPage(chain: Chain, found: Found): Finding {
  const [first] = chain.hops;
  const last = chain.hops.at(-1) ?? first;
  const title = last.answer.kind === "response" ? pageTitle(last.answer.body) : undefined;
  if (title !== undefined && saysGone(title)) return found("suspect", "saysGone");
  if (isHandle(last.url) && last.answer.kind === "response" && redirecting.has(last.answer.status)) return found("alive", "redirected");
  if (chain.hops.length === 1) return found("alive", "ok");
  if (chain.hops.some((hop) => isResolver(hop.url))) return found("alive", "redirected");
  switch (compareAddresses(first.url, last.url)) {
    case "same":
    case "logIn":
      return found("alive", "redirected");
    case "frontPage":
    case "errorPage":
      return found("suspect", "redirected");
    case "elsewhere":
      return classifyMove(chain, found);
  }
}

/** Moved as far as permanent redirects lead: what a temporary one adds (a session, a nearer server) is no address to write down. */
function classifyMove(chain: Chain, found: Found): Finding {
  const [first] = chain.hops;
  let movedTo = first.url;
  for (const [i, hop] of chain.hops.entries()) {
    const next = chain.hops[i + 1];
    if (!next || hop.answer.kind !== "response") break;
    if (!permanent.has(hop.answer.status) && compareAddresses(hop.url, next.url) !== "same") break;
    movedTo = next.url;
  }
  return compareAddresses(first.url, movedTo) === "elsewhere" ? found("moved", "redirected", movedTo) : found("alive", "redirected");
}

const blockedReasons: ReadonlyMap<number, LinkReason> = new Map([
  [401, "loginNeeded"],
  [402, "loginNeeded"],
  [403, "robotWall"],
  [407, "loginNeeded"],
  [429, "rateLimited"],
  [451, "robotWall"],
  [999, "robotWall"],
]);

function failureState(failure: FetchFailure): LinkState {
  if (failure === "privateAddress") return "unchecked";
  return failure === "offline" ? "unreachable" : "suspect";
}

function failureReason(failure: FetchFailure): LinkReason {
  return failure === "privateAddress" ? "private" : failure;
}
