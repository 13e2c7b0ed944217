import type { CslItem } from "../../csl/types.ts";
import { repairUrl } from "../../text/urlRepair.ts";
import { findDate } from "./dates.ts";

/** What is left of a reference once some of its parts are taken, and those parts. */
export interface Taken {
  readonly rest: string;
  readonly csl: CslItem;
}

const accessDate =
  /[,.;]?\s*[[(]?\b(?:(?:last|date)\s+)?(?:accessed|retrieved|visited|viewed|abgerufen|zugriff|consulted|consulté)(?:\s+(?:on|am|le))?:?\s+([^()[\];]{4,40}?\d{4})[\])]?(?=[\s.,;)]|$)/i;
const doi = /(?:\bdoi[:\s]\s*|\bhttps?:\/\/(?:dx\.)?doi\.org\/|\b)(10\.\d{4,9}\/[^\s"<>‘’“”]{1,200})/i;
const address =
  /(?:,?\s*\b(?:(?:available|online|found|posted|accessible|retrieved|downloaded)\s+)?(?:(?:at|from|via|unter|auf|URL|in)\b:?|:))?\s*[<(]?((?:https?:\/\/|www\.)[^\s<>"“”]+)>?\)?/i;
/** The publisher's page lost the address, or all but its last part: `, at .`, `, at fndact-a.htm`. */
const lostAddress = /,?\s*\b(?:available\s+)?at\s*(?:[\w.-]{1,60}\.(?:html?|pdf|asp|cfm|php))?\s*\.?$/i;

/** Takes addresses, DOIs and dates of access out of a reference. */
export function takeAddresses(text: string): Taken {
  let rest = text;
  let csl: CslItem = {};
  const accessed = accessDate.exec(rest);
  if (accessed !== null) {
    const date = findDate(accessed[1] ?? "");
    if (date !== undefined) csl = { ...csl, accessed: date.date };
    rest = without(rest, accessed.index, accessed[0].length);
  }
  const identifier = doi.exec(rest);
  if (identifier !== null) {
    csl = { ...csl, DOI: withoutClosing(identifier[1] ?? "") };
    rest = without(rest, identifier.index, identifier[0].length);
  }
  const book = /[.,;]?\s*\bISBN(?:-1[03])?:? ?((?:97[89][- ]?)?\d[\d -]{7,14}[\dX])\b/i.exec(rest);
  if (book !== null) {
    csl = { ...csl, ISBN: (book[1] ?? "").replace(/[\s-]/g, "") };
    rest = without(rest, book.index, book[0].length);
  }
  for (let found = address.exec(rest); found !== null; found = address.exec(rest)) {
    if (csl.URL === undefined) csl = { ...csl, URL: repairUrl(found[1] ?? "")?.url ?? withoutClosing(found[1] ?? "") };
    rest = without(rest, found.index, found[0].length);
  }
  return { rest: rest.replace(lostAddress, "").trim(), csl };
}

function without(text: string, at: number, length: number): string {
  return `${text.slice(0, at).replace(/[\s,<(]{1,4}$/, "")}${text.slice(at + length)}`.trim();
}

const withoutClosing = (text: string): string => text.replace(/[.,;)\]>]{1,4}$/, "");
