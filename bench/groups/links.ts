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

/** 500 links on ten hosts that answer after 50 ms. The pause between two requests to a host is off: with it, ten hosts would allow 20 a second whoever asks. */
export async function measure(): Promise<readonly Row[]> {
  const servers = await LatencyServers.start();
  const urls = Array.from({ length: linkCount }, (_, index) => `${servers.origins[index % hosts]}/page?n=${index}`);
  await servers.tell({ urls });
  const rates = { own: [] as number[], linkinator: [] as number[], defaults: [] as number[] };
  const crowds = { own: 0, linkinator: 0, defaults: 0 };
  for (let round = 0; round <= rounds; round++) {
    for (const [name, ask] of [
      ["own", () => checkOurs(urls, asMany)],
      ["linkinator", () => checkTheirs(`${servers.origins[0]}/index`)],
      ["defaults", () => checkOurs(urls, atDefaults)],
    ] as const) {
      collectGarbage();
      const time = await timedAsync(ask);
      const { mostAtOnce } = await servers.tell({});
      crowds[name] = Math.max(crowds[name], mostAtOnce);
      // The first round only warms up.
      if (round > 0) rates[name].push((linkCount * 1000) / time);
    }
  }
  servers.stop();
  const own = timingOf(rates.own).median;
  const linkinator = timingOf(rates.linkinator).median;
  const defaults = timingOf(rates.defaults).median;
  const possible = (Math.min(atDefaults.concurrency, hosts) * 1000) / latency;
  const share = (defaults / possible) * 100;
  return [
    {
      ...rateRow("500 links, 100 at once, 10 to a host", own),
      budget: { text: "≥ linkinator 8", met: own >= linkinator },
      note: `at most ${crowds.own} at once to one host`,
    },
    { ...rateRow("500 links, 100 at once: linkinator 8.1.0", linkinator), note: `at most ${crowds.linkinator} at once to one host` },
    { ...rateRow("500 links at our defaults (16, 1 to a host), interval 0", defaults), note: `at most ${crowds.defaults} at once to one host` },
    { what: "… share of what ten hosts can answer one at a time", unit: "%", value: share, samples: rounds, budget: atLeast(share, 85, "%"), note: `${possible} links/s` },
  ];
}

const rateRow = (what: string, rate: number): Row => ({ what, unit: "links/s", value: rate, samples: rounds });

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
