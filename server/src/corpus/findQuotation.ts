import type { PreparedSource } from "./preparedSource.ts";
import type { Search } from "./quoteArrangement.ts";
import { bestFirst, matchesOf } from "./quoteMatch.ts";
import { type QuoteParts, quoteParts } from "./quoteParts.ts";
import type { QuoteMatch } from "./quoteVerdict.ts";

export { nearest } from "./quoteMatch.ts";

/**
 * Where a quotation stands among many sources, best first, one place a source. Where it stands word for word in one,
 * sources with something like it are left out.
 */
export function findQuotation(
  prepared: readonly PreparedSource[],
  quotation: string,
  options: { readonly limit: number; readonly only?: (path: string) => boolean },
): readonly QuoteMatch[] {
  const parts = quoteParts(quotation);
  const { only } = options;
  const asked = only ? prepared.filter((source) => only(source.source.path)) : prepared;
  const exact = bestIn(asked, parts, "wordForWord");
  return (exact.length > 0 ? exact : bestIn(asked, parts, "likely")).slice(0, options.limit);
}

function bestIn(prepared: readonly PreparedSource[], quotation: QuoteParts, search: Search): readonly QuoteMatch[] {
  return prepared.flatMap((source) => matchesOf(source, quotation, search).slice(0, 1)).sort(bestFirst);
}
