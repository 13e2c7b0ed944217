import type { ZoteroRecord } from "../online/zoteroRecord.ts";

/** A few hundred works of one Zotero library as one text: what changes in it costs no more than reading this text again. */
export interface ZoteroBox {
  /** An array of JSON, a work a line. */
  readonly text: string;
  /** For each line: the item's key there, and its stamp. */
  readonly keys: readonly string[];
  readonly stamps: readonly string[];
}

/** One library of Zotero's as it was last seen. */
export interface ZoteroHolding {
  /** `users/0`, `groups/12345`. */
  readonly prefix: string;
  /** A group's name; "" for the writer's own library. */
  readonly name: string;
  readonly version: number;
  /** False where reading it was cut short. */
  readonly complete: boolean;
  readonly boxes: readonly ZoteroBox[];
  /** Notes and files that belong to no work, with their stamps: they count in what Zotero counts. */
  readonly others: ReadonlyMap<string, string>;
}

export const emptyHolding = (prefix: string, name: string): ZoteroHolding => ({
  prefix,
  name,
  version: 0,
  complete: false,
  boxes: [],
  others: new Map(),
});

/** How many works it holds. */
export const worksIn = (holding: ZoteroHolding): number => holding.boxes.reduce((sum, box) => sum + box.keys.length, 0);

/** How much it holds of all that Zotero counts. */
export const countIn = (holding: ZoteroHolding): number => worksIn(holding) + holding.others.size;

/** The stamp of a work, or of anything else; undefined for what it does not hold. */
export function stampIn({ boxes, others }: ZoteroHolding, key: string): string | undefined {
  for (const box of boxes) {
    const stamp = stampsOf(box).get(key);
    if (stamp !== undefined) return stamp;
  }
  return others.get(key);
}

const stamps = new WeakMap<ZoteroBox, ReadonlyMap<string, string>>();

function stampsOf(box: ZoteroBox): ReadonlyMap<string, string> {
  const known = stamps.get(box) ?? new Map(box.keys.map((key, index) => [key, box.stamps[index] ?? ""]));
  stamps.set(box, known);
  return known;
}

/** With what changed put in its place, what is new at the end, and what is gone left out; boxes in which nothing changed stay the same objects. */
export function changedHolding(holding: ZoteroHolding, changed: readonly ZoteroRecord[], isGone = never): ZoteroHolding {
  const fresh = new Map(changed.map((record) => [record.key, record]));
  const others = new Map([...holding.others].filter(([key]) => !fresh.has(key) && !isGone(key)));
  const boxes = holding.boxes.flatMap((box) => {
    const own = [...fresh.keys()].filter((key) => stampsOf(box).has(key));
    const isTouched = own.length > 0 || (isGone !== never && box.keys.some(isGone));
    const boxed = isTouched ? rewritten(box, fresh, isGone) : box;
    for (const key of own) if (fresh.get(key)?.line !== undefined) fresh.delete(key);
    return boxed.keys.length === 0 ? [] : [boxed];
  });
  const works: Work[] = [];
  for (const { key, stamp, line } of fresh.values()) {
    if (isGone(key)) continue;
    if (line === undefined) others.set(key, stamp);
    else works.push({ key, stamp, line });
  }
  return { ...holding, boxes: [...boxes, ...boxed(works)], others };
}

const boxSize = 400;

const never = (_key: string): boolean => false;

interface Work {
  readonly key: string;
  readonly stamp: string;
  readonly line: string;
}

function boxed(works: readonly Work[]): readonly ZoteroBox[] {
  const boxes: ZoteroBox[] = [];
  for (let start = 0; start < works.length; start += boxSize) boxes.push(boxOf(works.slice(start, start + boxSize)));
  return boxes;
}

const boxOf = (works: readonly Work[]): ZoteroBox => ({
  text: `[\n${works.map(({ line }) => line).join(",\n")}\n]`,
  keys: works.map(({ key }) => key),
  stamps: works.map(({ stamp }) => stamp),
});

function rewritten(box: ZoteroBox, fresh: ReadonlyMap<string, ZoteroRecord>, isGone: (key: string) => boolean): ZoteroBox {
  const lines = linesOf(box);
  return boxOf(
    box.keys.flatMap((key, index) => {
      const record = fresh.get(key) ?? { key, stamp: box.stamps[index] ?? "", line: lines[index] };
      return record.line === undefined || isGone(key) ? [] : [{ ...record, line: record.line }];
    }),
  );
}

/** Without the commas between them. */
export const linesOf = ({ text }: ZoteroBox): readonly string[] =>
  text
    .split("\n")
    .slice(1, -1)
    .map((line) => line.replace(/,$/, ""));
