import type { FetchAnswer, Fetcher, Logger, Store } from "../../src/host.ts";
import { createLinkChecker, type LinkChecker, type LinkSettings } from "../../src/links/checker.ts";
import { type LinkMemory, loadLinkMemory } from "../../src/links/linkMemory.ts";
import { PatientClock } from "./patientClock.ts";

export const settings: LinkSettings = {
  timeout: 0.3,
  interval: 0.5,
  concurrency: 16,
  perHost: 1,
  maxAge: 14,
  ignore: [],
  allowPrivateAddresses: true,
};

export interface Checking {
  readonly clock: PatientClock;
  readonly memory: LinkMemory;
  readonly store: Store;
  readonly checker: LinkChecker;
  readonly warnings: readonly string[];
}

/** A checker on a clock that waits for nobody, with a memory of its own. */
export async function checkingWith(fetcher: Fetcher, clock = new PatientClock(), store = emptyStore()): Promise<Checking> {
  const warnings: string[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: (message) => warnings.push(message),
    error: (message, error) => warnings.push(`${message}: ${String(error)}`),
  };
  const memory = await loadLinkMemory(store, clock, logger);
  return { clock, memory, store, checker: createLinkChecker({ fetcher: clock.holding(fetcher), clock, memory, logger }), warnings };
}

/** A store in memory, with one log for all. */
export function emptyStore(): Store {
  const logs = new Map<string, readonly string[]>();
  const files = new Map<string, Uint8Array>();
  return {
    read: async (name) => files.get(name),
    write: async (name, bytes) => void files.set(name, bytes),
    list: async () => [],
    remove: async (name) => void files.delete(name),
    append: async (log, line) => void logs.set(log, [...(logs.get(log) ?? []), line]),
    readLogs: async (log) => logs.get(log) ?? [],
    compact: async (log, rewrite) => void logs.set(log, rewrite(logs.get(log) ?? [])),
  };
}

/** A fetcher that answers from a table of addresses: a status, or the word for a failure. */
export function fetcherOf(
  answers: (url: string, method: string) => number | Extract<FetchAnswer, { kind: "failure" }>["failure"],
): Fetcher & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: async ({ url, method }) => {
      asked.push(`${method} ${url}`);
      const answer = answers(url, method);
      if (typeof answer === "number") return { kind: "response", status: answer, headers: new Map(), body: new Uint8Array() };
      return { kind: "failure", failure: answer, detail: "" };
    },
  };
}
