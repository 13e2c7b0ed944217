import { extensionOf } from "../text/path.ts";

const drafts: ReadonlySet<string> = new Set([".md", ".markdown", ".mdown", ".qmd", ".rmd", ".tex", ".ltx"]);
const bibliographies: ReadonlySet<string> = new Set([".bib", ".bibtex"]);

export const isDraftPath = (path: string): boolean => drafts.has(extensionOf(path));
export const isBibliography = (path: string): boolean => bibliographies.has(extensionOf(path));
/** What a folder is looked through for. */
export const isDocument = (path: string): boolean => isDraftPath(path) || isBibliography(path);
