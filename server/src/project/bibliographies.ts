import type { Settings } from "../config.ts";
import type { Files } from "../host.ts";
import type { DraftSettings, NamedFile } from "../syntax/facts.ts";
import { matchesGlob } from "../text/glob.ts";
import { extensionOf, folderOf, foldersUpTo, isAbsolute, isNetworkOrDevicePath, joinPath, normalizePath, shownPath } from "../text/path.ts";
import type { Admission } from "./admission.ts";

/** One bibliography of a draft: found, or looked for in vain. */
export type BibliographyUse =
  | { readonly kind: "found"; readonly path: string; readonly by: UsedBecause; readonly named: NamedFile | undefined }
  | { readonly kind: "missing"; readonly named: NamedFile; readonly namer: string; readonly lookedIn: readonly string[] }
  | { readonly kind: "refused"; readonly named: NamedFile; readonly namer: string };

/** Named by the draft (or its root file), by the settings, or simply lying in the folder. */
export type UsedBecause = "named" | "setting" | "folder";

export interface BibliographySearch {
  readonly files: Files;
  readonly admission: Admission;
  readonly home: string;
  /** The file whose settings name the bibliographies: the draft, or its root file. */
  readonly namer: string;
  readonly named: DraftSettings;
  readonly settings: Settings;
  /** The workspace folder that holds the draft, else the draft's own folder. */
  readonly root: string;
  /** Whether a `.json` that merely lies in the folder is a bibliography at all. */
  readonly holdsEntries: (path: string) => Promise<boolean>;
}

const extensions: ReadonlySet<string> = new Set([".bib", ".bibtex"]);
const perhapsCsl = ".json";

/** Which bibliographies apply: those named, else those of the draft's folder, else those of the root; and those of the settings. */
export async function findBibliographies(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  const named = await Promise.all(search.named.bibliographies.map((name) => findNamed(search, name)));
  const bySetting = await findBySettings(search);
  const found = [...named, ...bySetting];
  const uses = named.length === 0 ? [...found, ...(await findInFolders(search))] : found;
  return withoutTwins(uses);
}

async function findNamed(search: BibliographySearch, named: NamedFile): Promise<BibliographyUse> {
  if (isNetworkOrDevicePath(named.name)) return { kind: "refused", named, namer: search.namer };
  const lookedIn: string[] = [];
  for (const path of candidates(search, named.name)) {
    lookedIn.push(`${shownPath(folderOf(path), [folderOf(search.root)])}/`);
    if ((await search.files.realPath(path)) === undefined) continue;
    return (await search.admission.admit(path))
      ? { kind: "found", path, by: "named", named }
      : { kind: "refused", named, namer: search.namer };
  }
  return { kind: "missing", named, namer: search.namer, lookedIn: [...new Set(lookedIn)] };
}

/** `refs.bib` named in `thesis/chapters/one.md`: looked for in `thesis/chapters`, then in `thesis`, up to the root. */
function candidates(search: BibliographySearch, name: string): readonly string[] {
  if (name.startsWith("~/")) return [joinPath(search.home, name.slice(2))];
  if (isAbsolute(name)) return [normalizePath(name)];
  return foldersUpTo(folderOf(search.namer), search.root).map((folder) => joinPath(folder, name));
}

async function findBySettings(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  const uses: BibliographyUse[] = [];
  for (const pattern of search.settings.bibliographies) {
    for (const path of await expandPattern(search, pattern)) uses.push({ kind: "found", path, by: "setting", named: undefined });
  }
  return uses;
}

async function expandPattern(search: BibliographySearch, pattern: string): Promise<readonly string[]> {
  const absolute = pattern.startsWith("~/") ? joinPath(search.home, pattern.slice(2)) : joinPath(search.root, pattern);
  if (isNetworkOrDevicePath(pattern)) return [];
  if (await search.admission.admit(absolute)) {
    if (await search.files.isFolder(absolute)) return listBibliographies(search, absolute, false);
    return [absolute];
  }
  const accept = (path: string): boolean => matchesGlob([absolute], path);
  const { paths } = await search.files.list(search.root, { limit: 1000, deep: true, accept });
  return admitted(search, paths);
}

async function findInFolders(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  for (const folder of new Set([folderOf(search.namer), search.root])) {
    const paths = await listBibliographies(search, folder, true);
    if (paths.length > 0) return paths.map((path) => ({ kind: "found", path, by: "folder", named: undefined }));
  }
  return [];
}

async function listBibliographies(search: BibliographySearch, folder: string, json: boolean): Promise<readonly string[]> {
  const accept = (path: string): boolean => extensions.has(extensionOf(path)) || (json && extensionOf(path) === perhapsCsl);
  const { paths } = await search.files.list(folder, { limit: 200, deep: false, accept });
  const readable = await admitted(search, [...paths].sort());
  const kept = await Promise.all(readable.map((path) => extensionOf(path) !== perhapsCsl || search.holdsEntries(path)));
  return readable.filter((_, index) => kept[index]);
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
