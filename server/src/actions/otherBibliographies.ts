import type { Files } from "../host.ts";
import { isBibliographyPath } from "../syntax/bibliographyFile.ts";
import { decodeText } from "../text/encoding.ts";
import { type FoundWorks, worksIn } from "./entryInput.ts";

export interface OtherBibliographiesOptions {
  readonly folders: readonly string[];
  /** Files that are searched already. */
  readonly except: ReadonlySet<string>;
}

/** The entry of a key in a bibliography of the workspace that the draft does not use; with its file, which resolves what it inherits. */
export async function findElsewhere(files: Files, key: string, options: OtherBibliographiesOptions): Promise<FoundWorks | undefined> {
  for (const folder of options.folders) {
    const { paths } = await files.list(folder, { limit: mostFiles, deep: true, accept: isBibliographyPath });
    for (const path of paths.filter((candidate) => !options.except.has(candidate))) {
      const content = await files.read(path, sizeLimit);
      const text = content.kind === "content" ? decodeText(content.bytes).text : "";
      // Most files don't hold the key at all, and need not be read closely.
      if (!text.includes(key)) continue;
      const works = worksIn(path, text);
      const entry = works.library.find(key);
      if (entry !== undefined) return { library: works.library, entries: [entry] };
    }
  }
  return undefined;
}

const mostFiles = 200;
const sizeLimit = 20_000_000;
