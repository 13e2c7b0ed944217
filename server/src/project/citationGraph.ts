import type { DraftFacts } from "../syntax/facts.ts";
import type { Span } from "../text/span.ts";

export interface CitedPlace {
  readonly path: string;
  readonly span: Span;
}

/** Where each key is cited, over the drafts that are open. */
export interface CitationGraph {
  placesOf(key: string): readonly CitedPlace[];
  /** Every key that a draft cites; `nocite{*}` stands as `*`. */
  readonly keys: ReadonlySet<string>;
}

const byDraft = new WeakMap<DraftFacts, ReadonlyMap<string, readonly Span[]>>();

/** Costs one look per draft: what a draft cites is gathered once for each state of it. */
export function createCitationGraph(drafts: ReadonlyMap<string, DraftFacts>): CitationGraph {
  const cited = [...drafts].map(([path, facts]) => ({ path, keys: citedKeys(facts) }));
  return {
    keys: new Set(cited.flatMap((draft) => [...draft.keys.keys()])),
    placesOf: (key) => cited.flatMap(({ path, keys }) => (keys.get(key) ?? []).map((span) => ({ path, span }))),
  };
}

function citedKeys(facts: DraftFacts): ReadonlyMap<string, readonly Span[]> {
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
