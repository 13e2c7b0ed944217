import type { Clock, Fetcher, Logger, Store } from "../host.ts";
import type { ArchivedCopy } from "../text/archivedCopy.ts";
import { ArchiveDoor, type ArchiveLimits } from "./archive.ts";

/** What archives have of pages, kept on disk for all windows of this machine: an archive is asked once in a month for one page. */
export class ArchivedCopies {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #door: ArchiveDoor;
  readonly #known = new Map<string, Known>();
  #loaded: Promise<void> | undefined;

  constructor(host: { readonly fetcher: Fetcher; readonly store: Store; readonly clock: Clock; readonly logger: Logger }) {
    this.#store = host.store;
    this.#clock = host.clock;
    this.#logger = host.logger;
    this.#door = new ArchiveDoor(host.fetcher, host.clock);
  }

  /** What has been learnt already; nothing is asked. */
  copyOf(url: string): ArchivedCopy | undefined {
    return this.#known.get(url)?.copy;
  }

  /** The copy nearest to a moment (`20050321`); undefined where there is none or nothing could be learnt. Throws only where the signal is aborted. */
  async find(url: string, moment: string, limits: ArchiveLimits, signal: AbortSignal): Promise<ArchivedCopy | undefined> {
    await this.load();
    const known = this.#known.get(url);
    if (known !== undefined && known.archive === limits.archive && this.#clock.now() - known.askedAt < keptFor) return known.copy;
    const answer = await this.#door.nearest(url, moment, limits, signal);
    if (answer.kind === "failed") this.#logger.info(`The archive gave no answer (${answer.because}).`);
    else
      await this.#keep({
        url,
        archive: limits.archive,
        askedAt: this.#clock.now(),
        copy: answer.kind === "copy" ? answer.copy : undefined,
      });
    return answer.kind === "copy" ? answer.copy : undefined;
  }

  /** Reads what is on disk, once. */
  load(): Promise<void> {
    this.#loaded ??= this.#quietly(async () => {
      const lines = await this.#store.readLogs(logName);
      for (const line of lines) this.#take(parseKnown(line));
      if (lines.length > 2 * this.#known.size + looseLines) await this.#store.compact(logName, newest);
    });
    return this.#loaded;
  }

  async #keep(known: Known): Promise<void> {
    this.#take(known);
    await this.#quietly(() => this.#store.append(logName, JSON.stringify(known)));
  }

  #take(known: Known | undefined): void {
    if (known !== undefined && known.askedAt >= (this.#known.get(known.url)?.askedAt ?? 0)) this.#known.set(known.url, known);
  }

  /** Without a memory the archive is only asked more often. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.#logger.warn(`What archives have could not be kept: ${String(error)}`));
  }
}

interface Known {
  readonly url: string;
  readonly archive: string;
  readonly askedAt: number;
  readonly copy: ArchivedCopy | undefined;
}

const logName = "archive";
const keptFor = 30 * 24 * 3_600_000;
const looseLines = 500;

function newest(lines: readonly string[]): string[] {
  const kept = new Map<string, Known>();
  for (const known of lines.flatMap((line) => parseKnown(line) ?? []))
    if (known.askedAt >= (kept.get(known.url)?.askedAt ?? 0)) kept.set(known.url, known);
  return [...kept.values()].map((known) => JSON.stringify(known));
}

/** Undefined for a line that was cut off or is another version's. */
function parseKnown(line: string): Known | undefined {
  const members = membersOf(parsed(line));
  const [url, archive, askedAt] = [members.get("url"), members.get("archive"), members.get("askedAt")];
  if (typeof url !== "string" || typeof archive !== "string" || typeof askedAt !== "number") return undefined;
  const copy = membersOf(members.get("copy"));
  const [copyUrl, taken] = [copy.get("url"), copy.get("taken")];
  const isWhole = typeof copyUrl === "string" && /^https?:/.test(copyUrl) && typeof taken === "string" && /^\d{4,14}$/.test(taken);
  return { url, archive, askedAt, copy: isWhole ? { url: copyUrl, taken } : undefined };
}

const membersOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that a dying process left half written.
    return undefined;
  }
}
