import type { Files } from "../host.ts";
import { matchesGlob } from "../text/glob.ts";
import { isAbsolute, isNetworkOrDevicePath, joinPath } from "../text/path.ts";

export interface PatternPlaces {
  /** What relative patterns relate to; "" where there is nothing that they could. */
  readonly root: string;
  readonly home: string;
}

export interface FileList {
  readonly paths: readonly string[];
  readonly cut: boolean;
}

interface ListOptions {
  readonly limit: number;
  /** Whether a folder stands for all that lies below it, or for what lies in it. */
  readonly deep: boolean;
  /** Which files a folder or a glob stands for; one named outright is taken as it is. */
  readonly accept: (path: string) => boolean;
}

const nothing: FileList = { paths: [], cut: false };

/** The absolute place that a setting's entry names; undefined where it names none that may be looked at. */
export function placeOfPattern(pattern: string, { root, home }: PatternPlaces): string | undefined {
  if (pattern === "" || isNetworkOrDevicePath(pattern)) return undefined;
  if (pattern.startsWith("~/")) return joinPath(home, pattern.slice(2));
  return isAbsolute(pattern) || root !== "" ? joinPath(root, pattern) : undefined;
}

/** Files that an entry of `ibid.bibliographies` or `ibid.sources` names: a file, a folder or a glob below the root. */
export async function expandPattern(files: Files, pattern: string, places: PatternPlaces, options: ListOptions): Promise<FileList> {
  const place = placeOfPattern(pattern, places);
  if (place === undefined) return nothing;
  if (await files.isFolder(place)) return files.list(place, options);
  if ((await files.realPath(place)) !== undefined) return { paths: [place], cut: false };
  if (!/[*?[{]/.test(pattern) || isAbsolute(pattern) || places.root === "") return nothing;
  // Matched below the root: the root's own name may hold what means something in a glob.
  const below = (path: string): string => path.slice(places.root.endsWith("/") ? places.root.length : places.root.length + 1);
  const glob = pattern.replace(/^\.\//, "");
  const accept = (path: string): boolean => options.accept(path) && matchesGlob([glob], below(path));
  return files.list(places.root, { ...options, deep: true, accept });
}
