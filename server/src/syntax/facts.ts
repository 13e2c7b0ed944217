import type { Locator } from "../csl/types.ts";
import type { MappedText } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";

/** What one draft says by itself, found without knowing any other file. Every span is in UTF-16 offsets of the draft. */
export interface DraftFacts {
  readonly language: DraftLanguage;
  /** In document order. */
  readonly groups: readonly CitationGroup[];
  /** In document order; a quotation inside a quotation is not listed by itself. */
  readonly quotations: readonly Quotation[];
  /** Footnotes and endnotes that the draft types out: `[^1]: …`, `^[…]`, `\footnote{…}`. */
  readonly notes: readonly DraftNote[];
  readonly links: readonly PrintedLink[];
  /** Paragraphs, headings, list items, block quotations: what a sentence never crosses. In document order, leaves only. */
  readonly blocks: readonly Span[];
  readonly settings: DraftSettings;
  readonly suppressions: readonly Suppression[];
  /** Keys that the draft itself defines: `\bibitem{key}`, `\defcitealias`, entries of `references:`, a `filecontents` .bib. */
  readonly definedKeys: readonly string[];
  /** Blocks that Pandoc takes for numbered examples, whatever the writer meant: `@key.`, `(@key)` at their beginning; `span` is that of the mark. */
  readonly examples?: readonly { readonly label: string; readonly span: Span }[];
  /** True where keys may come from what we can't see (`\input{|…}`): nothing is called undefined then. */
  readonly openEnded: boolean;
}

export type DraftLanguage = "markdown" | "latex";

export type CitationMode = "normal" | "authorInText" | "suppressAuthor" | "nocite";

/** One key used in a draft. For `[see @webber2012, p. 104 passim]`: prefix `see`, locator page 104, suffix `passim`. */
export interface Citation {
  readonly key: string;
  /** The key alone, without `@`; of `@{a key}` what stands within the braces. */
  readonly keySpan: Span;
  readonly mode: CitationMode;
  readonly prefix: string;
  /** What follows the locator. */
  readonly suffix: string;
  readonly locator: Locator | undefined;
  /** Where the locator is printed, label included. */
  readonly locatorSpan: Span | undefined;
}

export interface CitationGroup {
  /** `[see @a; @b]`, `@a [p. 3]`, `\parencite[3]{a,b}`: all of it. */
  readonly span: Span;
  /** May be empty: `\cite{}`. */
  readonly citations: readonly Citation[];
  /** The LaTeX command without its backslash, with its star (`parencite*`); undefined in Markdown. */
  readonly command: string | undefined;
  /** Where keys stand, for completion: inside the braces of `\cite{a,b}`, of `\cites{a}[3]{b}` from the first to the last; undefined in Markdown. */
  readonly keysSpan: Span | undefined;
}

export type QuotationKind = "marks" | "block" | "command";

export interface Quotation {
  /** With its marks, `> ` or command. */
  readonly span: Span;
  /** What is quoted, without marks; the replaceable inside. */
  readonly inner: Span;
  readonly kind: QuotationKind;
  /**
   * The words as they print: emphasis, LaTeX commands, line prefixes, callouts and citations inside taken out, with the way back.
   * An omission stays as typed (`…`, `[...]`); `\textelp{}` and `\dots` become `[…]` and `…`; `\textins{x}` becomes `[x]`.
   */
  readonly content: MappedText;
  /** The citation of the command itself (`\textcquote[12]{key}{…}`): index into `groups`. */
  readonly ownGroup: number | undefined;
  /** The opening and closing marks as typed, for fixes; empty for blocks. */
  readonly marks: readonly [string, string];
}

export interface DraftNote {
  /** The label: `1` of `[^1]`; undefined for inline notes and `\footnote`. */
  readonly label: string | undefined;
  /** Where it is called: `[^1]` in the text, or the inline note itself. */
  readonly calls: readonly Span[];
  /** What the note says. */
  readonly body: Span;
}

export interface PrintedLink {
  /** As printed in the draft, also where it is mangled. */
  readonly printed: string;
  /** The address alone; what a repair replaces. */
  readonly span: Span;
  /** The address with the language's own escapes undone (`\_`, `\%`, `&amp;`), repaired nowhere else. */
  readonly url: string;
}

export interface DraftSettings {
  /** Bibliography files that the draft names, in order. */
  readonly bibliographies: readonly NamedFile[];
  /** Metadata blocks that hold entries of their own, under `references:`. */
  readonly references?: readonly Span[];
  readonly csl: NamedFile | undefined;
  readonly lang: string | undefined;
  /** Files that belong to this document: `\input`, `\include`, `\subfile`. Paths as written. */
  readonly inputs: readonly NamedFile[];
  /** `% !TEX root = …`, `\documentclass[main.tex]{subfiles}`. */
  readonly root: NamedFile | undefined;
  /** LaTeX: the class; undefined for a part of a document, and in Markdown. */
  readonly documentClass?: string | undefined;
  /** LaTeX: classes and packages, which may be files of the writer's own: `mythesis.cls`, `preamble.sty`. */
  readonly packages?: readonly string[];
}

export interface NamedFile {
  readonly name: string;
  readonly span: Span;
}

/** `<!-- ibid-ignore link.dead -->`: silences these codes (none: all) within `span`, its own line and the next paragraph. */
export interface Suppression {
  readonly codes: readonly string[];
  readonly span: Span;
}
