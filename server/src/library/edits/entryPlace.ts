import type { RawEntry } from "../../syntax/bibliography.ts";
import { closingOf } from "./bibtexLayout.ts";
import type { EditedFile } from "./editedFile.ts";

/** Where a new entry goes. */
export type EntryPlace =
  /** Behind an entry that stands there: the file's gap goes before the new one. */
  | { readonly kind: "behind"; readonly at: number }
  | { readonly kind: "before"; readonly at: number }
  /** The file has no entries. */
  | { readonly kind: "end"; readonly at: number };

/** In a file sorted by key where the key belongs, else behind the last entry. */
export function entryPlace(file: EditedFile, key: string): EntryPlace {
  const { entries } = file.facts;
  const order = keyOrder(entries);
  const following = order === undefined ? undefined : entries.find((entry) => order(entry.key, key) > 0);
  const index = following === undefined ? entries.length : entries.indexOf(following);
  const previous = entries[index - 1];
  if (previous !== undefined) return { kind: "behind", at: behind(file.text, previous, following) };
  return following === undefined ? { kind: "end", at: file.text.length } : { kind: "before", at: following.span.start };
}

type Order = (one: string, other: string) => number;

/** By code points or without regard to case; undefined where the keys are in no order or too few to tell. */
function keyOrder(entries: readonly RawEntry[]): Order | undefined {
  if (entries.length < fewest) return undefined;
  return orders.find((order) => entries.every((entry, index) => index === 0 || order(entries[index - 1]?.key ?? "", entry.key) <= 0));
}

/** Two entries are in some order always, three by chance in one of six cases. */
const fewest = 4;

const compare: Order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

const orders: readonly Order[] = [compare, (one, other) => compare(one.toLowerCase(), other.toLowerCase())];

/** Behind the entry, and behind a comment that follows it on its line. An entry that never closes ends where the next begins. */
function behind(text: string, entry: RawEntry, following: RawEntry | undefined): number {
  if (following === undefined && closingOf(text, entry) === undefined) return text.trimEnd().length;
  const rest = /^[ \t]*%[^\r\n]*/.exec(text.slice(entry.span.end, entry.span.end + 1000));
  return entry.span.end + (rest?.[0].length ?? 0);
}
