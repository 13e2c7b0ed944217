import type { Clock } from "../host.ts";
import { orAborted } from "./pause.ts";
import { second } from "./policy.ts";

/** A failure that may be this machine's own: no network looks like many dead hosts at once. */
interface Doubt {
  readonly offline: boolean;
  readonly resolve: (hasWayOut: boolean) => void;
}

/**
 * Tells a host that is gone from a machine that has no way out. A doubtful failure waits until some public host answers (then the failure is the host's),
 * or until nothing else is under way: then hosts that are known to be there are asked, and where none of them answers this machine is offline.
 */
export class WayOut {
  readonly #clock: Clock;
  readonly #doubts = new Set<Doubt>();
  readonly #probe: () => Promise<boolean>;
  #probing = false;
  #underWay = 0;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #foundNoneAt = Number.NEGATIVE_INFINITY;

  /** `probe`: whether a host answers that surely is there; asked only in doubt. */
  constructor(clock: Clock, probe: () => Promise<boolean>) {
    this.#clock = clock;
    this.#probe = probe;
  }

  begin(): void {
    this.#underWay++;
  }

  end(): void {
    this.#underWay--;
    this.#settle();
  }

  /** True shortly after nothing answered: what is asked now would only wait for nothing. */
  get isCutOff(): boolean {
    return this.#foundNoneAt > this.#answeredAt && this.#clock.now() - this.#foundNoneAt < cutOffFor;
  }

  /** A public host answered something. */
  answered(): void {
    this.#answeredAt = this.#clock.now();
    this.#resolveAll(true);
  }

  /**
   * Whether this machine reaches anything, as far as can be told from what else is asked. To be called between `begin` and `end`.
   * `atOnce`: the host in doubt is one that surely is there, so that nothing else need be waited for.
   */
  exists(offline: boolean, atOnce: boolean, signal: AbortSignal): Promise<boolean> {
    if (this.isCutOff) return Promise.resolve(false);
    if (this.#clock.now() - this.#answeredAt < recently) return Promise.resolve(true);
    return orAborted<boolean>(signal, (resolve) => {
      const doubt = { offline, resolve };
      this.#doubts.add(doubt);
      this.#settle(atOnce);
      return () => this.#doubts.delete(doubt);
    });
  }

  #settle(atOnce = false): void {
    if (this.#probing || this.#doubts.size === 0 || (!atOnce && this.#doubts.size < this.#underWay)) return;
    // The system itself says that there is no network.
    if ([...this.#doubts].some((doubt) => doubt.offline)) {
      this.#resolveAll(false);
      return;
    }
    this.#probing = true;
    this.#probe()
      .catch(() => false)
      .then((hasWayOut) => {
        this.#probing = false;
        if (hasWayOut) this.answered();
        else this.#resolveAll(false);
      });
  }

  #resolveAll(hasWayOut: boolean): void {
    if (!hasWayOut) this.#foundNoneAt = this.#clock.now();
    const doubts = [...this.#doubts];
    this.#doubts.clear();
    for (const doubt of doubts) doubt.resolve(hasWayOut);
  }
}

const recently = 60 * second;
const cutOffFor = 20 * second;
