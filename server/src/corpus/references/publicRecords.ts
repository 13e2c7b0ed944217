import type { CslItem, Locator } from "../../csl/types.ts";
import { optional } from "./containers.ts";
import { findDate } from "./dates.ts";

export interface PublicRecord {
  readonly csl: CslItem;
  readonly locator: Locator | undefined;
}

/** Debates, statutes and cases, which have no author: `HL Deb 4 May 1868, vol 191, col 1780`, `Pilotage Act 1913, s 15`, `Rex v Tolliver (1834) 3 B & Ad 314`. */
export const readPublicRecord = (text: string): PublicRecord | undefined => readDebate(text) ?? readStatute(text) ?? readCase(text);

/** `press release`, `M-NAC-1(97)65, Sintra`: what stands where a journal would is the document's kind or number. */
export function issuedDocument(name: string | undefined): CslItem {
  if (name === undefined) return {};
  if (
    /^(?:press release|press statement|news release|fact ?sheet|policy memo|pressemitteilung|communiqué de presse)(?:\s\S{1,20})?$/i.test(
      name,
    )
  )
    return { type: "report", genre: name, "container-title": "" };
  const number = /^((?=[^,]*\d)\p{Lu}[\p{Lu}\d]{0,8}[-/(][\w()/.-]{2,30})(?:, (\p{Lu}[\p{L} -]{2,30}))?$/u.exec(name);
  return number === null ? {} : { type: "report", number: number[1] ?? "", ...optional("event-place", number[2]), "container-title": "" };
}

function readDebate(text: string): PublicRecord | undefined {
  const name =
    /^(?:Hansard|H[CL] Deb(?:ates|\.)?|House of (?:Commons|Lords) Debates|Parliamentary Debates|Parl\. Deb\.|Congressional Record|Cong\. Rec\.)(?=[,\s(])/i.exec(
      text,
    )?.[0];
  const date = findDate(text);
  if (name === undefined || date?.hasDay !== true) return undefined;
  const volume = /\bvol\.? ?(\d{1,4})/i.exec(text)?.[1];
  const column = /\bcols?\.? ?(\d{1,5}(?:[–-]\d{1,5})?)/i.exec(text)?.[1];
  return {
    csl: { type: "hearing", "container-title": name, issued: date.date, ...optional("volume", volume) },
    locator: column === undefined ? undefined : { label: "column", value: column },
  };
}

function readStatute(text: string): PublicRecord | undefined {
  const match =
    /^(\p{Lu}[^,;:“‘"()]{3,100}?\b(?:Act|Ordinance|Statute)) ((?:1[2-9]|20)\d\d)(?:,? (?:ss?|sections?)\.? ?(\d{1,4}[A-Z]?(?:\(\d{1,2}\))*))?$/u.exec(
      text,
    );
  if (match === null) return undefined;
  return {
    csl: { type: "legislation", title: `${match[1] ?? ""} ${match[2] ?? ""}`, issued: { "date-parts": [[Number(match[2])]] } },
    locator: match[3] === undefined ? undefined : { label: "section", value: match[3] },
  };
}

function readCase(text: string): PublicRecord | undefined {
  const match =
    /^(\p{Lu}[^,;:“‘"()[\]]{1,80}? v\.? \p{Lu}[^,;:“‘"()[\]]{1,80}?),? [[(]((?:1[5-9]|20)\d\d)[\])] ?(\d{1,4} )?(\p{Lu}[\p{L}.& ]{0,30}?) (\d{1,5})(?:, (\d{1,5}))?$/u.exec(
      text,
    );
  if (match === null) return undefined;
  return {
    csl: {
      type: "legal_case",
      title: match[1] ?? "",
      issued: { "date-parts": [[Number(match[2])]] },
      ...optional("volume", match[3]?.trim()),
      "container-title": match[4] ?? "",
      page: match[5] ?? "",
    },
    locator: match[6] === undefined ? undefined : { label: "page", value: match[6] },
  };
}
