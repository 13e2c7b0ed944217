import type { Settings } from "../config.ts";
import type { Host } from "../host.ts";
import { createLibrary, type Library, startLibrary } from "../library/library.ts";
import { warmSearch } from "../library/search.ts";
import { CitationKeys } from "../online/citationKeys.ts";
import { type ZoteroDoor, type ZoteroFault, zoteroDoor } from "../online/zotero.ts";
import type { BibliographyFacts } from "../syntax/bibliography.ts";
import { startBibliography } from "../syntax/bibliographyFile.ts";
import { Emitter } from "./emitter.ts";
import { inSlices } from "./slices.ts";
import { emptyHolding, worksIn, type ZoteroBox, type ZoteroHolding } from "./zoteroBoxes.ts";
import { ZoteroStore } from "./zoteroStore.ts";
import { librariesOf, ownLibrary, syncLibrary, type ZoteroLibrary } from "./zoteroSync.ts";

/** What is known of the writer's Zotero at this moment. */
export interface ZoteroState {
  readonly condition: ZoteroCondition;
  /** What it held when it last answered; empty before. */
  readonly library: Library;
  /** When that was, in milliseconds since 1970. */
  readonly asOf: number | undefined;
  readonly origin: string;
}

export type ZoteroCondition =
  /** By the setting, or in a workspace that is not trusted. */
  | { readonly kind: "off" }
  /** The setting names an address that is not this machine's. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "unasked" }
  /** For the first time. */
  | { readonly kind: "reading"; readonly read: number; readonly total: number | undefined }
  | { readonly kind: "ready" }
  | { readonly kind: "fault"; readonly fault: ZoteroFault };

type Asking = Pick<Settings, "zotero"> & { readonly links: Pick<Settings["links"], "allowPrivateAddresses"> };

const noLibrary = createLibrary([]);
const off: ZoteroState = { condition: { kind: "off" }, library: noLibrary, asOf: undefined, origin: "" };

/** Milliseconds in which Zotero is not asked again. */
const pause = 30_000;

/**
 * The writer's own Zotero, where it runs: asked now and then while they cite, never waited for. What it said last is kept between sessions and used
 * until it says otherwise.
 */
export class ZoteroShelf {
  readonly #host: Host;
  readonly #changed = new Emitter<void>();
  readonly #facts = new WeakMap<ZoteroBox, BibliographyFacts>();
  readonly onChange = this.#changed.on;
  #state = off;
  #address = "";
  #door: ZoteroDoor | undefined;
  #store: ZoteroStore | undefined;
  #holdings: readonly ZoteroHolding[] = [];
  #server = "";
  #askedAt = Number.NEGATIVE_INFINITY;
  #stop = new AbortController();
  #underWay: Promise<void> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get state(): ZoteroState {
    return this.#state;
  }

  /** Aborted when this Zotero is no longer to be asked. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Undefined where nobody may be asked. */
  get door(): ZoteroDoor | undefined {
    return this.#door;
  }

  /** Somebody is interested: what is new is asked for, unless that was done a moment ago. Answers at once. */
  consider(settings: Asking, trusted: boolean): void {
    const address = trusted ? settings.zotero.url.trim() : "";
    const isAllowed = settings.links.allowPrivateAddresses;
    if (`${address} ${isAllowed}` !== this.#address) this.#turnTo(address, isAllowed);
    const now = this.#host.clock.now();
    if (this.#door === undefined || this.#underWay !== undefined || now - this.#askedAt < pause) return;
    this.#askedAt = now;
    this.#ask(this.#door, this.#stop.signal);
  }

  /** Resolves when nothing is asked any more. */
  async settled(): Promise<void> {
    while (this.#underWay !== undefined) await this.#underWay;
  }

  /** The next one who is interested has it asked. */
  askAgain(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  dispose(): void {
    this.#stop.abort();
  }

  #turnTo(address: string, isAllowed: boolean): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#address = `${address} ${isAllowed}`;
    this.#door = address === "" ? undefined : zoteroDoor(this.#host.fetcher, address, isAllowed);
    this.#underWay = undefined;
    this.#store = undefined;
    this.#holdings = [];
    this.#server = "";
    this.askAgain();
    if (this.#door === undefined) this.#set({ ...off, condition: { kind: address === "" ? "off" : "elsewhere" } });
    else this.#set({ ...off, condition: { kind: "unasked" }, origin: this.#door.origin });
  }

  #ask(door: ZoteroDoor, signal: AbortSignal): void {
    const work = this.#sync(door, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) this.#host.logger.error("Zotero could not be asked.", error);
      })
      .finally(() => {
        if (this.#underWay === work) this.#underWay = undefined;
      });
    this.#underWay = work;
  }

  async #sync(door: ZoteroDoor, signal: AbortSignal): Promise<void> {
    const store = this.#store ?? (await this.#open(door, signal));
    const ended = await this.#syncAll(door, signal);
    signal.throwIfAborted();
    if (ended.fault === undefined || ended.holdings.some((holding) => worksIn(holding) > 0)) await this.#take(ended.holdings, signal);
    if (ended.fault !== undefined) this.#set({ ...this.#state, condition: { kind: "fault", fault: ended.fault } });
    else {
      const asOf = this.#host.clock.now();
      this.#set({ ...this.#state, condition: { kind: "ready" }, asOf });
      await store
        .write({ holdings: this.#holdings, asOf, server: this.#server })
        // The next session asks for all of it again.
        .catch((error: unknown) => this.#host.logger.warn(`What Zotero holds could not be kept: ${String(error)}`));
    }
  }

  /** What was kept of an earlier session is there before Zotero is asked. */
  async #open(door: ZoteroDoor, signal: AbortSignal): Promise<ZoteroStore> {
    const store = new ZoteroStore(this.#host.store, this.#host.clock, door.origin);
    const kept = await store.read();
    signal.throwIfAborted();
    this.#store = store;
    if (kept !== undefined) {
      this.#server = kept.server;
      await this.#take(kept.holdings, signal);
      this.#set({ ...this.#state, asOf: kept.asOf });
    }
    return store;
  }

  async #syncAll(
    door: ZoteroDoor,
    signal: AbortSignal,
  ): Promise<{ readonly holdings: readonly ZoteroHolding[]; readonly fault: ZoteroFault | undefined }> {
    const held = new Map(this.#holdings.map((holding) => [holding.prefix, holding]));
    const synced: ZoteroHolding[] = [];
    let libraries: readonly ZoteroLibrary[] = [ownLibrary];
    for (let at = 0; at < libraries.length; at++) {
      const { prefix, name } = libraries[at] ?? ownLibrary;
      const end = await this.#syncOne(door, { ...(held.get(prefix) ?? emptyHolding(prefix, name)), name }, signal);
      synced.push(end.holding);
      // What can't be read of a group stays as it was.
      if (end.kind === "fault" && at === 0) return { holdings: [...synced, ...this.#holdings.slice(1)], fault: end.fault };
      if (at === 0) libraries = (await librariesOf(door, signal)) ?? this.#holdings;
    }
    return { holdings: synced, fault: undefined };
  }

  async #syncOne(door: ZoteroDoor, holding: ZoteroHolding, signal: AbortSignal) {
    const onProgress = (read: number, total: number | undefined): void => {
      if (this.#state.asOf === undefined) this.#set({ ...this.#state, condition: { kind: "reading", read, total } }, false);
    };
    const citationKeys = new CitationKeys(door, signal);
    const options = { signal, citationKeys, breathe: this.#host.clock.breathe, onProgress };
    const end = await syncLibrary(door, holding, options);
    if (end.kind === "fault" || end.server === this.#server) return end;
    const isAnother = this.#server !== "" && holding.complete;
    this.#server = end.server;
    return isAnother ? syncLibrary(door, emptyHolding(holding.prefix, holding.name), options) : end;
  }

  /** Makes them searchable; where nothing changed all stays as it is. */
  async #take(holdings: readonly ZoteroHolding[], signal: AbortSignal): Promise<void> {
    const before = this.#holdings;
    this.#holdings = holdings;
    if (sameBoxes(before, holdings)) return;
    const files: { readonly path: string; readonly facts: BibliographyFacts }[] = [];
    for (const { prefix, boxes } of holdings)
      for (const [number, box] of boxes.entries())
        files.push({ path: `zotero:/${prefix}/${number}.json`, facts: await this.#read(box, signal) });
    const building = startLibrary(files);
    await inSlices(this.#host.clock, (mayContinue) => building.advance(mayContinue), signal);
    const library = building.result;
    const search = warmSearch(library);
    await inSlices(this.#host.clock, (mayContinue) => search.advance(mayContinue), signal);
    this.#set({ ...this.#state, library });
  }

  async #read(box: ZoteroBox, signal: AbortSignal): Promise<BibliographyFacts> {
    const known = this.#facts.get(box);
    if (known !== undefined) return known;
    const reading = startBibliography("zotero.json", box.text);
    await inSlices(this.#host.clock, (mayContinue) => reading.advance(mayContinue), signal);
    const facts = reading.facts();
    this.#facts.set(box, facts);
    return facts;
  }

  #set(state: ZoteroState, isTold = true): void {
    const before = this.#state;
    this.#state = state;
    const isSame = before.library === state.library && JSON.stringify(before.condition) === JSON.stringify(state.condition);
    if (isTold && !isSame) this.#changed.emit();
  }
}

const sameBoxes = (some: readonly ZoteroHolding[], others: readonly ZoteroHolding[]): boolean => {
  const [ours, theirs] = [some, others].map((holdings) => holdings.flatMap(({ boxes }) => boxes));
  return ours !== undefined && theirs !== undefined && ours.length === theirs.length && ours.every((box, index) => box === theirs[index]);
};
