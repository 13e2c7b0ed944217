import { citedLinks, isCited, linksIn, linksOfEntry, type PlacedLink } from "../project/placedLinks.ts";
import type { Snapshot } from "../project/snapshot.ts";

/** What is asked without being told to: a draft's own links and those of the entries it cites; of a bibliography only what some draft cites. */
export function automaticLinks(snapshot: Snapshot): readonly PlacedLink[] {
  if (snapshot.kind === "draft") return [...linksIn(snapshot), ...citedLinks(snapshot)];
  return snapshot.library.entries.filter((entry) => entry.path === snapshot.path && isCited(snapshot, entry)).flatMap(linksOfEntry);
}
