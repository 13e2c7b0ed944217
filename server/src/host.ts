/**
 * All that the core may ask of the outside world. Passed in once, to `createService(host)`; everything else in the core is data and functions.
 *
 * Paths are absolute, with forward slashes (`/home/ada/thesis/draft.md`, `C:/Users/ada/draft.md`); turning URIs into paths is lsp's business.
 */
export interface Host {
  readonly files: Files;
  readonly watcher: Watcher;
  readonly fetcher: Fetcher;
  readonly store: Store;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly logger: Logger;
  /** The folder that `~` stands for. */
  readonly home: string;
}

/** Whoever asks for something that lasts gives it back by `dispose`. */
export interface Disposable {
  dispose(): void;
}

// ---- files

/** When and how large: equal stamps mean that a file need not be read again. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export type FileFault =
  | { readonly kind: "missing" }
  /** Permission or input/output error; `detail` is the system's word for it, for the log. */
  | { readonly kind: "unreadable"; readonly detail: string }
  /** A folder, FIFO, socket or device: never opened. */
  | { readonly kind: "notAFile" }
  | { readonly kind: "tooLarge"; readonly size: number; readonly limit: number };

export type FileContent = { readonly kind: "content"; readonly bytes: Uint8Array; readonly stamp: FileStamp };

export interface Files {
  /** Reads a regular file of at most `limit` bytes. Never throws but for an aborted signal. */
  read(path: string, limit: number, signal?: AbortSignal): Promise<FileContent | FileFault>;
  /** The stamp of a regular file; undefined for anything else. */
  stat(path: string): Promise<FileStamp | undefined>;
  /** Links are followed. */
  isFolder(path: string): Promise<boolean>;
  /**
   * Regular files below a folder, links followed and cycles cut, hidden folders and `node_modules` left out; at most `limit` paths (then `cut` is true).
   * `accept` is asked with each file's path; `deep` false looks at the folder alone.
   */
  list(
    folder: string,
    options: { readonly limit: number; readonly deep: boolean; readonly accept: (path: string) => boolean; readonly signal?: AbortSignal },
  ): Promise<{ readonly paths: readonly string[]; readonly cut: boolean }>;
  /** The path with all links resolved; undefined where nothing is there. */
  realPath(path: string): Promise<string | undefined>;
}

export type FileChange = { readonly path: string; readonly kind: "created" | "changed" | "deleted" };

export interface Watcher {
  /** Reports changes below a folder (`deep` false: directly in it), gathered for 100 ms; atomic replaces (write beside, rename) are seen. */
  watch(folder: string, deep: boolean, listener: (changes: readonly FileChange[]) => void): Disposable;
}

// ---- network

export interface FetchRequest {
  readonly method: "HEAD" | "GET" | "POST";
  readonly url: string;
  /** Milliseconds for the whole, from name look-up to the last byte. */
  readonly timeout: number;
  /** Bytes of the (inflated) body that are read; the rest is cut off. */
  readonly bodyLimit: number;
  readonly allowPrivateAddresses: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a POST. */
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export type FetchFailure =
  | "timeout"
  | "reset"
  | "refused"
  | "hostNotFound"
  | "certificate"
  | "privateAddress"
  | "protocol"
  /** No way out of this machine: network unreachable. */
  | "offline";

/** One hop: redirects are answers like any other. */
export type FetchAnswer =
  | {
      readonly kind: "response";
      readonly status: number;
      /** Names in lower case; repeated headers joined by `, `. */
      readonly headers: ReadonlyMap<string, string>;
      /** At most `bodyLimit` bytes; empty for HEAD. */
      readonly body: Uint8Array;
    }
  | { readonly kind: "failure"; readonly failure: FetchFailure; readonly detail: string };

export interface Fetcher {
  /** Asks once. Throws only when `signal` is aborted. */
  fetch(request: FetchRequest): Promise<FetchAnswer>;
}

// ---- what is kept between sessions

export interface StoredFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** A private folder outside the workspace; everything in it may vanish at any time. Names are relative, with forward slashes. */
export interface Store {
  read(name: string): Promise<Uint8Array | undefined>;
  /** Written beside and renamed. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** The files of a folder, not those of folders in it. */
  list(folder: string): Promise<readonly StoredFile[]>;
  /** What is not there any more is no error. */
  remove(name: string): Promise<void>;
  /** Appends one line to this process's own log of that name; `readLogs` reads the logs of all processes. */
  append(log: string, line: string): Promise<void>;
  readLogs(log: string): Promise<readonly string[]>;
  /**
   * Under a lock shared by all processes: `rewrite` turns the lines of all logs into fewer, which then replace them.
   * Does nothing where another process holds the lock.
   */
  compact(log: string, rewrite: (lines: readonly string[]) => readonly string[]): Promise<void>;
}

// ---- time

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, after `milliseconds`. */
  after(milliseconds: number, callback: () => void): Disposable;
  /** Resolves once other work had its turn: long work yields to it after each slice of about 8 ms. */
  breathe(): Promise<void>;
}

// ---- heavy work

/** What runs apart, by name. `read`: a child process with a heap cap for foreign formats; the others: worker threads. */
export interface Tasks {
  /** A source document's bytes to text with its map. Output: `ReadSource | ReadFault` of corpus/source. */
  readonly read: { readonly input: { readonly path: string; readonly bytes: Uint8Array }; readonly output: unknown };
  /** BibLaTeX entries to CSL and to formatted references. Input and output: library/formatting's types. */
  readonly format: { readonly input: unknown; readonly output: unknown };
  /** Parts of the index of all sources: built, merged, packed and unpacked. Input and output: corpus/index/indexing's types. */
  readonly index: { readonly input: unknown; readonly output: unknown };
}

export interface Runner {
  /** What documents are read by: another text whenever they may be read differently; absent where that can't be told. */
  readonly readerVersion?: string;
  /** Rejects with an Error when the task failed, was killed for its memory or time, or was aborted. */
  run<Name extends keyof Tasks>(task: Name, input: Tasks[Name]["input"], signal?: AbortSignal): Promise<Tasks[Name]["output"]>;
  dispose(): Promise<void>;
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}
