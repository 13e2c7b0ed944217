import type { Files } from "../host.ts";
import type { CiteCommand, CommandShape } from "../syntax/citeCommands.ts";
import type { DocumentCommands } from "../syntax/latex.ts";
import { createAdmission } from "./admission.ts";
import { documentKind } from "./documentKind.ts";
import { documentFiles, rootsOf } from "./latexDocument.ts";
import type { LatexFile, LatexParts } from "./latexParts.ts";

/** What the other files of its document define of citation commands for a chapter; undefined where that is nothing, as mostly. */
export function commandsOf(path: string, files: readonly LatexFile[]): DocumentCommands | undefined {
  const others = files.filter((file) => file.path !== path && !isEmpty(file.part.commands)).map((file) => file.part.commands);
  return others.length === 0 ? undefined : joined(others);
}

/** The same for a draft that is not open, looked for within these folders. */
export async function findCommands(
  files: Files,
  parts: LatexParts,
  { folders, top, trusted }: { readonly folders: readonly string[]; readonly top: string; readonly trusted: boolean },
  path: string,
): Promise<DocumentCommands | undefined> {
  if (documentKind(path, "") !== "latex") return undefined;
  const admission = createAdmission(files, { folders, sourceRoots: [], trusted, readable: () => false });
  const reader = {
    top,
    read: (place: string) => parts.read(place, admission),
    list: (folder: string) => parts.list(folder),
    includersOf: () => [],
  };
  const [root = path] = await rootsOf(reader, path);
  return commandsOf(path, await documentFiles(reader, root));
}

const isEmpty = ({ learned, endings, packages }: DocumentCommands): boolean =>
  endings.length === 0 && packages.length === 0 && Object.values(learned).every((commands) => commands.size === 0);

function joined(all: readonly DocumentCommands[]): DocumentCommands {
  const citing = new Map<string, CiteCommand>();
  const quoting = new Map<string, CommandShape>();
  const citingEnvironments = new Map<string, CommandShape>();
  const quotingEnvironments = new Map<string, CommandShape>();
  for (const { learned } of all) {
    for (const [name, command] of learned.citing) citing.set(name, command);
    for (const [name, shape] of learned.quoting) quoting.set(name, shape);
    for (const [name, shape] of learned.citingEnvironments) citingEnvironments.set(name, shape);
    for (const [name, shape] of learned.quotingEnvironments) quotingEnvironments.set(name, shape);
  }
  return {
    learned: { citing, quoting, citingEnvironments, quotingEnvironments },
    endings: [...new Set(all.flatMap(({ endings }) => endings))],
    packages: [...new Set(all.flatMap(({ packages }) => packages))],
  };
}
