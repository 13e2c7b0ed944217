import type { Entry } from "../library/entry.ts";
import { isOtherWork } from "../library/otherWork.ts";
import type { DoiRecords } from "../online/doi.ts";
import { citedKeys } from "../project/citationGraph.ts";
import type { Snapshot } from "../project/snapshot.ts";

export interface CheckDoisOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (answered: number, all: number) => void;
}

/** How many DOIs were asked for, and what came of it. */
export interface DoiReport {
  readonly asked: number;
  readonly matching: number;
  readonly otherWorks: number;
  readonly unknown: number;
  readonly failed: number;
}

/** Asks for the records of all DOIs of a bibliography, or of the entries that a draft cites; the problems then speak of what does not match. */
export async function checkDois(snapshot: Snapshot, dois: DoiRecords, { signal, onProgress }: CheckDoisOptions): Promise<DoiReport> {
  const entries = entriesToAsk(snapshot);
  const counts = { asked: entries.length, matching: 0, otherWorks: 0, unknown: 0, failed: 0 };
  let answered = 0;
  onProgress?.(0, entries.length);
  const waiting = [...entries];
  const work = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      const answer = await dois.ask(entry.doi, snapshot.settings.links, signal);
      if (answer.kind === "record") counts[isOtherWork(entry, answer.item) ? "otherWorks" : "matching"]++;
      else counts[answer.kind]++;
      onProgress?.(++answered, entries.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return counts;
}

/** The resolver and the agencies ask for few requests at once. */
const atOnce = 2;

function entriesToAsk(snapshot: Snapshot): readonly Entry[] {
  const { entries } = snapshot.library;
  if (snapshot.kind === "bibliography") return entries.filter((entry) => entry.path === snapshot.path && entry.doi !== "");
  const cited = citedKeys(snapshot.facts);
  const isCited = (entry: Entry): boolean => cited.has("*") || [entry.key, ...entry.aliases].some((key) => cited.has(key));
  return entries.filter((entry) => isCited(entry) && entry.doi !== "");
}
