import type { CslItem } from "../../csl/types.ts";
import { isMagazine, isNewspaper } from "./press.ts";

/** Nothing says when, where or by whom it was published. */
export function isShort(csl: CslItem): boolean {
  if (csl.URL !== undefined || csl.DOI !== undefined || csl.publisher !== undefined || csl.archive !== undefined) return false;
  if (csl.title === undefined && csl["container-title"] === undefined) return true;
  return csl.issued === undefined && (csl.volume === undefined || csl["container-title"] === undefined);
}

const hasDay = (csl: CslItem): boolean => csl.issued?.["date-parts"]?.[0]?.length === 3;

/** With its type, where the fields alone tell it. */
export function typed(csl: CslItem): CslItem {
  if (csl.type !== undefined) return speechOr(csl, csl.type);
  if (csl.publisher !== undefined || (csl["publisher-place"] !== undefined && csl["container-title"] === undefined && !hasDay(csl)))
    return speechOr(csl, "book");
  if (csl.URL !== undefined) return speechOr(csl, csl["container-title"] === undefined ? "webpage" : "post-weblog");
  return csl.title === undefined ? csl : speechOr(csl, csl["container-title"] === undefined ? "document" : "article-journal");
}

function speechOr(csl: CslItem, type: string): CslItem {
  const title = csl.title ?? "";
  const spoken = officialIn(csl, type);
  if (spoken !== undefined) return spoken;
  if (type === "article-journal" || type === "article-newspaper" || type === "chapter" || type === "article-magazine")
    return { ...csl, type };
  if (/^(?:(?:the )?author['’]?s? |personal |telephone |my )?interviews? (?:with|by|of) /i.test(title))
    return { ...csl, type: "interview" };
  if (
    type !== "thesis" &&
    /^(?:Treaty|Convention|Charter|Protocol|Pact|Covenant|Vertrag|Traité) (?:of|on|for|between|against|concerning|zwischen|de)\b|\b(?:Framework|Quadripartite|Peace|Armistice) Agreement\b/u.test(
      title,
    )
  )
    return { ...csl, type: "treaty" };
  if (type !== "thesis" && /\b(?:Treaty|Convention|Protocol|Accords?|Covenant)$/u.test(title) && csl.author === undefined)
    return { ...csl, type: "treaty" };
  if (/\bhearings?\b|\bminutes of (?:the )?evidence\b/i.test(title) && type !== "thesis") return { ...csl, type: "hearing" };
  if (csl.author === undefined && isArchive(csl.title?.split(",")[0]) && csl.publisher === undefined && type === "document")
    return { type: "manuscript", archive: title, ...(csl.issued === undefined ? {} : { issued: csl.issued }) };
  if (isArchive(csl.author?.[0]?.literal)) return { ...csl, type: "manuscript", archive: csl.author?.[0]?.literal ?? "" };
  if (/\b(?:speech|remarks|address to|statement by|lecture|keynote|Rede (?:im|vor|am)|Discours (?:pour|à|au|prononcé))\b/i.test(title))
    return { ...csl, type: "speech" };
  if (
    /\b(?:communiqué|declaration|report|joint statement|white paper|press conference|press release|press briefing|memorandum|resolution|white paper|strategic concept)\b/i.test(
      title,
    ) &&
    type !== "thesis"
  )
    return { ...csl, type: "report" };
  if (type === "book" && isOfficial(csl)) return { ...csl, type: "report" };
  return { ...csl, type: type === "post-weblog" ? "webpage" : type };
}

/**
 * What stands where a journal would is no journal: `‘Joint Statement’, Lisbon, 20 November 2010`, `‘Missile Defence’, NATO Parliamentary
 * Assembly, Sub-Committee on Security, 8 September 2011`; or an agency signs the news: `Associated Press, ‘Libya’, 3 September 2011`.
 */
function officialIn(csl: CslItem, type: string): CslItem | undefined {
  const { "container-title": container = "", ...rest } = csl;
  if ((type !== "article-journal" && type !== "article-newspaper") || csl.volume !== undefined || csl.issue !== undefined) return undefined;
  if (container === "")
    return hasDay(csl) && isNewspaper(csl.author?.[0]?.literal ?? "") ? { ...csl, type: "article-newspaper" } : undefined;
  if (/\b(?:Parliamentary Assembly|Sub-?[Cc]ommittee|Committee on|Council of Ministers|General Assembly)\b/.test(container))
    return { ...csl, type: "report" };
  const isPlace = /^\p{Lu}\p{L}+(?:, \p{Lu}[\p{L}.]+)?$/u.test(container) && !isNewspaper(container) && !isMagazine(container);
  if (!isPlace || !/\b(?:joint statement|communiqué|declaration|press conference|joint declaration)\b/i.test(csl.title ?? ""))
    return undefined;
  return { ...rest, type: "report", "event-place": container };
}

/** Published by the body that speaks in it, with no person as author. */
function isOfficial(csl: CslItem): boolean {
  if (csl.author?.some((name) => name.literal === undefined) === true || csl.editor !== undefined) return false;
  if (csl.author !== undefined && (csl.author[0]?.literal === csl.publisher || printers.test(csl.publisher ?? ""))) return true;
  return bodies.test(csl.publisher ?? "");
}

const printers = /^(?:HMSO|H\.M\.S\.O\.|GPO|(?:US |U\.S\. )?Government Printing Office|(?:The )?Stationery Office|TSO)$/;
const bodies =
  /^(?:NATO|WEU|OSCE|CSCE|United Nations|UN|UNHCR|OECD|IMF|World Bank|European (?:Commission|Union|Parliament|Council)|Council of Europe|Council of the .*|White House.*|.*\bAssembly(?: of .*)?|.*\bCommittee\b.*|(?:US )?Department of .*|Ministry of .*|International Monetary Fund)$/;

const isArchive = (name: string | undefined): boolean =>
  /archiv|record office|\blibrary\b|bibliothe|biblioteca|\bfonds\b/i.test(name ?? "");

export function withoutEmpty(csl: CslItem): CslItem {
  return Object.fromEntries(Object.entries(csl).filter(([, value]) => value !== undefined && value !== ""));
}
