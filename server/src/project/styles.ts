import type { Files } from "../host.ts";
import type { StyleChoice } from "../library/formatting.ts";
import { defaultLocale, parentStyle } from "../library/styleTree.ts";
import { decodeText } from "../text/encoding.ts";
import { baseName, folderOf, foldersUpTo, isAbsolute, isNetworkOrDevicePath, joinPath } from "../text/path.ts";
import type { Admission } from "./admission.ts";

/** Chicago with notes: what the people write whom this is for. */
export const usualStyle: StyleChoice = { kind: "named", name: "chicago-notes-bibliography" };
export const usualLocale = "en-US";

const styleSizeLimit = 4 * 1024 * 1024;

export interface FoundStyle {
  readonly style: StyleChoice;
  /** The file that was named: another style where that changes. */
  readonly file: string | undefined;
  /** What the style was made from beside that file: the parent of a dependent style. */
  readonly parents: readonly string[];
  /** The locale that the file asks for; "" where it asks for none. */
  readonly locale: string;
}

export interface StyleSearch {
  readonly files: Files;
  readonly admission: Admission;
  /** The folder above which nothing is looked for. */
  readonly root: string;
  readonly home: string;
}

/**
 * `apa`, `styles/apa.csl`, `~/Zotero/styles/apa.csl` or `https://www.zotero.org/styles/apa`: a file where there is one, in the folders from the
 * naming file up to the root and then where Pandoc and Zotero keep theirs, else the style of that name.
 */
export async function findStyle(search: StyleSearch, name: string, from: string): Promise<FoundStyle> {
  if (name === "" || isNetworkOrDevicePath(name)) return without(usualStyle);
  for (const path of placesOf(search, name, from)) {
    const xml = await readStyle(search, path);
    if (xml !== undefined) return followed(search, path, xml);
  }
  return without({ kind: "named", name: baseName(name.replaceAll("\\", "/")).replace(/\.csl$/i, "") });
}

const without = (style: StyleChoice): FoundStyle => ({ style, file: undefined, parents: [], locale: "" });

function placesOf({ root, home }: StyleSearch, name: string, from: string): readonly string[] {
  if (/^https?:/i.test(name)) return [];
  const file = /\.csl$/i.test(name) ? name : `${name}.csl`;
  if (file.startsWith("~/")) return [joinPath(home, file.slice(2))];
  if (isAbsolute(file)) return [joinPath(root, file)];
  const near = root === "" ? [] : foldersUpTo(folderOf(from), root);
  return [...near, ...keptStyles.map((folder) => joinPath(home, folder))].map((folder) => joinPath(folder, file));
}

const keptStyles: readonly string[] = [".local/share/pandoc/csl", ".pandoc/csl", "Zotero/styles"];

async function readStyle({ files, admission }: StyleSearch, path: string): Promise<string | undefined> {
  if (!(await admission.admit(path))) return undefined;
  const content = await files.read(path, styleSizeLimit);
  return content.kind === "content" ? decodeText(content.bytes).text : undefined;
}

/** Parents of parents are not allowed; a few are followed all the same. */
const mostParents = 4;

/** A dependent style is another name for its parent, which lies beside it or is one of the collection; the language is its own. */
async function followed(search: StyleSearch, file: string, xml: string): Promise<FoundStyle> {
  const parents: string[] = [];
  const locale = defaultLocale(xml);
  let text = xml;
  let place = file;
  while (parents.length < mostParents) {
    const parent = parentStyle(text);
    if (parent === undefined) break;
    place = joinPath(folderOf(place), `${parent}.csl`);
    const above = parents.includes(place) || place === file ? undefined : await readStyle(search, place);
    if (above === undefined) return { style: { kind: "named", name: parent }, file, parents, locale };
    parents.push(place);
    text = above;
  }
  return { style: { kind: "xml", xml: text }, file, parents, locale: locale || defaultLocale(text) };
}
