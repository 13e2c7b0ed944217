/**
 * Paths as the core has them: absolute, with forward slashes. `/home/ada/a.md` and `C:/Users/ada/a.md` alike;
 * documents that are no files keep their URI (`untitled:Untitled-1`).
 */

/** `C:\x\y` and `/x/./y/../z` in the core's form; the empty text stays empty. */
export function normalizePath(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const root = rootOf(slashed);
  const parts: string[] = [];
  for (const part of slashed.slice(root.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || root === "") parts.push(part);
  }
  return root + parts.join("/");
}

export const isAbsolute = (path: string): boolean => rootOf(path.replaceAll("\\", "/")) !== "";

/** `//server/share`, `\\?\…` and `\\.\…`: never touched, since merely looking at them asks another machine or a device. */
export const isNetworkOrDevicePath = (path: string): boolean => /^[\\/]{2}/.test(path);

/** A document on disk, rather than `untitled:` or the like. */
export const isFilePath = (path: string): boolean => isAbsolute(path);

export function joinPath(folder: string, relative: string): string {
  return isAbsolute(relative) ? normalizePath(relative) : normalizePath(`${folder}/${relative}`);
}

/** `../refs/all.bib`: a path as it is written in a file of this folder. Whole where the two have nothing in common. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split("/");
  const to = path.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  if (common < 2) return path;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

/** The folder of a file; a root is its own folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  const root = rootOf(path);
  return slash < root.length ? root : path.slice(0, slash);
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** In lower case, with its dot: `.bib`; "" for none. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot).toLowerCase() : "";
}

/** Whether a path lies below a folder, or is it. */
export function isWithin(folder: string, path: string): boolean {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  return path === folder || path.startsWith(base);
}

/** For people: relative to the first of the folders that holds it, else whole. */
export function shownPath(path: string, folders: readonly string[]): string {
  const folder = folders.find((candidate) => path !== candidate && isWithin(candidate, path));
  return folder === undefined ? path : path.slice(folder.endsWith("/") ? folder.length : folder.length + 1);
}

/** A folder for people: from the name of the workspace folder on where it lies in it, as in `thesis/chapters/`, else whole. */
export function shownFolder(folder: string, root: string): string {
  const shown = isWithin(root, folder) ? shownPath(folder, [folderOf(root)]) : folder;
  return shown.endsWith("/") ? shown : `${shown}/`;
}

/** The folder and those above it, up to `top` at the highest; just the folder where it doesn't lie below `top`. */
export function foldersUpTo(folder: string, top: string): readonly string[] {
  const folders = [folder];
  let current = folder;
  while (current !== top && isWithin(top, current)) {
    const above = folderOf(current);
    if (above === current) break;
    folders.push(above);
    current = above;
  }
  return folders;
}

function rootOf(path: string): string {
  const drive = /^[A-Za-z]:\//.exec(path);
  if (drive !== null) return drive[0];
  return path.startsWith("/") ? "/" : "";
}
