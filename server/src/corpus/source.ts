import type { CslItem, Locator } from "../csl/types.ts";
import type { Span } from "../text/span.ts";

/** A source document as its reader gives it: its own text (the page's furniture left out), and what each stretch of it is. */
export interface ReadSource {
  readonly kind: "source";
  /** All that can be matched: paragraphs, headings and notes, separated by `\n\n`. Characters as printed. */
  readonly text: string;
  /** In text order, not overlapping, covering all of `text` but the separators. */
  readonly pieces: readonly SourcePiece[];
  /** In text order; empty where no printed pages are known. */
  readonly pages: readonly PageMark[];
  /** Numbers that call notes, found in the text, also those glued to words ("partnership."1). */
  readonly callouts: readonly Callout[];
  readonly metadata: SourceMetadata;
  /** Why this is only a part, where it says so itself: "preview", "excerpt", "…" at its end. */
  readonly signsOfPart: readonly string[];
  /** What its reader marked in it, in text order; only where the format keeps such marks. */
  readonly highlights?: readonly Span[];
  /** CSL-JSON that a reference manager put behind the document's citations. */
  readonly citedWorks?: readonly CslItem[];
}

export type ReadFault =
  /** Nothing in it. */
  | { readonly kind: "empty" }
  /** Pictures of pages, without a text layer. */
  | { readonly kind: "scan" }
  /** It opens with a password only, or is locked to a shop's program. */
  | { readonly kind: "encrypted" }
  /** Broken off, or not what its name says. */
  | { readonly kind: "damaged" }
  /** It unpacks to more than any document holds. */
  | { readonly kind: "excessive" }
  | { readonly kind: "failed"; readonly detail: string };

export type PieceKind = "heading" | "paragraph" | "quotation" | "abstract" | "note" | "reference";

export interface SourcePiece {
  readonly kind: PieceKind;
  readonly span: Span;
  /** The nearest heading above, "" before the first. */
  readonly section: string;
  /** The number as printed in a list of notes; undefined for other pieces. */
  readonly number: number | undefined;
  /** The number printed before a paragraph, as in treaties: `12. The parties …`. Never one that we counted. */
  readonly paragraph?: number;
  /**
   * Where it stands in the file as the editor opens it (decoded text of a text file, HTML source): for "open at passage".
   * Offsets inside a piece are not mapped one to one.
   */
  readonly fileSpan: Span;
}

export interface PageMark {
  /** As printed: `104`, `xiv`; "" where pages begin of which none is known. */
  readonly label: string;
  /** The page begins at this offset of the text. */
  readonly start: number;
}

export interface Callout {
  readonly number: number;
  readonly span: Span;
}

/** What the document states of itself: `citation_*` and Dublin Core tags, JSON-LD, a "Cite this article" block, headings. */
export interface SourceMetadata {
  /** CSL-JSON; only what is stated. */
  readonly work: CslItem;
  /** A canonical address that the page gives. */
  readonly address: string | undefined;
}

export type Extent = "whole" | "part" | "abstract";

/** One document of the corpus. */
export interface Source {
  readonly path: string;
  readonly read: ReadSource;
  /** Whose work it is, as far as can be told; in CSL-JSON. */
  readonly work: CslItem;
  readonly extent: Extent;
  readonly notes: readonly SourceNote[];
}

export interface SourceNote {
  /** As printed in the list. */
  readonly number: number;
  /** What the callouts count, where a publisher split one note into two list items; else the same number. */
  readonly noteNumber: number;
  /** In the source's text. */
  readonly span: Span;
  /** Without the page's furniture ("Google Scholar"). */
  readonly raw: string;
  readonly references: readonly SourceReference[];
}

export type ReferenceKind = "full" | "short";

export interface SourceReference {
  readonly raw: string;
  readonly kind: ReferenceKind;
  /** The lead-in: `See`, `Quoted in`, `see also`; "" for none. */
  readonly signal: string;
  readonly csl: CslItem;
  readonly locator: Locator | undefined;
  /** The full reference that a short one stands for: a note of this list, and the place (from 0) among its references. */
  readonly resolvesTo: { readonly note: number; readonly ref: number } | undefined;
}
