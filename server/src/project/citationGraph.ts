import type { DraftFacts } from "../syntax/facts.ts";
import type { Span } from "../text/span.ts";

export interface CitedPlace {
  readonly path: string;
  readonly span: Span;
}

/** Where each key is cited, over the drafts of the workspace. */
export interface CitationGraph {
  /** What each draft cites. */
  readonly drafts: ReadonlyMap<string, CitedKeys>;
  placesOf(key: string): readonly CitedPlace[];
  /** Whether some draft cites it; `nocite{*}` cites the key `*`. */
  cites(key: string): boolean;
}

export type CitedKeys = ReadonlyMap<string, readonly Span[]>;

/** Costs nothing before it is asked: what each draft cites is gathered once for each state of it. */
export function createCitationGraph(drafts: ReadonlyMap<string, CitedKeys>): CitationGraph {
  return {
    drafts,
    cites: (key) => {
      for (const keys of drafts.values()) if (keys.has(key)) return true;
      return false;
    },
    placesOf: (key) => [...drafts].flatMap(([path, keys]) => (keys.get(key) ?? []).map((span) => ({ path, span }))),
  };
}

const byDraft = new WeakMap<DraftFacts, CitedKeys>();

export function citedKeys(facts: DraftFacts): CitedKeys {
  const known = byDraft.get(facts);
  if (known !== undefined) return known;
  const keys = new Map<string, Span[]>();
  for (const citation of facts.groups.flatMap((group) => group.citations)) {
    const places = keys.get(citation.key);
    if (places === undefined) keys.set(citation.key, [citation.keySpan]);
    else places.push(citation.keySpan);
  }
  byDraft.set(facts, keys);
  return keys;
}
