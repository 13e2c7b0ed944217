import type { Disposable, Logger } from "../host.ts";
import type { LinkChecker } from "../links/checker.ts";
import type { LinkMemory } from "../links/linkMemory.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import type { ArchivedCopies } from "../online/archivedCopies.ts";
import { Emitter } from "../project/emitter.ts";
import { citedLinks, linksIn } from "../project/placedLinks.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { automaticLinks } from "./automaticLinks.ts";
import { findArchived } from "./findArchived.ts";

type Ready = () => Promise<Snapshot | undefined>;

interface Watched {
  readonly controller: AbortController;
  /** Saved once more while its links were being asked for. */
  again: Ready | undefined;
}

/** Checks the links of documents as they are opened and saved: only what is due, only where trust and the settings allow it, never awaited by anyone. */
export class LinkWatch implements Disposable {
  readonly #logger: Logger;
  readonly #underWay = new Map<string, Watched>();
  readonly #verdicts = new Emitter<LinkVerdict>();
  #memory: LinkMemory | undefined;

  readonly checker: Promise<LinkChecker>;
  /** Resolves when what is remembered of links has been read. */
  readonly loaded: Promise<void>;
  readonly copies: ArchivedCopies;
  readonly onVerdict = this.#verdicts.on;

  constructor(memory: Promise<LinkMemory>, createChecker: (memory: LinkMemory) => LinkChecker, copies: ArchivedCopies, logger: Logger) {
    this.#logger = logger;
    this.copies = copies;
    this.loaded = Promise.all([memory, copies.load()]).then(([known]) => {
      this.#memory = known;
    });
    this.checker = memory.then(createChecker);
  }

  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  verdictOf(url: string): LinkVerdict | undefined {
    return this.#memory?.get(url);
  }

  /** Checks what a document links to, as soon as it is known what that is; once more where it is asked for while a check is under way. */
  watch(path: string, ready: Ready): void {
    const underWay = this.#underWay.get(path);
    if (underWay !== undefined) {
      underWay.again = ready;
      return;
    }
    const watched: Watched = { controller: new AbortController(), again: undefined };
    this.#underWay.set(path, watched);
    this.#check(ready, watched.controller.signal)
      .catch((error: unknown) => {
        if (!watched.controller.signal.aborted) this.#logger.error(`Checking the links of ${path} failed.`, error);
      })
      .finally(() => this.#finish(path, watched));
  }

  /** Looks for the archived copies of what is gone among the links of these documents; those already looked for cost nothing. */
  async findCopies(snapshots: readonly Snapshot[], signal: AbortSignal): Promise<void> {
    for (const snapshot of snapshots) {
      if (snapshot.settings.links.check === "never") continue;
      const links = [...linksIn(snapshot), ...citedLinks(snapshot)];
      await findArchived(links, snapshot, (url) => this.verdictOf(url), this.copies, signal);
    }
  }

  forget(path: string): void {
    this.#underWay.get(path)?.controller.abort();
    this.#underWay.delete(path);
  }

  dispose(): void {
    for (const path of [...this.#underWay.keys()]) this.forget(path);
  }

  #finish(path: string, watched: Watched): void {
    if (this.#underWay.get(path) !== watched) return;
    this.#underWay.delete(path);
    if (watched.again !== undefined) this.watch(path, watched.again);
  }

  async #check(ready: Ready, signal: AbortSignal): Promise<void> {
    const [snapshot, checker] = await Promise.all([ready(), this.checker]);
    if (snapshot === undefined || signal.aborted || !snapshot.trusted || snapshot.settings.links.check !== "automatic") return;
    const links = automaticLinks(snapshot);
    const urls = [...new Set(links.flatMap(({ url }) => url ?? []))];
    const verdicts = await checker.check(urls, snapshot.settings.links, { signal, onVerdict: (verdict) => this.#verdicts.emit(verdict) });
    await findArchived(links, snapshot, (url) => this.verdictOf(url), this.copies, signal);
    // Said anew, since the way back is offered with it.
    const gone = verdicts.find(({ url }) => this.copies.copyOf(url) !== undefined);
    if (gone !== undefined) this.#verdicts.emit(gone);
  }
}
