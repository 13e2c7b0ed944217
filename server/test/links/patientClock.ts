import type { Clock, Disposable, FetchAnswer, Fetcher, FetchRequest } from "../../src/host.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that runs ahead to the next timer whenever nobody is doing anything: pauses of hours pass at once, requests take the time they take. */
export class PatientClock implements Clock {
  #now: number;
  #busy = 0;
  #quietTurns = 0;
  #scheduled = false;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2026, 10, 1)) {
    this.#now = now;
  }

  now = (): number => this.#now;

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    this.#turn();
    return { dispose: () => this.#timers.delete(timer) };
  }

  breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** A fetcher whose requests hold the clock while they are under way. */
  holding(fetcher: Fetcher): Fetcher {
    return {
      fetch: async (request: FetchRequest): Promise<FetchAnswer> => {
        this.#busy++;
        try {
          return await fetcher.fetch(request);
        } finally {
          this.#busy--;
          this.#quietTurns = 0;
          this.#turn();
        }
      },
    };
  }

  /** Only after some quiet turns of the event loop has everybody come to wait. */
  #turn(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#busy > 0 || this.#timers.size === 0) return;
      this.#quietTurns++;
      if (this.#quietTurns > 10) this.#fireNext();
      this.#turn();
    });
  }

  #fireNext(): void {
    this.#quietTurns = 0;
    const [first, ...others] = this.#timers;
    if (!first) return;
    const next = others.reduce((soonest, timer) => (timer.at < soonest.at ? timer : soonest), first);
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.callback();
  }
}
