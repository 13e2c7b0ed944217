import type { CslItem, Locator } from "../../csl/types.ts";
import { readArchived } from "./archived.ts";
import { optional } from "./containers.ts";
import { findDate } from "./dates.ts";
import { findLocator } from "./locators.ts";

export interface PublicRecord {
  readonly csl: CslItem;
  readonly locator: Locator | undefined;
}

/** Debates, statutes and cases, which have no author: `HL Deb 4 May 1868, vol 191, col 1780`, `Pilotage Act 1913, s 15`, `Rex v Tolliver (1834) 3 B & Ad 314`. */
export const readPublicRecord = (text: string): PublicRecord | undefined =>
  readDebate(text) ??
  readStatute(text) ??
  readCase(text) ??
  readTreaty(text) ??
  readPlacedTreaty(text) ??
  readNumberedAct(text) ??
  readArchived(text.slice(0, 600));

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
    /^(\p{Lu}[^,;:“‘"()]{3,100}?\b(?:Act|Ordinance|Statute)) ((?:1[2-9]|20)\d\d)(?:,? (?:ss?|sections?)\.? ?(\d{1,4}[A-Z]?(?:\([\da-z]{1,3}\))*))?$/u.exec(
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
    /^(\p{Lu}[^;:“‘"[\]]{0,120}? v\.? \p{Lu}[^;:“‘"[\]]{0,80}?)(?: \((?:Merits|Judgment|Jurisdiction|Advisory Opinion|No \d+)\))?,? [[(]((?:1[5-9]|20)\d\d)[\])] ?(\d{1,4} )?(\p{Lu}[\p{L}.& ]{0,30}?) (\d{1,5})(?: \(\p{Lu}{2,5}\))?(?:, \[\d{4}\] [^,]{2,30})?(?:,? (?:paras? |\[)?(\d{1,5}(?:[–-]\d{1,5})?)\]?)?$/u.exec(
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
    locator:
      match[6] === undefined ? undefined : { label: /paras? |\[\d+\]$/.test(text.slice(-12)) ? "paragraph" : "page", value: match[6] },
  };
}

/** `Charter of the United Nations (adopted 26 June 1945, entered into force …) 1 UNTS XVI, art 2(4)`, `Treaty of Versailles, 28 June 1919, art. 231`. */
function readTreaty(text: string): PublicRecord | undefined {
  const match =
    /^(\p{Lu}[^;“‘"()]{2,200}?)(?:,? \((?:adopted|signed|opened for signature|concluded) ([^(),]{8,30})(?:, [^()]{5,60})?\))(?: ([\p{L}\d ]{3,30}?))?(?:,? (?:arts?\.?|articles?) (\d{1,4}(?:\([\da-z]{1,3}\))*))?$/iu.exec(
      text,
    );
  const date = match === null ? undefined : findDate(match[2] ?? "");
  if (match === null || date === undefined) return undefined;
  return {
    csl: { type: "treaty", title: match[1] ?? "", issued: date.date, ...optional("container-title", match[3]) },
    locator: match[4] === undefined ? undefined : { label: "article", value: match[4] },
  };
}

/** `North Atlantic Treaty (Washington, DC, 4 April 1949), Article 5`. */
function readPlacedTreaty(text: string): PublicRecord | undefined {
  const match =
    /^(\p{Lu}[^;“‘"(),]{2,120}?\b(?:Treaty|Convention|Protocol|Charter|Accords?|Agreement)\b[^;“‘"(),]{0,100}?) \((\p{Lu}[\p{L}, .]{1,40}), ([^(),]{8,30})\)(,? [^()]{2,40})?$/u.exec(
      text,
    );
  const date = match === null ? undefined : findDate(match[3] ?? "");
  if (match === null || date?.hasDay !== true) return undefined;
  const csl: CslItem = { type: "treaty", title: match[1] ?? "", "publisher-place": match[2] ?? "", issued: date.date };
  return { csl, locator: findLocator(match[4] ?? "")?.locator };
}

/** `Loi n° 90-615 du 13 juillet 1990`, `Gesetz vom 3. Mai 1935`, `UNGA Res 60/1 (24 October 2005) para 138`. */
function readNumberedAct(text: string): PublicRecord | undefined {
  const found = findLocator(text);
  const bare = (found === undefined ? text : text.slice(0, found.start)).replace(/[\s,]+$/, "");
  const law = /^(Loi|Décret|Ordonnance|Gesetz|Verordnung)(?: n° ?([\d-]{2,12}))? (?:du|vom) ([^,]{8,25}\d{4})/u.exec(bare);
  const resolution =
    /^((?:UN|UNGA|UNSC|GA|SC|Security Council|General Assembly)\s?Res(?:olution|\.)? (?:[AS]\/RES\/)?([\d/]{2,10}(?: \([IVXL]+\))?)) \(([^()]{8,30})\)/.exec(
      bare,
    );
  const [kind, number, when] = law === null ? [resolution?.[1], resolution?.[2], resolution?.[3]] : [law[1], law[2], law[3]];
  const date = findDate(when ?? "");
  if (kind === undefined || date === undefined) return undefined;
  return {
    csl: { type: law === null ? "report" : "legislation", title: kind, ...optional("number", number), issued: date.date },
    locator: found?.locator,
  };
}
