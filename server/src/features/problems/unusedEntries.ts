import type { Entry } from "../../library/entry.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { isWithin } from "../../text/path.ts";
import type { FoundProblem } from "../problem.ts";
import { removal } from "./editedFiles.ts";
import type { Wanted } from "./wanted.ts";

/** A file with more entries is a collection, of which nobody expects that all be cited. */
const mostEntries = 1000;

/**
 * Entries that no draft cites: said only of a file that a draft of this workspace uses and that is kept by hand for it. `broken`, by where they begin:
 * who is writing an entry is about to cite it.
 */
export function unusedEntries(snapshot: BibliographySnapshot, broken: ReadonlySet<number>, wanted: Wanted): readonly FoundProblem[] {
  if (!snapshot.draftsKnown || !isOwned(snapshot) || snapshot.citations.cites("*")) return [];
  const entries = snapshot.library.entries.filter(({ path }) => path === snapshot.path);
  if (entries.length > mostEntries) return [];
  const used = usedEntries(snapshot, entries);
  if (used.size === 0) return [];
  return entries
    .filter((entry) => entry.key !== "" && !used.has(entry) && !broken.has(entry.raw.span.start) && wanted.concerns(entry.raw.keySpan))
    .map((entry) => ({
      facts: { code: "entry.unused", key: entry.key },
      span: entry.raw.keySpan,
      fixes: wanted.fixes ? removal(snapshot, entry, false) : [],
    }));
}

function isOwned({ path, folders, facts, servesDraft }: BibliographySnapshot): boolean {
  return servesDraft && facts.writtenBy === undefined && folders.some((folder) => isWithin(folder, path));
}

/** What drafts cite, and what these entries take from, stand in or belong with. */
function usedEntries(snapshot: BibliographySnapshot, entries: readonly Entry[]): ReadonlySet<Entry> {
  const cited = entries.filter((entry) => [entry.key, ...entry.aliases].some((key) => snapshot.citations.cites(key)));
  const used = new Set(cited);
  for (const entry of used) for (const key of keysNamedBy(entry)) add(used, snapshot.library.find(key));
  return new Set(entries.filter((entry) => used.has(entry)));
}

function add(used: Set<Entry>, entry: Entry | undefined): void {
  if (entry !== undefined) used.add(entry);
}

const keysNamedBy = ({ raw }: Entry): readonly string[] =>
  ["crossref", "xref", "related", "entryset"].flatMap((name) =>
    fieldsNamed(raw, name).flatMap(({ parts }) => parts.flatMap(({ text }) => text.split(/[\s,]+/))),
  );
