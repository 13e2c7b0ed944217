import { admitUrl } from "../links/policy.ts";
import { linksIn, type PlacedLink } from "../project/placedLinks.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { touches } from "../text/span.ts";
import { type HoverContent, text } from "./hoverContent.ts";
import { linkHoverWords } from "./words/hovers.ts";

/** What is known of the link under the cursor. Nothing is asked for: hovering sends no request. */
export function linkHover(snapshot: Snapshot, offset: number): HoverContent | undefined {
  const link = linksIn(snapshot).find((candidate) => touches(candidate.span, offset));
  if (link === undefined) return undefined;
  return { span: link.span, paragraphs: [[text(linkWordsOf(snapshot, link))]] };
}

/** How a link fares, in a sentence. */
export function linkWordsOf(snapshot: Snapshot, link: PlacedLink): string {
  const repaired = link.repair === undefined ? "" : linkHoverWords.askedAs(link.repair.url);
  if (link.url === undefined) return linkHoverWords.noAddress;
  const admission = admitUrl(link.url, snapshot.settings.links);
  if (admission.kind === "unchecked") return linkHoverWords.unchecked(admission.reason) + repaired;
  const verdict = snapshot.verdictOf(link.url);
  if (verdict !== undefined) return linkHoverWords.state(verdict) + repaired;
  if (!snapshot.trusted) return linkHoverWords.notTrusted;
  return snapshot.settings.links.check === "never" ? linkHoverWords.never : linkHoverWords.notYet;
}
