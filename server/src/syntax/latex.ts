import { type CiteCommands, citeCommands } from "./citeCommands.ts";
import type { DraftFacts, DraftSettings } from "./facts.ts";
import { readBlocks } from "./latexBlocks.ts";
import { readCitations } from "./latexCitations.ts";
import { readDefinedKeys, readWrittenFiles } from "./latexDefinedKeys.ts";
import { hiddenSpans, readFlows } from "./latexFlows.ts";
import { readLinks } from "./latexLinks.ts";
import { readNotes } from "./latexNotes.ts";
import { readQuotations } from "./latexQuotations.ts";
import { multibibEndings, readSettings } from "./latexSettings.ts";
import { readSuppressions } from "./latexSuppressions.ts";
import { type LatexSurface, readSurface } from "./latexSurface.ts";

/**
 * What a LaTeX draft says by itself. `extraCommands` are the writer's own commands that cite, by name, each with the shape of its arguments.
 * Reads once from left to right and never fails: broken text gives fewer facts.
 */
export function readLatex(text: string, extraCommands?: Readonly<Record<string, string>>): DraftFacts {
  const surface = readSurface(text);
  const commands = commandsOf(surface, extraCommands);
  const groups = readCitations(surface, commands);
  const notes = readNotes(surface);
  const blocks = readBlocks(surface, commands, notes);
  const hidden = hiddenSpans(surface, groups);
  const { openEnded, ...settings } = readSettings(surface);
  return {
    language: "latex",
    groups,
    quotations: readQuotations(surface, commands, groups, readFlows(blocks, notes, hidden), notes, settings.lang),
    notes,
    links: readLinks(surface, hidden),
    blocks,
    settings,
    suppressions: readSuppressions(surface),
    definedKeys: readDefinedKeys(surface),
    openEnded,
  };
}

/** What a LaTeX file contributes to the document that it is part of: much less than all its facts, and read faster. */
export interface LatexPart {
  readonly settings: DraftSettings;
  readonly definedKeys: readonly string[];
  /** Files that it writes itself, by `filecontents`. */
  readonly writtenFiles: readonly string[];
  readonly openEnded: boolean;
}

export function readLatexPart(text: string): LatexPart {
  const surface = readSurface(text);
  const { openEnded, ...settings } = readSettings(surface);
  return { settings, definedKeys: readDefinedKeys(surface), writtenFiles: readWrittenFiles(surface), openEnded };
}

/** The well-known commands, the writer's own, and those that the document makes with multibib. */
export function commandsOf(surface: LatexSurface, extraCommands: Readonly<Record<string, string>> | undefined): CiteCommands {
  return citeCommands(extraCommands).withEndings(multibibEndings(surface));
}
