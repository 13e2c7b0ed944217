import type { DraftSnapshot, Snapshot } from "../project/snapshot.ts";
import type { Citation, CitationGroup } from "../syntax/facts.ts";
import { contains, type Span, span, touches } from "../text/span.ts";
import { growing, selectionSpans as spansInBibliography, wordAt } from "./bibliography/selection.ts";

/**
 * What to select around a place, from the smallest outwards. In a draft only within a citation: word, key or locator, one work of several, all of
 * them, the citation, its paragraph. Elsewhere nothing, since the editor knows better.
 */
export function selectionSpans(snapshot: Snapshot, offset: number): readonly Span[] {
  if (snapshot.kind === "bibliography") return spansInBibliography(snapshot, offset);
  const group = snapshot.facts.groups.find((candidate) => touches(candidate.span, offset));
  if (group === undefined) return [];
  const { text, facts } = snapshot;
  const inside = group.citations.flatMap(({ keySpan, locatorSpan }) => [keySpan, ...(locatorSpan === undefined ? [] : [locatorSpan])]);
  const works = group.command === undefined ? group.citations.map((citation) => workSpan(snapshot, group, citation)) : [];
  const keys = group.keysSpan === undefined ? [] : [group.keysSpan];
  const blocks = facts.blocks.filter((block) => contains(block, group.span));
  const spans = [...wordAt(text, offset), ...inside, ...works, ...keys, ...inBrackets(text, group), group.span, ...blocks];
  return growing([...spans, span(0, text.length)].filter((candidate) => touches(candidate, offset)));
}

/** `see @smith2006, p. 3` of `[see @smith2006, p. 3; @berg1999]`. */
function workSpan({ text }: DraftSnapshot, group: CitationGroup, citation: Citation): Span {
  const index = group.citations.indexOf(citation);
  const previous = group.citations[index - 1];
  const next = group.citations[index + 1];
  const from = previous === undefined ? group.span.start : text.lastIndexOf(";", citation.keySpan.start);
  const semicolon = next === undefined ? -1 : text.lastIndexOf(";", next.keySpan.start);
  return trimmed(text, span(Math.max(from, group.span.start), semicolon < citation.keySpan.end ? group.span.end : semicolon));
}

const inBrackets = (text: string, { span: whole, command }: CitationGroup): readonly Span[] =>
  command === undefined && text[whole.start] === "[" ? [trimmed(text, whole)] : [];

/** Without the brackets, semicolons and spaces around it. */
function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /[[;\s]/.test(text[from] ?? "")) from++;
  while (to > from && /[\];\s]/.test(text[to - 1] ?? "")) to--;
  return span(from, to);
}
