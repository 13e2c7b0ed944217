import type { Clock, Disposable } from "../host.ts";

/** Milliseconds: what is said is renewed at most twice a second. */
const refreshPause = 500;

/** Gathers what has changed and tells once: documents whose problems are to be asked for again, or pushed. */
export class Refresh {
  readonly #clock: Clock;
  readonly #tell: (paths: ReadonlySet<string>) => void;
  #waiting = new Set<string>();
  #timer: Disposable | undefined;
  #last = 0;

  constructor(clock: Clock, tell: (paths: ReadonlySet<string>) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** At once where nothing was told for a while, else when the pause is over. */
  ask(paths: readonly string[]): void {
    for (const path of paths) this.#waiting.add(path);
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
    const paths = this.#waiting;
    this.#waiting = new Set();
    this.#tell(paths);
  }
}
