import type { Span } from "../text/span.ts";
import type { CiteCommands } from "./citeCommands.ts";
import type { DraftNote } from "./facts.ts";
import { argumentAt, skipArguments } from "./latexArguments.ts";
import { readEnvironmentArguments } from "./latexCiteArguments.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";

/**
 * What a sentence never crosses, in order: paragraphs, headings, items, captions, quotations in environments. Displayed mathematics goes on in its
 * sentence; a blank line within a footnote doesn't end the paragraph around it.
 */
export function readBlocks(surface: LatexSurface, commands: CiteCommands, notes: readonly DraftNote[]): Span[] {
  const cuts = [...surface.blankLines, ...commandCuts(surface, commands)].sort((one, other) => one.start - other.start);
  const bodies = notes.map((note) => note.body);
  const blocks: Span[] = [];
  let start = surface.bodyStart;
  let note = 0;
  for (const cut of cuts) {
    while ((bodies[note]?.end ?? Number.POSITIVE_INFINITY) <= cut.start) note++;
    if (cut.start < start || (bodies[note]?.start ?? Number.POSITIVE_INFINITY) <= cut.start) {
      if (cut.end > start && cut.start < start) start = cut.end;
      continue;
    }
    pushBlock(surface, { start, end: cut.start }, blocks);
    start = cut.end;
  }
  pushBlock(surface, { start, end: surface.end }, blocks);
  return blocks;
}

const headings: ReadonlySet<string> = new Set(
  "part chapter section subsection subsubsection paragraph subparagraph addpart addchap addsec minisec frametitle framesubtitle caption title subtitle".split(
    " ",
  ),
);

const breaks: ReadonlySet<string> = new Set(
  "par item bibitem newpage clearpage cleardoublepage maketitle tableofcontents appendix printbibliography".split(" "),
);

function* commandCuts(surface: LatexSurface, commands: CiteCommands): Generator<Span> {
  for (const command of surface.commands) {
    if (command.start < surface.bodyStart) continue;
    if (command.environment !== undefined) yield* environmentCuts(surface, commands, command);
    else if (headings.has(command.name)) yield* headingCuts(surface, command);
    else if (breaks.has(command.name)) yield { start: command.start, end: breakEnd(surface, command) };
  }
}

/** Behind `\item<2->[label]` and `\bibitem[label]{key}`. */
const breakEnd = (surface: LatexSurface, command: LatexCommand): number =>
  skipArguments(surface, behindOverlay(surface, command.end), command.name === "bibitem" ? "[{" : "[");

function* environmentCuts(surface: LatexSurface, commands: CiteCommands, command: LatexCommand): Generator<Span> {
  const environment = command.environment ?? "";
  if (inSentence.test(environment)) return;
  const shape = commands.citingEnvironment(environment) ?? commands.quotingEnvironment(environment);
  if (command.raw !== undefined) yield { start: command.start, end: Math.min(surface.end, command.raw.end + environment.length + 6) };
  else if (command.name === "begin" && shape !== undefined) {
    yield { start: command.start, end: readEnvironmentArguments(surface, command.end, shape).end };
  } else yield { start: command.start, end: command.name === "begin" ? optionsEnd(surface, environment, command.end) : command.end };
}

/** Behind `[ht]`, `<2->` and the measures of `\begin{tabular}{ll}`, where they follow at once. */
function optionsEnd(surface: LatexSurface, environment: string, from: number): number {
  let at = behindOverlay(surface, from);
  if (surface.text[at] === "[") at = skipArguments(surface, at, "[");
  return measured.has(environment) && surface.text[at] === "{" ? skipArguments(surface, at, "{") : at;
}

const measured: ReadonlySet<string> = new Set(
  "thebibliography tabular longtable minipage multicols adjustwidth otherlanguage otherlanguage* wrapfigure".split(" "),
);

/** Behind beamer's `<2->`. */
function behindOverlay(surface: LatexSurface, from: number): number {
  const overlay = surface.text[from] === "<" ? /^<[^<>{}\n]{1,40}>/.exec(surface.text.slice(from, from + 50)) : null;
  return from + (overlay?.[0].length ?? 0);
}

/** Mathematics and what else stands in running text. */
const inSentence =
  /^(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|dmath|split|cases|[bpvBV]?matrix|array|comment)\*?$/;

/** `\section[short]{Title}`: the title is a block by itself. */
function* headingCuts(surface: LatexSurface, command: LatexCommand): Generator<Span> {
  const title = argumentAt(surface, skipArguments(surface, command.end, "*["), "{");
  if (title === undefined) return;
  yield { start: command.start, end: title.inner.start };
  yield { start: title.inner.end, end: title.span.end };
}

/** Without white space and comments at its ends; nothing is pushed where nothing is left. */
function pushBlock(surface: LatexSurface, within: Span, blocks: Span[]): void {
  let { start, end } = within;
  for (;;) {
    while (start < end && isSpace(surface.text.charCodeAt(start))) start++;
    if (surface.text[start] !== "%" || start >= end) break;
    while (start < end && !isLineEnd(surface.text.charCodeAt(start))) start++;
  }
  while (end > start && isSpace(surface.text.charCodeAt(end - 1))) end--;
  if (end > start) blocks.push({ start, end });
}

const isLineEnd = (code: number): boolean => code === 10 || code === 13;

const isSpace = (code: number): boolean => code === 32 || code === 9 || isLineEnd(code);
