import { type Span, span } from "../../text/span.ts";
import { replacement, type TextEdit } from "../../text/textEdit.ts";

export interface ListPart extends Span {
  readonly isGone: boolean;
}

/**
 * Takes parts out of a list that commas part, `start` being where the list begins: with the comma behind them, or, of the last one, that before it.
 * Where a comment stands in between, it stays.
 */
export function removedRuns(text: string, start: number, parts: readonly ListPart[]): readonly TextEdit[] {
  const runs: { first: number; last: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const run = runs.at(-1);
    if (!part.isGone) continue;
    if (run?.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs.map(({ first, last }) => {
    const from = parts[first]?.start ?? start;
    const to = parts[last]?.end ?? from;
    const before = parts[first - 1]?.end ?? start;
    const after = parts[last + 1]?.start;
    if (after !== undefined && isGap(text, to, after)) return replacement(span(from, after), "");
    if (after === undefined && isGap(text, before, from) && /^\s*(?:,\s*)?[\]})]|^\s*,?\s*$/.test(text.slice(to, to + 400)))
      return replacement(span(before, to), "");
    const comma = /^\s*,/.exec(text.slice(to, to + 200))?.[0].length ?? 0;
    return replacement(span(from, to + comma), "");
  });
}

const isGap = (text: string, start: number, end: number): boolean => end - start < 1000 && /^\s*,?\s*$/.test(text.slice(start, end));
