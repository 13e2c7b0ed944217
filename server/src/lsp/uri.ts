import { URI } from "vscode-uri";
import { normalizePath } from "../text/path.ts";

/** The core's name for a document: the path of a file, else the URI as it is. Drive letters are upper case on both ways. */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== "file") return uri;
  // A URI with a host names another machine's share: it keeps its two slashes, by which the core knows it.
  if (parsed.authority !== "") return `//${parsed.authority}${parsed.path}`;
  return normalizePath(parsed.path.replace(/^\/([A-Za-z]):/, (_, drive: string) => `${drive.toUpperCase()}:`));
}

export function uriOf(path: string): string {
  return /^([A-Za-z]:)?\//.test(path) ? URI.file(path).toString() : path;
}
