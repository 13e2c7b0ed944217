import type { Entry } from "../library/entry.ts";
import { identifiersOf } from "../library/identifiers.ts";
import { canonicalUrl } from "../links/canonical.ts";
import { isPermanent } from "../links/redirects.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import { isArchivedCopy } from "../text/archivedCopy.ts";
import type { Span } from "../text/span.ts";
import { needsRepair, repairUrl, type UrlRepair } from "../text/urlRepair.ts";
import type { Snapshot } from "./snapshot.ts";

/** An address at one place of one file. */
export interface PlacedLink {
  readonly path: string;
  readonly span: Span;
  readonly printed: string;
  /** What is asked: the canonical form of the address, repaired where that is safe; undefined where nothing can be asked. */
  readonly url: string | undefined;
  /** Undefined where the address is right as it is printed. */
  readonly repair: UrlRepair | undefined;
  /** True for a DOI or the like, which is no address by itself: `printed` is the identifier. */
  readonly isIdentifier: boolean;
  /** Other ways to the same work that its entry gives: its DOI, an archived copy. Where one of them works, nobody misses this address. */
  readonly standIns: readonly string[];
  /** Undefined where it stands in a draft. */
  readonly entry: Entry | undefined;
}

/** The links printed in this very document: of a bibliography those of all its entries. */
export function linksIn(snapshot: Snapshot): readonly PlacedLink[] {
  if (snapshot.kind === "draft") return snapshot.facts.links.map((link) => placed(snapshot.path, link));
  return snapshot.library.entries.filter((entry) => entry.path === snapshot.path).flatMap(linksOfEntry);
}

/** The links of the entries that a draft cites. */
export function citedLinks(snapshot: Snapshot): readonly PlacedLink[] {
  if (snapshot.kind !== "draft") return [];
  const keys = new Set(snapshot.facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)));
  const entries = keys.has("*") ? snapshot.library.entries : [...keys].flatMap((key) => snapshot.library.find(key) ?? []);
  return entries.flatMap(linksOfEntry);
}

/** Whether some draft of the workspace cites an entry: only then is it asked for automatically. */
export const isCited = ({ citations }: Snapshot, entry: Entry): boolean =>
  citations.cites(entry.key) || citations.cites("*") || entry.aliases.some((alias) => citations.cites(alias));

/** The addresses that an entry prints, in their order, and then those that its identifiers stand for. */
export function linksOfEntry(entry: Entry): readonly PlacedLink[] {
  const identifiers = identifiersOf(entry.raw);
  const printed = entry.addresses.filter((address) => !identifiers.some(({ span }) => span.start === address.span.start));
  const links = [
    ...printed.map((address) => placed(entry.path, address)),
    ...identifiers.map((identifier) => ({ ...placed(entry.path, identifier), repair: undefined, isIdentifier: true })),
  ];
  const standIns = links.flatMap(({ url }) => (url !== undefined && (isPermanent(url) || isArchivedCopy(url)) ? [url] : []));
  return links.map((link) => ({ ...link, entry, standIns: standIns.filter((url) => url !== link.url) }));
}

/** A stand-in of the link that is known to work. An archived copy is there until the archive itself says otherwise. */
export function livingStandIn(link: PlacedLink, verdictOf: (url: string) => LinkVerdict | undefined): string | undefined {
  return link.standIns.find((url) => {
    const state = verdictOf(url)?.state;
    return state === "alive" || (isArchivedCopy(url) && state !== "dead");
  });
}

function placed(path: string, link: { readonly printed: string; readonly url: string; readonly span: Span }): PlacedLink {
  const repair = repairUrl(link.url);
  return {
    path,
    span: link.span,
    printed: link.printed,
    url: repair?.safe === true ? canonicalUrl(repair.url) : undefined,
    repair: repair !== undefined && needsRepair(repair) ? repair : undefined,
    isIdentifier: false,
    standIns: [],
    entry: undefined,
  };
}
