import type { Host } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import { sameWorkSearch } from "../library/sameWork.ts";
import { zoteroAddress } from "../library/zoteroItem.ts";
import { parsedAnswer, type ZoteroDoor } from "../online/zotero.ts";
import { filesOfItem } from "../online/zoteroFiles.ts";
import { isObject, textOf } from "../online/zoteroRecord.ts";
import { decodeText } from "../text/encoding.ts";
import { foldForSearch } from "../text/fold.ts";
import type { AttachedFiles } from "./attachedFiles.ts";
import { Emitter } from "./emitter.ts";
import { inSlices } from "./slices.ts";
import type { ZoteroShelf } from "./zoteroShelf.ts";

/**
 * The files that Zotero has for works which name none themselves, as an export without its files leaves them: asked for where a draft cites the work.
 * Which of them may be read, the door for all paths decides.
 */
export class ZoteroFiles implements AttachedFiles {
  readonly #shelf: ZoteroShelf;
  readonly #host: Host;
  readonly #changed = new Emitter<void>();
  /** By the entry's file and key. */
  readonly #files = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, readonly string[]>();
  /** Also works that Zotero does not have, so that they are looked for but once in a session. */
  readonly #asked = new Set<string>();
  #library: Library | undefined;
  /** What was known in an earlier session, for when Zotero does not run. */
  #kept: Promise<void> | undefined;
  #underWay: Promise<void> | undefined;
  readonly onChange = this.#changed.on;

  constructor(shelf: ZoteroShelf, host: Host) {
    this.#shelf = shelf;
    this.#host = host;
  }

  filesOf(entry: Entry): readonly string[] {
    return this.#files.get(nameOf(entry)) ?? [];
  }

  keysOf(path: string): readonly string[] {
    return this.#keys.get(path) ?? [];
  }

  /** These are cited. Answers at once. */
  want(entries: readonly Entry[]): void {
    const { door, state } = this.#shelf;
    if (state.library !== this.#library) this.#forget(state.library);
    const unknown = entries.filter((entry) => entry.files.length === 0 && !this.#asked.has(nameOf(entry)));
    if (door === undefined || unknown.length === 0 || this.#underWay !== undefined) return;
    const isReady = state.condition.kind === "ready";
    if (!isReady && this.#kept !== undefined) return;
    this.#underWay = this.#recall()
      .then(() => (isReady ? this.#ask(door, state.library, unknown, this.#shelf.signal) : undefined))
      .catch((error: unknown) => {
        if (!this.#shelf.signal.aborted) this.#host.logger.error("Zotero could not be asked for files.", error);
      })
      .finally(() => {
        this.#underWay = undefined;
      });
  }

  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** What is attached may have changed as well; what was there stays until it is known better. */
  #forget(library: Library): void {
    this.#library = library;
    for (const [name, files] of this.#files) if (files.length === 0) this.#asked.delete(name);
  }

  #recall(): Promise<void> {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  async #read(): Promise<void> {
    const bytes = await this.#host.store.read(storeName);
    const kept = bytes === undefined ? undefined : parsedAnswer(decodeText(bytes).text);
    if (!isObject(kept)) return;
    for (const [name, files] of Object.entries(kept)) if (Array.isArray(files)) this.#put(name, files.map(textOf));
    this.#changed.emit();
  }

  #put(name: string, files: readonly string[]): void {
    const key = name.slice(name.indexOf("\n") + 1);
    this.#files.set(name, files);
    for (const file of files) this.#keys.set(file, [...new Set([...this.keysOf(file), key])]);
  }

  async #keep(): Promise<void> {
    const known = [...this.#files].filter(([, files]) => files.length > 0).slice(-mostKept);
    await this.#host.store
      .write(storeName, new TextEncoder().encode(JSON.stringify(Object.fromEntries(known))))
      // The next session asks again.
      .catch((error: unknown) => this.#host.logger.warn(`The files that Zotero has could not be kept: ${String(error)}`));
  }

  async #ask(door: ZoteroDoor, library: Library, entries: readonly Entry[], signal: AbortSignal): Promise<void> {
    const same = sameWorkSearch(library);
    await inSlices(this.#host.clock, (mayContinue) => same.advance(mayContinue), signal);
    let isNew = false;
    for (const entry of entries) {
      const item = itemOf(library, entry);
      const files = item === undefined ? [] : await filesOfItem(door, zoteroAddress(item.raw), signal);
      signal.throwIfAborted();
      if (files === undefined) break;
      const before = this.filesOf(entry);
      this.#asked.add(nameOf(entry));
      this.#put(nameOf(entry), files);
      isNew ||= before.join("\n") !== files.join("\n");
    }
    if (!isNew) return;
    this.#changed.emit();
    await this.#keep();
  }
}

const storeName = "zotero/files.json";
const mostKept = 5000;

const nameOf = (entry: Entry): string => `${entry.path}\n${entry.key}`;

/** A key alone is no proof: a wrong file would accuse the writer of misquoting. */
function itemOf(library: Library, entry: Entry): Entry | undefined {
  const named = library.find(entry.key);
  return named !== undefined && wordsOf(named.title) === wordsOf(entry.title) ? named : sameWorkSearch(library).twinOf(entry);
}

const wordsOf = (title: string): string => foldForSearch(title).replace(/[^\p{L}\p{N}]/gu, "");
