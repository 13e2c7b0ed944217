import type { Disposable } from "../host.ts";

/** Tells listeners, in the order in which they came. */
export class Emitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  readonly on = (listener: (event: Event) => void): Disposable => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  emit(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
