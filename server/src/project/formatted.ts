import type { RichText } from "../csl/richText.ts";
import type { Logger, Runner } from "../host.ts";
import { contentHash } from "../library/contentHash.ts";
import type { FormatAnswer, FormatEntry, FormatRequest, StyleChoice } from "../library/formatting.ts";
import { Emitter } from "./emitter.ts";

/** Formatted references, kept by the content of entry, style and locale: an edited entry is another one. */
export interface Formatted {
  /**
   * Asks for it unless it is known; requests of one turn go to the worker together. undefined where it can't be formatted; never rejects but for
   * an aborted signal.
   */
  reference(entry: FormatEntry, style: StyleChoice, locale: string, signal?: AbortSignal): Promise<RichText | undefined>;
  /** What is known already. */
  peek(entry: FormatEntry, style: StyleChoice, locale: string): RichText | undefined;
  /** Starts the worker and readies the style, so that the first reference comes at once. */
  warm(style: StyleChoice, locale: string): Promise<void>;
  /** True once a format came back in Chicago notes because this style couldn't be used, or the formatter ended over it. */
  isStyleMissing(style: StyleChoice): boolean;
  /** Tells, once for each style, that it can't be used. */
  readonly onStyleMissing: Emitter<StyleChoice>["on"];
}

/** Small enough that a hover's single reference never waits long behind a list's many. */
const batchSize = 50;
const kept = 4000;
/** A style that fails so often, the formatter ending over it, is not asked for again. */
const failuresOfStyle = 2;

export const createFormatted = (runner: Runner, logger: Logger): Formatted => new FormattedReferences(runner, logger);

class FormattedReferences implements Formatted {
  readonly #runner: Runner;
  readonly #logger: Logger;
  readonly #known = new RecentMap<RichText | undefined>(kept);
  readonly #underWay = new Map<string, Promise<RichText | undefined>>();
  readonly #missing = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #warmed = new Set<string>();
  readonly #foundMissing = new Emitter<StyleChoice>();
  readonly onStyleMissing = this.#foundMissing.on;
  /** What is gathered until the end of this turn, by style and locale. */
  #gathered = new Map<string, Batch>();

  constructor(runner: Runner, logger: Logger) {
    this.#runner = runner;
    this.#logger = logger;
  }

  reference(entry: FormatEntry, style: StyleChoice, locale: string, signal?: AbortSignal): Promise<RichText | undefined> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const key = referenceKey(entry, style, locale);
    if (this.#known.has(key)) return Promise.resolve(this.#known.get(key));
    const pending = this.#underWay.get(key) ?? this.#gather(key, entry, style, locale);
    return signal === undefined ? pending : withSignal(pending, signal);
  }

  peek(entry: FormatEntry, style: StyleChoice, locale: string): RichText | undefined {
    return this.#known.get(referenceKey(entry, style, locale));
  }

  async warm(style: StyleChoice, locale: string): Promise<void> {
    const name = `${styleKey(style)} ${locale}`;
    if (this.#warmed.has(name)) return;
    this.#warmed.add(name);
    await this.#ask(style, locale, []);
  }

  isStyleMissing(style: StyleChoice): boolean {
    return this.#missing.has(styleKey(style));
  }

  #gather(key: string, entry: FormatEntry, style: StyleChoice, locale: string): Promise<RichText | undefined> {
    const { promise, resolve } = Promise.withResolvers<RichText | undefined>();
    if (this.#gathered.size === 0) queueMicrotask(() => this.#sendGathered());
    const group = `${styleKey(style)} ${locale}`;
    const batch = this.#gathered.get(group) ?? { style, locale, wanted: [] };
    this.#gathered.set(group, batch);
    batch.wanted.push({ key, entry, resolve });
    this.#underWay.set(key, promise);
    return promise;
  }

  #sendGathered(): void {
    const batches = [...this.#gathered.values()];
    this.#gathered = new Map();
    for (const { style, locale, wanted } of batches) {
      for (let from = 0; from < wanted.length; from += batchSize) void this.#format(style, locale, wanted.slice(from, from + batchSize));
    }
  }

  async #format(style: StyleChoice, locale: string, wanted: readonly Wanted[]): Promise<void> {
    const answer = await this.#ask(style, locale, wanted);
    wanted.forEach(({ key, resolve }, index) => {
      const reference = answer?.references[index];
      if (answer !== undefined) this.#known.set(key, reference);
      this.#underWay.delete(key);
      resolve(reference);
    });
  }

  async #ask(style: StyleChoice, locale: string, wanted: readonly Wanted[]): Promise<ReferencesAnswer | undefined> {
    const name = styleKey(style);
    const failures = this.#failures.get(name) ?? 0;
    if (failures >= failuresOfStyle) return undefined;
    try {
      const request: FormatRequest = { kind: "references", entries: wanted.map(({ entry }) => entry), style, locale };
      const answer = (await this.#runner.run("format", request)) as FormatAnswer;
      if (answer.kind !== "references") return undefined;
      if (answer.styleMissing) this.#setMissing(style);
      return answer;
    } catch (error) {
      this.#failures.set(name, failures + 1);
      if (failures + 1 >= failuresOfStyle) this.#setMissing(style);
      this.#logger.error("References could not be formatted.", error);
      return undefined;
    }
  }

  #setMissing(style: StyleChoice): void {
    const name = styleKey(style);
    if (this.#missing.has(name)) return;
    this.#missing.add(name);
    this.#foundMissing.emit(style);
  }
}

interface Wanted {
  readonly key: string;
  readonly entry: FormatEntry;
  readonly resolve: (reference: RichText | undefined) => void;
}

interface Batch {
  readonly style: StyleChoice;
  readonly locale: string;
  readonly wanted: Wanted[];
}

type ReferencesAnswer = Extract<FormatAnswer, { readonly kind: "references" }>;

const styleKeys = new WeakMap<StyleChoice, string>();

/** The text of a style is long, so it is hashed once for each object that holds it. */
function styleKey(style: StyleChoice): string {
  const found = styleKeys.get(style);
  if (found !== undefined) return found;
  const key = style.kind === "named" ? `named ${style.name}` : `xml ${contentHash(style.xml)}`;
  styleKeys.set(style, key);
  return key;
}

const referenceKey = (entry: FormatEntry, style: StyleChoice, locale: string): string =>
  contentHash(JSON.stringify([entry, styleKey(style), locale]));

/** The promise, or the signal's rejection if that comes first. What was asked goes on for others who wait for it. */
function withSignal<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Keeps the most recently used of its values. */
class RecentMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#limit) return;
    const oldest = this.#values.keys().next();
    if (oldest.done !== true) this.#values.delete(oldest.value);
  }
}
