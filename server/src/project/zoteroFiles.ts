import type { Clock, Logger } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import { sameWorkSearch } from "../library/sameWork.ts";
import { zoteroAddress } from "../library/zoteroItem.ts";
import type { ZoteroDoor } from "../online/zotero.ts";
import { filesOfItem } from "../online/zoteroFiles.ts";
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
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #changed = new Emitter<void>();
  /** By the entry's file and key; for works that Zotero does not have too, so that they are looked for but once. */
  readonly #files = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, readonly string[]>();
  #library: Library | undefined;
  #underWay: Promise<void> | undefined;
  readonly onChange = this.#changed.on;

  constructor(shelf: ZoteroShelf, clock: Clock, logger: Logger) {
    this.#shelf = shelf;
    this.#clock = clock;
    this.#logger = logger;
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
    const unknown = entries.filter((entry) => entry.files.length === 0 && !this.#files.has(nameOf(entry)));
    if (door === undefined || state.condition.kind !== "ready" || unknown.length === 0 || this.#underWay !== undefined) return;
    this.#underWay = this.#ask(door, state.library, unknown, this.#shelf.signal)
      .catch((error: unknown) => {
        if (!this.#shelf.signal.aborted) this.#logger.error("Zotero could not be asked for files.", error);
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
    for (const [name, files] of this.#files) if (files.length === 0) this.#files.delete(name);
  }

  async #ask(door: ZoteroDoor, library: Library, entries: readonly Entry[], signal: AbortSignal): Promise<void> {
    const same = sameWorkSearch(library);
    await inSlices(this.#clock, (mayContinue) => same.advance(mayContinue), signal);
    let isNew = false;
    for (const entry of entries) {
      const item = itemOf(library, entry);
      const files = item === undefined ? [] : await filesOfItem(door, zoteroAddress(item.raw), signal);
      signal.throwIfAborted();
      if (files === undefined) break;
      this.#files.set(nameOf(entry), files);
      for (const file of files) this.#keys.set(file, [...new Set([...this.keysOf(file), entry.key])]);
      isNew ||= files.length > 0;
    }
    if (isNew) this.#changed.emit();
  }
}

const nameOf = (entry: Entry): string => `${entry.path}\n${entry.key}`;

/** A key alone is no proof: a wrong file would accuse the writer of misquoting. */
function itemOf(library: Library, entry: Entry): Entry | undefined {
  const named = library.find(entry.key);
  return named !== undefined && wordsOf(named.title) === wordsOf(entry.title) ? named : sameWorkSearch(library).twinOf(entry);
}

const wordsOf = (title: string): string => foldForSearch(title).replace(/[^\p{L}\p{N}]/gu, "");
