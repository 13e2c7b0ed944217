import type { Clock, Disposable } from "../host.ts";

/** Milliseconds: what is said is renewed at most twice a second. */
const refreshPause = 500;

/** Documents about which something else may be said, and whether anything but their own text has changed. */
export interface Gathered {
  readonly paths: ReadonlySet<string>;
  readonly beyondText: boolean;
}

/** Gathers what has changed and tells once: documents whose problems are to be asked for again, or pushed. */
export class Refresh {
  readonly #clock: Clock;
  readonly #tell: (gathered: Gathered) => void;
  #paths = new Set<string>();
  #beyondText = false;
  #timer: Disposable | undefined;
  #last = 0;

  constructor(clock: Clock, tell: (gathered: Gathered) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** At once where nothing was told for a while, else when the pause is over. */
  ask(paths: readonly string[], cause: "text" | "files"): void {
    for (const path of paths) this.#paths.add(path);
    this.#beyondText ||= cause === "files";
    if (this.#timer !== undefined) return;
    const wait = Math.max(20, this.#last + refreshPause - this.#clock.now());
    this.#timer = this.#clock.after(wait, () => this.#fire());
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  #fire(): void {
    this.#timer = undefined;
    this.#last = this.#clock.now();
    const gathered = { paths: this.#paths, beyondText: this.#beyondText };
    this.#paths = new Set();
    this.#beyondText = false;
    this.#tell(gathered);
  }
}
