import type { CslItem } from "../../csl/types.ts";
import { optional } from "./containers.ts";
import { findDate } from "./dates.ts";
import { takeTitleDetails } from "./titleDetails.ts";

/** `Kosovo Report (Document A/1722)`, `Title, 3 vols`, `Title, 2nd edn`. */
export function readTitle(text: string, published: boolean): { readonly title: string; readonly csl: CslItem } {
  let title = text.replace(/^[\s,.:]{1,3}/, "").replace(/[\s,.;]{1,4}$/, "");
  let csl: CslItem = {};
  const number =
    /\s*\(((?:document|doc\.|press release|communiqué|report|paper|cm(?:nd?)?\.?|com|working paper|hc|hl|no\.)\s?(?:no\.?\s?)?([^()]*?(?:\([^()]*\)[^()]*?)?)(?:, ((?:1[89]|20)\d\d))?)\)/i.exec(
      title,
    );
  if (number !== null) {
    if (number[3] !== undefined) csl = { ...csl, issued: { "date-parts": [[Number(number[3])]] } };
    csl = {
      ...csl,
      type: "report",
      ...optional("number", number[2]?.trim()),
      ...optional("genre", number[1]?.slice(0, number[1].indexOf(number[2] ?? "")).trim()),
    };
    title = (title.slice(0, number.index) + title.slice(number.index + number[0].length)).replace(/[\s,]{1,3}$/, "");
  }
  const edition = /,?\s*\(?(\d{1,2})(?:st|nd|rd|th)? (?:rev\. )?(?:edn?\.?|edition|Aufl\.?)\)?/i.exec(title);
  if (edition !== null) {
    csl = { ...csl, ...optional("edition", edition[1]) };
    title = title.slice(0, edition.index) + title.slice(edition.index + edition[0].length);
  }
  const loose = published ? { title, csl } : readLooseTitle(title, csl);
  const details = takeTitleDetails(loose.title);
  return { title: details.title, csl: { ...loose.csl, ...details.csl } };
}

/** Without an imprint in brackets: `Title. Place: Publisher, 2001`, `Title, 22 November 2001`, `Title, NATO Review 3, 2003`. */
function readLooseTitle(title: string, csl: CslItem): { readonly title: string; readonly csl: CslItem } {
  const chicago =
    /^(.{3,400}?)[.,]\s+(?:(?:Trans|Ed|Edited|Translated)[^.]{2,80}\.\s+)?(\p{Lu}[\p{L} ./-]{1,50}(?:, [A-Z]{2})?):\s+([^:]{2,100}?),?\s+((?:1[5-9]|20)\d\d)$/u.exec(
      title,
    );
  if (chicago !== null) {
    const details: CslItem = {
      type: "book",
      ...optional("publisher-place", chicago[2]),
      ...optional("publisher", chicago[3]),
      issued: { "date-parts": [[Number(chicago[4])]] },
    };
    return { title: chicago[1] ?? title, csl: { ...csl, ...details } };
  }
  const plain =
    /^(.{3,400}?),\s+(?:(\p{Lu}[\p{L}./-]{2,20}(?: am? [\p{L}.]+)?)(?:, |: )(\p{Lu}[\p{L} &.'’-]{2,60}), |(\p{Lu}\p{Ll}{2,20}(?:\/\p{Lu}\p{Ll}+){0,2}(?: am? [\p{L}.]+|\/[MO]\.?)?) )((?:1[5-9]|20)\d\d)$/u.exec(
      title,
    );
  if (plain !== null && findDate(title.slice(plain[1]?.length ?? 0))?.span.start !== 2) {
    const details: CslItem = { type: "book", ...optional("publisher-place", plain[2] ?? plain[4]), ...optional("publisher", plain[3]) };
    return { title: plain[1] ?? title, csl: { ...csl, ...details, issued: { "date-parts": [[Number(plain[5])]] } } };
  }
  const date = findDate(title);
  if (date === undefined || !/^[\s).]*$/.test(title.slice(date.span.end)) || !/,\s*$|\s\($/.test(title.slice(0, date.span.start)))
    return { title, csl };
  return { title: title.slice(0, date.span.start).replace(/[\s,(]{1,3}$/, ""), csl: { ...csl, issued: date.date } };
}
