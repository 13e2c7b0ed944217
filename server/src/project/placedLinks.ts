import type { Entry } from "../library/entry.ts";
import { canonicalUrl } from "../links/canonical.ts";
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

export const linksOfEntry = (entry: Entry): readonly PlacedLink[] => entry.addresses.map((address) => placed(entry.path, address));

function placed(path: string, link: { readonly printed: string; readonly url: string; readonly span: Span }): PlacedLink {
  const repair = repairUrl(link.url);
  return {
    path,
    span: link.span,
    printed: link.printed,
    url: repair?.safe === true ? canonicalUrl(repair.url) : undefined,
    repair: repair !== undefined && needsRepair(repair) ? repair : undefined,
  };
}
