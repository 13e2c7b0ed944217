import { packRead, unpackRead } from "../corpus/keptRead.ts";
import type { ReadFault, ReadSource } from "../corpus/source.ts";
import type { Logger, Store } from "../host.ts";
import { digestOf } from "../text/digest.ts";
import { extensionOf } from "../text/path.ts";

/** Bytes on disk in all; when there are more, what was written longest ago goes. */
const mostBytes = 1024 * 1024 * 1024;

/**
 * What was read of source documents, kept on disk so that a restart reads none of them anew. A file is named by the SHA-256 of the document's bytes, its
 * extension and the version of the readers; in it are the SHA-256 of what follows, and that as JSON.
 */
export class ReadCache {
  readonly #store: Store;
  readonly #logger: Logger;
  /** Undefined: nothing is kept, since it can't be told when readers change. */
  readonly #version: string | undefined;
  readonly #used = new Set<string>();
  readonly #writing = new Set<Promise<void>>();

  constructor(store: Store, logger: Logger, version: string | undefined) {
    this.#store = store;
    this.#logger = logger;
    this.#version = version;
  }

  /** A name for what a document says: the same bytes are read alike wherever they lie. */
  async nameOf(path: string, bytes: Uint8Array): Promise<string> {
    const content = await digestOf(bytes);
    return digestOf(new TextEncoder().encode(`${this.#version ?? ""} ${extensionOf(path).toLowerCase()} ${content}`));
  }

  async get(name: string): Promise<ReadSource | ReadFault | undefined> {
    if (this.#version === undefined) return undefined;
    try {
      const bytes = await this.#store.read(fileOf(name));
      if (bytes === undefined) return undefined;
      const body = bytes.subarray(sealLength);
      if (new TextDecoder().decode(bytes.subarray(0, sealLength)) !== (await digestOf(body))) return undefined;
      this.#used.add(fileOf(name));
      return unpackRead(body);
    } catch (error) {
      this.#logger.error("What was kept of a source could not be read.", error);
      return undefined;
    }
  }

  /** A reader that failed may do better next time; what is no document stays none. */
  put(name: string, read: ReadSource | ReadFault): void {
    if (this.#version === undefined || read.kind === "failed") return;
    const writing = this.#write(name, read).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }

  /** Resolves when all that was put is on disk. */
  async written(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing);
  }

  async #write(name: string, read: ReadSource | ReadFault): Promise<void> {
    try {
      const body = packRead(read);
      const bytes = new Uint8Array(sealLength + body.length);
      bytes.set(new TextEncoder().encode(await digestOf(body)));
      bytes.set(body, sealLength);
      this.#used.add(fileOf(name));
      await this.#store.write(fileOf(name), bytes);
    } catch (error) {
      this.#logger.error("What was read of a source could not be kept.", error);
    }
  }

  /** Makes room, where too much is kept, by what this session did not need. */
  async prune(limit = mostBytes): Promise<void> {
    try {
      const files = [...(await this.#store.list(folder))].sort((one, other) => one.modified - other.modified);
      let bytes = files.reduce((sum, { size }) => sum + size, 0);
      if (bytes <= limit) return;
      for (const { name, size } of files) {
        if (bytes <= limit * 0.75) return;
        if (this.#used.has(name)) continue;
        await this.#store.remove(name);
        bytes -= size;
      }
    } catch (error) {
      this.#logger.error("Old readings of sources could not be removed.", error);
    }
  }
}

const folder = "sources";
const sealLength = 64;
const fileOf = (name: string): string => `${folder}/${name}`;
