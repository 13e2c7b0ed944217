import { extensionOf } from "../../text/path.ts";

const extensions: ReadonlySet<string> = new Set([".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".epub"]);

/** Whether a file is one that `readSource` can read, by its name. Apart from the readers, so that knowing it loads none of them. */
export const isSourcePath = (path: string): boolean => extensions.has(extensionOf(path));
