import type { Clock, Disposable } from "../host.ts";
import { orAborted } from "./pause.ts";

export interface Limits {
  /** Requests under way at once: in all, and to one host. */
  readonly concurrency: number;
  readonly perHost: number;
  /** Milliseconds between two requests to one host. */
  readonly interval: number;
}

/** How a request went: it may have run into its time-out, or never have reached its host. */
export type Pace = "usual" | "slow" | "unsent";

/** Called when the request is over. */
export type Leave = (pace: Pace) => void;

/** Whoever has waiting requests, and when the next may go. */
interface Lane {
  readonly host: string;
  readonly waiting: Set<() => void>;
  limits: Limits;
  active: number;
  notBefore: number;
  /** As long as the host itself asked for patience. */
  heldUntil: number;
  /** Time-outs in a row. */
  slowness: number;
  timer: Disposable | undefined;
}

/**
 * Lets requests through: so many at once in all, so many to one host, with a pause between two to the same. Who waits for one host never keeps others waiting,
 * and hosts that hang come after those that answer.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Set<Lane>();
  readonly #readySlow = new Set<Lane>();
  #active = 0;
  #sweepAt = 1000;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits for its turn; rejects when the signal is aborted meanwhile. */
  async enter(host: string, limits: Limits, signal: AbortSignal): Promise<Leave> {
    const lane = this.#laneOf(host, limits);
    await orAborted<void>(signal, (resolve) => {
      const go = () => resolve();
      lane.waiting.add(go);
      this.#update(lane);
      this.#open(limits);
      return () => {
        lane.waiting.delete(go);
        this.#update(lane);
      };
    });
    return (pace) => this.#leave(lane, pace);
  }

  /** Nothing goes to this host for a while: it asked for patience. */
  hold(host: string, milliseconds: number): void {
    const lane = this.#lanes.get(host);
    if (!lane) return;
    lane.heldUntil = Math.max(lane.heldUntil, this.#clock.now() + milliseconds);
    lane.notBefore = Math.max(lane.notBefore, lane.heldUntil);
    this.#update(lane);
  }

  /** Time-outs in a row of a host's last requests. */
  slowness(host: string): number {
    return this.#lanes.get(host)?.slowness ?? 0;
  }

  #leave(lane: Lane, pace: Pace): void {
    this.#active--;
    lane.active--;
    lane.slowness = pace === "slow" ? lane.slowness + 1 : 0;
    if (pace === "unsent") lane.notBefore = lane.heldUntil;
    else lane.notBefore = Math.max(lane.notBefore, this.#clock.now() + lane.limits.interval);
    this.#update(lane);
    this.#open(lane.limits);
  }

  #laneOf(host: string, limits: Limits): Lane {
    const known = this.#lanes.get(host);
    if (known) {
      known.limits = limits;
      return known;
    }
    if (this.#lanes.size >= this.#sweepAt) this.#sweep();
    const lane: Lane = { host, waiting: new Set(), limits, active: 0, notBefore: 0, heldUntil: 0, slowness: 0, timer: undefined };
    this.#lanes.set(host, lane);
    return lane;
  }

  /** Puts a lane where it belongs: ready, waiting for its time, or neither. */
  #update(lane: Lane): void {
    lane.timer?.dispose();
    lane.timer = undefined;
    this.#ready.delete(lane);
    this.#readySlow.delete(lane);
    if (lane.waiting.size === 0 || lane.active >= lane.limits.perHost) return;
    const early = lane.notBefore - this.#clock.now();
    if (early <= 0) {
      (lane.slowness > 0 ? this.#readySlow : this.#ready).add(lane);
      return;
    }
    lane.timer = this.#clock.after(early, () => {
      this.#update(lane);
      this.#open(lane.limits);
    });
  }

  #open(limits: Limits): void {
    while (this.#active < limits.concurrency) {
      const lane = first(this.#ready) ?? first(this.#readySlow);
      const go = lane && first(lane.waiting);
      if (!go) return;
      lane.waiting.delete(go);
      lane.active++;
      this.#active++;
      // Two at once to a host still keep their distance.
      lane.notBefore = Math.max(lane.notBefore, this.#clock.now() + lane.limits.interval);
      this.#update(lane);
      go();
    }
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const lane of this.#lanes.values()) {
      if (lane.active === 0 && lane.waiting.size === 0 && lane.notBefore <= now) this.#lanes.delete(lane.host);
    }
    this.#sweepAt = 1000 + 2 * this.#lanes.size;
  }
}

const first = <T>(set: ReadonlySet<T>): T | undefined => set.values().next().value;
