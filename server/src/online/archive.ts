import type { Clock, FetchAnswer, Fetcher } from "../host.ts";
import { type ArchivedCopy, momentOf, timeOf } from "../text/archivedCopy.ts";

export type ArchiveAnswer =
  | { readonly kind: "copy"; readonly copy: ArchivedCopy }
  | { readonly kind: "none" }
  /** Nothing could be learnt now; `because` is for the log. */
  | { readonly kind: "failed"; readonly because: string };

export interface ArchiveLimits {
  /** `https://web.archive.org`, or the address of a Memento TimeGate. */
  readonly archive: string;
  /** Seconds. */
  readonly timeout: number;
  readonly allowPrivateAddresses: boolean;
}

/**
 * Looks for the copy of a page nearest to a moment (`YYYYMMDDhhmmss` or its beginning), earlier ones first where they are not a year away. Asked are the archive's list of captures
 * (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server), then its redirect to the nearest one, or, of an address that ends in
 * "timegate", a Memento TimeGate (RFC 7089). At most 24 requests a minute, one at a time; none for a minute after "too many", or where it could not be reached.
 */
export class ArchiveDoor {
  readonly #fetcher: Fetcher;
  readonly #clock: Clock;
  #queue: Promise<unknown> = Promise.resolve();
  #askedAt: readonly number[] = [];
  #closedUntil = 0;

  constructor(fetcher: Fetcher, clock: Clock) {
    this.#fetcher = fetcher;
    this.#clock = clock;
  }

  async nearest(url: string, moment: string, limits: ArchiveLimits, signal: AbortSignal): Promise<ArchiveAnswer> {
    const base = limits.archive.replace(/\/+$/, "");
    if (/timegate$/i.test(base)) return this.#byTimeGate(`${base}/${url}`, moment, limits, signal);
    const listed = await this.#byCaptures(base, url, moment, limits, signal);
    return listed ?? this.#byRedirect(base, url, moment, limits, signal);
  }

  /** Undefined where the archive has no such list. */
  async #byCaptures(base: string, url: string, moment: string, limits: ArchiveLimits, signal: AbortSignal) {
    const query = new URLSearchParams({ url, output: "json", fl: "timestamp,original,statuscode", closest: moment, sort: "closest" });
    query.append("filter", "statuscode:200");
    query.append("limit", "20");
    const answer = await this.#ask(`${base}/cdx/search/cdx?${query}`, limits, signal);
    if (answer.kind === "failure" || isBusy(answer)) return failed(answer);
    const captures = answer.status === 200 ? readCaptures(answer.body) : undefined;
    if (captures === undefined) return undefined;
    const best = bestCapture(captures, moment);
    if (best === undefined) return { kind: "none" } as const;
    return { kind: "copy", copy: { url: `${base}/web/${best.timestamp}/${best.original}`, taken: best.timestamp } } as const;
  }

  async #byRedirect(base: string, url: string, moment: string, limits: ArchiveLimits, signal: AbortSignal): Promise<ArchiveAnswer> {
    const asked = `${base}/web/${moment}/${url}`;
    const answer = await this.#ask(asked, limits, signal);
    if (answer.kind === "failure" || isBusy(answer)) return failed(answer);
    if (answer.status === 404) return { kind: "none" };
    return copyAt(answer.headers.get("location") ?? (answer.status === 200 ? asked : ""), asked, answer) ?? failed(answer);
  }

  async #byTimeGate(gate: string, moment: string, limits: ArchiveLimits, signal: AbortSignal): Promise<ArchiveAnswer> {
    const answer = await this.#ask(gate, limits, signal, { "accept-datetime": httpDate(moment) });
    if (answer.kind === "failure" || isBusy(answer)) return failed(answer);
    if (answer.status === 404) return { kind: "none" };
    return copyAt(answer.headers.get("location") ?? answer.headers.get("content-location") ?? "", gate, answer) ?? failed(answer);
  }

  /** In turn: each waits for the one before, and for its place in the minute. */
  #ask(url: string, limits: ArchiveLimits, signal: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<FetchAnswer> {
    const asked = this.#queue.then(async (): Promise<FetchAnswer> => {
      signal.throwIfAborted();
      if (this.#clock.now() < this.#closedUntil) return { kind: "failure", failure: "refused", detail: "asked too much a moment ago" };
      await this.#place(signal);
      const answer = await this.#fetcher.fetch({
        method: "GET",
        url,
        timeout: limits.timeout * 1000,
        bodyLimit,
        allowPrivateAddresses: limits.allowPrivateAddresses,
        headers,
        signal,
      });
      if (answer.kind === "failure" || answer.status === 429) this.#closedUntil = this.#clock.now() + minute;
      return answer;
    });
    this.#queue = asked.catch(() => undefined);
    return asked;
  }

  async #place(signal: AbortSignal): Promise<void> {
    this.#askedAt = this.#askedAt.filter((time) => this.#clock.now() - time < minute);
    const [oldest] = this.#askedAt;
    if (oldest !== undefined && this.#askedAt.length >= mostAMinute) await this.#pause(oldest + minute - this.#clock.now(), signal);
    this.#askedAt = [...this.#askedAt.slice(1 - mostAMinute), this.#clock.now()];
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(milliseconds, resolve);
      const stop = (): void => {
        timer.dispose();
        reject(signal.reason);
      };
      signal.addEventListener("abort", stop, { once: true });
    });
  }
}

const minute = 60_000;
const mostAMinute = 24;
const bodyLimit = 64 * 1024;
const year = 365 * 24 * 60 * minute;

interface Capture {
  readonly timestamp: string;
  readonly original: string;
}

const isBusy = (answer: FetchAnswer & { kind: "response" }): boolean => answer.status === 429 || answer.status >= 500;

const failed = (answer: FetchAnswer): ArchiveAnswer => ({
  kind: "failed",
  because: answer.kind === "failure" ? `${answer.failure} ${answer.detail}`.trim() : `status ${answer.status}`,
});

/** `[["timestamp","original","statuscode"],["20050321104500","http://www.cdi.org/","200"]]`, or the same in lines of words; empty for none. Undefined for anything else. */
function readCaptures(body: Uint8Array): readonly Capture[] | undefined {
  const text = new TextDecoder().decode(body).trim();
  if (text === "") return [];
  if (text.startsWith("[")) return readRows(text);
  const lines = text.split("\n").map((line) => line.trim().split(/\s+/));
  const rows = lines.flatMap((words) => {
    const at = words.findIndex((word) => /^\d{14}$/.test(word));
    const original = words[at + 1];
    return at < 0 || original === undefined ? [] : [{ timestamp: words[at] ?? "", original }];
  });
  return rows.length === 0 ? undefined : rows;
}

function readRows(text: string): readonly Capture[] | undefined {
  const rows = parsed(text);
  if (!Array.isArray(rows)) return undefined;
  const [head, ...others] = rows.map((row): readonly unknown[] => (Array.isArray(row) ? row : []));
  const timestampAt = head?.indexOf("timestamp") ?? -1;
  const originalAt = head?.indexOf("original") ?? -1;
  const statusAt = head?.indexOf("statuscode") ?? -1;
  if (head !== undefined && (timestampAt < 0 || originalAt < 0)) return undefined;
  return others.flatMap((row) => {
    const timestamp = row[timestampAt];
    const original = row[originalAt];
    const isPage = statusAt < 0 || row[statusAt] === "200" || row[statusAt] === 200;
    return isPage && typeof timestamp === "string" && /^\d{4,14}$/.test(timestamp) && typeof original === "string" && URL.canParse(original)
      ? [{ timestamp, original }]
      : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of the archive about itself, or a list that was cut off.
    return undefined;
  }
}

/** The nearest before the moment within a year, since the writer saw that; else the nearest at all. */
function bestCapture(captures: readonly Capture[], moment: string): Capture | undefined {
  const wanted = timeOf(moment);
  const distance = ({ timestamp }: Capture): number => Math.abs(timeOf(timestamp) - wanted);
  const nearestFirst = captures.toSorted((one, other) => distance(one) - distance(other));
  return nearestFirst.find((capture) => timeOf(capture.timestamp) <= wanted && distance(capture) <= year) ?? nearestFirst[0];
}

const httpDate = (moment: string): string => new Date(timeOf(moment)).toUTCString();

/** The copy that an answer names: its moment stands in the address, else in a header. */
function copyAt(location: string, asked: string, answer: FetchAnswer & { kind: "response" }): ArchiveAnswer | undefined {
  const url = location === "" ? null : URL.parse(location, asked);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const said = Date.parse(answer.headers.get("memento-datetime") ?? "");
  const taken = /\/(\d{4,14})(?:[a-z]{2}_)?\//.exec(url.pathname)?.[1] ?? (Number.isNaN(said) ? undefined : momentOf(said));
  // An archive that sends one elsewhere than to a copy has none.
  return taken === undefined ? { kind: "none" } : { kind: "copy", copy: { url: url.href, taken } };
}
