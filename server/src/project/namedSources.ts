import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import { baseName, folderOf, isAbsolute, isNetworkOrDevicePath, joinPath, normalizePath } from "../text/path.ts";
import type { Admission } from "./admission.ts";
import type { AttachedFiles } from "./attachedFiles.ts";

/** Files that entries name and that are not here, neither where they say nor by their name among the sources. */
export interface MissingFiles {
  readonly count: number;
  /** The first of them. */
  readonly example: { readonly entry: Entry; readonly file: string } | undefined;
}

export interface NamedSearch {
  readonly files: Files;
  readonly admission: Admission;
  readonly home: string;
}

export interface MissingSearch extends NamedSearch {
  /** Whether it may be looked at all whether a file is there, outside the workspace too. */
  readonly trusted: boolean;
  /** Paths of the sources that are known anyway. */
  readonly sources: Iterable<string>;
}

/** Files looked for at a time. */
const batchSize = 200;

/**
 * Where a file that an entry names may be: as written, relative to its bibliography; and, for a path from another machine, at the place that it has here:
 * `C:\Users\ada\x.pdf` under `/mnt/c` as WSL has it, `/Users/ada/Zotero/storage/AB12CD34/x.pdf` in the writer's own Zotero.
 */
export function placesOfFile(file: string, bibliography: string, home: string): readonly string[] {
  if (isNetworkOrDevicePath(file) || isWebAddress(file)) return [];
  const slashed = file.replaceAll("\\", "/");
  if (slashed.startsWith("~/")) return [joinPath(home, slashed.slice(2))];
  const drive = /^([A-Za-z]):\/(.*)$/.exec(slashed);
  const stored = /(?:^|\/)storage\/([A-Z0-9]{8}\/[^/]+)$/.exec(slashed);
  return [
    isAbsolute(slashed) ? normalizePath(slashed) : joinPath(folderOf(bibliography), slashed),
    ...(drive === null || home.includes(":") ? [] : [normalizePath(`/mnt/${drive[1]?.toLowerCase()}/${drive[2]}`)]),
    ...(stored === null ? [] : [joinPath(home, `Zotero/storage/${stored[1]}`)]),
  ];
}

export interface CitedSearch extends NamedSearch {
  readonly attached: AttachedFiles;
}

/** The sources that these entries name, or that are attached to them, where they are. */
export async function namedSources(search: CitedSearch, entries: readonly Entry[]): Promise<readonly string[]> {
  const filesOf = (entry: Entry): readonly string[] => [...entry.files, ...search.attached.filesOf(entry)];
  const named = entries.flatMap((entry) =>
    filesOf(entry)
      .filter(isSourcePath)
      .map((file) => ({ entry, file })),
  );
  const found = await Promise.all(named.map(({ entry, file }) => firstPlace(search, file, entry.path, search.admission.admit)));
  return [...new Set(found.filter((path) => path !== undefined))];
}

/** Looks for every file that a library names: many look-ups for a large one, so nobody waits for it long. */
export async function missingFiles(search: MissingSearch, entries: readonly Entry[]): Promise<MissingFiles> {
  const names = new Set([...search.sources].map((path) => baseName(path).toLowerCase()));
  // Whether a file of any kind is there; nothing of it is read.
  const isThere = async (path: string): Promise<boolean> =>
    search.trusted ? (await search.files.realPath(path)) !== undefined : search.admission.admit(path);
  let count = 0;
  let example: MissingFiles["example"];
  for (let start = 0; start < entries.length; start += batchSize) {
    const named = entries.slice(start, start + batchSize).flatMap((entry) => entry.files.map((file) => ({ entry, file })));
    const unknown = named.filter(({ file }) => !names.has(baseName(file.replaceAll("\\", "/")).toLowerCase()));
    const places = await Promise.all(unknown.map(({ entry, file }) => firstPlace(search, file, entry.path, isThere)));
    const missing = unknown.filter(({ file }, index) => places[index] === undefined && !isWebAddress(file));
    count += missing.length;
    example ??= missing[0];
  }
  return { count, example };
}

async function firstPlace(
  { home }: NamedSearch,
  file: string,
  bibliography: string,
  accept: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const place of placesOfFile(file, bibliography, home)) if (await accept(place)) return place;
  return undefined;
}

const isWebAddress = (file: string): boolean => /^[a-z][a-z\d+.-]+:\/\//i.test(file);
