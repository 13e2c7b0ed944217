import type { Difference } from "../../corpus/quoteVerdict.ts";
import { isHandle } from "../../links/redirects.ts";
import type { LinkVerdict } from "../../links/verdict.ts";
import type { SyntaxFault } from "../../syntax/bibliography.ts";
import type { UrlChange } from "../../text/urlRepair.ts";
import type { NamedElsewhere, ProblemFacts, Unreadable } from "../problem.ts";
import type { GuessEvidence } from "../problems/malformedLinks.ts";
import { entryProblemMessage } from "./bibliographies.ts";
import type { SourceFaultWord } from "./furniture.ts";
import { counted, dayAndMonth, joinWords, locatorWords, megabytes, ordinal, quoted, withPlace } from "./phrases.ts";

/**
 * The message of a problem, in English: one sentence that says what is wrong, where the truth stands and what to do; the difference first, since
 * long messages are cut off. Plain text; quotation marks are straight so that they read the same everywhere. All that a writer reads stands in this folder.
 */
export function problemMessage(facts: ProblemFacts): string {
  switch (facts.code) {
    case "citation.undefined":
      return `No entry "${facts.key}" in ${listFiles(facts.files)}.${facts.nearest.length > 0 ? ` Nearest: ${facts.nearest.join(", ")}.` : ""}`;
    case "citation.empty":
      return "No key is named here.";
    case "citation.example-list":
      return `Pandoc takes a paragraph that begins "@${facts.label}." for a numbered example and drops the citation. Write "[@${facts.label}].".`;
    case "citation.locator":
      return `"${facts.printed}" stands before ${facts.value}: write "${facts.meant}".`;
    case "citation.repeated":
      return `"${facts.key}" stands twice in this citation.`;
    case "citation.unknown-command":
      return unknownCommand(facts.command, facts.loaded);
    case "bibliography.not-found":
      return `${namedElsewhere(facts)} is not there (looked in ${joinWords(facts.lookedIn, "and")}).${facts.namesakes.length > 0 ? ` There is ${joinWords(facts.namesakes, "and")}.` : ""}`;
    case "bibliography.unreadable":
      return unreadable(namedElsewhere(facts), facts.because);
    case "style.not-found":
      return `The style "${facts.name}" is not here and not one that Ibid knows; references show in Chicago's.`;
    case "style.unreadable":
      return `${facts.name} is not a style that can be used; references show in Chicago's.`;
    case "bibliography.syntax":
      return `${syntaxFaultWords(facts.fault)} Everything else in this file was read.`;
    case "bibliography.duplicate-key":
    case "bibliography.same-work":
    case "bibliography.missing-field":
    case "bibliography.unresolved":
    case "bibliography.suspect-value":
    case "bibliography.doi-mismatch":
    case "entry.unused":
      return entryProblemMessage(facts);
    case "quotation.altered":
      return alteredMessage(facts);
    case "quotation.not-found":
      return notFoundMessage(facts);
    case "quotation.other-source":
      return `These words stand in ${withPlace(facts.work, facts.place)}, not in ${facts.citedWork}.`;
    case "quotation.wrong-locator":
      return `Found ${locatorWords.at(facts.label, facts.found)}; the ${facts.inNote ? "note" : "citation"} says ${locatorWords.named(facts.label, facts.printed)}.`;
    case "quotation.uncited":
      return `These words stand in ${withPlace(facts.work, facts.place)}, and nothing is cited here.`;
    case "quotation.copied":
      return `These ${facts.words} words stand in ${withPlace(facts.work, facts.place)}: put them in quotation marks or cite it.`;
    case "source.unreadable":
      return `${facts.document} ${unreadableSource(facts.because)}: its quotations can't be checked.`;
    case "link.dead":
      return deadMessage(facts.verdict);
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

function unknownCommand(command: string, loaded: "natbib" | "biblatex"): string {
  if (loaded === "natbib") return `natbib has no command "\\${command}"; it is one of biblatex.`;
  return `biblatex has the command "\\${command}" only with its option natbib=true.`;
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

function deadMessage(verdict: LinkVerdict): string {
  if (verdict.reason === "failedForDays") return `This page hasn't answered${since(verdict)}; it was tried on three different days.`;
  if (isHandle(verdict.url)) return "Nobody has registered this identifier (asked twice): there may be a slip in it.";
  return "The server says this page no longer exists (asked twice).";
}

export function suspectMessage(verdict: LinkVerdict): string {
  const again = "Ibid will try again.";
  switch (verdict.reason) {
    case "hostNotFound":
      return `No site answers to this name${since(verdict)}; ${again}`;
    case "redirectLoop":
      return `This address sends one round in a circle; ${again}`;
    case "saysGone":
      return `This site answers with a page that says there is none at this address${since(verdict)}; ${again}`;
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

/** Said at the first problem of a kind that is listed no more. */
export const moreOfTheKind = (count: number): string =>
  `From here on ${counted(count, "more problem", "more problems")} of this kind in this file ${count === 1 ? "is" : "are"} not listed.`;

export const fixWords = {
  /** Names the words where there is one place to mend; "" for several, and where something is only taken out. */
  markChange: (kind: "changed" | "leftOut" | "added" | "several"): string =>
    kind === "leftOut" ? "Mark the omission with an ellipsis" : kind === "several" ? "Mark the changes" : "Mark the change with brackets",
  citeInstead: (work: string): string => `Cite ${work} instead`,
  cite: (work: string): string => `Cite ${work}`,
  accept: "Accept as it is",
  sourceWording: (printed: string): string =>
    printed === "" ? "Use the source's wording" : `Use the source's wording: ${quoted(printed)}`,
  changeTo: (text: string): string => `Change to ${text}`,
  write: (text: string): string => `Write "${text}"`,
  insert: (text: string): string => `Insert the missing ${quoted(text)}`,
  remove: (text: string): string => `Remove the ${quoted(text)} too many`,
  removeCharacter: "Remove the character",
  removeRepeated: (key: string): string => `Remove the second ${key}`,
  removeField: (name: string): string => `Remove ${quoted(name)}`,
  removeSecondField: (name: string): string => `Remove the second ${quoted(name)}`,
  merge: (key: string): string => `Merge with ${quoted(key)}`,
  addField: (name: string): string => `Add ${quoted(name)}`,
  removeEntry: (key: string): string => `Remove this entry ${quoted(key)}`,
  changeKeyTo: (key: string): string => `Change this key to ${quoted(key)}`,
} as const;

/** What speaks for a guess, behind the title of its fix. */
export function guessWords(why: GuessEvidence): string {
  switch (why.kind) {
    case "twin":
      return ` (it stands so in ${why.file})`;
    case "answers":
      return " (this page answers)";
    case "archived":
      return " (an archive has this page)";
    case "habit":
      return " (as other addresses of this site are written)";
    case "none":
      return "";
  }
}

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

/** What is wrong at one place of a bibliography. */
export function syntaxFaultWords(fault: SyntaxFault): string {
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
      return `${name} stands twice in this entry; the last one counts.`;
    case "notJson":
      return "Here the file is no longer JSON.";
    case "notYaml":
      return fault.subject === "" ? "This is no longer YAML." : `The value of ${name} is not YAML as it stands: put it in quotation marks.`;
    case "missingEnd":
      return `The entry ${name} has no end: a line "ER" is missing after it.`;
    case "missingType":
      return `The line that says what kind of work this is (${name}) is missing.`;
    case "cycle":
      return `This entry takes fields from itself: ${fault.subject}.`;
    case "notAnEntry":
      return "This is not an entry.";
    case "controlCharacter":
      return "There is an unprintable character here.";
  }
}

/** `refs.bib`, or `refs.bib, named in _quarto.yml, line 4,`. */
const namedElsewhere = ({ name, namedIn }: { readonly name: string; readonly namedIn?: NamedElsewhere }): string =>
  namedIn === undefined ? name : `${name}, named in ${namedIn.file}, line ${namedIn.line + 1},`;

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
    case "remote":
      return `${name} is on the web, and Ibid fetches no bibliography: save it beside the draft and name the file.`;
    case "unsupported":
      return `${name} is in a format that Ibid can't read; export it as BibTeX, BibLaTeX, CSL-JSON or RIS.`;
    case "tooLarge":
      return `${name} is too large to be read (${megabytes(because.size)}; the limit is ${megabytes(because.limit)}).`;
  }
}

/** `references.bib`, `references.bib or 2 other files`. */
function listFiles(files: readonly string[]): string {
  const [first, ...others] = files;
  if (first === undefined) return "any bibliography";
  return others.length === 0 ? first : `${first} or ${counted(others.length, "other file", "other files")}`;
}

function unreadableSource(because: SourceFaultWord): string {
  switch (because) {
    case "empty":
      return "has no text in it";
    case "scan":
      return "is a scan without text";
    case "encrypted":
      return "is locked with a password";
    case "damaged":
      return "is damaged, or not what its name says";
    case "excessive":
      return "unpacks to more than a document can be";
    case "tooLarge":
      return "is too large to be read";
    case "missing":
      return "is no longer there";
    case "notAFile":
      return "is not a file";
    case "unreadable":
      return "can't be read";
  }
}
