import type { Disposable, Logger } from "../host.ts";
import type { LinkChecker } from "../links/checker.ts";
import type { LinkMemory } from "../links/linkMemory.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import { Emitter } from "../project/emitter.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { automaticLinks } from "./automaticLinks.ts";

/** Checks the links of documents as they are opened and saved: only what is due, only where trust and the settings allow it, never awaited by anyone. */
export class LinkWatch implements Disposable {
  readonly #logger: Logger;
  readonly #underWay = new Map<string, AbortController>();
  readonly #verdicts = new Emitter<LinkVerdict>();
  #memory: LinkMemory | undefined;

  readonly checker: Promise<LinkChecker>;
  /** Resolves when what is remembered of links has been read. */
  readonly loaded: Promise<void>;
  readonly onVerdict = this.#verdicts.on;

  constructor(memory: Promise<LinkMemory>, createChecker: (memory: LinkMemory) => LinkChecker, logger: Logger) {
    this.#logger = logger;
    this.loaded = memory.then((known) => {
      this.#memory = known;
    });
    this.checker = memory.then(createChecker);
  }

  /** Documents whose links are being asked for. */
  get underWay(): number {
    return this.#underWay.size;
  }

  verdictOf(url: string): LinkVerdict | undefined {
    return this.#memory?.get(url);
  }

  /** Checks what a document links to, as soon as it is known what that is; a check under way for the same document is left to its end. */
  watch(path: string, snapshotWhenReady: () => Promise<Snapshot | undefined>): void {
    if (this.#underWay.has(path)) return;
    const controller = new AbortController();
    this.#underWay.set(path, controller);
    this.#check(snapshotWhenReady, controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#logger.error(`Checking the links of ${path} failed.`, error);
      })
      .finally(() => {
        if (this.#underWay.get(path) === controller) this.#underWay.delete(path);
      });
  }

  forget(path: string): void {
    this.#underWay.get(path)?.abort();
    this.#underWay.delete(path);
  }

  dispose(): void {
    for (const path of [...this.#underWay.keys()]) this.forget(path);
  }

  async #check(snapshotWhenReady: () => Promise<Snapshot | undefined>, signal: AbortSignal): Promise<void> {
    const [snapshot, checker] = await Promise.all([snapshotWhenReady(), this.checker]);
    if (snapshot === undefined || signal.aborted || !snapshot.trusted || snapshot.settings.links.check !== "automatic") return;
    const urls = automaticLinks(snapshot);
    await checker.check(urls, snapshot.settings.links, { signal, onVerdict: (verdict) => this.#verdicts.emit(verdict) });
  }
}
