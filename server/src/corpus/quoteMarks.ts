import { gapBefore, type PreparedSource } from "./preparedSource.ts";
import type { Window } from "./quoteAlign.ts";
import type { PartPlacement } from "./quoteArrangement.ts";
import type { QuoteParts } from "./quoteParts.ts";

/** True where the source's characters, spaces apart, are the quotation's, marks and all. */
export function isPrintedSo(prepared: PreparedSource, quotation: QuoteParts, words: Window): boolean {
  const { text } = prepared.source.read;
  const first = quotation.parts[0]?.tokens[0]?.span.start ?? 0;
  const last = quotation.parts.at(-1)?.tokens.at(-1)?.span.end ?? 0;
  const start = prepared.starts[words.from] ?? 0;
  const end = prepared.ends[words.to - 1] ?? 0;
  if (spaced(text.slice(start, end)) !== spaced(quotation.text.slice(first, last))) return false;
  const before = spaced(quotation.text.slice(0, first)).trimStart();
  const after = spaced(quotation.text.slice(last)).trimEnd();
  const room = before.length + after.length + 40;
  return spaced(text.slice(Math.max(0, start - room), start)).endsWith(before) && spaced(text.slice(end, end + room)).startsWith(after);
}

/** True where the writer says by an ellipsis or brackets that something was changed; those that the source has too say nothing. */
export function isMarked(prepared: PreparedSource, quotation: QuoteParts, placements: readonly PartPlacement[]): boolean {
  return (
    omissionsMark(prepared, quotation, placements) ||
    placements.some((placement) => bracketsMark(prepared, placement)) ||
    edgesMark(prepared, quotation, placements)
  );
}

const spaced = (text: string): string => text.replace(/[ \t\r\n]+/g, " ");

function omissionsMark(prepared: PreparedSource, quotation: QuoteParts, placements: readonly PartPlacement[]): boolean {
  return quotation.omissions.some(({ before }) => {
    const left = placements[before - 1]?.words.to;
    const right = placements[before]?.words.from;
    if (left !== undefined && right !== undefined) return right !== left || !ELLIPSIS.test(gapBefore(prepared, right));
    return !ELLIPSIS.test(gapBefore(prepared, left ?? right ?? 0));
  });
}

const ELLIPSIS = /[…⋯]|\.\s?\.|\[[\s–—-]*\]/;

/** `[T]he`, and brackets within a part: the source's own where the source has a bracket there. */
function bracketsMark(prepared: PreparedSource, { part, placement }: PartPlacement): boolean {
  const { text } = prepared.source.read;
  return placement.steps.some((step) => {
    const token = part.tokens[step.token];
    if (step.tokens === 0 || !token || (token.kind === "word" && !token.certain)) return false;
    const around = text.slice((prepared.starts[step.word] ?? 0) - 1, (prepared.ends[step.word + step.words - 1] ?? 0) + 1);
    return step.words === 0 || !around.includes("[");
  });
}

/** Brackets before the first word and behind the last were set aside when the words were compared. */
function edgesMark(prepared: PreparedSource, quotation: QuoteParts, placements: readonly PartPlacement[]): boolean {
  const inside = quotation.parts.flatMap((part) => part.tokens).filter((token) => token.kind === "bracket").length;
  const own = placements.some(
    ({ words }) => /\]\s*$/.test(gapBefore(prepared, words.from)) || /^\s*\[/.test(gapBefore(prepared, words.to)),
  );
  return quotation.bracketCount > inside && !own;
}
