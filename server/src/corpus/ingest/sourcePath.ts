import { extensionOf } from "../../text/path.ts";

const texts: ReadonlySet<string> = new Set([".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"]);
const bound: ReadonlySet<string> = new Set([".pdf", ".docx", ".epub"]);

/** Whether a file is one that `readSource` can read, by its name. Apart from the readers, so that knowing it loads none of them. */
export const isSourcePath = (path: string): boolean => texts.has(extensionOf(path)) || bound.has(extensionOf(path));

/** A file that no editor shows as it is: places in it are those of its text as read. */
export const isBoundSource = (path: string): boolean => bound.has(extensionOf(path));
