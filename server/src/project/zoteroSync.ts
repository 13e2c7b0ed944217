import type { CitationKeys } from "../online/citationKeys.ts";
import { parsedAnswer, type ZoteroDoor, type ZoteroFault } from "../online/zotero.ts";
import { type ReadEnd, readPages } from "../online/zoteroPages.ts";
import { isKeyless, isObject, textOf, withCitationKey, type ZoteroRecord, zoteroRecord } from "../online/zoteroRecord.ts";
import { changedHolding, countIn, emptyHolding, stampIn, worksIn, type ZoteroHolding } from "./zoteroBoxes.ts";

export interface SyncOptions {
  readonly signal: AbortSignal;
  readonly citationKeys: CitationKeys;
  /** Between two pieces of work. */
  readonly breathe: () => Promise<void>;
  readonly onProgress: (read: number, total: number | undefined) => void;
}

/** `holding` may be what was read before the fault. */
export type SyncEnd =
  | { readonly kind: "synced"; readonly holding: ZoteroHolding; readonly server: string }
  | { readonly kind: "fault"; readonly fault: ZoteroFault; readonly holding: ZoteroHolding };

/** A library by the part of its address that names it: `users/0`, `groups/12345`; and what a group is called. */
export interface ZoteroLibrary {
  readonly prefix: string;
  readonly name: string;
}

export const ownLibrary: ZoteroLibrary = { prefix: "users/0", name: "" };

/** The writer's own library, then those of groups; undefined where that can't be learnt now. */
export async function librariesOf(door: ZoteroDoor, signal: AbortSignal): Promise<readonly ZoteroLibrary[] | undefined> {
  const answer = await door.ask("users/0/groups", { timeout: otherTimeout, signal });
  if (answer.kind === "fault") return answer.fault === "old" ? [ownLibrary] : undefined;
  const groups = parsedAnswer(answer.text);
  if (!Array.isArray(groups)) return undefined;
  const others = groups.flatMap((group: unknown) => {
    if (!isObject(group) || !Number.isInteger(group.id)) return [];
    return [{ prefix: `groups/${String(group.id)}`, name: textOf(isObject(group.data) ? group.data.name : group.name) }];
  });
  return [ownLibrary, ...others];
}

/**
 * What a library of Zotero's holds now. After the first time only what changed is read: the items changed last come first, and the reading ends
 * with the first that is known. Versions alone would not do, since they change only when Zotero synchronises, and many never do that.
 */
export async function syncLibrary(door: ZoteroDoor, held: ZoteroHolding, options: SyncOptions): Promise<SyncEnd> {
  if (!held.complete) return readWhole(door, held, options);
  const latest = await readChanges(door, held, options);
  if (latest.kind === "fault") return latest;
  const { holding, total, server } = latest;
  if (total === undefined || total === countIn(holding)) return { kind: "synced", holding, server };
  const kept = await withoutGone(door, holding, total, options.signal);
  return kept === undefined ? readWhole(door, holding, options) : { kind: "synced", holding: kept, server };
}

const probeTimeout = 3_000;
const otherTimeout = 30_000;
const timeouts = { first: probeTimeout, others: otherTimeout };
const pageSize = 250;
/** Of what changed lately there is little. */
const fewItems = 25;
const attempts = 3;

/** In the order in which items were added, so that what changes meanwhile moves nothing to another page; anew where items went meanwhile. */
async function readWhole(door: ZoteroDoor, held: ZoteroHolding, options: SyncOptions): Promise<SyncEnd> {
  for (let attempt = 1; ; attempt++) {
    let read = emptyHolding(held.prefix, held.name);
    let announced = 0;
    let hasShrunk = false;
    const end = await readItems(door, held.prefix, { sort: "dateAdded", direction: "asc" }, pageSize, options, async (page, total) => {
      read = changedHolding(read, await withKeys(page, held.prefix, options.citationKeys));
      // What goes while we read moves the rest to earlier pages.
      hasShrunk ||= total !== undefined && total < announced;
      announced = total ?? announced;
      options.onProgress(worksIn(read), total);
      return true;
    });
    if (end.kind === "fault") return { ...end, holding: held.complete || worksIn(read) === 0 ? held : read };
    const isWhole = (!hasShrunk && countIn(read) >= announced) || attempt >= attempts;
    if (isWhole) return { kind: "synced", holding: { ...read, version: end.version, complete: true }, server: end.server };
  }
}

type Changes =
  | { readonly kind: "changes"; readonly holding: ZoteroHolding; readonly total: number | undefined; readonly server: string }
  | (SyncEnd & { readonly kind: "fault" });

async function readChanges(door: ZoteroDoor, held: ZoteroHolding, options: SyncOptions): Promise<Changes> {
  const changed: ZoteroRecord[] = [];
  const isNew = ({ key, stamp }: ZoteroRecord): boolean => stampIn(held, key) !== stamp;
  const end = await readItems(door, held.prefix, { sort: "dateModified", direction: "desc" }, fewItems, options, (page) => {
    changed.push(...page.filter(isNew));
    return page.every(isNew);
  });
  if (end.kind === "fault") return { ...end, holding: held };
  if (end.version > held.version) {
    const since = await readItems(door, held.prefix, { since: held.version }, pageSize, options, (page) => {
      changed.push(...page.filter(isNew));
      return true;
    });
    if (since.kind === "fault") return { ...since, holding: held };
  }
  const fresh = await withKeys(changed, held.prefix, options.citationKeys);
  const holding = { ...(fresh.length === 0 ? held : changedHolding(held, fresh)), version: end.version };
  return { kind: "changes", holding, total: end.total, server: end.server };
}

/** Undefined where something else is amiss than that items went. */
async function withoutGone(door: ZoteroDoor, held: ZoteroHolding, total: number, signal: AbortSignal): Promise<ZoteroHolding | undefined> {
  const answer = await door.ask(`${held.prefix}/items/top`, { query: { format: "keys" }, timeout: otherTimeout, signal });
  const keys = new Set(answer.kind === "answer" ? (answer.text.match(/^[A-Z0-9]{8}$/gm) ?? []) : []);
  if (keys.size !== total) return undefined;
  const left = changedHolding(held, [], (key) => !keys.has(key));
  return countIn(left) === total ? left : undefined;
}

/** Works whose keys Better BibTeX alone knows, under these keys; it knows the writer's own library by no number of ours. */
async function withKeys(records: readonly ZoteroRecord[], prefix: string, citationKeys: CitationKeys): Promise<readonly ZoteroRecord[]> {
  if (prefix !== ownLibrary.prefix) return records;
  const keyless = records.filter((record) => isKeyless(record, prefix)).map(({ key }) => key);
  const found = await citationKeys.of(keyless);
  return found.size === 0 ? records : records.map((record) => withCitationKey(record, prefix, found.get(record.key)));
}

type OnRecords = (page: readonly ZoteroRecord[], total: number | undefined) => Promise<boolean> | boolean;

async function readItems(
  door: ZoteroDoor,
  prefix: string,
  query: Readonly<Record<string, string | number>>,
  size: number,
  { signal, breathe }: SyncOptions,
  onRecords: OnRecords,
): Promise<ReadEnd> {
  const onPage = async (page: readonly unknown[], total: number | undefined): Promise<boolean> => {
    await breathe();
    const goesOn = await onRecords(
      page.flatMap((element) => zoteroRecord(element, prefix) ?? []),
      total,
    );
    await breathe();
    return goesOn;
  };
  const ask = (path: string): Promise<ReadEnd> => readPages(door, path, { query, pageSize: size, timeouts, signal, onPage });
  const end = await ask(`${prefix}/items/top`);
  // Other programs that speak this language have but the plain list.
  return end.kind === "fault" && end.fault === "old" ? ask(`${prefix}/items`) : end;
}
