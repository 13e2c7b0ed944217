import { readSource } from "../src/corpus/ingest/ingest.ts";
import type { Disposable, FetchAnswer, FetchRequest, FileChange, FileContent, FileFault, FileStamp, Host } from "../src/host.ts";
import { isWithin } from "../src/text/path.ts";
import { answerIndex } from "../src/workers/index.ts";

/** The world in memory: files in a map, a network of made-up answers, time that only moves when told. What was asked is counted. */
export class InMemoryHost implements Host {
  readonly contents = new Map<string, { bytes: Uint8Array; modified: number }>();
  readonly answers = new Map<string, FetchAnswer>();
  readonly requests: FetchRequest[] = [];
  readonly reads: string[] = [];
  readonly messages: string[] = [];
  readonly home = "/home/ada";
  #modified = 0;
  #time = Date.UTC(2026, 10, 3, 12);
  readonly #listeners = new Set<(changes: readonly FileChange[]) => void>();
  readonly #stored = new Map<string, Uint8Array>();
  readonly #logs = new Map<string, string[]>();

  write(path: string, content: string | Uint8Array): void {
    const kind = this.contents.has(path) ? "changed" : "created";
    this.contents.set(path, {
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
      modified: ++this.#modified,
    });
    this.#tell([{ path, kind }]);
  }

  remove(path: string): void {
    this.contents.delete(path);
    this.#tell([{ path, kind: "deleted" }]);
  }

  #tell(changes: readonly FileChange[]): void {
    for (const listener of this.#listeners) listener(changes);
  }

  readonly files: Host["files"] = {
    read: async (path, limit): Promise<FileContent | FileFault> => {
      this.reads.push(path);
      const file = this.contents.get(path);
      if (file === undefined) return { kind: "missing" };
      const size = file.bytes.length;
      return size > limit
        ? { kind: "tooLarge", size, limit }
        : { kind: "content", bytes: file.bytes, stamp: { size, modified: file.modified } };
    },
    stat: async (path): Promise<FileStamp | undefined> => {
      const file = this.contents.get(path);
      return file === undefined ? undefined : { size: file.bytes.length, modified: file.modified };
    },
    isFolder: async (path) => !this.contents.has(path) && [...this.contents.keys()].some((file) => isWithin(path, file)),
    list: async (folder, { deep, accept, limit }) => {
      const inside = [...this.contents.keys()].filter((path) => isWithin(folder, path) && accept(path));
      const paths = inside.filter((path) => deep || !path.slice(folder.length + 1).includes("/"));
      return { paths: paths.slice(0, limit), cut: paths.length > limit };
    },
    realPath: async (path) => ([...this.contents.keys()].some((file) => isWithin(path, file)) ? path : undefined),
  };

  readonly watcher: Host["watcher"] = {
    watch: (folder, deep, listener): Disposable => {
      const inside = (path: string): boolean => isWithin(folder, path) && (deep || !path.slice(folder.length + 1).includes("/"));
      const filtered = (changes: readonly FileChange[]): void => {
        const own = changes.filter((change) => inside(change.path));
        if (own.length > 0) listener(own);
      };
      this.#listeners.add(filtered);
      return { dispose: () => this.#listeners.delete(filtered) };
    },
  };

  readonly fetcher: Host["fetcher"] = {
    fetch: async (request) => {
      this.requests.push(request);
      return this.answers.get(request.url) ?? { kind: "response", status: 200, headers: new Map(), body: new Uint8Array() };
    },
  };

  readonly store: Host["store"] = {
    read: async (name) => this.#stored.get(name),
    write: async (name, bytes) => void this.#stored.set(name, bytes),
    list: async (folder) =>
      [...this.#stored]
        .filter(([name]) => name.startsWith(`${folder}/`))
        .map(([name, bytes], order) => ({ name, size: bytes.length, modified: order })),
    remove: async (name) => void this.#stored.delete(name),
    append: async (log, line) => void this.#logs.set(log, [...(this.#logs.get(log) ?? []), line]),
    readLogs: async (log) => this.#logs.get(log) ?? [],
    compact: async (log, rewrite) => void this.#logs.set(log, [...rewrite(this.#logs.get(log) ?? [])]),
  };

  /** Whoever waits has waited already: time jumps to where it is waited for. */
  readonly clock: Host["clock"] = {
    now: () => this.#time,
    after: (milliseconds, callback): Disposable => {
      const timer = setImmediate(() => {
        this.#time += milliseconds;
        callback();
      });
      return { dispose: () => clearImmediate(timer) };
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };

  readonly runner: Host["runner"] = {
    readerVersion: "in memory",
    run: async (task, input) => {
      if (task === "index") return answerIndex(input);
      if (task !== "read") throw new Error("nothing is formatted here");
      const { path, bytes } = input as { path: string; bytes: Uint8Array };
      return readSource(path, bytes);
    },
    dispose: async () => undefined,
  };

  readonly logger: Host["logger"] = {
    info: () => undefined,
    warn: (message) => void this.messages.push(message),
    error: (message, error) => void this.messages.push(`${message} ${String(error ?? "")}`),
  };
}
