import type { CslItem } from "../../csl/types.ts";
import { findBrackets } from "./brackets.ts";
import { optional } from "./containers.ts";
import { findDate } from "./dates.ts";

export interface FoundPublication {
  readonly csl: CslItem;
  /** The reference without the bracket. */
  readonly rest: string;
}

/** Place, publisher and year in brackets: `(Abingdon: Routledge, 2006)`, `(Washington, DC: Brookings, 2003)`, `(Cambridge University Press 2010)`. */
export function publicationOf(text: string): FoundPublication | undefined {
  const rounds = findBrackets(text).rounds;
  for (const round of [...rounds].reverse()) {
    const csl = readPublication(text.slice(round.start + 1, round.end - 1));
    if (csl === undefined) continue;
    const rest = `${text.slice(0, round.start).trimEnd()}${text.slice(round.end)}`.replace(/[\s,.;:]{1,4}$/, "");
    return { csl, rest };
  }
  return undefined;
}

function readPublication(inside: string): CslItem | undefined {
  if (/^(?:document|doc\.|press release|hereafter|cm(?:nd?)?\.? ?\d)/i.test(inside)) return undefined;
  const date = findDate(inside);
  const dated =
    date === undefined ? /,?\s*(?:n\.d\.|forthcoming|o\.\s?J\.)$/i.exec(inside)?.index : yearPlace(inside, date.span.start, date.span.end);
  const colon = inside.indexOf(": ");
  if (dated === undefined && colon < 0) return undefined;
  const imprint = inside
    .slice(0, dated ?? inside.length)
    .replace(/^(?:first )?publ(?:ished|\.)(?: in)? \d{4},\s+/i, "")
    .replace(/^(?:\d{1,2}(?:st|nd|rd|th) edn?\.?,?\s+|[^:,]{2,40}\bedn?\.?[,;]\s+)/i, "")
    .replace(/[\s,;]{1,4}$/, "");
  const edition = /^(\d{1,2})(?:st|nd|rd|th) edn?\b/i.exec(inside)?.[1];
  const issued = { ...(date === undefined ? {} : { issued: date.date }), ...optional("edition", edition) };
  if (colon > 0 && colon < imprint.length) {
    const place = imprint.slice(0, imprint.indexOf(": ")).trim();
    return { "publisher-place": place, publisher: imprint.slice(imprint.indexOf(": ") + 2).trim(), ...issued };
  }
  const thesis = /\b(?:ph\.?\s?d\.?|d\.?phil\.?|doctoral|master['’]?s?|m\.?a\.?|thesis|dissertation|diss\.)/i.test(imprint);
  const universityFirst = thesis
    ? /^((?:Univ(?:ersity|\.)|\p{Lu}\p{L}+ Univ(?:ersity|\.)).*?) ((?:unpublished )?(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?A\.?) (?:thesis|dissertation|diss\.))$/u.exec(
        imprint,
      )
    : null;
  if (universityFirst !== null) return { type: "thesis", genre: universityFirst[2] ?? "", publisher: universityFirst[1] ?? "", ...issued };
  if (thesis)
    return {
      type: "thesis",
      ...optional("genre", imprint.split(",")[0]?.trim()),
      ...optional("publisher", imprint.split(",").slice(1).join(",").trim()),
      ...issued,
    };
  if (imprint === "") return issued;
  if (date?.hasDay === true || /\d/.test(imprint)) return undefined;
  if (
    /\b(?:press|verlag|books|publish|routledge|university|springer|macmillan|sage|blackwell|elsevier|oup|cup|presses|éditions|editions|& co|and co|house)/i.test(
      imprint,
    )
  )
    return { publisher: imprint, ...issued };
  return /^(?:spring|summer|autumn|fall|winter|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?|(?:mai|märz|okt|dez|janv|févr|avril|juin|juil)[a-zéè]{0,6}\.?)$/i.test(
    imprint,
  )
    ? issued
    : { "publisher-place": imprint, ...issued };
}

/** The year closes the bracket. */
const yearPlace = (inside: string, start: number, end: number): number | undefined =>
  /^[\s.)]*$/.test(inside.slice(end)) ? start : undefined;
