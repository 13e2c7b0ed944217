import type { Span } from "../text/span.ts";

/** What one bibliography file says by itself. Spans are UTF-16 offsets of the file's decoded text. */
export interface BibliographyFacts {
  readonly format: BibliographyFormat;
  /** In file order; also `@xdata` and `@set`; not `@string`, `@preamble`, `@comment`. */
  readonly entries: readonly RawEntry[];
  /** `@string{acm = "…"}`: names in lower case. */
  readonly strings: readonly StringDefinition[];
  readonly faults: readonly SyntaxFault[];
  readonly suppressions: readonly { readonly codes: readonly string[]; readonly span: Span }[];
  /** Set where the file says that another program writes it anew (`Better BibTeX`'s automatic export, JabRef's header does not count). */
  readonly writtenBy: string | undefined;
}

/** `csl-yaml` also under `references:` in a draft's metadata; `zotero-json` is Better BibTeX's own JSON, with Zotero's items as they are. */
export type BibliographyFormat = "bibtex" | "csl-json" | "csl-yaml" | "zotero-json" | "ris" | "endnote";

export interface RawEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** True where the file gives no key: this one was made of author and year, and `keySpan` is that of the entry's type. */
  readonly keyIsMade?: boolean;
  /** In lower case: `article`, `incollection`; `jour` of RIS, `journal article` of EndNote; of CSL-JSON and CSL-YAML the CSL type, of Zotero's JSON the item type. */
  readonly type: string;
  readonly span: Span;
  readonly fields: readonly RawField[];
}

export interface RawField {
  /** In lower case for BibTeX; as the format spells it for the others: `container-title`, `TI`, `%T`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole value as written, with its braces or quotation marks. */
  readonly valueSpan: Span;
  /** The parts that `#` joins. The other formats have one: JSON and YAML with the value as JSON text, RIS and EndNote with the value as written. */
  readonly parts: readonly ValuePart[];
}

export type ValuePart =
  /** Inside of `{…}` or `"…"`; LaTeX undecoded. */
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  /** A bare word: a number, a month or an `@string`'s name. */
  | { readonly kind: "word"; readonly text: string; readonly span: Span };

export interface StringDefinition {
  readonly name: string;
  readonly nameSpan: Span;
  readonly parts: readonly ValuePart[];
}

export type SyntaxFaultKind =
  | "missingComma"
  | "missingEquals"
  | "missingValue"
  | "missingKey"
  | "keyWithSpace"
  | "unclosedEntry"
  | "unclosedValue"
  | "oddFieldName"
  | "duplicateField"
  | "notJson"
  | "notYaml"
  | "missingEnd"
  | "missingType"
  /** An entry that takes fields from itself; found only where the entries are seen together. */
  | "cycle"
  | "notAnEntry"
  | "controlCharacter";

export interface SyntaxFault {
  readonly kind: SyntaxFaultKind;
  readonly span: Span;
  /** What the message names: the field before the missing comma, the field without a value, the odd name. */
  readonly subject: string;
  /** The entry that it happened in, where one can be told. */
  readonly key: string | undefined;
}
