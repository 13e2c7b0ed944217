import type { LinkChecker } from "../links/checker.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import { citedLinks, linksIn, livingStandIn, type PlacedLink } from "../project/placedLinks.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { ArchivedCopy } from "../text/archivedCopy.ts";

/** One canonical address, what is known of it, and every place that prints it. */
export interface LinkReport {
  readonly url: string;
  /** As the first place prints it. */
  readonly printed: string;
  readonly repaired: boolean;
  /** Undefined where nothing could be asked: the address is malformed. */
  readonly verdict: LinkVerdict | undefined;
  readonly places: readonly PlacedLink[];
  /** Each of its places has another way to the same work that is known to be there. */
  readonly isReplaced: boolean;
  /** What an archive has of a page that is gone. */
  readonly archived: ArchivedCopy | undefined;
}

export interface CheckLinksOptions {
  /** Asks also for what is not due. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** How far it has come; at the beginning with none. */
  readonly onProgress?: (answered: number, all: number) => void;
}

/** Asks for the links that the writer named: of these documents, and of the entries that the drafts among them cite. */
export async function checkLinks(
  snapshots: readonly Snapshot[],
  checker: LinkChecker,
  { force, signal, onProgress }: CheckLinksOptions,
): Promise<readonly LinkReport[]> {
  const reports = gather(snapshots);
  const verdicts = new Map<string, LinkVerdict>();
  const groups = urlsBySettings(snapshots);
  const all = [...groups.values()].reduce((sum, urls) => sum + urls.length, 0);
  onProgress?.(0, all);
  const onVerdict = (verdict: LinkVerdict): void => {
    verdicts.set(verdict.url, verdict);
    onProgress?.(verdicts.size, all);
  };
  for (const [settings, urls] of groups)
    for (const verdict of await checker.check(urls, settings, { force, signal, onVerdict })) verdicts.set(verdict.url, verdict);
  const verdictOf = (url: string): LinkVerdict | undefined => verdicts.get(url);
  return reports.map((report) => ({
    ...report,
    verdict: verdicts.get(report.url),
    isReplaced: report.places.every((place) => livingStandIn(place, verdictOf) !== undefined),
  }));
}

function gather(snapshots: readonly Snapshot[]): readonly LinkReport[] {
  const rows = new Map<string, PlacedLink[]>();
  for (const link of withoutTwins(snapshots.flatMap((snapshot) => [...linksIn(snapshot), ...citedLinks(snapshot)]))) {
    const url = link.url ?? link.printed;
    const places = rows.get(url);
    if (places === undefined) rows.set(url, [link]);
    else places.push(link);
  }
  return [...rows].map(([url, places]) => ({
    url,
    printed: places[0]?.printed ?? url,
    repaired: places.some((place) => place.repair !== undefined && place.url !== undefined),
    verdict: undefined,
    places,
    isReplaced: false,
    archived: undefined,
  }));
}

/** An entry that two drafts cite prints its address in one place only. */
function withoutTwins(links: readonly PlacedLink[]): readonly PlacedLink[] {
  const seen = new Map(links.map((link) => [`${link.path}\n${link.span.start}`, link]));
  return [...seen.values()];
}

type LinkSettings = Snapshot["settings"]["links"];

/** Documents of one folder share their settings, so there is nearly always one group. */
function urlsBySettings(snapshots: readonly Snapshot[]): ReadonlyMap<LinkSettings, readonly string[]> {
  const groups = new Map<string, { settings: LinkSettings; urls: Set<string> }>();
  for (const snapshot of snapshots) {
    // Nothing leaves the machine without trust, or where checking is switched off altogether.
    if (!snapshot.trusted || snapshot.settings.links.check === "never") continue;
    const name = JSON.stringify(snapshot.settings.links);
    const group = groups.get(name) ?? { settings: snapshot.settings.links, urls: new Set<string>() };
    groups.set(name, group);
    for (const link of [...linksIn(snapshot), ...citedLinks(snapshot)]) if (link.url !== undefined) group.urls.add(link.url);
  }
  return new Map([...groups.values()].map(({ settings, urls }) => [settings, [...urls]]));
}
