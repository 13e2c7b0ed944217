import { contains, type Span } from "../text/span.ts";
import type { CiteCommands } from "./citeCommands.ts";
import type { CitationGroup, DraftNote, Quotation } from "./facts.ts";
import { readCitationArguments, readEnvironmentArguments, readQuotingArguments } from "./latexCiteArguments.ts";
import { latexContent } from "./latexContent.ts";
import { flowAt, holdsOffset, type LatexFlow } from "./latexFlows.ts";
import { commandMarks } from "./latexQuoteMarks.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";
import { findQuotationMarks } from "./quotationMarks.ts";

/** Where a quotation stands, before its words are read. */
type Found = Omit<Quotation, "content">;

/** Quotations in marks, in commands and in environments, in document order; of quotations within each other the outer ones. */
export function readQuotations(
  surface: LatexSurface,
  commands: CiteCommands,
  groups: readonly CitationGroup[],
  flows: readonly LatexFlow[],
  notes: readonly DraftNote[],
  language: string | undefined,
): Quotation[] {
  const found = [
    ...quotingCommands(surface, commands, groups),
    ...quotingEnvironments(surface, commands, groups),
    ...marked(surface, flows, language),
  ]
    .filter((each) => each.span.start >= surface.bodyStart && each.inner.end > each.inner.start)
    .sort((one, other) => one.span.start - other.span.start || other.span.end - one.span.end);
  return outermost(found, notes).map((each) => ({ ...each, content: latexContent(surface, commands, each.inner) }));
}

/** A quotation in a footnote is one by itself, though the footnote stand in a quotation. */
function outermost(found: readonly Found[], notes: readonly DraftNote[]): Found[] {
  const endOfLast = new Map<number, number>();
  return found.filter(({ span }) => {
    const flow = flowAt(notes, span.start);
    if (span.start < (endOfLast.get(flow) ?? 0)) return false;
    endOfLast.set(flow, span.end);
    return true;
  });
}

function marked(surface: LatexSurface, flows: readonly LatexFlow[], language: string | undefined): Found[] {
  const ofLanguage = language === undefined ? {} : { language };
  return flows.flatMap(({ span: within, hidden }) => {
    const byCommand = commandMarks(surface, within);
    const upToEnd = surface.text.slice(0, within.end);
    const byMark = findQuotationMarks(upToEnd, within, { tex: true, hidden: holdsOffset(hidden), ...ofLanguage });
    return [...byCommand, ...byMark].map(({ span, inner, marks }): Found => ({ span, inner, marks, kind: "marks", ownGroup: undefined }));
  });
}

/** `\enquote{…}`, `\textquote[\cite{a}]{…}`, `\textcquote[12]{a}{…}`. */
function* quotingCommands(surface: LatexSurface, commands: CiteCommands, groups: readonly CitationGroup[]): Generator<Found> {
  for (const command of surface.usedCommands) {
    const quoting = commands.quoting(command.name);
    const citing = commands.citing(command.name);
    const hasText = citing?.shape.body.some((slot) => slot.role === "text") ?? false;
    if (quoting === undefined && !hasText) continue;
    const read = quoting && readQuotingArguments(surface, command.end, quoting);
    const text = read?.text ?? (citing && readCitationArguments(surface, command.end, citing.shape)?.text);
    if (text === undefined) continue;
    const span = { start: command.start, end: text.span.end };
    const ownGroup = read === undefined ? groupStartingAt(groups, command.start) : groupWithin(groups, read.cite);
    const marks = [surface.text.slice(span.start, Math.min(text.inner.start, span.start + longestMark)), "}"] as const;
    yield { span, inner: text.inner, kind: "command", ownGroup, marks };
  }
}

/** An opening longer than this, notes and all, is cut: nobody types it anew. */
const longestMark = 300;

function* quotingEnvironments(surface: LatexSurface, commands: CiteCommands, groups: readonly CitationGroup[]): Generator<Found> {
  const open: LatexCommand[] = [];
  for (const command of surface.commands) {
    const shape = command.environment === undefined ? undefined : shapeOf(commands, command.environment);
    if (shape === undefined) continue;
    if (command.name === "begin") open.push(command);
    else if (open.at(-1)?.environment === command.environment) {
      const begin = open.pop();
      if (begin !== undefined) yield environmentQuotation(surface, commands, groups, begin, command);
    }
  }
}

const shapeOf = (commands: CiteCommands, environment: string) =>
  commands.quotingEnvironment(environment) ?? commands.citingEnvironment(environment);

function environmentQuotation(
  surface: LatexSurface,
  commands: CiteCommands,
  groups: readonly CitationGroup[],
  begin: LatexCommand,
  end: LatexCommand,
): Found {
  const shape = shapeOf(commands, begin.environment ?? "");
  const read = shape && readEnvironmentArguments(surface, begin.end, shape);
  const inner = trimmed(surface.text, { start: Math.min(read?.end ?? begin.end, end.start), end: end.start });
  const ownGroup = groupStartingAt(groups, begin.start) ?? groupWithin(groups, read?.cite);
  return { span: { start: begin.start, end: end.end }, inner, kind: "block", ownGroup, marks: ["", ""] };
}

function groupStartingAt(groups: readonly CitationGroup[], start: number): number | undefined {
  const index = firstGroupFrom(groups, start);
  return groups[index]?.span.start === start ? index : undefined;
}

function groupWithin(groups: readonly CitationGroup[], within: Span | undefined): number | undefined {
  if (within === undefined) return undefined;
  const index = firstGroupFrom(groups, within.start);
  const group = groups[index];
  return group !== undefined && contains(within, group.span) ? index : undefined;
}

function firstGroupFrom(groups: readonly CitationGroup[], offset: number): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function trimmed(text: string, within: Span): Span {
  let { start, end } = within;
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return { start, end };
}
