import { type CiteCommands, changesCommands, citeCommands, type LearnedCommands } from "./citeCommands.ts";
import type { DraftFacts, DraftSettings } from "./facts.ts";
import { readBlocks } from "./latexBlocks.ts";
import { readCitations } from "./latexCitations.ts";
import { readDefinedKeys, readWrittenFiles } from "./latexDefinedKeys.ts";
import { hiddenSpans, readFlows } from "./latexFlows.ts";
import { learnedCommands } from "./latexLearned.ts";
import { readLinks } from "./latexLinks.ts";
import { readNotes } from "./latexNotes.ts";
import { readQuotations } from "./latexQuotations.ts";
import { multibibEndings, readPackages, readSettings } from "./latexSettings.ts";
import { readSuppressions } from "./latexSuppressions.ts";
import { type LatexSurface, readSurface } from "./latexSurface.ts";

/**
 * What a LaTeX draft says by itself. `extraCommands` are the writer's own commands that cite, by name, each with the shape of its arguments.
 * `learned`: what the other files of its document define. Reads once from left to right and never fails: broken text gives fewer facts.
 */
export function readLatex(text: string, extraCommands?: Readonly<Record<string, string>>, learned?: DocumentCommands): DraftFacts {
  const surface = readSurface(text);
  const commands = commandsOf(surface, extraCommands, learned);
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
  readonly commands: DocumentCommands;
}

/** What a file teaches those that it is one document with. */
export interface DocumentCommands {
  readonly learned: LearnedCommands;
  /** multibib's. */
  readonly endings: readonly string[];
  /** `jurabib.sty`: only those that make something else of a command. */
  readonly packages: readonly string[];
}

export function readLatexPart(text: string): LatexPart {
  const surface = readSurface(text);
  const { openEnded, ...settings } = readSettings(surface);
  return {
    settings,
    definedKeys: readDefinedKeys(surface),
    writtenFiles: readWrittenFiles(surface),
    openEnded,
    commands: {
      learned: learnedCommands(surface, citeCommands().withPackages(settings.packages ?? [])),
      endings: multibibEndings(surface),
      packages: (settings.packages ?? []).filter(changesCommands),
    },
  };
}

/** The well-known commands, the writer's own, and those that the document defines, itself or with multibib. */
export function commandsOf(
  surface: LatexSurface,
  extraCommands: Readonly<Record<string, string>> | undefined,
  others?: DocumentCommands,
): CiteCommands {
  const packages = [...readPackages(surface), ...(others?.packages ?? [])];
  const known = citeCommands(extraCommands)
    .withPackages(packages)
    .withEndings([...multibibEndings(surface), ...(others?.endings ?? [])]);
  const taught = others === undefined ? known : known.withLearned(others.learned);
  return taught.withLearned(learnedCommands(surface, taught));
}
