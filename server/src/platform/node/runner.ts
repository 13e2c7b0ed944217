import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Logger, Runner, Tasks } from "../../host.ts";
import { createLane, type Lane } from "./lane.ts";
import { startProcess, startThread } from "./peers.ts";
import { createReaderDeaths, type ReaderDeaths } from "./readerDeaths.ts";
import { build } from "./version.ts";

export interface RunnerOptions {
  /** Holds `styles`, `locales` and, unless `entries` says otherwise, the bundled entry files `formatWorker.js`, `indexWorker.js` and `readerProcess.js`. */
  readonly distFolder: string;
  readonly logger: Logger;
  readonly entries?: { readonly format: string; readonly index: string; readonly reader: string };
  readonly limits?: Partial<RunnerLimits>;
}

export interface RunnerLimits {
  /** Milliseconds. */
  readonly formatTime: number;
  readonly readTime: number;
  readonly indexTime: number;
  /** Milliseconds that the index worker stays for the next request. */
  readonly indexIdle: number;
  /** Milliseconds that the reader stays for the next document. */
  readonly readerIdle: number;
  /** Megabytes. */
  readonly formatHeap: number;
  readonly indexHeap: number;
  readonly readerHeap: number;
  readonly readerMemory: number;
}

const defaults: RunnerLimits = {
  formatTime: 15_000,
  readTime: 60_000,
  indexTime: 120_000,
  indexIdle: 30_000,
  readerIdle: 30_000,
  formatHeap: 768,
  indexHeap: 768,
  readerHeap: 768,
  readerMemory: 1024,
};

/** Formats in one warm thread, indexes in another, and reads documents in one child process; each is started when first asked. */
export function createRunner(options: RunnerOptions): Runner {
  const limits = { ...defaults, ...options.limits };
  const deaths = createReaderDeaths(Date.now);
  const format = formatLane(options, limits);
  const index = indexLane(options, limits);
  const read = readLane(options, limits, deaths);
  return {
    ...(build === undefined ? {} : { readerVersion: build }),
    run: async (task, input, signal) => {
      switch (task) {
        case "format":
          return format.run(input, signal);
        case "index":
          return index.run(input, signal);
        case "read":
          return read.run(input, signal);
      }
    },
    dispose: async () => {
      await Promise.all([format.dispose(), index.dispose(), read.dispose()]);
    },
  };
}

function formatLane({ distFolder, entries, logger }: RunnerOptions, limits: RunnerLimits): Lane {
  const entry = entries?.format ?? join(distFolder, "formatWorker.js");
  return createLane({
    name: "The formatter",
    start: (events) => startThread(entry, { stylesFolder: distFolder }, limits.formatHeap, events),
    timeLimit: limits.formatTime,
    idleLimit: undefined,
    endsOnAbort: false,
    refuse: () => undefined,
    died: () => logger.info("The formatter ended; it is started again when it is next needed."),
  });
}

function indexLane({ distFolder, entries, logger }: RunnerOptions, limits: RunnerLimits): Lane {
  const entry = entries?.index ?? join(distFolder, "indexWorker.js");
  return createLane({
    name: "The index",
    start: (events) => startThread(entry, undefined, limits.indexHeap, events),
    timeLimit: limits.indexTime,
    idleLimit: limits.indexIdle,
    endsOnAbort: false,
    refuse: () => undefined,
    died: () => logger.info("The index worker ended; it is started again when it is next needed."),
  });
}

function readLane({ distFolder, entries, logger }: RunnerOptions, limits: RunnerLimits, deaths: ReaderDeaths): Lane {
  const entry = entries?.reader ?? join(distFolder, "readerProcess.js");
  return createLane({
    name: "The reader",
    start: (events) => startProcess(entry, { heapMegabytes: limits.readerHeap, memoryMegabytes: limits.readerMemory }, events),
    timeLimit: limits.readTime,
    idleLimit: limits.readerIdle,
    endsOnAbort: true,
    refuse: refusal(deaths, logger),
    died: (input) => {
      const document = input as Tasks["read"]["input"];
      deaths.record(document.path, identityOf(document));
      logger.info(`The reader ended while it read ${document.path}.`);
    },
  });
}

/** What killed the reader twice is not read again, and after many deaths nothing is for a while; that is said once. */
function refusal(deaths: ReaderDeaths, logger: Logger): (input: unknown) => string | undefined {
  let hasWarned = false;
  return (input) => {
    const document = input as Tasks["read"]["input"];
    if (deaths.isSuspect(document.path) && deaths.isSetAside(identityOf(document))) {
      return "The document ended the reader twice and is left alone until it changes.";
    }
    if (!deaths.isPaused()) return undefined;
    if (!hasWarned) logger.warn("Reading sources is paused for some minutes: the reader ended five times within three minutes.");
    hasWarned = true;
    return "Reading is paused: the reader ended too often.";
  };
}

const identityOf = ({ path, bytes }: Tasks["read"]["input"]): string =>
  `${path}\0${bytes.length}\0${createHash("sha256").update(bytes).digest("hex")}`;
