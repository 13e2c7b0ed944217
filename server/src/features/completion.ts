import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import { searchLibrary } from "../library/search.ts";
import { shortReference } from "../library/shortReference.ts";
import { zoteroAddress } from "../library/zoteroItem.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { latexCitationContext } from "../syntax/latexContext.ts";
import { citationContext } from "../syntax/markdownContext.ts";
import { baseName } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { shortened } from "./places.ts";
import { completionWords } from "./words/furniture.ts";
import { zoteroWords } from "./words/zotero.ts";
import { zoteroOffers } from "./zoteroOffers.ts";

/** As many as a writer may want to look through; more are found by typing on. */
export const completionLimit = 50;

export interface CompletionItem {
  /** What is inserted: the entry's key, or its alias where that was typed out. */
  readonly key: string;
  /** `Webber, Sperling & Smith 2012`. */
  readonly work: string;
  /** Of the title what fits into a row beside key and authors: a longer one would hide the year. */
  readonly title: string;
  /** Above the reference: `Webber, Sperling & Smith 2012 · NATO's Post-Cold War Trajectory`. */
  readonly heading: string;
  /** For clients that have but one line for it all: `Webber, Sperling & Smith 2012 · NATO-Russia Relations · NATO's Post-Cold War Trajectory`. */
  readonly line: string;
  /** Set where the work stands in Zotero only: `users/0/items/ABCD1234`. Choosing it adds it to the bibliography. */
  readonly zotero?: string;
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** What was typed so far: clients filter by it, since we have ranked already. */
  readonly typed: string;
  /** The key under the cursor, whole; and its part before the cursor. */
  readonly replace: Span;
  readonly insert: Span;
  /** Set where the library has nothing to offer and the writer should know why. */
  readonly hint: string | undefined;
}

/** What is typed of a key at a place; undefined outside citations. Costs little, so that most keystrokes ask no more than this. */
export function citingContext(snapshot: DraftSnapshot, offset: number) {
  return snapshot.facts.language === "latex"
    ? latexCitationContext(snapshot.text, offset, snapshot.settings.citations.commands)
    : citationContext(snapshot.text, offset, snapshot.facts);
}

/** What is known beside the snapshot. */
export interface CompletionContext {
  /** Keys that were cited in this project not long ago. */
  readonly usedLately: ReadonlySet<string>;
  /** What the writer's Zotero holds. */
  readonly zotero: Library | undefined;
  /** It runs, but does not let us in. */
  readonly zoteroRefuses: boolean;
}

/** Entries for the key being typed, then what fits of Zotero; undefined outside citations. */
export function completion(snapshot: DraftSnapshot, offset: number, context: CompletionContext): CompletionList | undefined {
  const citing = citingContext(snapshot, offset);
  if (citing === undefined) return undefined;
  const { typed, replace, insert } = citing;
  const { usedLately, zotero } = context;
  const cited = citedKeys(snapshot);
  const boost = (key: string): number => (cited.has(key) ? 1 : usedLately.has(key) ? 0.6 : 0);
  const found = searchLibrary(snapshot.library, typed, { limit: completionLimit, boost });
  const own = found.map(({ entry }) => item(entry, typed.trim()));
  const others = zotero === undefined ? [] : offered(snapshot, zotero, typed);
  const room = typed.trim() === "" ? completionLimit : completionLimit - Math.min(others.length, kept);
  const items = [...own.slice(0, room), ...others].slice(0, completionLimit);
  return { items, typed, replace, insert, hint: whyNothing(snapshot, items.length > 0, context) };
}

/** Of the rows, as many are kept for what stands in Zotero only, where something is typed that fits it. */
const kept = 10;

const offered = ({ library }: DraftSnapshot, zotero: Library, typed: string): readonly CompletionItem[] =>
  zoteroOffers(library, zotero, typed, 20).map(({ entry, key }) => {
    const { heading, line, ...rest } = item(entry, "");
    const marked = (text: string): string => joined([text, zoteroWords.inZotero]);
    return { ...rest, heading: marked(heading), line: marked(line), key, zotero: zoteroAddress(entry.raw) };
  });

/** What this draft cites already comes up a little. */
const citedKeys = (snapshot: DraftSnapshot): ReadonlySet<string> =>
  new Set(snapshot.facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)));

/** Where there is nothing of the writer's own to offer from: which file to look at, or how to have one. */
function whyNothing(
  { libraryReady, library, bibliographies }: DraftSnapshot,
  hasOthers: boolean,
  { zoteroRefuses }: CompletionContext,
): string | undefined {
  if (!libraryReady || library.entries.length > 0) return undefined;
  const [first] = bibliographies;
  if (first === undefined && hasOthers) return undefined;
  if (first === undefined) return zoteroRefuses ? completionWords.zoteroRefuses : completionWords.noBibliography;
  const { use, file } = first;
  if (use.kind === "missing") return completionWords.missing(use.named.name);
  if (use.kind !== "found" || file?.kind !== "read")
    return completionWords.unreadable(use.named?.name ?? baseName(use.kind === "found" ? use.path : ""));
  return completionWords.noEntries(baseName(use.path));
}

function item(entry: Entry, typed: string): CompletionItem {
  const work = shortReference(entry);
  return {
    key: entry.aliases.includes(typed) ? typed : entry.key,
    work,
    title: shortened(entry.shortTitle || entry.title, 22),
    heading: joined([work, shortened(entry.container, 40)]),
    line: joined([work, shortened(entry.title, 100), shortened(entry.container, 60)]),
  };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== "").join(" · ");
