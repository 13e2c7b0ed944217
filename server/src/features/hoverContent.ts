import type { RichText } from "../csl/richText.ts";
import type { Span } from "../text/span.ts";

/** What a hover says, as data; lsp's one builder turns it into Markdown and escapes every word. */
export interface HoverContent {
  readonly span: Span;
  readonly paragraphs: readonly HoverParagraph[];
}

export type HoverParagraph = readonly HoverPart[];

export type HoverPart =
  | { readonly kind: "text"; readonly text: string; readonly style?: "bold" | "italic" | "struck" }
  | { readonly kind: "rich"; readonly rich: RichText }
  /** Opens a source at a passage; the span is in the source's text. */
  | { readonly kind: "open"; readonly label: string; readonly path: string; readonly span: Span }
  /** Opens a document at a place; the label is made of its line, counted from 1. */
  | { readonly kind: "place"; readonly path: string; readonly span: Span; readonly labelAt: (line: number) => string }
  | { readonly kind: "web"; readonly label: string; readonly url: string };

export const text = (words: string, style?: "bold" | "italic" | "struck"): HoverPart =>
  style === undefined ? { kind: "text", text: words } : { kind: "text", text: words, style };
