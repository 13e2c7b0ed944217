import type { CslItem, CslName } from "../../csl/types.ts";
import { optional, readBook } from "./containers.ts";
import { parseNames } from "./names.ts";

/**
 * An item of a reference list whose year stands last or whose names have no commas, as the sciences print them; undefined for any other.
 * `Sole, I., Nagy, P.: Oil and blame. Mar. Law Rev. 20, 44–60 (2008)`, `Amadi, G.: Law at the Edge. Shoreline, Lagos (2004)`,
 * `Amsel R, Dow C (1988) Who paid the pilot? Maritime Review 41(3): 301–318`, `Amsel R. Who paid? Marit Rev. 1988;41(3):301–18`.
 */
export function readListedWork(text: string): CslItem | undefined {
  return readIndexed(text) ?? readYearLast(text);
}

/** The words `Smith RB`: initials without points or comma. */
function indexedNames(text: string): readonly CslName[] | undefined {
  const names: CslName[] = [];
  for (const chunk of text.replace(/,?\s+et al\.?$/, "").split(/,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+/)) {
    const match =
      /^((?:(?:van|von|de|der|den|di|la|le|al|el) ){0,3}\p{Lu}[\p{L}'’-]+(?: \p{Lu}\p{Ll}[\p{L}'’-]*)?) (\p{Lu}{1,3}(?:-\p{Lu})?)$/u.exec(
        chunk,
      );
    if (match === null) return undefined;
    names.push({ family: match[1] ?? "", given: match[2] ?? "" });
  }
  return names.length > 0 ? names : undefined;
}

/** `Amsel R (1988) Title. …`, `Amsel R, Dow C. Title. Journal. 1988;41(3):301–18`. */
function readIndexed(text: string): CslItem | undefined {
  const dated = /^([^()\d:]{4,300}?)\.? \(((?:1[5-9]|20)\d\d)[a-z]?\)[.:,]? (?=\S)/u.exec(text);
  const author = dated === null ? undefined : indexedNames(dated[1] ?? "");
  if (dated !== null && author !== undefined) {
    const issued = { "date-parts": [[Number(dated[2])]] };
    return { author, issued, ...titleAndRest(text.slice(dated[0].length)) };
  }
  const vancouver =
    /^([^.()\d:]{4,300})\. (.{3,400}?[.?!]) (.{2,100}?)\.? ((?:1[5-9]|20)\d\d)(?: \p{Lu}\p{Ll}{2}(?: \d{1,2})?)?;\s?(\d{1,4})(?:\((\d{1,4})\))?:\s?([\w–-]{1,20})\.?$/u.exec(
      text,
    );
  const names = vancouver === null ? undefined : indexedNames(vancouver[1] ?? "");
  if (vancouver === null || names === undefined) return undefined;
  return {
    type: "article-journal",
    author: names,
    issued: { "date-parts": [[Number(vancouver[4])]] },
    title: (vancouver[2] ?? "").replace(/\.$/, ""),
    "container-title": vancouver[3] ?? "",
    volume: vancouver[5] ?? "",
    ...optional("issue", vancouver[6]),
    page: vancouver[7] ?? "",
  };
}

/** `Names: Title. … (2008)` or `Surname, I. Title. … (2008)`, the year in brackets at the end. */
function readYearLast(text: string): CslItem | undefined {
  const year = /[\s,]*\(((?:1[5-9]|20)\d\d)\)\.?$/.exec(text);
  if (year === null) return undefined;
  const body = text.slice(0, year.index);
  const opening = openingNames(/^([^:()\d“‘"]{4,300}?):\s+(?=\S)/u.exec(body)) ?? openingNames(surnamesFirst.exec(body));
  if (opening === undefined) return undefined;
  const rest = titleAndRest(body.slice(opening.length));
  // Without a colon only a whole journal line shows that the year closes the item.
  if (!body.slice(0, opening.length).includes(":") && rest.type !== "article-journal") return undefined;
  return { author: opening.names, issued: { "date-parts": [[Number(year[1])]] }, ...rest };
}

/** `Sole, I., Nagy, P.` before a title. */
const surnamesFirst = /^((?:\p{Lu}[\p{L}'’ -]{1,30}, (?:\p{Lu}\.[ -]?){1,4}(?:(?:, | & |, & | and )(?=\p{Lu}))?){1,30}) (?=["“‘\p{Lu}\d])/u;

function openingNames(match: RegExpExecArray | null): { readonly names: readonly CslName[]; readonly length: number } | undefined {
  if (match === null || !/\p{Lu}\./u.test(match[1] ?? "")) return undefined;
  const names = parseNames((match[1] ?? "").replace(/,?\s+et al\.?$/, ""));
  return names?.complete === true ? { names: names.names, length: match[0].length } : undefined;
}

/** `Title. Journal 41(3): 301–318.`, `Title. In: Farid O (ed.) Offices. Oslo: Novus, pp. 9–30.`, `Title. London: Routledge.`, `Title. Shoreline, Lagos`. */
function titleAndRest(text: string): CslItem {
  const cut = /^(.{2,400}?(?:[?!]|(?<!\b(?:vs?|St|Dr|No|U\.S|U\.K|\p{Lu}))\.)) (?=["“‘\p{Lu}\d])(.*)$/u.exec(text.replace(/\.$/, ""));
  if (cut === null) return { type: "document", title: text.replace(/\.$/, "") };
  const title = (cut[1] ?? "").replace(/\.$/, "").replace(/^["“‘]|[,.]?["”’]$/g, "");
  const rest = cut[2] ?? "";
  const inBook = /^In:? (?=\S)/.exec(rest);
  if (inBook !== null) return { type: "chapter", title, ...bookOf(rest.slice(inBook[0].length)) };
  const journal =
    /^([^\d]{3,120}?),? (\d{1,4})(?:\s?\((\d{1,4}(?:[–/-]\d{1,4})?)\))?\s?[:,]\s?((?:p{1,2}\. ?)?[A-Za-z]?\d{1,6}(?:[–-]\w{1,6})?)$/u.exec(
      rest,
    );
  if (journal !== null)
    return {
      type: "article-journal",
      title,
      "container-title": journal[1] ?? "",
      volume: journal[2] ?? "",
      ...optional("issue", journal[3]),
      page: (journal[4] ?? "").replace(/^pp?\. ?/, ""),
    };
  return { type: "book", title, ...imprintOf(rest) };
}

function bookOf(text: string): CslItem {
  const pages = /,? pp?\. ?(\d{1,5}(?:[–-]\d{1,5})?)/.exec(text);
  const bare = pages === null ? text : text.slice(0, pages.index) + text.slice(pages.index + pages[0].length);
  const edited = /^(.{3,200}?) \((?:[Ee]ds?\.?|[Hh]rsg\.?)\):?,? (.*)$/u.exec(bare);
  const editor = edited === null ? undefined : (indexedNames(edited[1] ?? "") ?? parseNames(edited[1] ?? "")?.names);
  const [book = "", ...rest] = (edited?.[2] ?? bare).split(/\. (?=\p{Lu})/u);
  return {
    ...(editor === undefined ? readBook(book) : { "container-title": book.replace(/[.,]$/, ""), editor }),
    ...imprintOf(rest.at(-1) ?? ""),
    ...optional("page", pages?.[1]),
  };
}

/** `London: Routledge`, `Springer, Heidelberg`. */
function imprintOf(text: string): CslItem {
  const bare = text.replace(/[\s.,]+$/, "");
  const colon = /^([^:]{2,60}): ([^:]{2,120})$/.exec(bare);
  if (colon !== null) return { ...optional("publisher-place", colon[1]), ...optional("publisher", colon[2]) };
  const comma = /^(.{2,80}), (\p{Lu}[\p{L} .-]{2,30})$/u.exec(bare);
  if (comma !== null) return { ...optional("publisher", comma[1]), ...optional("publisher-place", comma[2]) };
  return bare.length < 80 ? optional("publisher", bare) : {};
}
