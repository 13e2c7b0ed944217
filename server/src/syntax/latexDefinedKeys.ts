import { argumentAt, skipArguments } from "./latexArguments.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";

/** Keys that the draft itself defines, each once: `\bibitem[…]{key}`, amsrefs' `\bib{key}{…}`, sets, and entries of a .bib in filecontents. */
export function readDefinedKeys(surface: LatexSurface): string[] {
  const keys = new Set<string>();
  for (const command of surface.usedCommands) {
    if (command.name === "bibitem") add(keys, argumentText(surface, command, "["));
    else if (command.name === "bib" || command.name === "defbibentryset") add(keys, argumentText(surface, command, "*"));
    else if (command.environment?.startsWith("filecontents")) for (const key of entryKeys(surface, command)) add(keys, key);
  }
  return [...keys];
}

/** Names of the files in `filecontents`. */
export function readWrittenFiles(surface: LatexSurface): string[] {
  return surface.usedCommands
    .filter((command) => command.environment?.startsWith("filecontents"))
    .flatMap((command) => {
      const { start, end } = command.raw ?? { start: 0, end: 0 };
      return writtenName.exec(surface.text.slice(start, Math.min(end, start + 1000)))?.[1]?.trim() ?? [];
    });
}

const writtenName = /^\s{0,20}(?:\[[^\]]{0,200}\])?\s{0,20}\{([^{}]{0,300})\}/;

function add(keys: Set<string>, key: string | undefined): void {
  if (key !== undefined && key !== "" && !/[\\#]/.test(key)) keys.add(key);
}

function argumentText(surface: LatexSurface, command: LatexCommand, before: string): string | undefined {
  const inner = argumentAt(surface, skipArguments(surface, command.end, before), "{")?.inner;
  return inner === undefined || inner.end - inner.start > longestKey ? undefined : surface.text.slice(inner.start, inner.end).trim();
}

const longestKey = 500;

/** `\begin{filecontents*}[overwrite]{refs.bib}` and what follows, where the file is a bibliography. */
function entryKeys(surface: LatexSurface, command: LatexCommand): string[] {
  if (command.raw === undefined) return [];
  const content = surface.text.slice(command.raw.start, command.raw.end);
  if (!/^\s{0,20}(?:\[[^\]]{0,200}\])?\s{0,20}\{[^{}]{0,300}\.bib\s{0,20}\}/i.test(content)) return [];
  return [...content.matchAll(/@[ \t]*(?!(?:string|comment|preamble)\b)[a-z]+[ \t]{0,20}[{(]\s{0,200}([^\s,{}()]+)/gi)].map(
    (match) => match[1] ?? "",
  );
}
