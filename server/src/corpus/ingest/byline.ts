import type { CslName } from "../../csl/types.ts";
import { parseNames } from "../references/names.ts";

/** `By Mark Webber, James Sperling and Martin A. Smith`, `Mark Webber & James Sperling`: full names alone, each of at least two words. */
export function namesOfByline(text: string): readonly CslName[] | undefined {
  if (text.length > 200) return undefined;
  const by = /^(?:by|von|par|de|written by|text:)\s+/i.exec(text);
  const bare = text
    .slice(by?.[0].length ?? 0)
    .replace(/[\d¹²³⁴-⁹*†‡§]+(?=[\s,;&]|$)/gu, "")
    .replace(/\s*[|·].*$/, "")
    .trim();
  const found = parseNames(bare);
  if (found === undefined || !found.complete) return undefined;
  return by !== null || found.names.every((name) => /\p{Ll}/u.test(name.given ?? "") || /\./.test(name.given ?? ""))
    ? found.names
    : undefined;
}

export const looksLikeByline = (text: string): boolean => namesOfByline(text) !== undefined;
