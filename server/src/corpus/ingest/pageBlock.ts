import type { Span } from "../../text/span.ts";

/**
 * A stretch of a document as its format gives it: one paragraph, heading, list item or line of the page,
 * before it is decided whether it belongs to the text or to the page's furniture.
 */
export interface PageBlock {
  /** Blanks collapsed; characters otherwise as printed, page marks taken out. */
  readonly text: string;
  readonly fileSpan: Span;
  readonly role: BlockRole;
  /** The number as printed, of a note. */
  readonly number: number | undefined;
  /** Printed pages that begin in this block, by offset in `text`. */
  readonly pages: readonly InnerPage[];
  /** Callouts that the markup states; offsets in `text`. */
  readonly callouts: readonly InnerCallout[];
}

export type BlockRole =
  /** Nothing is known of it but its words. */
  | "unknown"
  /** The markup says so. */
  | "heading"
  | "text"
  | "quotation"
  | "abstract"
  | "note"
  | "reference"
  | "furniture";

export interface InnerPage {
  readonly label: string;
  readonly at: number;
}

export interface InnerCallout {
  readonly number: number;
  readonly span: Span;
}

export const pageBlock = (text: string, fileSpan: Span, role: BlockRole): PageBlock => ({
  text,
  fileSpan,
  role,
  number: undefined,
  pages: [],
  callouts: [],
});

/**
 * Two blocks that are one paragraph, broken by a page's end or by a list's markup. A hyphen at the end of a line keeps
 * its line break, so that the normal form can tell a divided word from a compound.
 */
export function joinBlocks(first: PageBlock, second: PageBlock): PageBlock {
  const glue = first.text === "" || second.text === "" ? "" : dividedWord.test(first.text) ? "\n" : " ";
  const shift = first.text.length + glue.length;
  return {
    ...first,
    text: first.text + glue + second.text,
    fileSpan: { start: first.fileSpan.start, end: second.fileSpan.end },
    pages: [...first.pages, ...second.pages.map((page) => ({ label: page.label, at: page.at + shift }))],
    callouts: [...first.callouts, ...second.callouts.map((callout) => shiftCallout(callout, shift))],
  };
}

/** Hyphens, soft ones too, and what OCR prints for them. */
export const dividedWord = /[\p{L}\p{N}][-\u2010\u00ad¬]$/u;

/** The block without its first `length` characters. */
export function dropStart(block: PageBlock, length: number): PageBlock {
  return {
    ...block,
    text: block.text.slice(length),
    pages: block.pages.map((page) => ({ label: page.label, at: Math.max(0, page.at - length) })),
    callouts: block.callouts.filter((callout) => callout.span.start >= length).map((callout) => shiftCallout(callout, -length)),
  };
}

/** The block cut to its first `length` characters. */
export function cutEnd(block: PageBlock, length: number): PageBlock {
  return {
    ...block,
    text: block.text.slice(0, length),
    pages: block.pages.map((page) => ({ label: page.label, at: Math.min(length, page.at) })),
    callouts: block.callouts.filter((callout) => callout.span.end <= length),
  };
}

const shiftCallout = (callout: InnerCallout, by: number): InnerCallout => ({
  number: callout.number,
  span: { start: callout.span.start + by, end: callout.span.end + by },
});
