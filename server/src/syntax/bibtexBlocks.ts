import { type Span, span } from "../text/span.ts";
import type { RawEntry } from "./bibliography.ts";
import { beginsLine, endOfLine, entryHeadAt, scanBlock } from "./bibtexScanner.ts";

/** What stands between the entries of a BibTeX file: `@string{…}`, `@preamble{…}`, `@comment{…}`, and runs of `%` lines. */
export interface BibtexBlock {
  readonly kind: "string" | "preamble" | "comment" | "lineComments";
  readonly span: Span;
}

/** All blocks of a file, in order. They are found again when an outline asks for them: a library needs none of them. */
export function bibtexBlocks(text: string, entries: readonly RawEntry[]): readonly BibtexBlock[] {
  const blocks: BibtexBlock[] = [];
  let start = 0;
  for (const { span: entry } of entries) {
    if (entry.start > start) addBlocks(text, span(start, entry.start), blocks);
    start = Math.max(start, entry.end);
  }
  addBlocks(text, span(start, text.length), blocks);
  return blocks;
}

/** Those of one stretch between two entries. */
export function blocksWithin(text: string, gap: Span): readonly BibtexBlock[] {
  const blocks: BibtexBlock[] = [];
  addBlocks(text, gap, blocks);
  return blocks;
}

/** How often a block that never closes may be searched to its end. */
const openBlockLimit = 4;

function addBlocks(text: string, gap: Span, blocks: BibtexBlock[]): void {
  let open = 0;
  for (let at = gap.start; at < gap.end; ) {
    const character = text[at];
    if (character === "%") at = addLineComment(text, span(at, Math.min(gap.end, endOfLine(text, at))), blocks);
    else if (character === "@") {
      const head = entryHeadAt(text, at);
      const kind = kindOf(head?.type ?? "");
      const block = head === undefined || kind === undefined || open >= openBlockLimit ? undefined : scanBlock(text, head);
      const isWhole = block?.isClosed === true && block.end <= gap.end;
      if (isWhole && kind !== undefined) blocks.push({ kind, span: span(at, block.end) });
      else if (block !== undefined) open++;
      at = isWhole ? block.end : at + 1;
    } else at++;
  }
}

function kindOf(type: string): "string" | "preamble" | "comment" | undefined {
  const lower = type.toLowerCase();
  return lower === "string" || lower === "preamble" || lower === "comment" ? lower : undefined;
}

/** Lines that hold nothing but comments are one run. */
function addLineComment(text: string, comment: Span, blocks: BibtexBlock[]): number {
  const last = blocks.at(-1);
  const isApart =
    last?.kind !== "lineComments" || !/^\r?\n[ \t]*$/.test(text.slice(last.span.end, Math.min(comment.start, last.span.end + 200)));
  if (isApart || !beginsLine(text, comment.start)) blocks.push({ kind: "lineComments", span: comment });
  else blocks[blocks.length - 1] = { kind: "lineComments", span: span(last.span.start, comment.end) };
  return comment.end;
}
