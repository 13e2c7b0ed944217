import { findDate } from "./dates.ts";
import { findLocator } from "./locators.ts";
import type { PublicRecord } from "./publicRecords.ts";

const holder =
  /\b(?:(?:The )?National Archives?|Public Record Office|Bundesarchiv|Archives (?:nationales|départementales|diplomatiques)|Archivio|Record Office|Archives Centre|Presidential Library|Stiftung \p{Lu}|(?:\p{Lu}[\p{L}.]+ ){1,4}(?:Library|Archives?)\b)/u;
/** Call numbers: `FO 371/160535`, `CAB 128/35`, `F7 13024`, `Add. MS 34902`, `box 24`. */
const callNumber = /\b(?:FO|CAB|PREM|DEFE|WO|CO|HO|T|DO|FCO|RG|AJ|BB|SELO|MSS?)\.? \d{1,5}(?:\/\d+)*|\bbox \d+|\bMSS? \d/i;

/** `British Library, London, Lansdowne MS 8, fo. 16r`, `Archives nationales, F7 13024, fol. 12`: no date, but a call number. */
const undated =
  /^(\p{Lu}[^,]{2,60}(?:, \p{Lu}[\p{L}. ]{2,40}){0,2}?), (.*?\b(?:MSS?\.?|FO|CAB|[A-Z]\d?|GEN MSS|[A-Z]{1,4}\/?) ?\d[\d/ ]*)(?:, (?:fos?\.|fols?\.|ff?\.|Bl\.) ?(\d{1,4}[rv]?(?:[–-]\d{1,4}[rv]?)?))?$/u;

function readUndated(text: string): PublicRecord | undefined {
  const match = undated.exec(text);
  if (match === null || !(holder.test(match[1] ?? "") || /archiv/i.test(match[1] ?? "")) || /[“‘"«(]/.test(text)) return undefined;
  return {
    csl: { type: "manuscript", archive: `${match[1] ?? ""}, ${match[2] ?? ""}` },
    locator: match[3] === undefined ? undefined : { label: "folio", value: match[3] },
  };
}

/** What an archive keeps: `Roberts to Home, 4 July 1961, TNA, FO 371/160535`, `Cabinet conclusions, 26 October 1961, TNA, CAB 128/35`. */
export function readArchived(text: string): PublicRecord | undefined {
  const withoutDate = readUndated(text);
  if (withoutDate !== undefined) return withoutDate;
  const date = findDate(text.slice(0, 250));
  if (date?.hasDay !== true || !/,\s$/.test(text.slice(0, date.span.start)) || /[“‘"„«]/.test(text.slice(0, date.span.start)))
    return undefined;
  const title = text.slice(0, date.span.start).replace(/,\s$/, "");
  const behind = text.slice(date.span.end).replace(/^[\s,]+/, "");
  if (!/^\p{Lu}/u.test(title) || title.length > 160 || /\b(?:vol|no|pp?)\. ?\d/.test(text)) return undefined;
  const letter = /^(?:Letter (?:from|of) )?\p{Lu}[\p{L}. ’'-]{1,60} to (?:\p{Lu}|de |von )[\p{L}. ’'-]{1,60}$/u.test(title);
  const kept = holder.test(behind) || callNumber.test(behind);
  if (/\binterview\b/i.test(title))
    return { csl: { type: "interview", title: title.replace(/, \p{Lu}\p{Ll}+$/u, ""), issued: date.date }, locator: undefined };
  if (!(kept || (letter && behind === "")) || /\((?:[^()]*: )[^()]*\d{4}\)/.test(text)) return undefined;
  const found = findLocator(behind);
  const folio = found?.locator.label === "folio" ? found : undefined;
  const archive = (folio === undefined ? behind : behind.slice(0, folio.start)).replace(/[\s,]+$/, "");
  return {
    csl: { type: letter ? "personal_communication" : "manuscript", title, issued: date.date, ...(archive === "" ? {} : { archive }) },
    locator: folio?.locator,
  };
}
