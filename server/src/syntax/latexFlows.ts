import type { Span } from "../text/span.ts";
import type { CitationGroup, DraftNote } from "./facts.ts";
import { argumentAt, firstFrom, itemsWithin, skipArguments } from "./latexArguments.ts";
import type { LatexSurface } from "./latexSurface.ts";

/** A stretch of words that are read one after the other: a block without its footnotes, or a paragraph of a footnote. */
export interface LatexFlow {
  readonly span: Span;
  /** What doesn't belong to its words, in order and apart from each other. */
  readonly hidden: readonly Span[];
}

export function readFlows(blocks: readonly Span[], notes: readonly DraftNote[], hidden: readonly Span[]): LatexFlow[] {
  const bodies = notes.map((note) => note.body);
  const outside = merged([...hidden, ...bodies.filter((body) => flowAt(notes, body.start - 1) < 0)]);
  const inBlocks = blocks.map((span) => ({ span, hidden: [...itemsWithin(outside, span)] }));
  return [...inBlocks, ...bodies.filter((body) => !isDeep(notes, body)).map((body) => noteFlow(body, bodies, hidden))];
}

/** The index of the innermost note that holds an offset; -1 for the text itself. Notes that stand within each other more than a few deep are taken as one. */
export function flowAt(notes: readonly DraftNote[], offset: number): number {
  let index = firstBodyFrom(notes, offset + 1) - 1;
  for (let step = 0; step < deepest && index >= 0; step++, index--) {
    const body = notes[index]?.body;
    if (body !== undefined && body.start <= offset && offset < body.end) return index;
  }
  return -1;
}

/** Where no words run, in order and apart: comments, verbatim text, mathematics, escapes, keys, and arguments that name things. */
export function hiddenSpans(surface: LatexSurface, groups: readonly CitationGroup[]): Span[] {
  const spans = [...surface.comments, ...surface.raw, ...surface.math, ...surface.controlSymbols];
  for (const { citations } of groups) for (const { keySpan } of citations) spans.push(keySpan);
  for (const command of surface.commands) {
    const name = naming.has(command.name) ? argumentAt(surface, skipArguments(surface, command.end, "*["), "{") : undefined;
    if (name !== undefined) spans.push(name.span);
  }
  return merged(spans.filter((span) => span.end > span.start));
}

/** Commands whose argument is a name or a measure. */
const naming: ReadonlySet<string> = new Set(
  "label ref autoref pageref cref Cref eqref nameref vref includegraphics bibliography addbibresource input include vspace hspace".split(
    " ",
  ),
);

/** Whether an offset lies in one of many spans that are in order and apart. */
export function holdsOffset(spans: readonly Span[]): (offset: number) => boolean {
  return (offset) => {
    const before = spans[firstFrom(spans, offset + 1) - 1];
    return before !== undefined && offset < before.end;
  };
}

const deepest = 4;

/** In a note within a note: it isn't looked at, so that notes nested without end cost nothing. */
function isDeep(notes: readonly DraftNote[], body: Span): boolean {
  const outer = notes[flowAt(notes, body.start - 1)];
  return outer !== undefined && flowAt(notes, outer.body.start - 1) >= 0;
}

function noteFlow(body: Span, bodies: readonly Span[], hidden: readonly Span[]): LatexFlow {
  const inner = [...itemsWithin(bodies, { start: body.start + 1, end: body.end })];
  return { span: body, hidden: merged([...itemsWithin(hidden, body), ...inner]) };
}

function firstBodyFrom(notes: readonly DraftNote[], offset: number): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((notes[middle]?.body.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In order, with those that touch or overlap made one. */
function merged(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((one, other) => one.start - other.start);
  const apart: Span[] = [];
  for (const span of ordered) {
    const last = apart.at(-1);
    if (last !== undefined && span.start <= last.end) apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else apart.push(span);
  }
  return apart;
}
