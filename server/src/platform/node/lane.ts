/** Where work is done apart: a worker thread or a child process. It answers every message by one `answered`, or ends. */
export interface Peer {
  send(id: number, input: unknown): void;
  /** While it works it keeps this process alive; idle it doesn't. */
  hold(holding: boolean): void;
  /** Resolves once it is gone. */
  end(): Promise<void>;
}

/** What crosses the border, with the number of the request. */
export type PeerAnswer =
  | { readonly id: number; readonly kind: "output"; readonly output: unknown }
  | { readonly id: number; readonly kind: "error"; readonly message: string };

export interface PeerEvents {
  answered(answer: PeerAnswer): void;
  /** It ended by itself. `reason` completes "The reader …": `ran out of memory`. */
  ended(reason: string): void;
}

export interface LaneOptions {
  /** How messages name it: `The reader`. */
  readonly name: string;
  start(events: PeerEvents): Peer;
  /** Milliseconds that a request may take; then the peer is ended. */
  readonly timeLimit: number;
  /** Milliseconds after which an idle peer is ended; undefined: never. */
  readonly idleLimit: number | undefined;
  /** True: what nobody waits for any more is cut short by ending the peer. False: its answer is dropped. */
  readonly endsOnAbort: boolean;
  /** Asked when its turn has come: why this request is not sent at all. */
  readonly refuse: (input: unknown) => string | undefined;
  /** The peer died at this request, or took too long. */
  readonly died: (input: unknown) => void;
}

/** Requests in the order they came, one at a time, to a peer that is started when it is needed and again after its death. */
export interface Lane {
  run(input: unknown, signal?: AbortSignal): Promise<unknown>;
  dispose(): Promise<void>;
}

interface Job {
  readonly input: unknown;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export const createLane = (options: LaneOptions): Lane => new PeerLane(options);

class PeerLane implements Lane {
  readonly #options: LaneOptions;
  readonly #queue: Job[] = [];
  readonly #ending = new Set<Promise<void>>();
  #current: Job | undefined;
  #peer: Peer | undefined;
  #requests = 0;
  #isDisposed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  run(input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (this.#isDisposed) return Promise.reject(this.#stopped());
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const job: Job = { input, resolve, reject };
    const abort = (): void => this.#abandon(job, signal?.reason);
    signal?.addEventListener("abort", abort);
    this.#queue.push(job);
    this.#next();
    return promise.finally(() => signal?.removeEventListener("abort", abort));
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const waiting = [...(this.#current === undefined ? [] : [this.#current]), ...this.#queue.splice(0)];
    this.#current = undefined;
    for (const job of waiting) job.reject(this.#stopped());
    this.#endPeer();
    await Promise.all(this.#ending);
  }

  #stopped(): Error {
    return new Error(`${this.#options.name} has been stopped.`);
  }

  #next(): void {
    if (this.#current !== undefined || this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#current = this.#nextAccepted();
    if (this.#current === undefined) this.#rest();
    else this.#send(this.#current);
  }

  #nextAccepted(): Job | undefined {
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
      const refusal = this.#options.refuse(job.input);
      if (refusal === undefined) return job;
      job.reject(new Error(refusal));
    }
    return undefined;
  }

  #rest(): void {
    this.#peer?.hold(false);
    if (this.#peer === undefined || this.#options.idleLimit === undefined) return;
    this.#timer = setTimeout(() => this.#endPeer(), this.#options.idleLimit);
    this.#timer.unref();
  }

  #send(job: Job): void {
    const { timeLimit } = this.#options;
    try {
      this.#peer ??= this.#startPeer();
      this.#peer.hold(true);
      this.#timer = setTimeout(() => this.#fail(`took longer than ${timeLimit / 1000} seconds`), timeLimit);
      this.#requests++;
      this.#peer.send(this.#requests, job.input);
    } catch (error) {
      this.#fail(`could not be asked: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Only the peer in use is listened to: one that was ended may still speak. */
  #startPeer(): Peer {
    const peer: Peer = this.#options.start({
      answered: (answer) => {
        if (this.#peer === peer && answer.id === this.#requests) this.#finish(answer);
      },
      ended: (reason) => {
        if (this.#peer === peer) this.#fail(reason);
      },
    });
    return peer;
  }

  #finish(answer: PeerAnswer): void {
    const job = this.#current;
    this.#current = undefined;
    if (answer.kind === "output") job?.resolve(answer.output);
    else job?.reject(new Error(answer.message));
    this.#next();
  }

  #fail(reason: string): void {
    const job = this.#current;
    this.#current = undefined;
    this.#endPeer();
    if (job !== undefined) {
      this.#options.died(job.input);
      job.reject(new Error(`${this.#options.name} ${reason}.`));
    }
    this.#next();
  }

  #endPeer(): void {
    clearTimeout(this.#timer);
    if (this.#peer === undefined) return;
    const gone = this.#peer.end();
    this.#peer = undefined;
    this.#ending.add(gone);
    void gone.finally(() => this.#ending.delete(gone));
  }

  #abandon(job: Job, reason: unknown): void {
    job.reject(reason);
    const place = this.#queue.indexOf(job);
    if (place >= 0) this.#queue.splice(place, 1);
    if (job !== this.#current || !this.#options.endsOnAbort) return;
    this.#current = undefined;
    this.#endPeer();
    this.#next();
  }
}
