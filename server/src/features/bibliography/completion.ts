import { fieldKind } from "../../library/biblatexModel.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { blocksWithin } from "../../syntax/bibtexBlocks.ts";
import { type BibtexContext, bibtexContext, type ListSeparator } from "../../syntax/bibtexContext.ts";
import { type Span, span, touches } from "../../text/span.ts";
import { fieldNameItems, typeItems } from "./completionNames.ts";
import { valueItems } from "./completionValues.ts";
import type { ValuesOf } from "./fieldValues.ts";
import { firstBehind } from "./place.ts";

/** What an editor offers while a bibliography is typed. */
export interface BibliographyCompletion {
  /** Best first, at most fifty. */
  readonly items: readonly BibliographyItem[];
  readonly typed: string;
  readonly replace: Span;
  readonly insert: Span;
}

export interface BibliographyItem {
  readonly kind: "type" | "field" | "value" | "string" | "entry" | "file";
  readonly label: string;
  readonly detail: string;
  /** Shown in grey behind the label: a title. */
  readonly description?: string;
  readonly documentation?: string;
  /** Put in place of what is typed; a snippet's stops are `$1`, `${1:key}`. */
  readonly text: string;
  readonly isSnippet?: boolean;
}

export interface CompletionOptions {
  readonly snippets: boolean;
  /** Values in use, gathered beforehand. */
  readonly values: ValuesOf;
}

/** What is typed at a place of a BibTeX file, by its text alone. */
export const completionContext = (text: string, offset: number): BibtexContext | undefined => bibtexContext(text, offset, separatorOf);

/** Undefined where nothing is to be offered: in keys, comments, and values that nobody writes twice. */
export function bibliographyCompletion(
  snapshot: BibliographySnapshot,
  offset: number,
  context: BibtexContext,
  options: CompletionOptions,
): BibliographyCompletion | undefined {
  if (snapshot.facts.format !== "bibtex" || isInComment(snapshot, offset)) return undefined;
  const { typed, replace, insert } = context;
  const items = itemsFor(snapshot, context, options);
  return items.length === 0 ? undefined : { items, typed, replace, insert };
}

function itemsFor(snapshot: BibliographySnapshot, context: BibtexContext, options: CompletionOptions): readonly BibliographyItem[] {
  switch (context.kind) {
    case "type":
      return typeItems(snapshot, context, options);
    case "fieldName":
      return fieldNameItems(snapshot, context, options);
    case "value":
      return valueItems(snapshot, context, options.values);
  }
}

/** An entry inside `@comment{…}` is none, though it looks like one. */
function isInComment({ facts, text }: BibliographySnapshot, offset: number): boolean {
  const behind = firstBehind(facts.entries, offset);
  const start = facts.entries[behind - 1]?.span.end ?? 0;
  if (offset <= start && behind > 0) return false;
  const gap = span(start, facts.entries[behind]?.span.start ?? text.length);
  return blocksWithin(text, gap).some(
    (block) => (block.kind === "comment" || block.kind === "lineComments") && touches(block.span, offset),
  );
}

function separatorOf(field: string): ListSeparator {
  switch (fieldKind(field)) {
    case "names":
    case "list":
    case "keyList":
      return "and";
    case "keywords":
    case "entryKeys":
    case "options":
      return "comma";
    default:
      return undefined;
  }
}
