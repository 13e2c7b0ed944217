import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { check } from "linkinator";
import { createLinkChecker, type LinkSettings } from "../../server/src/links/checker.ts";
import { loadLinkMemory } from "../../server/src/links/linkMemory.ts";
import { createClock } from "../../server/src/platform/node/clock.ts";
import { createFetcher } from "../../server/src/platform/node/fetcher.ts";
import { createStore } from "../../server/src/platform/node/store.ts";
import { temporaryFolder } from "../data/workspace.ts";
import { atLeast, type Row } from "../row.ts";
import { collectGarbage, timedAsync, timingOf } from "../sampling.ts";

const hosts = 10;
const linkCount = 500;
/** Milliseconds until a page answers. */
const latency = 50;
const rounds = 5;

const asMany: LinkSettings = {
  timeout: 15,
  interval: 0,
  concurrency: 100,
  perHost: 10,
  maxAge: 14,
  ignore: [],
  allowPrivateAddresses: true,
};
const atDefaults: LinkSettings = { ...asMany, concurrency: 16, perHost: 1 };

/** 500 links on ten hosts that answer after 50 ms. The pause between two requests to a host is off: it alone would decide how long they all take. */
export async function measure(): Promise<readonly Row[]> {
  const servers = await LatencyServers.start();
  const urls = Array.from({ length: linkCount }, (_, index) => `${servers.origins[index % hosts]}/page?n=${index}`);
  await servers.tell({ urls });
  const own = new Contender(() => checkOurs(urls, asMany));
  const linkinator = new Contender(() => checkTheirs(`${servers.origins[0]}/index`));
  const defaults = new Contender(() => checkOurs(urls, atDefaults));
  for (let round = 0; round <= rounds; round++) {
    // The first round only warms up.
    for (const contender of [own, linkinator, defaults]) await contender.run(servers, round > 0);
  }
  servers.stop();
  return [
    { ...own.row("500 links, 100 at once, 10 to a host"), budget: { text: "≥ linkinator 8", met: own.rate >= linkinator.rate } },
    linkinator.row("500 links, 100 at once: linkinator 8.1.0"),
    defaults.row("500 links at our defaults (16 at once, 1 to a host), interval 0"),
    shareRow(defaults.rate),
  ];
}

/** With one request to a host at a time, ten hosts can't answer more. */
function shareRow(rate: number): Row {
  const possible = (Math.min(atDefaults.concurrency, hosts) * 1000) / latency;
  const share = (rate / possible) * 100;
  const what = "… share of what ten hosts can answer one at a time";
  return { what, unit: "%", value: share, samples: rounds, budget: atLeast(share, 85, "%"), note: `that is ${possible} links/s` };
}

/** Somebody who asks all the links, and how that went. */
class Contender {
  readonly #ask: () => Promise<void>;
  readonly #rates: number[] = [];
  #mostAtOnce = 0;

  constructor(ask: () => Promise<void>) {
    this.#ask = ask;
  }

  async run(servers: LatencyServers, counts: boolean): Promise<void> {
    collectGarbage();
    const time = await timedAsync(this.#ask);
    this.#mostAtOnce = Math.max(this.#mostAtOnce, (await servers.tell({})).mostAtOnce);
    if (counts) this.#rates.push((linkCount * 1000) / time);
  }

  get rate(): number {
    return timingOf(this.#rates).median;
  }

  row(what: string): Row {
    return { what, unit: "links/s", value: this.rate, samples: rounds, note: `at most ${this.#mostAtOnce} at once to one host` };
  }
}

/** With the real fetcher, clock and store; its memory is new each time, so that every link is due. */
async function checkOurs(urls: readonly string[], settings: LinkSettings): Promise<void> {
  const clock = createClock();
  const logger = { info: () => undefined, warn: report, error: report };
  const memory = await loadLinkMemory(createStore(temporaryFolder()), clock, logger);
  const fetcher = createFetcher({ userAgent: "Ibid/bench" });
  const verdicts = await createLinkChecker({ fetcher, clock, memory, logger }).check(urls, settings);
  fetcher.dispose();
  expectAll(verdicts.filter((verdict) => verdict.state === "alive").length);
}

/** It has no limit for one host: the links take turns among the hosts, so that about ten meet at each. */
async function checkTheirs(index: string): Promise<void> {
  const { links } = await check({ path: index, concurrency: asMany.concurrency, timeout: asMany.timeout * 1000 });
  expectAll(links.filter((link) => link.state === "OK" && link.url.includes("/page?")).length);
}

function expectAll(alive: number): void {
  if (alive !== linkCount) throw new Error(`${alive} of ${linkCount} links were found alive`);
}

const report = (message: string): void => console.error(message);

interface Answer {
  readonly origins?: readonly string[];
  readonly mostAtOnce: number;
}

class LatencyServers {
  readonly origins: readonly string[];
  readonly #process: ChildProcess;

  static async start(): Promise<LatencyServers> {
    const child = fork(join(import.meta.dirname, "../latencyServers.ts"), [String(hosts), String(latency)]);
    const [{ origins = [] }] = (await once(child, "message")) as [Answer];
    return new LatencyServers(child, origins);
  }

  private constructor(child: ChildProcess, origins: readonly string[]) {
    this.#process = child;
    this.origins = origins;
  }

  /** Answers what was seen since it was last told something. */
  async tell(message: { readonly urls?: readonly string[] }): Promise<Answer> {
    const answer = once(this.#process, "message");
    this.#process.send(message);
    const [seen] = (await answer) as [Answer];
    return seen;
  }

  stop(): void {
    this.#process.disconnect();
  }
}
