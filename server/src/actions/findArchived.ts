import { isConfidential } from "../links/confidential.ts";
import { isPrivateHost } from "../links/policy.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import type { ArchivedCopies } from "../online/archivedCopies.ts";
import { momentOfEntry } from "../project/linkMoment.ts";
import type { PlacedLink } from "../project/placedLinks.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { momentOf } from "../text/archivedCopy.ts";

/**
 * Looks for the archived copies of what is dead, each once; resolves to how many were looked for. An archive learns of no address with a key in it,
 * nor of one inside a private network unless it stands there itself.
 */
export async function findArchived(
  links: readonly PlacedLink[],
  snapshot: Snapshot,
  verdictOf: (url: string) => LinkVerdict | undefined,
  copies: ArchivedCopies,
  signal: AbortSignal,
): Promise<number> {
  const { archive, timeout, allowPrivateAddresses } = snapshot.settings.links;
  const archiveHost = URL.parse(archive)?.hostname;
  if (archiveHost === undefined || !snapshot.settings.online || !snapshot.trusted) return 0;
  const isHome = isPrivateHost(archiveHost);
  const limits = { archive, timeout, allowPrivateAddresses: allowPrivateAddresses || isHome };
  const wanted = new Map<string, PlacedLink>();
  for (const link of links) {
    const verdict = link.url === undefined ? undefined : verdictOf(link.url);
    if (verdict?.state !== "dead" || link.isIdentifier || !maySend(verdict.url, isHome)) continue;
    if (wanted.get(verdict.url)?.entry === undefined) wanted.set(verdict.url, link);
  }
  for (const [url, link] of wanted) {
    const failedSince = verdictOf(url)?.failingSince ?? 0;
    const moment = (link.entry === undefined ? "" : momentOfEntry(link.entry)) || momentOf(failedSince).slice(0, 8);
    await copies.find(url, moment, limits, signal);
  }
  return wanted.size;
}

function maySend(address: string, archiveIsHome: boolean): boolean {
  const url = URL.parse(address);
  return url !== null && !isConfidential(url) && (archiveIsHome || !isPrivateHost(url.hostname));
}
