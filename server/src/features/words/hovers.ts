import type { NotCheckedReason } from "../../corpus/quoteVerdict.ts";
import { isHandle } from "../../links/redirects.ts";
import type { LinkReason, LinkVerdict } from "../../links/verdict.ts";
import { counted, dayAndMonth, dayMonthYear, joinWords, locatorWords, times, withPlace } from "./phrases.ts";
import { suspectMessage } from "./problems.ts";

export const verdictWords = {
  verbatim: "Word for word in ",
  typographic: "Word for word but for typography in ",
  marked: "Word for word, with its omissions and additions marked, in ",
  uncited: "No source is cited here. These words stand in ",
  otherSource: (work: string, place: string, cited: string): string => `These words stand in ${withPlace(work, place)}, not in ${cited}.`,
  wrongLocator: (label: string, found: string, printed: string): string =>
    `Found ${locatorWords.at(label, found)}; the citation says ${locatorWords.named(label, printed)}.`,
  notFound: (work: string, document: string, partial: boolean): string =>
    partial ? `These words are not in the part of ${work} that is here (${document}).` : `Not found in ${work} as read here (${document}).`,
  nearest: (place: string): string => (place === "" ? "Nearest:" : `Nearest, ${place}:`),
} as const;

export function notCheckedWords(reason: NotCheckedReason, work: string | undefined): string {
  const name = work ?? "the work cited";
  switch (reason) {
    case "noSource":
      return `Not checked: ${name} is not among the sources here.`;
    case "noEntry":
      return "Not checked: the bibliography has no entry for this citation.";
    case "noTextLayer":
      return `Not checked: the file of ${name} holds no text.`;
    case "beingRead":
      return "Not checked yet: sources are still being read.";
    case "translation":
      return `Not checked: ${name} is in another language.`;
    case "unreadable":
      return `Not checked: the file of ${name} can't be read.`;
    case "noQuotation":
      return "Not checked: this reads like a title or a word kept at a distance, not like a quotation.";
    case "secondHand":
      return `Not checked: what quotes ${name} is not among the sources here.`;
  }
}

export const whyNoPassage = (why: "beingRead" | "nothingNear"): string =>
  why === "beingRead" ? "Sources are still being read …" : "Nothing in its source is near to this sentence.";

/** `alive on 3 November`, `gone since 12 October`. */
export function linkStateWords(verdict: LinkVerdict): string {
  const when = verdict.checkedAt === undefined ? "" : ` on ${dayAndMonth(verdict.checkedAt)}`;
  switch (verdict.state) {
    case "alive":
      return `alive${when}`;
    case "moved":
      return "moved for good";
    case "dead":
      return `gone${verdict.failingSince === undefined ? "" : ` since ${dayAndMonth(verdict.failingSince)}`}`;
    case "suspect":
      return `failed${when}`;
    case "blocked":
      return "not open to programs";
    case "unreachable":
    case "malformed":
    case "unchecked":
      return "not checked";
  }
}

export const linkHoverWords = {
  noAddress: "This is no address that a browser could open.",
  notTrusted: "Not checked: this workspace isn't trusted, so nothing is asked for.",
  never: "Not checked: checking links is switched off.",
  notYet: "Not checked yet.",
  askedAs: (url: string): string => ` Asked as ${url}.`,
  unchecked: (reason: LinkReason | undefined): string => uncheckedWords(reason),
  state(verdict: LinkVerdict): string {
    const when = verdict.checkedAt === undefined ? "" : ` (${dayMonthYear(verdict.checkedAt)})`;
    switch (verdict.state) {
      case "alive":
        return `This page answers${when}.`;
      case "moved":
        return `This page has moved for good to ${verdict.finalUrl ?? "another address"}${when}.`;
      case "dead":
        if (isHandle(verdict.url)) return `Nobody has registered this identifier${when}: there may be a slip in it.`;
        return verdict.reason === "failedForDays"
          ? `This page hasn't answered since ${dayMonthYear(verdict.failingSince ?? verdict.checkedAt ?? 0)}; it was tried on three different days.`
          : `Gone since ${dayMonthYear(verdict.failingSince ?? verdict.checkedAt ?? 0)}: the server says the page no longer exists (asked twice).`;
      case "suspect":
        return verdict.reason === "certificate" ? "This site's security certificate isn't valid." : suspectMessage(verdict);
      case "blocked":
        return `This site lets no programs in, so it can't be told whether the page is there${when}.`;
      case "unreachable":
        return "This computer seems to be offline, so nothing can be said of this link.";
      case "malformed":
        return linkHoverWords.noAddress;
      case "unchecked":
        return linkHoverWords.unchecked(verdict.reason);
    }
  },
} as const;

function uncheckedWords(reason: LinkReason | undefined): string {
  switch (reason) {
    case "private":
      return "Not checked: this address lies inside a private network.";
    case "ignored":
      return "Not checked: your settings leave this address out.";
    case "credentials":
      return "Not checked: this address carries a password or key.";
    case "otherScheme":
      return "Not checked: only http and https addresses are.";
    case "notTrusted":
      return linkHoverWords.notTrusted;
    case "switchedOff":
      return linkHoverWords.never;
    default:
      return linkHoverWords.notYet;
  }
}

/** `Cited 3 times here and once in outlook.tex`. */
export function citedWords(here: number, others: readonly { readonly file: string; readonly count: number }[]): string {
  const more = others.length - 3;
  const parts = [
    ...(here > 0 ? [`${times(here)} here`] : []),
    ...others.slice(0, 3).map(({ file, count }) => `${times(count)} in ${file}`),
    ...(more > 0 ? [`in ${counted(more, "other draft", "other drafts")}`] : []),
  ];
  return parts.length === 0 ? "Not cited yet" : `Cited ${joinWords(parts, "and")}`;
}

export const sourceWords = (file: string): string => `source: ${file}`;

export const openWords = (page: string | undefined, file: string): string => (page === undefined ? `Open ${file}` : `Open at p. ${page}`);
