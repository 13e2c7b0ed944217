import type { CslName } from "../../csl/types.ts";
import { parseNames } from "../references/names.ts";

/** `By Mark Webber, James Sperling and Martin A. Smith`, `Mark Webber & James Sperling`: full names alone, each of at least two words; all in capitals only where a title stands before. */
export function namesOfByline(text: string, inCapitals = false): readonly CslName[] | undefined {
  if (text.length > 200) return undefined;
  const by = /^(?:by|von|par|de|written by|text:)\s+/i.exec(text);
  const bare = text
    .slice(by?.[0].length ?? 0)
    .replace(/[\d¹²³⁴-⁹*†‡§]+(?=[\s,;&]|$)/gu, "")
    .replace(/\s*[|·].*$/, "")
    .replace(/\s*\S+@\S+|\s*\((?:bio|author|contact author|editor)\)/g, "")
    .trim();
  const found = parseNames(bare);
  if (found === undefined || !found.complete || (by === null && speaksOfPage.test(bare))) return undefined;
  const signed = by !== null || found.names.every((name) => /\p{Ll}/u.test(name.given ?? "") || /\./.test(name.given ?? ""));
  return signed || inCapitals ? found.names.map(inSmallLetters) : undefined;
}

/** `CLARA NEWELL`: capitals are the page's, not the name's. */
function inSmallLetters(name: CslName): CslName {
  const small = (part: string | undefined): string | undefined =>
    part?.replace(/\p{Lu}[\p{Lu}'’]{2,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
  const { family, given } = name;
  if (family === undefined || /\p{Ll}/u.test(family + (given ?? "").replace(/\./g, ""))) return name;
  return { ...name, family: small(family) ?? family, ...(given === undefined ? {} : { given: small(given) ?? given }) };
}

/** Capitals alone make no name: `All Journals`, `Original Articles`, `Northern Sociology`, `Final Communiqué`. */
const speaksOfPage =
  /(?:^|[\s-])(?:all|journals?|articles?|issues?|original|research|review|reviews|quarterly|annals|proceedings|bulletin|magazine|studies|politics|history|sociology|economics|philosophy|geography|law|policy|affairs|security|science|sciences|literature|letters|communiqué|communication|statement|declaration|convention|treaty|agreement|report|final|press|release|online|homepage|search|volume|views|contents|abstract|notes|chapter|edition|introduction|conclusion|preface)(?=$|[\s,.;:])/iu;

export const looksLikeByline = (text: string): boolean => namesOfByline(text) !== undefined;
