import type { ProblemFacts } from "../problem.ts";
import type { SuspectReason } from "../problems/suspects/suspicion.ts";
import { joinWords, quoted } from "./phrases.ts";

/** Messages about entries of a bibliography. */
export type EntryProblem = ProblemFacts & {
  readonly code:
    | "bibliography.duplicate-key"
    | "bibliography.same-work"
    | "bibliography.missing-field"
    | "bibliography.unresolved"
    | "bibliography.suspect-value"
    | "bibliography.doi-mismatch"
    | "entry.unused";
};

export function entryProblemMessage(facts: EntryProblem): string {
  switch (facts.code) {
    case "bibliography.duplicate-key":
      return duplicateKey(facts);
    case "bibliography.same-work":
      return `The same work stands in ${facts.file}, line ${facts.line}, as ${quoted(facts.otherKey)}${sameWorkSigns[facts.by]}: who cites both lists it twice.`;
    case "bibliography.missing-field":
      return `This ${facts.type} has no ${joinWords(
        facts.missing.map((alternatives) => joinWords(alternatives, "or")),
        "and",
      )}, which its reference needs.`;
    case "bibliography.unresolved":
      return unresolved(facts);
    case "bibliography.suspect-value":
      return suspectValue(facts.because);
    case "bibliography.doi-mismatch":
      return `This DOI belongs to another work: ${facts.work}.`;
    case "entry.unused":
      return `No draft of this workspace cites ${quoted(facts.key)}.`;
  }
}

function duplicateKey({ key, file, line, first, last, otherCase }: ProblemFacts & { code: "bibliography.duplicate-key" }): string {
  if (otherCase !== undefined)
    return `${quoted(key)} differs only in its case from ${quoted(otherCase)} in ${file}, line ${line}: BibTeX takes them for one key.`;
  const taken = first
    ? "biber takes this one, Pandoc the last"
    : last
      ? "biber takes the first, Pandoc this one"
      : "this one is never taken";
  return `${quoted(key)} is also in ${file}, line ${line}; ${taken}.`;
}

const sameWorkSigns = { doi: ", with the same DOI", isbn: ", with the same ISBN", title: "" } as const;

function unresolved({ kind, name, nearest }: ProblemFacts & { code: "bibliography.unresolved" }): string {
  const near = nearest.length > 0 ? ` Nearest: ${nearest.join(", ")}.` : "";
  switch (kind) {
    case "crossref":
      return `There is no entry ${quoted(name)} to take fields from.${near}`;
    case "xdata":
      return `There is no @xdata entry ${quoted(name)} to take fields from.${near}`;
    case "string":
      return `No @string defines ${name}; as a text it needs braces or quotation marks.${near}`;
  }
}

/** What is odd first, then what would be right. */
function suspectValue(because: SuspectReason): string {
  switch (because.kind) {
    case "yearAhead":
      return `The year ${because.year} is still to come.`;
    case "yearOdd":
      return `${quoted(because.year)} is hardly a year.`;
    case "dateUnreadable":
      return `${quoted(because.value)} is no date that biblatex reads; it wants one such as 2020-05-17, 2020-05 or 1999/2001.`;
    case "monthUnknown":
      return `There is no month ${because.value}.`;
    case "pagesReversed":
      return `These pages run backwards, from ${because.first} to ${because.last}.`;
    case "pagesLabelled":
      return 'The style prints its own "p." or "pp.": the numbers alone are enough.';
    case "entity":
      return `${quoted(because.entity)} is left over from a web page and will be printed as it stands; it means ${quoted(because.character)}.`;
    case "doiPrefixed":
      return "A DOI stands here bare, from its 10. on: programs put the address before it themselves.";
    case "doiSpaced":
      return "There is a space in this DOI.";
    case "doiUnknown":
      return "This is no DOI: those begin with 10. and a number.";
    case "linkInDoi":
      return "A link that is no DOI stands here; its field is url.";
    case "isbnChecksum":
      return `The last digit of the ISBN ${because.number} doesn't fit the others, so one of them is mistyped.`;
    case "isbnLength":
      return `${because.number} can't be an ISBN, which has 10 or 13 digits.`;
    case "issnChecksum":
      return `The last digit of the ISSN ${because.number} doesn't fit the others, so one of them is mistyped.`;
    case "namesByCommas":
      return 'Commas part family name and given name here; between two people stands "and".';
    case "namesBySemicolons":
      return 'Between two people stands "and", not a semicolon.';
    case "namesByAmpersand":
      return 'Between two people stands "and", not an ampersand.';
    case "namesEtAl":
      return '"et al." would be taken for a person; "and others" says it.';
    case "allCapitals":
      return "This title is in capitals throughout, and a style can't undo that.";
    case "bareAmpersand":
      return 'LaTeX stops at a bare "&"; "\\&" prints it.';
  }
}

/** What stands beside a related place. */
export const relatedWords = {
  nextEntry: "The next entry begins here.",
  firstField: (name: string): string => `${quoted(name)} stands here first.`,
} as const;
