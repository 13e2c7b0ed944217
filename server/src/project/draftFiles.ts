import type { Clock, Files } from "../host.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import { decodeText } from "../text/encoding.ts";
import { documentKind } from "./documentKind.ts";
import { Emitter } from "./emitter.ts";
import { readDraft } from "./factsCache.ts";

const countLimit = 2000;
/** Bytes; a draft that is not open and larger than this is left alone. */
const sizeLimit = 4 * 1024 * 1024;

/** The drafts of the workspace that are not open: read in the background, to know what they cite. */
export class DraftFiles {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #facts = new Map<string, DraftFacts>();
  readonly #changed = new Emitter<void>();
  #working: Promise<void> = Promise.resolve();

  readonly onChange = this.#changed.on;

  constructor(files: Files, clock: Clock) {
    this.#files = files;
    this.#clock = clock;
  }

  get facts(): ReadonlyMap<string, DraftFacts> {
    return this.#facts;
  }

  look(folders: readonly string[]): void {
    this.#then(async () => {
      this.#facts.clear();
      for (const folder of folders) {
        const { paths } = await this.#files.list(folder, { limit: countLimit, deep: true, accept: isDraftPath });
        for (const path of paths) await this.#read(path);
      }
    });
  }

  touched(paths: readonly string[]): void {
    const drafts = paths.filter(isDraftPath);
    if (drafts.length === 0) return;
    this.#then(async () => {
      for (const path of drafts) await this.#read(path);
    });
  }

  settled(): Promise<void> {
    return this.#working;
  }

  #then(work: () => Promise<void>): void {
    this.#working = this.#working.then(work).then(() => this.#changed.emit());
  }

  async #read(path: string): Promise<void> {
    this.#facts.delete(path);
    const content = await this.#files.read(path, sizeLimit);
    if (content.kind !== "content") return;
    const { text, encoding } = decodeText(content.bytes);
    if (encoding !== "binary") this.#facts.set(path, readDraft({ path, languageId: "", version: 0, text }, {}));
    await this.#clock.breathe();
  }
}

const isDraftPath = (path: string): boolean => {
  const kind = documentKind(path, "");
  return kind === "markdown" || kind === "latex";
};
