import { type CiteCommands, changesCommands, citeCommands, type LearnedCommands } from "./citeCommands.ts";
import type { DraftFacts, DraftSettings } from "./facts.ts";
import type { ChunkFacts, LatexChunk } from "./latexChunk.ts";
import { LatexChunks } from "./latexChunks.ts";
import { readDefinedKeys, readWrittenFiles } from "./latexDefinedKeys.ts";
import { readDefinitions } from "./latexDefinitionReader.ts";
import { learnedCommands, signatureOf } from "./latexLearned.ts";
import { pairNotes } from "./latexNotes.ts";
import { joinSettings, multibibEndings, readSettings } from "./latexSettings.ts";
import { type LatexSurface, readSurface } from "./latexSurface.ts";

/**
 * What a LaTeX draft says by itself. `extraCommands` are the writer's own commands that cite, by name, each with the shape of its arguments.
 * `learned`: what the other files of its document define. Reads once from left to right and never fails: broken text gives fewer facts.
 */
export function readLatex(
  text: string,
  extraCommands: Readonly<Record<string, string>> = {},
  learned?: DocumentCommands,
  memory: LatexMemory = new LatexMemory(),
): DraftFacts {
  const chunks = memory.chunks.cut(text, environmentsOf(learned));
  const { openEnded, ...settings } = joinSettings(startsOf(chunks));
  const commands = memory.commands(chunks, extraCommands, settings.packages ?? [], learned);
  const facts = placedFacts(chunks, commands, settings.lang);
  return {
    language: "latex",
    groups: facts.flatMap(({ groups }) => groups),
    quotations: facts.flatMap(({ quotations }) => quotations),
    notes: pairNotes(facts.flatMap(({ noteSigns }) => noteSigns)),
    links: facts.flatMap(({ links }) => links),
    blocks: facts.flatMap(({ blocks }) => blocks),
    settings,
    suppressions: facts.flatMap(({ suppressions }) => suppressions),
    definedKeys: [...new Set(chunks.flatMap(({ definedKeys }) => definedKeys))],
    openEnded,
  };
}

/** What of one version of a draft the next can use. */
export class LatexMemory {
  readonly chunks = new LatexChunks();
  #commands: CiteCommands = citeCommands();
  #signature = "";

  /** The same object as long as they stay the same. */
  commands(
    chunks: readonly LatexChunk[],
    extraCommands: Readonly<Record<string, string>>,
    packages: readonly string[],
    others: DocumentCommands | undefined,
  ): CiteCommands {
    const endings = chunks.flatMap((chunk) => chunk.endings);
    const known = knownCommands(extraCommands, packages, endings, others);
    const learned = learnedCommands(
      chunks.filter(({ definitions }) => definitions.length > 0),
      known,
    );
    const signature = JSON.stringify([
      extraCommands,
      packages.filter(changesCommands),
      endings,
      others && [others.endings, others.packages, signatureOf(others.learned)],
      signatureOf(learned),
    ]);
    if (signature !== this.#signature) this.#commands = known.withLearned(learned);
    this.#signature = signature;
    return this.#commands;
  }
}

function startsOf(chunks: readonly LatexChunk[]) {
  let start = 0;
  return chunks.map(({ surface, endings, settings, text }) => {
    const part = { surface, endings, settings, start };
    start += text.length;
    return part;
  });
}

function placedFacts(chunks: readonly LatexChunk[], commands: CiteCommands, language: string | undefined): readonly ChunkFacts[] {
  let start = 0;
  let groups = 0;
  return chunks.map((chunk) => {
    const facts = chunk.facts(commands, language);
    const placed = chunk.placed(facts, start, groups);
    start += chunk.text.length;
    groups += facts.groups.length;
    return placed;
  });
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
  const packages = settings.packages ?? [];
  return {
    settings,
    definedKeys: readDefinedKeys(surface),
    writtenFiles: readWrittenFiles(surface),
    openEnded,
    commands: {
      learned: learnedCommands([{ surface, definitions: readDefinitions(surface) }], citeCommands().withPackages(packages)),
      endings: multibibEndings(surface),
      packages: packages.filter(changesCommands),
    },
  };
}

/** The well-known commands, the writer's own, and those that the document defines, itself or with multibib. */
export function commandsOf(
  surface: LatexSurface,
  extraCommands: Readonly<Record<string, string>> = {},
  others?: DocumentCommands,
): CiteCommands {
  const known = knownCommands(extraCommands, readSettings(surface).packages ?? [], multibibEndings(surface), others);
  return known.withLearned(learnedCommands([{ surface, definitions: readDefinitions(surface) }], known));
}

function knownCommands(
  extraCommands: Readonly<Record<string, string>>,
  packages: readonly string[],
  endings: readonly string[],
  others: DocumentCommands | undefined,
): CiteCommands {
  const known = citeCommands(extraCommands)
    .withPackages([...packages, ...(others?.packages ?? [])])
    .withEndings([...endings, ...(others?.endings ?? [])]);
  return others === undefined ? known : known.withLearned(others.learned);
}

const environmentsOf = (learned: DocumentCommands | undefined): string[] =>
  learned === undefined ? [] : [...learned.learned.citingEnvironments.keys(), ...learned.learned.quotingEnvironments.keys()];
