import type { Settings } from "../config.ts";
import type { Files } from "../host.ts";
import { bibliographyExtensions, isBibliographyPath } from "../syntax/bibliographyFile.ts";
import { matchesGlob } from "../text/glob.ts";
import {
  baseName,
  extensionOf,
  folderOf,
  foldersUpTo,
  isAbsolute,
  isNetworkOrDevicePath,
  isWithin,
  joinPath,
  normalizePath,
  relativePath,
  shownFolder,
} from "../text/path.ts";
import type { Admission } from "./admission.ts";
import type { NamedAt, Namer } from "./namer.ts";
import type { Naming } from "./naming.ts";
import { expandPattern, placeOfPattern } from "./patterns.ts";

/** One bibliography of a draft: found, or looked for in vain. */
export type BibliographyUse =
  | { readonly kind: "found"; readonly path: string; readonly by: UsedBecause; readonly named: NamedIn | undefined }
  | NamedInVain;

export type NamedInVain = { readonly by: UsedBecause; readonly named: NamedIn } & (
  | {
      readonly kind: "missing";
      readonly candidates: readonly string[];
      readonly lookedIn: readonly string[];
      /** Others of the workspace that are called the same, as the namer would write them. */
      readonly namesakes: readonly string[];
    }
  /** It lies where nothing is read. */
  | { readonly kind: "refused" }
  /** It would have to be fetched. */
  | { readonly kind: "remote" }
  /** It is there, in a format that we don't read. */
  | { readonly kind: "unsupported" }
);

/** Who names a bibliography. */
export interface NamedIn extends NamedAt {
  /** The file that names it: the draft, its root file, `_quarto.yml`; undefined for the settings. */
  readonly namer: string | undefined;
}

/** Named by the draft, its root file or its project; by the settings; or simply lying in the folder, or in the project where that means all of them. */
export type UsedBecause = "named" | "setting" | "folder" | "project";

export interface BibliographySearch {
  readonly files: Files;
  readonly admission: Admission;
  readonly home: string;
  readonly naming: Naming;
  readonly settings: Settings;
  /** The draft. */
  readonly path: string;
  /** The workspace folder that holds the draft, else the draft's own folder; "" where there is neither. */
  readonly root: string;
  /** Whether a `.json` that merely lies in the folder is a bibliography at all. */
  readonly holdsEntries: (path: string) => Promise<boolean>;
}

/** Files that hold anything: they are looked into before they count. */
const perhapsCsl: ReadonlySet<string> = new Set([".json", ".yaml", ".yml"]);
const unknownFormats: ReadonlySet<string> = new Set([".xml", ".nbib"]);
/** Bibliographies that lie in one folder. */
const folderLimit = 200;
const mostNamesakes = 3;

/**
 * Which bibliographies apply: those named, else those of the nearest folder that has any, up to the root; and those of the settings.
 * `own`: what the draft holds itself, which goes before them.
 */
export async function findBibliographies(search: BibliographySearch, own: readonly BibliographyUse[]): Promise<readonly BibliographyUse[]> {
  const { namers, everythingIn } = search.naming;
  const named = await Promise.all(namers.flatMap((namer) => namer.bibliographies.map((file) => findNamed(search, namer, file))));
  const ofProject = everythingIn === undefined ? [] : await listBibliographies(search, everythingIn, "project");
  const found = [...own, ...named.flat(), ...ofProject, ...(await findBySettings(search))];
  const isNamed = named.length > 0 || ofProject.length > 0;
  return withoutTwins(isNamed ? found : [...found, ...(await findInFolders(search))]);
}

async function findNamed(search: BibliographySearch, namer: Namer, file: NamedAt): Promise<readonly BibliographyUse[]> {
  const named = { ...file, namer: namer.path };
  if (isNetworkOrDevicePath(file.name)) return [{ kind: "refused", by: "named", named }];
  if (isWebAddress(file.name)) return [{ kind: "remote", by: "named", named }];
  const candidates = placesOf(search, namer, file.name);
  for (const path of candidates) {
    if ((await search.files.realPath(path)) === undefined) continue;
    if (!(await search.admission.admit(path))) return [{ kind: "refused", by: "named", named }];
    return [
      unknownFormats.has(extensionOf(path)) ? { kind: "unsupported", by: "named", named } : { kind: "found", path, by: "named", named },
    ];
  }
  const matched = await findByGlob(search, candidates, named);
  if (matched.length > 0 || isWrittenByDraft(search, file.name)) return matched;
  const namesakes = await namesakesOf(search, namer, file.name);
  return [{ kind: "missing", by: "named", named, candidates, lookedIn: shownFolders(search, candidates), namesakes }];
}

/** `References.bib` for `references.bib`, also in other folders: the likeliest reason why a file is not where it is said to be. */
async function namesakesOf(search: BibliographySearch, namer: Namer, name: string): Promise<readonly string[]> {
  if (search.root === "") return [];
  const wanted = baseName(name.replaceAll("\\", "/")).toLowerCase();
  const accept = (path: string): boolean => baseName(path).toLowerCase() === wanted;
  const { paths } = await search.files.list(search.root, { limit: mostNamesakes, deep: true, accept });
  return (await admitted(search, paths)).map((path) => relativePath(namer.folders[0] ?? search.root, path));
}

/** biber's `\addbibresource[glob]{parts/*.bib}`. */
async function findByGlob(search: BibliographySearch, candidates: readonly string[], named: NamedIn): Promise<readonly BibliographyUse[]> {
  if (!/[*?[{]/.test(named.name)) return [];
  for (const pattern of candidates) {
    const folder = pattern.slice(0, pattern.search(/[*?[{]/)).replace(/\/[^/]*$/, "");
    if (!isWithin(search.root, folder)) continue;
    const accept = (path: string): boolean =>
      isBibliography(path) && matchesGlob([pattern.slice(folder.length + 1)], path.slice(folder.length + 1));
    const { paths } = await search.files.list(folder, { limit: folderLimit, deep: true, accept });
    const readable = await admitted(search, [...paths].sort());
    if (readable.length > 0) return readable.map((path) => ({ kind: "found", path, by: "named", named }));
  }
  return [];
}

const isWrittenByDraft = (search: BibliographySearch, name: string): boolean =>
  search.naming.document.writtenFiles.has(baseName(name).toLowerCase());

/** Pandoc fetches these; nothing is fetched here that nobody asked for. */
const isWebAddress = (name: string): boolean => /^[a-z][a-z\d+.-]+:\/\//i.test(name);

/** `refs.bib` named in `thesis/chapters/one.md`: looked for in `thesis/chapters`, then in `thesis`, up to the root. */
function placesOf(search: BibliographySearch, namer: Namer, written: string): readonly string[] {
  // A defaults file of Pandoc writes its own folder and the writer's home so.
  const name = written.replace(/^\$\{\.\}/, folderOf(namer.path)).replace(/^\$\{?HOME\b\}?/, search.home);
  if (name.startsWith("~/")) return [joinPath(search.home, name.slice(2))];
  if (isAbsolute(name)) {
    const inProject = namer.slash !== undefined && name.startsWith("/") ? [joinPath(namer.slash, name.slice(1))] : [];
    return [...inProject, normalizePath(name)];
  }
  return search.root === "" ? [] : namer.folders.map((folder) => joinPath(folder, name));
}

function shownFolders(search: BibliographySearch, paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => shownFolder(folderOf(path), search.root)))];
}

async function findBySettings(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  const uses = search.settings.bibliographies.map(async (pattern): Promise<readonly BibliographyUse[]> => {
    const { paths } = await expandPattern(search.files, pattern, search, { limit: 1000, deep: false, accept: isBibliographyPath });
    if (paths.length === 0) return missingSetting(search, pattern);
    const readable = await admitted(search, paths);
    // One that is named outright is meant, whatever it holds.
    const isOutright = paths.length === 1 && paths[0] === placeOfPattern(pattern, search);
    const used = isOutright ? readable : await holding(search, readable);
    return used.map((path) => ({ kind: "found", path, by: "setting", named: undefined }));
  });
  return (await Promise.all(uses)).flat();
}

/** Said in the overview alone: a setting may well hold for many folders, and what it names not be in each. */
function missingSetting(search: BibliographySearch, pattern: string): readonly BibliographyUse[] {
  const place = placeOfPattern(pattern, search);
  if (place === undefined) return [];
  const named = { name: pattern, span: { start: 0, end: 0 }, line: 0, namer: undefined };
  return [{ kind: "missing", by: "setting", named, candidates: [place], lookedIn: shownFolders(search, [place]), namesakes: [] }];
}

const isBibliography = (path: string): boolean => bibliographyExtensions.includes(extensionOf(path).slice(1));

async function findInFolders(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  if (search.root === "") return [];
  for (const folder of foldersUpTo(folderOf(search.path), search.root)) {
    const uses = await listBibliographies(search, folder, "folder");
    if (uses.length > 0) return uses;
  }
  return [];
}

/** Those that lie directly in a folder, or, for a project, anywhere below it. */
async function listBibliographies(
  search: BibliographySearch,
  folder: string,
  by: "folder" | "project",
): Promise<readonly BibliographyUse[]> {
  const accept = by === "folder" ? isBibliographyPath : (path: string) => extensionOf(path) === ".bib" && !path.includes("/_build/");
  const { paths } = await search.files.list(folder, { limit: folderLimit, deep: by === "project", accept });
  const readable = await holding(search, await admitted(search, [...paths].sort()));
  return readable.map((path) => ({ kind: "found", path, by, named: undefined }));
}

/** Without the JSON and YAML that hold something else. */
async function holding(search: BibliographySearch, paths: readonly string[]): Promise<readonly string[]> {
  const kept = await Promise.all(paths.map((path) => !perhapsCsl.has(extensionOf(path)) || search.holdsEntries(path)));
  return paths.filter((_, index) => kept[index]);
}

async function admitted(search: BibliographySearch, paths: readonly string[]): Promise<readonly string[]> {
  const verdicts = await Promise.all(paths.map((path) => search.admission.admit(path)));
  return paths.filter((_, index) => verdicts[index]);
}

/** The same file named twice, or named and found by a setting, counts once. */
function withoutTwins(uses: readonly BibliographyUse[]): readonly BibliographyUse[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    if (use.kind !== "found") return true;
    if (seen.has(use.path)) return false;
    seen.add(use.path);
    return true;
  });
}
