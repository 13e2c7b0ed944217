import type { CslItem, CslName } from "../../csl/types.ts";
import { optional, readContainer } from "./containers.ts";
import { findDate } from "./dates.ts";
import { parseNames } from "./names.ts";

/**
 * A work in sentences, as BibTeX's own styles print it: `P. Harker and J.-S. Pang. A survey of theory. Mathematical Programming, 48(2), 161-220,
 * September 1990`, `D. Waltz. Changing the rules. In Proceedings of X, pages 485-489, 1991`, `Amdur, E. S. On costs. Master's thesis, University of Hull, 1988`.
 */
export function readSentencedWork(text: string): CslItem | undefined {
  const opening = openingNames(text);
  if (opening === undefined) return undefined;
  const behind = text.slice(opening.length);
  const cut = /^(.{3,400}?(?:[?!]|(?<!\b(?:vs?|St|Dr|No|U\.S|U\.K|\p{Lu}))\.)) (?=["“‘\p{Lu}\d])(.+)$/u.exec(behind);
  const rest = (cut?.[2] ?? "").replace(/[\s.]+$/, "");
  const date = findDate(rest);
  if (cut === null || date === undefined) return undefined;
  const title = (cut[1] ?? "").replace(/\.$/, "");
  return { author: opening.names, title, ...detailsOf(rest), issued: date.date };
}

/** The longest run of whole names that a point and a capital follow. */
function openingNames(text: string): { readonly names: readonly CslName[]; readonly length: number } | undefined {
  let found: { readonly names: readonly CslName[]; readonly length: number } | undefined;
  for (const match of text.slice(0, 300).matchAll(/\. (?=["“‘\p{Lu}\d])/gu)) {
    const before = text.slice(0, match.index);
    const initial = /(?:^|[\s.-])\p{Lu}$/u.test(before);
    const names = parseNames(initial ? `${before}.` : before);
    if (names?.complete === true && /\s/.test(before) && (!initial || before.includes(",")))
      found = { names: names.names, length: match.index + 2 };
  }
  return found;
}

function detailsOf(text: string): CslItem {
  const pages = /(?:[,:]\s*|\s)(?:pages?\s+|pp?\.\s?)?(\d{1,5}\s?[–-]{1,2}\s?\d{1,5})(?=[,.\s]|$)/.exec(text);
  const page = optional("page", pages?.[1]?.replace(/\s/g, ""));
  const inBook = /^In:? (?:(.{3,200}?), (?:editors?|eds?\.),? )?(.+)$/u.exec(text);
  if (inBook !== null) {
    const editor = inBook[1] === undefined ? undefined : parseNames(inBook[1])?.names;
    const book = /^(.{3,200}?)(?=, (?:pages?|pp?\.|vol(?:ume|\.)|\d|(?:[A-Z][a-z]{2,8}\.? )?(?:1[5-9]|20)\d\d)|\. |$)/u.exec(
      inBook[2] ?? "",
    )?.[1];
    const type = /^(?:proc|\d+(?:st|nd|rd|th)|.*\b(?:conference|symposium|workshop)\b)/i.test(book ?? "") ? "paper-conference" : "chapter";
    return { type, ...optional("container-title", book), ...(editor === undefined ? {} : { editor }), ...page };
  }
  if (/\b(?:thesis|dissertation)\b/i.test(text.slice(0, 60))) return readContainer(text);
  const report =
    /^((?:technical|tech\.?|research|working) (?:report|paper|memo)|tr)\s(?:no\.?\s)?([\w./-]{1,20}), (.{3,120}?),(?=[^,]*$)/i.exec(text);
  if (report !== null) return { type: "report", genre: report[1] ?? "", number: report[2] ?? "", publisher: report[3] ?? "" };
  const journal = /^([^\d]{3,120}?),? (?:vol\. ?)?(\d{1,4})(?:\s?\((\d{1,4}(?:[–/-]\d{1,4})?)\)|, no\. ?(\d{1,4}))?(?=[,:\s])/u.exec(text);
  if (journal !== null && pages !== null)
    return {
      type: "article-journal",
      "container-title": journal[1] ?? "",
      volume: journal[2] ?? "",
      ...optional("issue", journal[3] ?? journal[4]),
      ...page,
    };
  return { type: "book", ...imprintOf(text) };
}

/** `SIAM Publications, Philadelphia, PA, 1979`, `London: Quay, 1999`. */
function imprintOf(text: string): CslItem {
  const bare = text.replace(
    /,?\s*\(?(?:(?:first|second|third|fourth|\d\w*) ed(?:ition|n?\.)?,?\s*)?(?:\p{Lu}\p{Ll}{2,8}\.? )?(?:1[5-9]|20)\d\d\)?.*$/u,
    "",
  );
  const colon = /^([^:]{2,60}): ([^:]{2,120})$/.exec(bare);
  if (colon !== null) return { ...optional("publisher-place", colon[1]), ...optional("publisher", colon[2]) };
  const comma = /^([^,]{2,80}(?:, Inc\.?)?), (\p{Lu}[\p{L}., -]{2,40})$/u.exec(bare);
  if (comma !== null) return { ...optional("publisher", comma[1]), ...optional("publisher-place", comma[2]) };
  return bare.length < 80 ? optional("publisher", bare) : {};
}
