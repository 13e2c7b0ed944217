import type { Clock, Logger, Store } from "../host.ts";

/**
 * The keys that were cited lately, by the folder that their drafts lie in: kept across sessions, shared by all windows. Nothing that matters
 * is lost with it, so what can't be read or written is only logged.
 */
export class RecentKeys {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Of each root the keys with when they were used, the latest last. */
  readonly #used = new Map<string, Map<string, number>>();
  /** What each draft cited when it was last looked at. */
  readonly #seen = new Map<string, ReadonlySet<string>>();
  readonly loaded: Promise<void>;

  constructor(store: Store, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.loaded = this.#load().catch((error: unknown) => logger.error("The keys used lately could not be read.", error));
  }

  of(root: string): ReadonlySet<string> {
    return new Set(this.#used.get(root)?.keys());
  }

  /** What a draft cites now. What it didn't cite when it was last looked at has been used; what it cited at first has not. */
  look(root: string, draft: string, cited: Iterable<string>, isKnown: (key: string) => boolean): void {
    const before = this.#seen.get(draft);
    const now = new Set(cited);
    this.#seen.set(draft, now);
    if (before === undefined) return;
    for (const key of now) if (!before.has(key) && isKnown(key)) this.#use(root, key);
  }

  forget(draft: string): void {
    this.#seen.delete(draft);
  }

  #use(root: string, key: string): void {
    const at = this.#clock.now();
    this.#keep({ root, key, at });
    this.#store
      .append(logName, JSON.stringify({ root, key, at }))
      .catch((error: unknown) => this.#logger.error("A key used lately could not be kept.", error));
  }

  #keep({ root, key, at }: Use): void {
    const keys = this.#used.get(root) ?? new Map<string, number>();
    this.#used.set(root, keys);
    keys.delete(key);
    keys.set(key, at);
    const [oldest] = keys.keys();
    if (keys.size > keptKeys && oldest !== undefined) keys.delete(oldest);
  }

  async #load(): Promise<void> {
    const lines = await this.#store.readLogs(logName);
    const uses = readUses(lines, this.#clock.now() - forgottenAfter);
    for (const use of uses) this.#keep(use);
    if (lines.length > longestLog) await this.#store.compact(logName, (all) => latest(all, this.#clock.now() - forgottenAfter));
  }
}

interface Use {
  readonly root: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const logName = "used-keys";
const keptKeys = 40;
const longestLog = 2000;
const forgottenAfter = 90 * 24 * 60 * 60 * 1000;

const latest = (lines: readonly string[], since: number): readonly string[] =>
  readUses(lines, since)
    .slice(-longestLog / 4)
    .map((use) => JSON.stringify(use));

function readUses(lines: readonly string[], since: number): readonly Use[] {
  return lines
    .flatMap((line) => readUse(line) ?? [])
    .filter(({ at }) => at >= since)
    .sort((one, other) => one.at - other.at);
}

/** A line that was cut off in the middle of writing says nothing. */
function readUse(line: string): Use | undefined {
  try {
    const { root, key, at } = JSON.parse(line);
    return typeof root === "string" && typeof key === "string" && typeof at === "number" ? { root, key, at } : undefined;
  } catch {
    return undefined;
  }
}
