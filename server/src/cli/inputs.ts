import type { Settings } from "../config.ts";
import type { Files } from "../host.ts";
import { matchesGlob } from "../text/glob.ts";
import { folderOf, isWithin, joinPath } from "../text/path.ts";
import { UsageError } from "./arguments.ts";

const markers = [".git", ".vscode", "_quarto.yml", "myst.yml"];
const fileLimit = 5000;

/** A file that a command was asked about, with the root that settings' paths relate to. */
export interface Input {
  readonly path: string;
  readonly root: string;
  /** False for what a folder or a glob stands for. */
  readonly isNamed: boolean;
}

export interface InputRequest {
  readonly files: Files;
  readonly folder: string;
  readonly words: readonly string[];
  readonly root: string | undefined;
  readonly settings: Settings;
  /** Which files of a folder or a glob count. */
  readonly accept: (path: string) => boolean;
  readonly isSource: (path: string) => boolean;
}

/** Files, folders and globs to files; a word that names nothing is wrong use. */
export async function findInputs(request: InputRequest): Promise<readonly Input[]> {
  if (request.words.length === 0) throw new UsageError("Name at least one file, folder or glob.");
  const inputs = new Map<string, Input>();
  for (const word of request.words) {
    const found = await expand(request, word);
    if (found.length === 0) throw new UsageError(`Nothing to read at ${word}.`);
    for (const input of found) if (!inputs.has(input.path)) inputs.set(input.path, input);
  }
  return [...inputs.values()];
}

async function expand(request: InputRequest, word: string): Promise<readonly Input[]> {
  const path = joinPath(request.folder, word);
  const root = request.root === undefined ? undefined : joinPath(request.folder, request.root);
  if (await request.files.isFolder(path)) return listFolder(request, path, root ?? path);
  if ((await request.files.realPath(path)) !== undefined)
    return [{ path, root: root ?? (await rootOfFile(request.files, path)), isNamed: true }];
  if (!/[*?[{]/.test(word)) return [];
  const { folder, glob } = splitGlob(request.folder, word);
  const accept = (candidate: string): boolean => request.accept(candidate) && matchesGlob([glob], candidate.slice(folder.length + 1));
  const { paths } = await request.files.list(folder, { limit: fileLimit, deep: true, accept });
  return Promise.all(
    [...paths].sort().map(async (found) => ({ path: found, root: root ?? (await rootOfFile(request.files, found)), isNamed: false })),
  );
}

/** `thesis/[ab].md` is the folder `thesis` and the glob below it: the name of a folder may hold what means something in a glob. */
function splitGlob(folder: string, word: string): { readonly folder: string; readonly glob: string } {
  const parts = word.replaceAll("\\", "/").split("/");
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  return {
    folder: joinPath(folder, parts.slice(0, first).join("/") || (word.startsWith("/") ? "/" : ".")),
    glob: parts.slice(first).join("/"),
  };
}

/** Drafts and bibliographies of a folder; what lies in a folder of sources is a source and no draft. */
async function listFolder(request: InputRequest, folder: string, root: string): Promise<readonly Input[]> {
  const sources = request.settings.sources.map((name) => joinPath(root, name));
  const accept = (path: string): boolean =>
    request.accept(path) && !(request.isSource(path) && sources.some((source) => isWithin(source, path)));
  const { paths } = await request.files.list(folder, { limit: fileLimit, deep: true, accept });
  return [...paths].sort().map((path) => ({ path, root, isNamed: false }));
}

/** The nearest folder above that looks like a project's, else the file's own. */
export async function rootOfFile(files: Files, path: string): Promise<string> {
  let folder = folderOf(path);
  for (;;) {
    for (const marker of markers) if ((await files.realPath(joinPath(folder, marker))) !== undefined) return folder;
    const above = folderOf(folder);
    if (above === folder) return folderOf(path);
    folder = above;
  }
}
