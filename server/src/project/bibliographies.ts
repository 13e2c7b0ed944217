import type { Settings } from "../config.ts";
import type { Files } from "../host.ts";
import { bibliographyExtensions, isBibliographyPath } from "../syntax/bibliographyFile.ts";
import type { DraftSettings, NamedFile } from "../syntax/facts.ts";
import { extensionOf, folderOf, foldersUpTo, isAbsolute, isNetworkOrDevicePath, joinPath, normalizePath, shownPath } from "../text/path.ts";
import type { Admission } from "./admission.ts";
import { expandPattern } from "./patterns.ts";

/** One bibliography of a draft: found, or looked for in vain. */
export type BibliographyUse =
  | { readonly kind: "found"; readonly path: string; readonly by: UsedBecause; readonly named: NamedFile | undefined }
  | NamedInVain;

export type NamedInVain =
  | {
      readonly kind: "missing";
      readonly named: NamedFile;
      readonly namer: string;
      readonly candidates: readonly string[];
      readonly lookedIn: readonly string[];
    }
  /** It lies where nothing is read. */
  | { readonly kind: "refused"; readonly named: NamedFile; readonly namer: string }
  /** It is there, in a format that we don't read. */
  | { readonly kind: "unsupported"; readonly named: NamedFile; readonly namer: string };

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
  /** The workspace folder that holds the draft, else the draft's own folder; "" where there is neither. */
  readonly root: string;
  /** Whether a `.json` that merely lies in the folder is a bibliography at all. */
  readonly holdsEntries: (path: string) => Promise<boolean>;
}

const perhapsCsl = ".json";
const formatsToCome: ReadonlySet<string> = new Set([".yaml", ".yml", ".ris", ".enw", ".xml", ".nbib"]);
/** Bibliographies that lie in one folder. */
const folderLimit = 200;

/** Which bibliographies apply: those named, else those of the draft's folder, else those of the root; and those of the settings. */
export async function findBibliographies(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  const named = await Promise.all(search.named.bibliographies.map((name) => findNamed(search, name)));
  const found = [...named, ...(await findBySettings(search))];
  return withoutTwins(named.length === 0 ? [...found, ...(await findInFolders(search))] : found);
}

async function findNamed(search: BibliographySearch, named: NamedFile): Promise<BibliographyUse> {
  const { namer } = search;
  if (isNetworkOrDevicePath(named.name) || isWebAddress(named.name)) return { kind: "refused", named, namer };
  const candidates = placesOf(search, named.name);
  for (const path of candidates) {
    if ((await search.files.realPath(path)) === undefined) continue;
    if (!(await search.admission.admit(path))) return { kind: "refused", named, namer };
    return formatsToCome.has(extensionOf(path)) ? { kind: "unsupported", named, namer } : { kind: "found", path, by: "named", named };
  }
  const lookedIn = candidates.map((path) => `${shownPath(folderOf(path), [folderOf(search.root)])}/`);
  return { kind: "missing", named, namer, candidates, lookedIn: [...new Set(lookedIn)] };
}

/** Pandoc fetches these; nothing is fetched here that nobody asked for. */
const isWebAddress = (name: string): boolean => /^[a-z][a-z\d+.-]+:\/\//i.test(name);

/** `refs.bib` named in `thesis/chapters/one.md`: looked for in `thesis/chapters`, then in `thesis`, up to the root. */
function placesOf(search: BibliographySearch, name: string): readonly string[] {
  if (name.startsWith("~/")) return [joinPath(search.home, name.slice(2))];
  if (isAbsolute(name)) return [normalizePath(name)];
  return search.root === "" ? [] : foldersUpTo(folderOf(search.namer), search.root).map((folder) => joinPath(folder, name));
}

async function findBySettings(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  const uses: BibliographyUse[] = [];
  for (const pattern of search.settings.bibliographies) {
    const { paths } = await expandPattern(search.files, pattern, search, { limit: 1000, deep: false, accept: isBibliography });
    for (const path of await admitted(search, paths)) uses.push({ kind: "found", path, by: "setting", named: undefined });
  }
  return uses;
}

const isBibliography = (path: string): boolean => bibliographyExtensions.includes(extensionOf(path).slice(1));

async function findInFolders(search: BibliographySearch): Promise<readonly BibliographyUse[]> {
  if (search.root === "") return [];
  for (const folder of new Set([folderOf(search.namer), search.root])) {
    const paths = await listBibliographies(search, folder);
    if (paths.length > 0) return paths.map((path) => ({ kind: "found", path, by: "folder", named: undefined }));
  }
  return [];
}

async function listBibliographies(search: BibliographySearch, folder: string): Promise<readonly string[]> {
  const { paths } = await search.files.list(folder, { limit: folderLimit, deep: false, accept: isBibliographyPath });
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
