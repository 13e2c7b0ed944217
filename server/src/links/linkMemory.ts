import type { Clock, Logger, Store } from "../host.ts";
import { canonicalUrl } from "./canonical.ts";
import { isConfidential } from "./confidential.ts";
import { day, freshDays, suspectAge } from "./policy.ts";
import type { LinkVerdict } from "./verdict.ts";
import { formatVerdict, parseVerdict } from "./verdictLine.ts";

/** What is known of links, shared by all windows of this machine through the store. */
export interface LinkMemory {
  /** The newest verdict of an address, however old. */
  get(url: string): LinkVerdict | undefined;
  /** True where the address should be asked: nothing is known, or what is known is old for its kind. */
  isDue(url: string, maxAgeDays: number): boolean;
  /** Keeps a verdict that says something about the link; resolves when it is on disk, and never rejects. */
  record(verdict: LinkVerdict): Promise<void>;
  /** Takes in what other processes recorded since. */
  refresh(): Promise<void>;
}

export async function loadLinkMemory(store: Store, clock: Clock, logger: Logger): Promise<LinkMemory> {
  const memory = new StoredMemory(store, clock, logger);
  await memory.load();
  return memory;
}

const logName = "links";

/** Nothing that old is worth a line: the link is due anyway, and its strikes have lapsed. */
const forgottenAfter = 400 * day;

/** A log is rewritten when it holds so many lines more than links. */
const looseLines = 2000;

/** Other windows' verdicts are looked for no more often than this. */
const refreshPause = 30_000;

class StoredMemory implements LinkMemory {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #verdicts = new Map<string, LinkVerdict>();
  #loadedAt = 0;
  #warned = false;

  constructor(store: Store, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  get(url: string): LinkVerdict | undefined {
    return this.#verdicts.get(canonicalUrl(url) ?? url);
  }

  isDue(url: string, maxAgeDays: number): boolean {
    const verdict = this.get(url);
    if (verdict?.checkedAt === undefined) return true;
    const age = this.#clock.now() - verdict.checkedAt;
    // A verdict from the future was written under a wrong clock.
    return age < 0 || age > freshFor(verdict, maxAgeDays);
  }

  async record(verdict: LinkVerdict): Promise<void> {
    if (!saysSomething(verdict)) return;
    this.#keep(verdict);
    const parsed = URL.parse(verdict.url);
    if (!parsed || isConfidential(parsed)) return;
    await this.#quietly("keep what is known of a link", () => this.#store.append(logName, formatVerdict(verdict)));
  }

  async refresh(): Promise<void> {
    if (this.#clock.now() - this.#loadedAt >= refreshPause) await this.load();
  }

  async load(): Promise<void> {
    this.#loadedAt = this.#clock.now();
    await this.#quietly("read what is known of links", async () => {
      const lines = await this.#store.readLogs(logName);
      await this.#readLines(lines);
      if (lines.length > 2 * this.#verdicts.size + looseLines)
        await this.#store.compact(logName, (all) => newestLines(all, this.#clock.now()));
    });
  }

  async #readLines(lines: readonly string[]): Promise<void> {
    let sliceStart = this.#clock.now();
    for (const [i, line] of lines.entries()) {
      const verdict = parseVerdict(line);
      if (verdict) this.#keep(verdict);
      if (i % 200 === 199 && this.#clock.now() - sliceStart > 8) {
        await this.#clock.breathe();
        sliceStart = this.#clock.now();
      }
    }
  }

  #keep(verdict: LinkVerdict): void {
    const known = this.#verdicts.get(verdict.url);
    if (!known || isNewer(verdict, known)) this.#verdicts.set(verdict.url, verdict);
  }

  /** Without a memory links are only asked more often: said once, then left. */
  async #quietly(purpose: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.#warned) this.#logger.warn(`Couldn't ${purpose}: ${error instanceof Error ? error.message : String(error)}`);
      this.#warned = true;
    }
  }
}

/** Offline, refused and malformed tell nothing that is worth keeping. */
function saysSomething(verdict: LinkVerdict): boolean {
  return (
    verdict.state !== "unreachable" && verdict.state !== "unchecked" && verdict.state !== "malformed" && verdict.checkedAt !== undefined
  );
}

function freshFor(verdict: LinkVerdict, maxAgeDays: number): number {
  if (verdict.state === "alive") return maxAgeDays * day;
  const days = freshDays[verdict.state];
  if (days !== undefined) return days * day;
  if (verdict.state !== "suspect") return 0;
  const failingFor = (verdict.checkedAt ?? 0) - (verdict.failingSince ?? 0);
  return Math.min(suspectAge.most, Math.max(suspectAge.least, failingFor));
}

const isNewer = (one: LinkVerdict, other: LinkVerdict): boolean => (one.checkedAt ?? 0) >= (other.checkedAt ?? 0);

/** One line a link, the newest; what can't be read or is long past is dropped. */
export function newestLines(lines: readonly string[], now: number): string[] {
  const newest = new Map<string, LinkVerdict>();
  for (const line of lines) {
    const verdict = parseVerdict(line);
    if (!verdict || now - (verdict.checkedAt ?? 0) > forgottenAfter) continue;
    const known = newest.get(verdict.url);
    if (!known || isNewer(verdict, known)) newest.set(verdict.url, verdict);
  }
  return [...newest.values()].map(formatVerdict);
}
