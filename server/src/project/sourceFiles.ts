import { makeSource } from "../corpus/makeSource.ts";
import type { Labeller } from "../corpus/references/learned/labeller.ts";
import type { ReadFault, ReadSource, Source } from "../corpus/source.ts";
import type { FileFault, FileStamp, Files, Logger, Runner } from "../host.ts";
import { Emitter } from "./emitter.ts";
import { sourceSizeLimit, sourceTextLimit } from "./limits.ts";
import type { ReadCache } from "./readCache.ts";

/** A source document as far as it is known. */
export type SourceFile =
  | { readonly kind: "waiting"; readonly path: string }
  /** `id`: the same for the same bytes, read by the same reader. */
  | { readonly kind: "read"; readonly path: string; readonly source: Source; readonly id: string }
  | { readonly kind: "fault"; readonly path: string; readonly fault: SourceFault };

export type SourceFault = FileFault | ReadFault;

interface Known {
  readonly file: SourceFile;
  readonly stamp: FileStamp | undefined;
}

/** Reads sources in the background, one at a time, in the order in which they are wanted; a changed file is read again alone. */
export class SourceFiles {
  readonly #files: Files;
  readonly #runner: Runner;
  readonly #cache: ReadCache;
  readonly #logger: Logger;
  readonly #known = new Map<string, Known>();
  #queue = new Set<string>();
  #working: Promise<void> | undefined;
  #reading: string | undefined;
  readonly #changed = new Emitter<string>();
  readonly onChange = this.#changed.on;

  constructor(files: Files, runner: Runner, cache: ReadCache, logger: Logger) {
    this.#files = files;
    this.#runner = runner;
    this.#cache = cache;
    this.#logger = logger;
  }

  get(path: string): SourceFile {
    return this.#known.get(path)?.file ?? { kind: "waiting", path };
  }

  /** Asks for these, before whatever waits already where `first` is set. Those that are read are not read again. */
  want(paths: readonly string[], first: boolean): void {
    const fresh = paths.filter((path) => !this.#known.has(path));
    this.#queue = first ? new Set([...fresh, ...this.#queue]) : new Set([...this.#queue, ...fresh]);
    this.#work();
  }

  /** Lets go of what nobody uses any more, and says of what. */
  keepOnly(isUsed: (path: string) => boolean): readonly string[] {
    const unused = [...this.#known.keys()].filter((path) => !isUsed(path));
    for (const path of unused) this.#known.delete(path);
    return unused;
  }

  /** These may have changed on disk. */
  touched(paths: readonly string[]): void {
    for (const path of paths) if (this.#known.has(path) || path === this.#reading) this.#queue.add(path);
    this.#work();
  }

  /** True while sources wait to be read. */
  get isBusy(): boolean {
    return this.#queue.size > 0;
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  #work(): void {
    if (this.#working !== undefined || this.#queue.size === 0) return;
    this.#working = this.#drain().finally(() => {
      this.#working = undefined;
      this.#work();
    });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const path = this.#queue.values().next().value;
      if (path === undefined) return;
      // Out of the queue first: a change during the reading puts it in again.
      this.#queue.delete(path);
      this.#reading = path;
      await this.#readOne(path);
      this.#reading = undefined;
      this.#changed.emit(path);
    }
  }

  async #readOne(path: string): Promise<void> {
    const stamp = await this.#files.stat(path);
    const known = this.#known.get(path);
    if (known?.stamp !== undefined && stamp?.size === known.stamp.size && stamp.modified === known.stamp.modified) return;
    this.#known.set(path, { file: await this.#readSource(path), stamp });
  }

  async #readSource(path: string): Promise<SourceFile> {
    const content = await this.#files.read(path, sourceSizeLimit);
    if (content.kind !== "content") return { kind: "fault", path, fault: content };
    try {
      const id = await this.#cache.nameOf(path, content.bytes);
      const read = (await this.#cache.get(id)) ?? (await this.#readAnew(path, content.bytes, id));
      if (read.kind !== "source") return { kind: "fault", path, fault: read };
      const size = read.text.length;
      if (size > sourceTextLimit) return { kind: "fault", path, fault: { kind: "tooLarge", size, limit: sourceTextLimit } };
      return { kind: "read", path, source: makeSource(path, read, await labellerFor(read)), id };
    } catch (error) {
      this.#logger.error(`${path} could not be read.`, error);
      return { kind: "fault", path, fault: { kind: "failed", detail: error instanceof Error ? error.message : String(error) } };
    }
  }

  async #readAnew(path: string, bytes: Uint8Array, id: string): Promise<ReadSource | ReadFault> {
    const read = (await this.#runner.run("read", { path, bytes })) as ReadSource | ReadFault;
    // Whoever waits for the source doesn't wait for the disk.
    this.#cache.put(id, read);
    return read;
  }
}

/** The learned labeller is loaded with the first source that has references to read. */
async function labellerFor(read: ReadSource): Promise<Labeller | undefined> {
  if (!read.pieces.some((piece) => piece.kind === "note" || piece.kind === "reference")) return undefined;
  return (await import("../corpus/references/learned/learnedLabeller.ts")).learnedLabeller;
}
