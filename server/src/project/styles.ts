import type { Files } from "../host.ts";
import type { StyleChoice } from "../library/formatting.ts";
import { decodeText } from "../text/encoding.ts";
import { baseName, folderOf, foldersUpTo, isNetworkOrDevicePath, joinPath } from "../text/path.ts";
import type { Admission } from "./admission.ts";

/** Chicago with notes: what the people write whom this is for. */
export const usualStyle: StyleChoice = { kind: "named", name: "chicago-notes-bibliography" };
export const usualLocale = "en-US";

const styleSizeLimit = 4 * 1024 * 1024;

export interface FoundStyle {
  readonly style: StyleChoice;
  /** The file that it was read from: another style where that changes. */
  readonly file: string | undefined;
}

/** `apa`, `styles/apa.csl` or `https://www.zotero.org/styles/apa`: a file where there is one, else the style of that name. */
export async function findStyle(files: Files, admission: Admission, name: string, from: string, root: string): Promise<FoundStyle> {
  if (name === "" || isNetworkOrDevicePath(name)) return { style: usualStyle, file: undefined };
  for (const folder of /^https?:/.test(name) || root === "" ? [] : foldersUpTo(folderOf(from), root)) {
    const path = joinPath(folder, name.endsWith(".csl") ? name : `${name}.csl`);
    if (!(await admission.admit(path))) continue;
    const content = await files.read(path, styleSizeLimit);
    if (content.kind === "content") return { style: { kind: "xml", xml: decodeText(content.bytes).text }, file: path };
  }
  return { style: { kind: "named", name: baseName(name).replace(/\.csl$/, "") }, file: undefined };
}
