import type { Clock, Store } from "../host.ts";
import { contentHash } from "../library/contentHash.ts";
import { parsedAnswer } from "../online/zotero.ts";
import { isObject, textOf } from "../online/zoteroRecord.ts";
import { decodeText } from "../text/encoding.ts";
import type { ZoteroBox, ZoteroHolding } from "./zoteroBoxes.ts";

/** All that one Zotero holds, and when it said so. */
export interface ZoteroKept {
  readonly holdings: readonly ZoteroHolding[];
  /** Milliseconds since 1970. */
  readonly asOf: number;
  readonly server: string;
}

/**
 * What Zotero held when it was last asked, kept between sessions: a small index, and beside it a file for each box. Several windows share it;
 * a box that is not the one that the index means is left out, and its library read anew.
 */
export class ZoteroStore {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #folder: string;
  readonly #slots = new Map<string, Slot>();

  constructor(store: Store, clock: Clock, origin: string) {
    this.#store = store;
    this.#clock = clock;
    this.#folder = `zotero/${origin.replace(/^https?:\/\//, "").replace(/[^A-Za-z0-9.-]/g, "-")}`;
  }

  async read(): Promise<ZoteroKept | undefined> {
    const index = await this.#json("index.json");
    if (!isObject(index) || index.form !== form || typeof index.asOf !== "number" || !Array.isArray(index.libraries)) return undefined;
    const holdings: ZoteroHolding[] = [];
    for (const library of index.libraries) if (isObject(library)) holdings.push(await this.#holding(library));
    return { holdings, asOf: index.asOf, server: textOf(index.server) };
  }

  /** Writes only the boxes that changed. */
  async write({ holdings, asOf, server }: ZoteroKept): Promise<void> {
    const boxes = new Set(holdings.flatMap((holding) => holding.boxes));
    for (const [name, slot] of this.#slots) if (!boxes.has(slot.box)) this.#slots.set(name, { ...slot, isFree: true });
    const libraries: unknown[] = [];
    for (const { boxes: own, others, ...library } of holdings) {
      const slots: unknown[] = [];
      for (const box of own) slots.push(await this.#put(box));
      libraries.push({ ...library, others: [...others], slots });
    }
    await this.#writeText("index.json", JSON.stringify({ form, asOf, server, libraries }));
  }

  async #put(box: ZoteroBox): Promise<readonly [string, string]> {
    const known = [...this.#slots].find(([, slot]) => slot.box === box && !slot.isFree);
    if (known !== undefined) return [known[0], known[1].hash];
    await this.#clock.breathe();
    const [free] = [...this.#slots].find(([, slot]) => slot.isFree) ?? [`${this.#slots.size}.json`];
    const hash = contentHash(box.text);
    this.#slots.set(free, { box, hash, isFree: false });
    await this.#writeText(free, `${JSON.stringify({ keys: box.keys, stamps: box.stamps })}\n${box.text}`);
    return [free, hash];
  }

  async #holding(library: Readonly<Record<string, unknown>>): Promise<ZoteroHolding> {
    const slots = Array.isArray(library.slots) ? library.slots : [];
    const boxes: ZoteroBox[] = [];
    for (const [name, hash] of slots) {
      const box = await this.#box(String(name), String(hash));
      if (box !== undefined) boxes.push(box);
    }
    const others = (Array.isArray(library.others) ? library.others : []).map(([key, stamp]) => [String(key), String(stamp)] as const);
    return {
      prefix: textOf(library.prefix),
      name: textOf(library.name),
      version: typeof library.version === "number" ? library.version : 0,
      complete: library.complete === true && boxes.length === slots.length,
      boxes,
      others: new Map(others),
    };
  }

  async #box(name: string, hash: string): Promise<ZoteroBox | undefined> {
    const kept = await this.#text(name);
    await this.#clock.breathe();
    const end = kept?.indexOf("\n") ?? -1;
    if (kept === undefined || end < 0) return undefined;
    const head = parsedAnswer(kept.slice(0, end));
    const text = kept.slice(end + 1);
    if (!isObject(head) || !isTexts(head.keys) || !isTexts(head.stamps) || contentHash(text) !== hash) return undefined;
    const box = { text, keys: head.keys, stamps: head.stamps };
    this.#slots.set(name, { box, hash, isFree: false });
    return box;
  }

  async #json(name: string): Promise<unknown> {
    const text = await this.#text(name);
    return text === undefined ? undefined : parsedAnswer(text);
  }

  async #text(name: string): Promise<string | undefined> {
    const bytes = await this.#store.read(`${this.#folder}/${name}`);
    return bytes === undefined ? undefined : decodeText(bytes).text;
  }

  #writeText(name: string, text: string): Promise<void> {
    return this.#store.write(`${this.#folder}/${name}`, new TextEncoder().encode(text));
  }
}

/** Raised where what is kept changes its shape. */
const form = 1;

interface Slot {
  readonly box: ZoteroBox;
  readonly hash: string;
  readonly isFree: boolean;
}

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === "string");
