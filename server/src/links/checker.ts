import type { Clock, Fetcher, Logger } from "../host.ts";
import { type Asking, askAlone, follow, hostOf } from "./asking.ts";
import { canonicalUrl } from "./canonical.ts";
import { type Chain, classify, type Finding } from "./classify.ts";
import { Flights } from "./flights.ts";
import { Gate } from "./gate.ts";
import { handleRecord, readHandleAnswer } from "./handleRecord.ts";
import type { LinkMemory } from "./linkMemory.ts";
import { Lookalikes } from "./lookalikes.ts";
import { pause } from "./pause.ts";
import { admitUrl, goneAgainAfter, isPrivateHost, type LinkSettings, wayOutHosts, wayOutTimeout } from "./policy.ts";
import { compareAddresses, isPermanent } from "./redirects.ts";
import { withHistory } from "./strikes.ts";
import type { LinkReason, LinkState, LinkVerdict } from "./verdict.ts";
import { WayOut } from "./wayOut.ts";

export type { LinkSettings } from "./policy.ts";

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Asks also for what is known and fresh. */
  readonly force?: boolean;
  /** Called for each link as soon as its verdict is there. */
  readonly onVerdict?: (verdict: LinkVerdict) => void;
}

export interface LinkChecker {
  /**
   * One verdict for each address in canonical form, in the order given. What is fresh is taken from memory; an address is asked once at a time,
   * however many checks want it. Throws only when the signal is aborted.
   */
  check(urls: readonly string[], settings: LinkSettings, options?: CheckOptions): Promise<readonly LinkVerdict[]>;
}

export interface CheckerParts {
  readonly fetcher: Fetcher;
  readonly clock: Clock;
  readonly memory: LinkMemory;
  readonly logger: Logger;
}

export function createLinkChecker(parts: CheckerParts): LinkChecker {
  return new PoliteChecker(parts);
}

class PoliteChecker implements LinkChecker {
  readonly #parts: CheckerParts;
  readonly #gate: Gate;
  readonly #wayOut: WayOut;
  readonly #answers = new Lookalikes();
  readonly #flights = new Flights<LinkVerdict>();

  constructor(parts: CheckerParts) {
    this.#parts = parts;
    this.#gate = new Gate(parts.clock);
    this.#wayOut = new WayOut(parts.clock, () => anyoneAnswers(parts.fetcher));
  }

  async check(urls: readonly string[], settings: LinkSettings, options: CheckOptions = {}): Promise<readonly LinkVerdict[]> {
    options.signal?.throwIfAborted();
    await this.#parts.memory.refresh();
    const canonical = [...new Set(urls.map((url) => canonicalUrl(url) ?? url))];
    return Promise.all(canonical.map((url) => this.#verdictOf(url, settings, options)));
  }

  async #verdictOf(url: string, settings: LinkSettings, options: CheckOptions): Promise<LinkVerdict> {
    const verdict = this.#known(url, settings, options.force ?? false) ?? (await this.#asked(url, settings, options.signal));
    options.signal?.throwIfAborted();
    options.onVerdict?.(verdict);
    return verdict;
  }

  /** What needs no request: refused addresses, and what memory has fresh. */
  #known(url: string, settings: LinkSettings, force: boolean): LinkVerdict | undefined {
    if (!URL.canParse(url)) return unasked(url, "malformed", "noAddress");
    const admission = admitUrl(url, settings);
    if (admission.kind === "unchecked") return unasked(url, "unchecked", admission.reason);
    return force || this.#parts.memory.isDue(url, settings.maxAge) ? undefined : this.#parts.memory.get(url);
  }

  #asked(url: string, settings: LinkSettings, signal: AbortSignal | undefined): Promise<LinkVerdict> {
    return this.#flights.join(url, { host: hostOf(url), atOnce: linksPerHost + settings.perHost }, signal, async (flightSignal) => {
      this.#wayOut.begin();
      try {
        const finding = await this.#find(url, {
          ...this.#parts,
          gate: this.#gate,
          settings,
          signal: flightSignal,
          isCutOff: (asked) => this.#wayOut.isCutOff && !isPrivateHost(URL.parse(asked)?.hostname ?? ""),
        });
        const verdict = withHistory(url, finding, this.#parts.memory.get(url), this.#parts.clock.now());
        await this.#parts.memory.record(verdict);
        return verdict;
      } finally {
        this.#wayOut.end();
      }
    });
  }

  async #find(url: string, asking: Asking): Promise<Finding> {
    const named = await this.#findByName(url, asking);
    if (named !== undefined) return named;
    const chain = await this.#lookAgain(asking, url, await follow(asking, url, "HEAD"));
    const finding = await this.#doubted(chain, classify(chain), asking.signal);
    if (finding.reason !== "gone") return finding;
    await pause(asking.clock, goneAgainAfter, asking.signal);
    const again = await follow(asking, url, "GET");
    return this.#doubted(again, classify(chain, again), asking.signal);
  }

  /** Where an address leads to another, or to what looks like another's answer, the page itself is looked at: it may say that there is none. */
  async #lookAgain(asking: Asking, url: string, chain: Chain): Promise<Chain> {
    const last = chain.hops.at(-1) ?? chain.hops[0];
    if (last.answer.kind === "failure" || last.answer.status !== 200 || last.answer.body.length > 0 || chain.cut !== undefined)
      return chain;
    if (!/html/i.test(last.answer.headers.get("content-type") ?? "html")) return chain;
    const leadsElsewhere = chain.hops.length > 1 && !isPermanent(url) && compareAddresses(url, last.url) === "elsewhere";
    const looksAlike = this.#answers.isShared(url, last.answer);
    return leadsElsewhere || looksAlike ? follow(asking, url, "GET") : chain;
  }

  /** A DOI or handle, by the word of the handle system; undefined where that gave none, and for all other addresses. */
  async #findByName(url: string, asking: Asking): Promise<Finding | undefined> {
    const record = handleRecord(url);
    if (record === undefined) return undefined;
    const first = await this.#askRecord(record, asking);
    if (first?.reason !== "gone") return first;
    await pause(asking.clock, goneAgainAfter, asking.signal);
    const again = await this.#askRecord(record, asking);
    return again?.reason === "gone" ? { ...again, state: "dead" } : again;
  }

  async #askRecord(record: string, asking: Asking): Promise<Finding | undefined> {
    const chain = await askAlone(asking, record);
    const { answer } = chain.hops[0];
    if (answer.kind === "failure") return this.#doubted(chain, classify(chain), asking.signal);
    this.#wayOut.answered();
    const known = readHandleAnswer(answer);
    switch (known.kind) {
      case "known":
        return { state: "alive", reason: "ok", status: answer.status, finalUrl: known.leadsTo };
      case "unknown":
        return { state: "suspect", reason: "gone", status: answer.status, finalUrl: undefined };
      case "unclear":
        return undefined;
    }
  }

  /** A failure that looks like a machine without a network is held against the link only where others answer. */
  async #doubted(chain: Chain, finding: Finding, signal: AbortSignal): Promise<Finding> {
    const last = chain.hops.at(-1) ?? chain.hops[0];
    const hostname = URL.parse(last.url)?.hostname ?? "";
    const isPublic = !isPrivateHost(hostname);
    const failure = last.answer.kind === "failure" ? last.answer.failure : undefined;
    if (isPublic && chain.hops.some((hop) => hop.answer.kind === "response")) this.#wayOut.answered();
    if (failure !== "hostNotFound" && failure !== "offline" && failure !== "timeout") return finding;
    // No network is needed to know that nobody has such a name (RFC 6761), or to reach one's own machine.
    if (failure === "hostNotFound" && hostname.endsWith(".invalid")) return finding;
    if (!isPublic && failure !== "offline") return finding;
    const surelyThere = wayOutHosts.some((host) => URL.parse(host)?.hostname === hostname);
    const hasWayOut = await this.#wayOut.exists(failure === "offline", surelyThere, signal);
    if (!hasWayOut) return { ...finding, state: "unreachable", reason: "offline" };
    return failure === "offline" ? { ...finding, state: "suspect", reason: "hostNotFound" } : finding;
  }
}

/** Two hosts that are always there: the handle system's and the archive's. Nothing of the links in doubt is told to them. */
async function anyoneAnswers(fetcher: Fetcher): Promise<boolean> {
  const answers = await Promise.all(
    wayOutHosts.map((url) => fetcher.fetch({ method: "HEAD", url, timeout: wayOutTimeout, bodyLimit: 0, allowPrivateAddresses: false })),
  );
  return answers.some((answer) => answer.kind === "response");
}

/** Links of one host that are looked after beside those being asked: while one waits to be asked again, others have their turn. */
const linksPerHost = 8;

function unasked(url: string, state: LinkState, reason: LinkReason): LinkVerdict {
  return { url, state, reason, status: undefined, finalUrl: undefined, checkedAt: undefined, failures: 0, failingSince: undefined };
}
