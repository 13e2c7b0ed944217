import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import type { Files } from "../../host.ts";
import { isPlainPath, withSlashes } from "./paths.ts";

type Options = Parameters<Files["list"]>[1];

/** Nearest folders first, each in order of names, so that a limit cuts off what lies deepest. */
export async function listFiles(folder: string, options: Options): Promise<{ readonly paths: readonly string[]; readonly cut: boolean }> {
  const paths: string[] = [];
  const seen = new Set<string>();
  let level = isPlainPath(folder) ? [withSlashes(folder).replace(/(?<=.)\/+$/, "")] : [];
  while (level.length > 0) {
    const below: string[] = [];
    for (const path of level) {
      options.signal?.throwIfAborted();
      if (!(await isNewFolder(path, seen))) continue;
      for (const entry of await entriesOf(path)) {
        const kind = await kindOf(path, entry);
        const child = path.endsWith("/") ? `${path}${entry.name}` : `${path}/${entry.name}`;
        if (kind === "folder" && options.deep && !isLeftOut(entry.name)) below.push(child);
        if (kind !== "file" || !options.accept(child)) continue;
        if (paths.length >= options.limit) return { paths, cut: true };
        paths.push(child);
      }
    }
    level = below;
  }
  return { paths, cut: false };
}

export const isLeftOut = (folderName: string): boolean => folderName.startsWith(".") || folderName === "node_modules";

/** A link may lead to a folder above itself, or two to the same: each folder is listed once. */
async function isNewFolder(path: string, seen: Set<string>): Promise<boolean> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  if (!stats?.isDirectory()) return false;
  const identity = `${stats.dev}:${stats.ino}`;
  if (seen.has(identity)) return false;
  seen.add(identity);
  return true;
}

/** A folder that may not be read, or went away meanwhile, has nothing in it for us. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function kindOf(folder: string, entry: Dirent): Promise<"file" | "folder" | "other"> {
  const is = entry.isSymbolicLink() ? await stat(`${folder}/${entry.name}`).catch(() => undefined) : entry;
  if (is?.isFile()) return "file";
  return is?.isDirectory() ? "folder" : "other";
}
