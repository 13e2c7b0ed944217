import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { bibtexBlocks } from "../../syntax/bibtexBlocks.ts";
import { type Span, span } from "../../text/span.ts";

/** What can be folded away: from the line of its start to the line of its end. */
export interface FoldedStretch {
  readonly span: Span;
  readonly kind: "entry" | "field" | "comment" | "strings";
}

/** Folding that is made in steps; what it is worth comes first: entries, comments and runs of strings, then fields. */
export interface Folding {
  advance(mayContinue: () => boolean): boolean;
  readonly stretches: readonly FoldedStretch[];
}

/** Whatever runs over more than one line; at most `limit`, of which fields are the first to go. */
export function folding({ facts, text }: BibliographySnapshot, limit: number): Folding {
  const entries: FoldedStretch[] = [];
  const fields: FoldedStretch[] = [];
  let next = 0;
  return {
    advance(mayContinue) {
      while (next < facts.entries.length) {
        const entry = facts.entries[next++];
        if (entry !== undefined && hasLineEnd(text, entry.span)) {
          entries.push({ span: entry.span, kind: "entry" });
          // Beyond the limit nobody sees them.
          if (facts.entries.length + fields.length < limit)
            for (const { nameSpan, valueSpan } of entry.fields)
              if (hasLineEnd(text, valueSpan)) fields.push({ span: span(nameSpan.start, valueSpan.end), kind: "field" });
        }
        if (!mayContinue()) return next >= facts.entries.length;
      }
      return true;
    },
    get stretches() {
      const blocks = facts.format === "bibtex" ? foldedBlocks(text, facts.entries) : [];
      return [...entries, ...blocks, ...fields].slice(0, limit).sort((one, other) => one.span.start - other.span.start);
    },
  };
}

/** Definitions one behind the other fold as one. */
function foldedBlocks(text: string, entries: BibliographySnapshot["facts"]["entries"]): readonly FoldedStretch[] {
  const stretches: FoldedStretch[] = [];
  for (const block of bibtexBlocks(text, entries)) {
    const last = stretches.at(-1);
    const isString = block.kind === "string";
    if (isString && last?.kind === "strings" && /^\s*$/.test(text.slice(last.span.end, Math.min(block.span.start, last.span.end + 200))))
      stretches[stretches.length - 1] = { kind: "strings", span: span(last.span.start, block.span.end) };
    else stretches.push({ kind: isString ? "strings" : "comment", span: block.span });
  }
  return stretches.filter((stretch) => hasLineEnd(text, stretch.span));
}

function hasLineEnd(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}
