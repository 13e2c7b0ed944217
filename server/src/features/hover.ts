import type { Snapshot } from "../project/snapshot.ts";
import { bibliographyHover } from "./bibliography/hover.ts";
import { citationHover } from "./hoverCitation.ts";
import type { HoverContent } from "./hoverContent.ts";
import { linkHover } from "./hoverLink.ts";
import { quotationHover } from "./hoverQuotation.ts";

/** What stands under the cursor: a citation before a link before the quotation around them. */
export function hover(snapshot: Snapshot, offset: number): HoverContent | undefined {
  if (snapshot.kind === "bibliography") return bibliographyHover(snapshot, offset);
  return citationHover(snapshot, offset) ?? linkHover(snapshot, offset) ?? quotationHover(snapshot, offset);
}
