import { homedir } from "node:os";
import { join } from "node:path";
import type { Host, Logger } from "../../host.ts";
import { userCacheFolder } from "./cacheFolder.ts";
import { createClock } from "./clock.ts";
import { createFetcher } from "./fetcher.ts";
import { createFiles } from "./files.ts";
import { withSlashes } from "./paths.ts";
import { type ProxySettings, proxyFromEnvironment } from "./proxySettings.ts";
import { createRunner } from "./runner.ts";
import { createStore } from "./store.ts";
import { version } from "./version.ts";
import { createWatcher } from "./watcher.ts";

export interface NodeHostOptions {
  /** Folder of the caches; undefined: the user's own cache folder. */
  readonly storage: string | undefined;
  /** The editor's proxy; undefined: the environment's. */
  readonly proxy: string | undefined;
  readonly noProxy: readonly string[];
  readonly log: (level: "info" | "warn" | "error", message: string) => void;
}

/** The world as Node gives it. */
export function createNodeHost(options: NodeHostOptions): Host {
  const logger = loggerOf(options.log);
  return {
    files: createFiles(),
    watcher: createWatcher(),
    fetcher: createFetcher({ userAgent: `Ibid/${version}`, proxy: proxyOf(options) }),
    store: createStore(options.storage ?? userCacheFolder()),
    clock: createClock(),
    runner: createRunner({ distFolder: import.meta.dirname, logger, ...sourceEntries(import.meta.filename) }),
    logger,
    home: withSlashes(homedir()),
  };
}

/** Run from the sources, the entry files of workers are `.ts` beside this one, and styles lie in `dist`. */
function sourceEntries(file: string | undefined) {
  if (file === undefined || !file.endsWith(".ts")) return {};
  const folder = import.meta.dirname;
  return {
    distFolder: join(folder, "../../../../dist"),
    entries: { format: join(folder, "formatWorker.ts"), index: join(folder, "indexWorker.ts"), reader: join(folder, "readerProcess.ts") },
  };
}

function proxyOf({ proxy, noProxy }: NodeHostOptions): ProxySettings {
  const environment = proxyFromEnvironment(process.env);
  if (proxy === undefined || proxy === "") return { ...environment, noProxy: [...environment.noProxy, ...noProxy] };
  return { http: proxy, https: proxy, noProxy: [...environment.noProxy, ...noProxy] };
}

function loggerOf(log: NodeHostOptions["log"]): Logger {
  return {
    info: (message) => log("info", message),
    warn: (message) => log("warn", message),
    error: (message, error) => log("error", error === undefined ? message : `${message} ${describe(error)}`),
  };
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
