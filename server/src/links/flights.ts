import { orAborted } from "./pause.ts";

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  /** Who still wants it; when nobody does, it is given up. */
  passengers: number;
}

/** Where a flight queues, and how many of that queue may be in the air. */
export interface Turn {
  readonly host: string;
  readonly atOnce: number;
}

interface HostQueue {
  active: number;
  readonly waiting: Set<() => void>;
}

/** Work that several may want and that is done once: whoever comes while it is under way joins. At most so many at once for one host. */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();
  readonly #hosts = new Map<string, HostQueue>();
  /** Joins the work of that name or begins it. An aborted signal takes one passenger off; the last one stops the work. */
  async join(name: string, turn: Turn, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.#flights.get(name) ?? this.#begin(name, turn, work);
    flight.passengers++;
    if (!signal) return flight.result;
    const aborted = await orAborted<void>(signal, (resolve) => {
      const land = () => resolve();
      flight.result.then(land, land);
      return () => this.#leave(name, flight, signal.reason);
    }).then(
      () => false,
      () => true,
    );
    if (aborted) throw signal.reason;
    return flight.result;
  }

  #begin(name: string, turn: Turn, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const result = this.#inTurn(turn, controller.signal, work).finally(() => {
      if (this.#flights.get(name) === flight) this.#flights.delete(name);
    });
    // Those who left don't look at the end; those who stayed see it through `result` itself.
    result.catch(() => undefined);
    const flight: Flight<T> = { result, controller, passengers: 0 };
    this.#flights.set(name, flight);
    return flight;
  }

  #leave(name: string, flight: Flight<T>, reason: unknown): void {
    flight.passengers--;
    if (flight.passengers > 0) return;
    if (this.#flights.get(name) === flight) this.#flights.delete(name);
    flight.controller.abort(reason);
  }

  async #inTurn({ host, atOnce }: Turn, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const queue = this.#hosts.get(host) ?? { active: 0, waiting: new Set() };
    this.#hosts.set(host, queue);
    if (queue.active >= atOnce) {
      await orAborted<void>(signal, (resolve) => {
        const go = () => resolve();
        queue.waiting.add(go);
        return () => queue.waiting.delete(go);
      });
    } else queue.active++;
    try {
      return await work(signal);
    } finally {
      this.#next(host, queue);
    }
  }

  /** Hands the place on to who waits longest. */
  #next(host: string, queue: HostQueue): void {
    const [go] = queue.waiting;
    if (go) {
      queue.waiting.delete(go);
      go();
      return;
    }
    queue.active--;
    if (queue.active === 0) this.#hosts.delete(host);
  }
}
