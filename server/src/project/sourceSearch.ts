import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import type { Admission } from "./admission.ts";
import { sourceCountLimit } from "./limits.ts";
import { expandPattern, type FileList, type PatternPlaces, placeOfPattern } from "./patterns.ts";

/** The places that the setting names, absolute; of a glob the glob itself. */
export const sourceRoots = (settings: Settings, places: PatternPlaces): readonly string[] =>
  settings.sources.flatMap((name) => placeOfPattern(name, places) ?? []);

/** The source documents of a project, in a stable order; `cut` where there are more than we look at. */
export async function findSources(files: Files, admission: Admission, settings: Settings, places: PatternPlaces): Promise<FileList> {
  const found = new Set<string>();
  let cut = false;
  for (const name of settings.sources) {
    const list = await expandPattern(files, name, places, { limit: sourceCountLimit, deep: true, accept: isSourcePath });
    for (const path of list.paths) if (isSourcePath(path)) found.add(path);
    cut ||= list.cut;
  }
  const paths = [...found].sort().slice(0, sourceCountLimit);
  const verdicts = await Promise.all(paths.map((path) => admission.admit(path)));
  return { paths: paths.filter((_, index) => verdicts[index]), cut: cut || found.size > sourceCountLimit };
}
