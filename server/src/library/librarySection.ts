import type { BibliographyFacts, RawEntry } from "../syntax/bibliography.ts";
import { BibtexFacts } from "../syntax/bibtexFacts.ts";
import { createEntry, movedEntry, rewrittenEntry } from "./entries.ts";
import type { Entry } from "./entry.ts";
import type { Scope } from "./resolve.ts";

/** The entries that a library has of one file, each at the place that it has among the file's own; `@xdata` is none of the library's. */
export type Section = readonly (Entry | undefined)[];

/** How many entries are looked at between two places to pause. */
const stride = 64;

export function* newSection(path: string, facts: BibliographyFacts, scope: Scope): Generator<undefined, Section> {
  const section: (Entry | undefined)[] = [];
  for (const raw of facts.entries) {
    section.push(isLender(facts, raw) ? undefined : createEntry(facts.format, raw, path, scope));
    if (section.length % stride === 0) yield;
  }
  return section;
}

/** What stays and what comes where a file changed. */
export interface SectionUpdate {
  readonly section: Section;
  /** The stretch that is not known to have stayed the same. */
  readonly gone: readonly RawEntry[];
  readonly come: readonly RawEntry[];
  /** Those of them that are written as they were: only their places may be others. */
  readonly carried: ReadonlySet<RawEntry>;
}

/** What stands in the earlier version with the same words keeps its identity, though it may have moved. */
export function* updatedSection(
  path: string,
  before: { readonly facts: BibliographyFacts; readonly section: Section },
  facts: BibliographyFacts,
  scope: Scope,
): Generator<undefined, SectionUpdate> {
  const kept = keptOf(before.facts, facts);
  const { length } = facts.entries;
  const shift = before.section.length - length;
  const lastGone = before.section.length - kept.after;
  const named = byKey(before.section.slice(kept.before, lastGone));
  const carried = new Set<RawEntry>();
  const section: (Entry | undefined)[] = [];
  for (const [row, raw] of facts.entries.entries()) {
    const isKept = row < kept.before || row >= length - kept.after;
    const known = isKept ? before.section[row < kept.before ? row : row + shift] : named.get(raw.key);
    const moved = known === undefined ? undefined : isKept ? movedEntry(known, raw, scope) : rewrittenEntry(known, raw, scope);
    if (moved !== undefined && !isKept && known !== undefined) carried.add(raw).add(known.raw);
    section.push(isLender(facts, raw) ? undefined : (moved ?? createEntry(facts.format, raw, path, scope)));
    if (section.length % stride === 0) yield;
  }
  const gone = before.facts.entries.slice(kept.before, lastGone);
  return { section, gone, come: facts.entries.slice(kept.before, length - kept.after), carried };
}

const isLender = ({ format }: BibliographyFacts, raw: RawEntry): boolean => format === "bibtex" && raw.type === "xdata";

const nothingKept = { before: 0, after: 0 };

/** What the reader knows to have stayed the same; where it read all anew, nothing. */
function keptOf(before: BibliographyFacts, now: BibliographyFacts): { readonly before: number; readonly after: number } {
  if (!(before instanceof BibtexFacts && now instanceof BibtexFacts)) return nothingKept;
  return now.kept.find(({ since }) => since === before.version) ?? nothingKept;
}

function byKey(entries: Section): ReadonlyMap<string, Entry> {
  const named = new Map<string, Entry>();
  for (const entry of entries) if (entry !== undefined && !named.has(entry.key)) named.set(entry.key, entry);
  return named;
}
