import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import { matchesGlob } from "../text/glob.ts";
import { isNetworkOrDevicePath, joinPath } from "../text/path.ts";
import type { Admission } from "./admission.ts";
import { sourceCountLimit } from "./limits.ts";

export interface SourceList {
  readonly paths: readonly string[];
  /** True where there are more than we look at. */
  readonly cut: boolean;
}

/** The places that the setting names, absolute: folders, files and globs. */
export function sourceRoots(settings: Settings, root: string, home: string): readonly string[] {
  return settings.sources
    .filter((name) => !isNetworkOrDevicePath(name))
    .map((name) => (name.startsWith("~/") ? joinPath(home, name.slice(2)) : joinPath(root, name)));
}

/** The source documents of a project, in a stable order. */
export async function findSources(files: Files, admission: Admission, settings: Settings, root: string, home: string): Promise<SourceList> {
  const found = new Set<string>();
  let cut = false;
  for (const place of sourceRoots(settings, root, home)) {
    const list = await listPlace(files, place, root);
    for (const path of list.paths) found.add(path);
    cut ||= list.cut;
  }
  const paths = [...found].sort().slice(0, sourceCountLimit);
  const verdicts = await Promise.all(paths.map((path) => admission.admit(path)));
  return { paths: paths.filter((_, index) => verdicts[index]), cut: cut || found.size > sourceCountLimit };
}

async function listPlace(files: Files, place: string, root: string): Promise<SourceList> {
  if (await files.isFolder(place)) return files.list(place, { limit: sourceCountLimit, deep: true, accept: isSourcePath });
  if (!/[*?[{]/.test(place))
    return { paths: isSourcePath(place) && (await files.realPath(place)) !== undefined ? [place] : [], cut: false };
  return files.list(root, { limit: sourceCountLimit, deep: true, accept: (path) => isSourcePath(path) && matchesGlob([place], path) });
}
