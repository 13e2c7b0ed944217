import type { Difference, NotCheckedReason } from "../corpus/quoteVerdict.ts";
import type { LinkReason, LinkState, LinkVerdict } from "../links/verdict.ts";
import type { SyntaxFault } from "../syntax/bibliography.ts";
import type { UrlChange } from "../text/urlRepair.ts";
import type { ProblemFacts, Unreadable } from "./problem.ts";

/**
 * Every sentence that a writer reads, in English. One sentence each: what is wrong, where the truth stands, what to do; the difference first, since
 * long messages are cut off. Plain text; quotation marks are straight so that they read the same everywhere.
 */
export function problemMessage(facts: ProblemFacts): string {
  switch (facts.code) {
    case "citation.undefined":
      return `No entry "${facts.key}" in ${listFiles(facts.files)}.${facts.nearest.length > 0 ? ` Nearest: ${facts.nearest.join(", ")}.` : ""}`;
    case "citation.empty":
      return "No key is named here.";
    case "citation.example-list":
      return `Pandoc takes a paragraph that begins "@${facts.label}." for a numbered example and drops the citation. Write "[@${facts.label}].".`;
    case "bibliography.not-found":
      return `${facts.name} is not there (looked in ${joinWords(facts.lookedIn, "and")}).`;
    case "bibliography.unreadable":
      return unreadable(facts.name, facts.because);
    case "bibliography.syntax":
      return `${syntaxFault(facts.fault)} Everything else in this file was read.`;
    case "bibliography.duplicate-key":
      return `"${facts.key}" is also in ${facts.file}, line ${facts.line}; ${facts.first ? "this one" : "that one"} is taken.`;
    case "bibliography.unresolved":
      return `${joinWords(facts.names.map(quoted), "and")} ${facts.names.length === 1 ? "is" : "are"} defined nowhere.`;
    case "quotation.altered":
      return alteredMessage(facts);
    case "quotation.not-found":
      return notFoundMessage(facts);
    case "quotation.other-source":
      return `These words stand in ${withPlace(facts.work, facts.place)}, not in ${facts.citedWork}.`;
    case "quotation.wrong-locator":
      return `Found on p. ${facts.page}; the ${facts.inNote ? "note" : "citation"} says ${facts.printedLocator}.`;
    case "link.dead":
      return facts.verdict.reason === "failedForDays"
        ? `This page hasn't answered${since(facts.verdict)}; it was tried on three different days.`
        : "The server says this page no longer exists (asked twice).";
    case "link.suspect":
      return suspectMessage(facts.verdict);
    case "link.certificate":
      return "This site's security certificate isn't valid, so a browser will warn your readers.";
    case "link.moved":
      return `This page has moved for good to ${facts.verdict.finalUrl ?? "another address"}.`;
    case "link.malformed":
      return malformedMessage(facts.printed, facts.repaired, facts.change);
  }
}

function alteredMessage(facts: ProblemFacts & { code: "quotation.altered" }): string {
  const also = facts.otherWork === undefined ? "" : ` The words as you have them stand in ${facts.otherWork}.`;
  const place = facts.place === "" ? facts.work : `${withPlace(facts.work, facts.place)},`;
  if (facts.outOfOrder)
    return `All of this stands in ${withPlace(facts.work, facts.place)}, but in another order: "${facts.context}".${also}`;
  const more = facts.more === 0 ? "" : ` ${facts.more} more ${facts.more === 1 ? "place differs" : "places differ"}.`;
  return differenceMessage(facts.difference, place, facts.context) + more + also;
}

function differenceMessage(difference: Difference, place: string, context: string): string {
  if (difference.spellingOnly) return `Only the spelling differs: the source has ${quoted(difference.printed)}.`;
  switch (difference.kind) {
    case "changed":
      return `${quoted(difference.printed)}, not ${quoted(difference.quoted)}: ${place} has "${context}".`;
    case "leftOut":
      return `${quoted(difference.printed)} is left out: ${place} has "${context}". Mark the omission or restore it.`;
    case "added":
      return `${quoted(difference.quoted)} is not in the source: ${place} has "${context}".`;
  }
}

function notFoundMessage(facts: ProblemFacts & { code: "quotation.not-found" }): string {
  if (facts.partial) return `These words are not in the part of ${facts.work} that is here (${facts.document}).`;
  const nearest = facts.nearest === undefined ? "" : ` Nearest: ${facts.nearest}.`;
  return `Not found in ${facts.work} as read here (${facts.document}).${nearest}`;
}

function suspectMessage(verdict: LinkVerdict): string {
  const again = "Ibid will try again.";
  switch (verdict.reason) {
    case "hostNotFound":
      return `No site answers to this name${since(verdict)}; ${again}`;
    case "redirectLoop":
      return `This address sends one round in a circle; ${again}`;
    case "serverError":
      return `This site answers with an error of its own${since(verdict)}; ${again}`;
    case "redirected":
      return `This address now leads to the site's front page; the page itself may be gone. ${again}`;
    default:
      return `This site didn't answer${since(verdict)}; ${again}`;
  }
}

function since(verdict: LinkVerdict): string {
  if (verdict.failingSince === undefined || verdict.failures < 2) return "";
  return `, the ${ordinal(verdict.failures)} time since ${dayAndMonth(verdict.failingSince)}`;
}

function malformedMessage(printed: string, repaired: string | undefined, change: UrlChange | undefined): string {
  if (repaired === undefined) return `This is no address that a browser could open: ${printed}`;
  return `${change === undefined ? "This address is slightly off" : urlChange(change)}: ${repaired}`;
}

export const fixWords = {
  /** Names the words where there is one place to mend; "" for several, and where something is only taken out. */
  sourceWording: (printed: string): string =>
    printed === "" ? "Use the source's wording" : `Use the source's wording: ${quoted(printed)}`,
  changeTo: (text: string): string => `Change to ${text}`,
  write: (text: string): string => `Write "${text}"`,
} as const;

/** The reason comes first, then the address as it should be. */
function urlChange(change: UrlChange): string {
  switch (change.kind) {
    case "dash":
      return `${change.character === "\u2013" ? "An en dash" : "A dash"} stands where the address needs a hyphen`;
    case "invisible":
      return "An invisible character stands in the address";
    case "ligature":
      return "Two letters of the address are joined into one character";
    case "tilde":
      return "Another sign stands where the address needs a tilde";
    case "slashes":
      return "The slashes after http are not right";
    case "scheme":
      return `The address begins with ${quoted(change.found)}`;
    case "doubledScheme":
      return "The beginning of the address stands twice";
    case "missingScheme":
      return "The address lacks its http://";
    case "doi":
      return "A DOI stands where an address is needed";
    case "space":
      return "A space stands in the address";
    case "escape":
      return `${quoted(change.found)} has become part of the address`;
    case "surroundings":
      return "Punctuation has become part of the address";
  }
}

function syntaxFault(fault: SyntaxFault): string {
  const name = quoted(fault.subject);
  switch (fault.kind) {
    case "missingComma":
      return `A comma is missing after ${name}.`;
    case "missingEquals":
      return `An equals sign is missing after ${name}.`;
    case "missingValue":
      return `${name} has no value.`;
    case "missingKey":
      return "This entry has no key, so it can't be cited.";
    case "keyWithSpace":
      return `The key ${name} has a space in it, which most programs don't accept.`;
    case "unclosedEntry":
      return `The entry ${quoted(fault.key ?? fault.subject)} is never closed: a brace is missing.`;
    case "unclosedValue":
      return `The braces or quotation marks around the value of ${name} don't match.`;
    case "oddFieldName":
      return `${name} can't be the name of a field.`;
    case "duplicateField":
      return `${name} stands twice in this entry.`;
    case "notJson":
      return "Here the file is no longer JSON.";
    case "notAnEntry":
      return "This is not an entry.";
    case "controlCharacter":
      return "There is an unprintable character here.";
  }
}

function unreadable(name: string, because: Unreadable): string {
  switch (because.kind) {
    case "missing":
      return `${name} is not there.`;
    case "unreadable":
      return `${name} can't be read: the system doesn't allow it.`;
    case "notAFile":
      return `${name} is not a file.`;
    case "binary":
      return `${name} is not a text file.`;
    case "refused":
      return `${name} lies outside this workspace, so it isn't read.`;
    case "unsupported":
      return `${name} is in a format that Ibid can't read yet; export it as BibTeX, BibLaTeX or CSL-JSON.`;
    case "tooLarge":
      return `${name} is too large to be read (${megabytes(because.size)}; the limit is ${megabytes(because.limit)}).`;
  }
}

export const placeWords = {
  page: (label: string): string => `p. ${label}`,
  note: (number: number): string => `note ${number}`,
};

/** `Anthony 2012, p. 5`. */
export const withPlace = (work: string, place: string): string => (place === "" ? work : `${work}, ${place}`);

export const quoted = (text: string): string => `"${text}"`;

/** `1,204 entries`, `1 entry`. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `references.bib`, `references.bib or 2 other files`. */
function listFiles(files: readonly string[]): string {
  const [first, ...others] = files;
  if (first === undefined) return "any bibliography";
  return others.length === 0 ? first : `${first} or ${counted(others.length, "other file", "other files")}`;
}

export const dayAndMonth = (time: number): string =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

export const dayMonthYear = (time: number): string =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function ordinal(number: number): string {
  const words = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
  return words[number] ?? `${number}th`;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024).toLocaleString("en-US")} MB`;

export const verdictWords = {
  verbatim: "Word for word in ",
  typographic: "Word for word but for typography in ",
  marked: "Word for word, with its omissions and additions marked, in ",
  uncited: "No source is cited here. These words stand in ",
  otherSource: (work: string, place: string, cited: string): string => `These words stand in ${withPlace(work, place)}, not in ${cited}.`,
  wrongLocator: (page: string, printed: string): string => `Found on p. ${page}; the citation says p. ${printed}.`,
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
    case "tooShort":
      return "Not checked: too short.";
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
  unchecked: (reason: LinkReason | undefined): string => uncheckedWords(reason),
  state(verdict: LinkVerdict): string {
    const when = verdict.checkedAt === undefined ? "" : ` (${dayMonthYear(verdict.checkedAt)})`;
    switch (verdict.state) {
      case "alive":
        return `This page answers${when}.`;
      case "moved":
        return `This page has moved for good to ${verdict.finalUrl ?? "another address"}${when}.`;
      case "dead":
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

export const filesUsedWords = {
  bibliographies: "Bibliographies",
  sources: "Sources",
  reading: "being read …",
  noEntry: "no entry in the bibliography",
  cut: "there are more files here than Ibid looks at",
  by: { named: "named in the draft", setting: "from your settings", folder: "in this folder" },
  summary(entries: number, bibliographies: number, sources: number): string {
    if (bibliographies === 0)
      return "No bibliography was found for this draft: put a .bib beside it, name one in it, or choose one in the settings.";
    return `${counted(entries, "entry", "entries")} from ${counted(bibliographies, "bibliography", "bibliographies")} and ${counted(sources, "source", "sources")} serve this draft.`;
  },
  sourceFault(fault: "empty" | "tooLarge" | "missing" | "notAFile" | "unreadable"): string {
    switch (fault) {
      case "empty":
        return "there is no text in it";
      case "tooLarge":
        return "too large to be read";
      case "missing":
        return "no longer there";
      case "notAFile":
        return "not a file";
      case "unreadable":
        return "can't be read";
    }
  },
} as const;

export const completionWords = {
  noBibliography: "No bibliography found: put a .bib beside this draft or choose one in the settings …",
  cited: (count: number): string =>
    count === 0 ? "Not cited in this draft" : `Cited ${count === 1 ? "once" : count === 2 ? "twice" : `${count} times`} in this draft`,
} as const;

export const linkReportWords = {
  /** `12 links: 9 alive, 1 gone, 2 not checked.` */
  summary(verdicts: readonly (LinkVerdict | undefined)[]): string {
    if (verdicts.length === 0) return "No links.";
    const counts = new Map<string, number>();
    for (const verdict of verdicts) {
      const word = verdict?.reason === "offline" ? "not checked (offline)" : stateWord(verdict?.state ?? "unchecked");
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return `${counted(verdicts.length, "link", "links")}: ${[...counts].map(([word, count]) => `${count} ${word}`).join(", ")}.`;
  },
} as const;

export function stateWord(state: LinkState): string {
  switch (state) {
    case "alive":
      return "alive";
    case "moved":
      return "moved";
    case "dead":
      return "gone";
    case "suspect":
      return "failing";
    case "blocked":
      return "not open to programs";
    case "malformed":
      return "misprinted";
    case "unreachable":
    case "unchecked":
      return "not checked";
  }
}

export const statusWords = {
  noBibliography: "No bibliography found",
  readingBibliographies: "Reading bibliographies",
  readingSources: (count: number): string => `Reading ${counted(count, "source", "sources")}`,
  checkingLinks: "Checking links",
  howToGetBibliography: "Put a .bib beside this draft, name one in it, or choose one in the settings",
  fileTrouble: (name: string, missing: boolean): string => `${name} ${missing ? "is not there" : "can't be read"}`,
  styleMissing: "The style isn't known, so references show in Chicago's",
} as const;
