import type { Span } from "../text/span.ts";

export type NotCheckedReason =
  | "noEntry"
  | "noSource"
  | "noTextLayer"
  | "beingRead"
  | "translation"
  | "unreadable"
  | "noQuotation"
  | "secondHand";

/** How two wordings differ at one place. Spans are in the quotation's plain text and in the source's text. */
export interface Difference {
  readonly kind: "changed" | "leftOut" | "added";
  /** The quotation's words; "" where words were left out. */
  readonly quoted: string;
  readonly quotedSpan: Span;
  /** The source's words; "" where words were added. */
  readonly printed: string;
  readonly printedSpan: Span;
  /** Old or variant spelling of the same word (daß/dass). */
  readonly spellingOnly: boolean;
}

/** A quotation held against one source. */
export interface QuoteMatch {
  readonly path: string;
  readonly verdict: "verbatim" | "typographic" | "marked" | "altered";
  /** Share of the quotation's words that align, 0 to 1. */
  readonly score: number;
  /** In the source's text: from the first to the last aligned word. */
  readonly span: Span;
  /** The source's own words there. */
  readonly text: string;
  /** Printed page, undefined where unknown. */
  readonly page: string | undefined;
  /** Heading above; "" for none. */
  readonly section: string;
  /** Number of the note it stands in, if any. */
  readonly note: number | undefined;
  readonly differences: readonly Difference[];
  /** All parts stand in the source, but not in this order. */
  readonly outOfOrder: boolean;
}
