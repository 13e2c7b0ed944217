import type { Entry } from "../library/entry.ts";
import { searchLibrary } from "../library/search.ts";
import { shortReference } from "../library/shortReference.ts";
import type { DraftSnapshot } from "../project/snapshot.ts";
import { latexCitationContext } from "../syntax/latexContext.ts";
import { citationContext } from "../syntax/markdownContext.ts";
import type { Span } from "../text/span.ts";
import { shortened } from "./places.ts";
import { completionWords } from "./words/furniture.ts";

/** As many as a writer may want to look through; more are found by typing on. */
export const completionLimit = 50;

export interface CompletionItem {
  readonly key: string;
  /** `Webber, Sperling & Smith 2012`. */
  readonly detail: string;
  readonly title: string;
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** What was typed so far: clients filter by it, since we have ranked already. */
  readonly typed: string;
  /** The key under the cursor, whole; and its part before the cursor. */
  readonly replace: Span;
  readonly insert: Span;
  /** Set where nothing can be offered and the writer should know why. */
  readonly hint: string | undefined;
}

/** What is typed of a key at a place; undefined outside citations. Costs little, so that most keystrokes ask no more than this. */
export function citingContext(snapshot: DraftSnapshot, offset: number) {
  return snapshot.facts.language === "latex"
    ? latexCitationContext(snapshot.text, offset, snapshot.settings.citations.commands)
    : citationContext(snapshot.text, offset, snapshot.facts);
}

/** Entries for the key being typed; undefined outside citations. */
export function completion(snapshot: DraftSnapshot, offset: number): CompletionList | undefined {
  const context = citingContext(snapshot, offset);
  if (context === undefined) return undefined;
  const { typed, replace, insert } = context;
  const cited = citedKeys(snapshot);
  const found = searchLibrary(snapshot.library, typed, { limit: completionLimit, boost: (key) => (cited.has(key) ? 1 : 0) });
  const hint = snapshot.libraryReady && snapshot.bibliographies.length === 0 ? completionWords.noBibliography : undefined;
  // What has no key can't be cited.
  return { items: found.filter(({ entry }) => entry.key !== "").map(({ entry }) => item(entry)), typed, replace, insert, hint };
}

/** What this draft cites already comes up a little. */
const citedKeys = (snapshot: DraftSnapshot): ReadonlySet<string> =>
  new Set(snapshot.facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)));

function item(entry: Entry): CompletionItem {
  return { key: entry.key, detail: shortReference(entry), title: shortened(entry.shortTitle || entry.title, 26) };
}
