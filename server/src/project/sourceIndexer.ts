import type { IndexAnswer, IndexRequest } from "../corpus/index/indexing.ts";
import { createQuoteIndex, emptyQuoteIndex, type QuoteIndex } from "../corpus/index/quoteIndex.ts";
import type { Segment } from "../corpus/index/segment.ts";
import type { Source } from "../corpus/source.ts";
import type { Logger, Runner, Store } from "../host.ts";
import { digestOf } from "../text/digest.ts";
import { Emitter } from "./emitter.ts";

/** A source under the name of its content: the same for the same text. */
export interface NamedSource {
  readonly id: string;
  readonly source: Source;
}

/** Characters of all sources together; what is less is looked through as fast as an index is asked. */
const worthIndexing = 300_000;

/** Characters that are indexed in one go. */
const batchLength = 1_000_000;

/** So many segments of about one size become one. */
const mostAlike = 8;

/** Blocks; a smaller index is made as fast as it is read from disk. */
const worthKeeping = 8_192;

/** Of a kept part: where less of it is still of use, or as much has come beside it, all is put together anew. */
const worn = 0.25;

/**
 * The index of all sources that are read, kept up to date in the background by a worker. What comes is indexed by itself, and small parts are
 * merged into larger ones; what goes stays in its part, unseen, until that is merged. Two files hold it for the next start: the bulk, and what came since.
 */
export class SourceIndexer {
  readonly #runner: Runner;
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #sources = new Map<string, NamedSource>();
  #segments: readonly Segment[] = [];
  #index: QuoteIndex | undefined;
  #working: Promise<void> | undefined;
  /** What the disk holds of the index of `#place`; undefined before it was looked at. */
  #kept: { readonly bulk: Segment | undefined; readonly rest: Segment | undefined } | undefined;
  #place = "";
  /** Texts that the worker failed at: they are looked through without it. */
  readonly #failed = new Set<string>();
  /** The workers are ended: that nothing more comes of them is no failure. */
  #isDisposed = false;
  readonly #changed = new Emitter<void>();
  /** All that is there has been indexed. */
  readonly onComplete = this.#changed.on;

  constructor(runner: Runner, store: Store, logger: Logger) {
    this.#runner = runner;
    this.#store = store;
    this.#logger = logger;
  }

  /** The index as it is now; it may not cover all sources yet. */
  get index(): QuoteIndex {
    this.#index ??= this.#segments.length === 0 ? emptyQuoteIndex : createQuoteIndex(this.#segments, this.#byId());
    return this.#index;
  }

  /** False while so much waits to be indexed that looking through it would take long. */
  get isReady(): boolean {
    return this.#working === undefined || this.#waiting().reduce((sum, { source }) => sum + source.read.text.length, 0) < worthIndexing;
  }

  /** Whose index it is: where these folders are open again, it is found again. */
  setPlace(folders: readonly string[]): void {
    const place = [...folders].sort().join("\n");
    if (place === this.#place) return;
    this.#place = place;
    this.#kept = undefined;
  }

  put(path: string, named: NamedSource | undefined): void {
    if (this.#sources.get(path)?.source === named?.source) return;
    if (named === undefined) this.#sources.delete(path);
    else this.#sources.set(path, named);
    this.#index = undefined;
  }

  /** Indexes what is not indexed yet; `isMoreToCome`: a small rest may wait for it. */
  work(isMoreToCome: boolean): void {
    if (this.#working !== undefined || !this.#isWorthIndexing()) return;
    const length = this.#waiting().reduce((sum, { source }) => sum + source.read.text.length, 0);
    if (length === 0 || (isMoreToCome && length < batchLength)) return;
    this.#working = this.#indexWaiting()
      .catch((error: unknown) => this.#failedAt("Indexing the sources failed.", error))
      .finally(() => {
        this.#working = undefined;
        if (this.#isDisposed) return;
        if (this.#waiting().length === 0) this.#changed.emit();
        else this.work(false);
      });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  #failedAt(what: string, error: unknown): void {
    if (!this.#isDisposed) this.#logger.error(what, error);
  }

  /** Puts what was indexed on disk, where it is worth it. */
  async keep(): Promise<void> {
    try {
      await this.#keep();
    } catch (error) {
      this.#failedAt("The index could not be kept.", error);
    }
  }

  async #keep(): Promise<void> {
    if (this.#kept === undefined || this.#working !== undefined) return;
    const ids = this.#byId();
    const live = (segments: readonly Segment[]): number =>
      segments.reduce((sum, { documents }) => sum + documents.reduce((own, one) => own + (ids.has(one.id) ? one.blockCount : 0), 0), 0);
    const { bulk, rest } = this.#kept;
    const others = this.#segments.filter((segment) => segment !== bulk);
    if (others.every((segment) => segment === rest) || live(this.#segments) < worthKeeping) return;
    const isWorn = bulk === undefined || live([bulk]) < bulk.blockCount * (1 - worn) || live(others) > bulk.blockCount * worn;
    if (isWorn) await this.#keepAs({ bulk: await this.#merged(this.#segments), rest: undefined });
    else await this.#keepAs({ bulk, rest: await this.#merged(others) });
  }

  async #keepAs({ bulk, rest }: { readonly bulk: Segment | undefined; readonly rest: Segment | undefined }): Promise<void> {
    const before = this.#kept;
    this.#kept = { bulk, rest };
    this.#use([bulk, rest].filter((segment) => segment !== undefined));
    if (bulk !== undefined && bulk !== before?.bulk) await this.#write("bulk", bulk);
    if (rest !== undefined) await this.#write("rest", rest);
  }

  async #write(part: "bulk" | "rest", segment: Segment): Promise<void> {
    const bytes = await this.#ask({ kind: "pack", segment });
    if (bytes instanceof Uint8Array) await this.#store.write(await this.#fileOf(part), bytes);
  }

  async #restored(part: "bulk" | "rest"): Promise<Segment | undefined> {
    const bytes = await this.#store.read(await this.#fileOf(part));
    const segment = bytes === undefined ? undefined : await this.#ask({ kind: "unpack", bytes });
    return segment === undefined || segment instanceof Uint8Array ? undefined : segment;
  }

  /** Each set of folders has its place among a few, and what stood there before goes. */
  async #fileOf(part: "bulk" | "rest"): Promise<string> {
    const digest = await digestOf(new TextEncoder().encode(this.#place));
    return `quoteIndex/${Number.parseInt(digest.slice(0, 8), 16) % places}-${part}`;
  }

  #isWorthIndexing(): boolean {
    let length = 0;
    for (const { source } of this.#sources.values()) length += source.read.text.length;
    return length >= worthIndexing;
  }

  #byId(): ReadonlyMap<string, readonly Source[]> {
    const byId = new Map<string, Source[]>();
    for (const { id, source } of this.#sources.values()) {
      const known = byId.get(id);
      if (known === undefined) byId.set(id, [source]);
      else known.push(source);
    }
    return byId;
  }

  #waiting(): readonly NamedSource[] {
    const { index } = this;
    return [...this.#sources.values()].filter(({ id, source }) => !index.covers(source) && !this.#failed.has(id));
  }

  async #indexWaiting(): Promise<void> {
    await this.#restore();
    for (let waiting = this.#waiting(); waiting.length > 0; waiting = this.#waiting()) {
      const texts = batchOf(waiting);
      const segment = await this.#built(texts);
      if (segment === undefined) for (const { id } of texts) this.#failed.add(id);
      else await this.#add(segment);
    }
  }

  async #built(texts: (IndexRequest & { kind: "build" })["texts"]): Promise<Segment | undefined> {
    try {
      return (await this.#ask({ kind: "build", texts })) as Segment;
    } catch (error) {
      this.#failedAt("Some sources could not be indexed.", error);
      return undefined;
    }
  }

  /** What an earlier start kept is looked at once, before anything is indexed anew. */
  async #restore(): Promise<void> {
    if (this.#kept !== undefined) return;
    try {
      const [bulk, rest] = await Promise.all([this.#restored("bulk"), this.#restored("rest")]);
      this.#kept = { bulk, rest };
      this.#use([...this.#segments, ...[bulk, rest].filter((segment) => segment !== undefined)]);
    } catch (error) {
      this.#kept = { bulk: undefined, rest: undefined };
      this.#failedAt("What was kept of the index could not be read.", error);
    }
  }

  async #add(segment: Segment): Promise<void> {
    this.#use([...this.#segments, segment]);
    for (let alike = this.#alike(); alike.length > 0; alike = this.#alike()) {
      const merged = await this.#merged(alike);
      this.#use([...this.#segments.filter((one) => !alike.includes(one)), merged]);
    }
  }

  /** Segments of about one size, when there are many of them. */
  #alike(): readonly Segment[] {
    const bySize = Map.groupBy(this.#segments, ({ blockCount }) => Math.floor(Math.log2(blockCount + 1) / 3));
    return [...bySize.values()].find((segments) => segments.length >= mostAlike) ?? [];
  }

  async #merged(segments: readonly Segment[]): Promise<Segment> {
    return (await this.#ask({ kind: "merge", segments, kept: new Set(this.#byId().keys()) })) as Segment;
  }

  async #ask(request: IndexRequest): Promise<IndexAnswer> {
    return (await this.#runner.run("index", request)) as IndexAnswer;
  }

  #use(segments: readonly Segment[]): void {
    this.#segments = segments;
    this.#index = undefined;
  }
}

/** Indexes on disk, each of some folders. */
const places = 8;

function batchOf(waiting: readonly NamedSource[]): (IndexRequest & { kind: "build" })["texts"] {
  const texts = new Map<string, (IndexRequest & { kind: "build" })["texts"][number]>();
  let length = 0;
  for (const { id, source } of waiting) {
    if (length >= batchLength) break;
    const dropped = source.read.callouts.map(({ span }) => span).sort((one, other) => one.start - other.start);
    texts.set(id, { id, text: source.read.text, dropped });
    length += source.read.text.length;
  }
  return [...texts.values()];
}
