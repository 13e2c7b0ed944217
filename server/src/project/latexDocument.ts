import type { NamedFile } from "../syntax/facts.ts";
import { extensionOf, folderOf, foldersUpTo, joinPath } from "../text/path.ts";
import type { LatexFile } from "./latexParts.ts";

/** What is needed to follow a document from file to file. */
export interface DocumentReader {
  /** The folder above which nothing is looked for. */
  readonly top: string;
  /** Undefined where nothing is there, or where it may not be read. */
  read(path: string): Promise<LatexFile | undefined>;
  /** Files directly in a folder that may be LaTeX. */
  list(folder: string): Promise<readonly string[]>;
  /** Files known to include another, from wherever in the workspace. */
  includersOf(path: string): readonly string[];
}

/** Files that one document is made of; what is more is no document that somebody writes. */
const largestDocument = 1000;
/** Files looked into for one that includes a chapter. */
const mostLookedInto = 200;
const deepestClimb = 10;

/**
 * All files of a document, its root first: those that it inputs, includes and imports, and those that they do, in the order in which TeX meets them.
 * A file is listed once; what isn't there is left out.
 */
export async function documentFiles(reader: DocumentReader, root: string): Promise<readonly LatexFile[]> {
  const files = new Map<string, LatexFile>();
  const visit = async (path: string): Promise<boolean> => {
    const file = files.has(path) || files.size >= largestDocument ? undefined : await reader.read(path);
    if (file === undefined) return files.has(path);
    files.set(path, file);
    await visitOwnPackages(reader, root, file, visit);
    for (const input of file.part.settings.inputs) {
      for (const place of inputPlaces(input.name, path, folderOf(root), reader.top)) if (await visit(place)) break;
    }
    return true;
  };
  await visit(root);
  return [...files.values()];
}

/** `\usepackage{preamble}` where `preamble.sty` lies beside the root. */
async function visitOwnPackages(reader: DocumentReader, root: string, file: LatexFile, visit: (path: string) => Promise<boolean>) {
  const packages = new Set(file.part.settings.packages);
  if (packages.size === 0) return;
  const own = (await reader.list(folderOf(root))).filter((path) => packages.has(path.slice(path.lastIndexOf("/") + 1)));
  for (const path of own) await visit(path);
}

/**
 * The files that a document begins with, which this one is part of: named by `% !TEX root` or by `subfiles`, else found by who includes it.
 * A file that no other includes is its own root.
 */
export async function rootsOf(reader: DocumentReader, path: string): Promise<readonly string[]> {
  const roots = new Set<string>();
  const seen = new Set<string>();
  let level: readonly string[] = [path];
  for (let climbed = 0; climbed < deepestClimb && level.length > 0; climbed++) {
    const above: string[] = [];
    for (const file of level) {
      if (seen.has(file)) continue;
      seen.add(file);
      const parents = (await parentsOf(reader, file)).filter((parent) => parent !== file);
      if (parents.length === 0) roots.add(file);
      above.push(...parents);
    }
    level = above;
  }
  return roots.size === 0 ? [path] : [...roots];
}

async function parentsOf(reader: DocumentReader, path: string): Promise<readonly string[]> {
  const settings = (await reader.read(path))?.part.settings;
  const named = settings?.root === undefined ? undefined : await rootNamed(reader, settings.root, path);
  if (named !== undefined) return [named];
  return settings?.documentClass === undefined || partClasses.has(settings.documentClass) ? includersOf(reader, path) : [];
}

/** Classes of files that compile by themselves and are parts of another all the same. */
const partClasses: ReadonlySet<string> = new Set(["subfiles", "standalone"]);

async function rootNamed(reader: DocumentReader, root: NamedFile, path: string): Promise<string | undefined> {
  for (const place of withExtensions(joinPath(folderOf(path), root.name))) if ((await reader.read(place)) !== undefined) return place;
  return undefined;
}

/** Those in its own folder and the folders above, else those that are known from elsewhere. */
async function includersOf(reader: DocumentReader, path: string): Promise<readonly string[]> {
  const found = new Set<string>();
  let left = mostLookedInto;
  for (const folder of foldersUpTo(folderOf(path), reader.top)) {
    for (const candidate of (await reader.list(folder)).slice(0, left)) {
      left -= 1;
      const file = candidate === path ? undefined : await reader.read(candidate);
      if (file !== undefined && includes(file, path, reader.top)) found.add(candidate);
    }
    if (found.size > 0) return [...found];
  }
  return reader.includersOf(path);
}

function includes(file: LatexFile, path: string, top: string): boolean {
  return file.part.settings.inputs.some((input) => inputPlaces(input.name, file.path, folderOf(file.path), top).includes(path));
}

/** Where `\input{parts/one}` may lead: TeX starts from the folder of the root, `subfiles` and `import` from that of the file itself. */
export function inputPlaces(name: string, includer: string, rootFolder: string, top: string): readonly string[] {
  const folders = new Set([rootFolder, folderOf(includer), ...foldersUpTo(folderOf(includer), top)]);
  return [...folders].flatMap((folder) => withExtensions(joinPath(folder, name)));
}

const texExtensions: ReadonlySet<string> = new Set([".tex", ".ltx", ".latex", ".sty", ".cls", ".bbl", ".def", ".cfg"]);

/** TeX adds `.tex` first, and only then takes the name as it is. */
const withExtensions = (path: string): readonly string[] => (texExtensions.has(extensionOf(path)) ? [path] : [`${path}.tex`, path]);
