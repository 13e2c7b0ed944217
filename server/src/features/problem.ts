import type { SeverityChoice } from "../config.ts";
import type { Difference } from "../corpus/quoteVerdict.ts";
import type { Source } from "../corpus/source.ts";
import type { SameWorkSign } from "../library/sameWork.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import type { SyntaxFault } from "../syntax/bibliography.ts";
import type { Span } from "../text/span.ts";
import type { FileEdits, TextEdit } from "../text/textEdit.ts";
import type { UrlChange } from "../text/urlRepair.ts";
import type { SuspectReason } from "./problems/suspects/suspicion.ts";
import type { SourceFaultWord } from "./words/furniture.ts";

/** Something that the writer should look at: data first; `words.ts` has the sentence. */
export type ProblemFacts =
  | { readonly code: "citation.undefined"; readonly key: string; readonly nearest: readonly string[]; readonly files: readonly string[] }
  | { readonly code: "citation.empty" }
  | { readonly code: "citation.example-list"; readonly label: string }
  /** `printed`: the term as typed, which says the opposite of the number behind it. */
  | { readonly code: "citation.locator"; readonly printed: string; readonly value: string; readonly meant: string }
  | { readonly code: "citation.repeated"; readonly key: string }
  /** `loaded`: the package for citations that the document loads; undefined where it loads none. */
  | { readonly code: "citation.unknown-command"; readonly command: string; readonly loaded: "natbib" | "biblatex" }
  | {
      readonly code: "bibliography.not-found";
      readonly name: string;
      readonly lookedIn: readonly string[];
      readonly namesakes: readonly string[];
      readonly namedIn?: NamedElsewhere;
    }
  | { readonly code: "bibliography.unreadable"; readonly name: string; readonly because: Unreadable; readonly namedIn?: NamedElsewhere }
  | { readonly code: "style.not-found"; readonly name: string }
  | { readonly code: "style.unreadable"; readonly name: string }
  | { readonly code: "bibliography.syntax"; readonly fault: SyntaxFault }
  | {
      readonly code: "bibliography.duplicate-key";
      readonly key: string;
      readonly file: string;
      readonly line: number;
      readonly first: boolean;
      readonly last: boolean;
      /** The other key, where the two differ in case alone. */
      readonly otherCase: string | undefined;
    }
  | {
      readonly code: "bibliography.same-work";
      readonly key: string;
      readonly otherKey: string;
      readonly file: string;
      readonly line: number;
      readonly by: SameWorkSign;
    }
  | {
      readonly code: "bibliography.missing-field";
      readonly type: string;
      /** Of each list one field is needed. */
      readonly missing: readonly (readonly string[])[];
    }
  | {
      readonly code: "bibliography.unresolved";
      readonly kind: "crossref" | "xdata" | "string";
      readonly name: string;
      readonly nearest: readonly string[];
    }
  | {
      readonly code: "bibliography.suspect-value";
      readonly field: string;
      readonly value: string;
      readonly because: SuspectReason;
    }
  /** `work`: the one that the DOI belongs to. */
  | { readonly code: "bibliography.doi-mismatch"; readonly doi: string; readonly work: string }
  | { readonly code: "entry.unused"; readonly key: string }
  | {
      readonly code: "quotation.altered";
      readonly work: string;
      readonly place: string;
      readonly difference: Difference;
      /** How many more places differ. */
      readonly more: number;
      readonly context: string;
      readonly outOfOrder: boolean;
      /** The whole wording of the source, which a fix may put in. */
      readonly printed: string;
      /** A work that has the words as quoted. */
      readonly otherWork: string | undefined;
    }
  | {
      readonly code: "quotation.not-found";
      readonly work: string;
      readonly document: string;
      readonly partial: boolean;
      readonly nearest: string | undefined;
    }
  | { readonly code: "quotation.other-source"; readonly work: string; readonly place: string; readonly citedWork: string }
  /** `found` is what is printed where the words stand, of the kind that the locator names: `105`, `104–105`. */
  | {
      readonly code: "quotation.wrong-locator";
      readonly label: string;
      readonly found: string;
      readonly printed: string;
      readonly inNote: boolean;
    }
  /** The words stand in a source, and nothing is cited. */
  | { readonly code: "quotation.uncited"; readonly work: string; readonly place: string }
  /** Words of a source without quotation marks or citation. */
  | { readonly code: "quotation.copied"; readonly work: string; readonly place: string; readonly words: number }
  /** A cited work's document is here and can't be read. */
  | { readonly code: "source.unreadable"; readonly document: string; readonly because: SourceFaultWord }
  | { readonly code: "link.dead"; readonly verdict: LinkVerdict }
  | { readonly code: "link.suspect"; readonly verdict: LinkVerdict }
  | { readonly code: "link.certificate"; readonly verdict: LinkVerdict }
  | { readonly code: "link.moved"; readonly verdict: LinkVerdict }
  | {
      readonly code: "link.malformed";
      readonly printed: string;
      readonly repaired: string | undefined;
      readonly change: UrlChange | undefined;
    };

export type Unreadable =
  | { readonly kind: "notAFile" | "unreadable" | "binary" | "missing" | "refused" | "remote" | "unsupported" }
  | { readonly kind: "tooLarge"; readonly size: number; readonly limit: number };

/** The file that names another on behalf of the draft, and the line, counted from zero. */
export interface NamedElsewhere {
  readonly file: string;
  readonly line: number;
}

export type ProblemCode = ProblemFacts["code"];
export type Severity = Exclude<SeverityChoice, "off">;

export interface Problem {
  readonly facts: ProblemFacts;
  readonly span: Span;
  readonly severity: Severity;
  readonly message: string;
  /** Best first; each undoes in one step. */
  readonly fixes: readonly Fix[];
  /** Where the other one stands, for duplicates and for the source's passage. */
  readonly related: readonly RelatedPlace[];
}

export interface Fix {
  readonly title: string;
  /** In the problem's own document. */
  readonly edits: readonly TextEdit[];
  /** In other files. */
  readonly elsewhere?: readonly FileEdits[];
  readonly preferred: boolean;
}

export interface RelatedPlace {
  readonly path: string;
  readonly span: Span;
  /** Where the span is one of this source's text, which is not its file's. */
  readonly source?: Source;
  readonly message: string;
}

/** A problem as its finder gives it: the severity may still be changed by the settings. */
export interface FoundProblem {
  readonly facts: ProblemFacts;
  readonly span: Span;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
  /** Set where it stands for so many of its kind that are not listed. */
  readonly standsFor?: number;
}

/** Errors are kept for what will not compile. */
export const usualSeverity: Readonly<Record<ProblemCode, Severity>> = {
  "citation.undefined": "warning",
  "citation.empty": "information",
  "citation.example-list": "warning",
  "citation.locator": "information",
  "citation.repeated": "information",
  "citation.unknown-command": "information",
  "bibliography.not-found": "warning",
  "bibliography.unreadable": "warning",
  "style.not-found": "information",
  "style.unreadable": "warning",
  "bibliography.syntax": "warning",
  "bibliography.duplicate-key": "warning",
  "bibliography.same-work": "information",
  "bibliography.missing-field": "information",
  "bibliography.unresolved": "information",
  "bibliography.suspect-value": "information",
  "bibliography.doi-mismatch": "warning",
  "entry.unused": "hint",
  "quotation.altered": "warning",
  "quotation.not-found": "information",
  "quotation.other-source": "warning",
  "quotation.wrong-locator": "warning",
  "quotation.uncited": "hint",
  "quotation.copied": "hint",
  "source.unreadable": "information",
  "link.dead": "warning",
  "link.suspect": "information",
  "link.certificate": "information",
  "link.moved": "information",
  "link.malformed": "warning",
};
