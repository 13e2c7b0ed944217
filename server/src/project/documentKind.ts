import { bibliographyExtensions } from "../syntax/bibliographyFile.ts";
import { extensionOf } from "../text/path.ts";

export type DocumentKind = "markdown" | "latex" | "bibliography" | "other";

const byLanguage: ReadonlyMap<string, DocumentKind> = new Map([
  ["markdown", "markdown"],
  ["quarto", "markdown"],
  ["rmd", "markdown"],
  ["r-markdown", "markdown"],
  ["myst", "markdown"],
  ["latex", "latex"],
  ["tex", "latex"],
  ["latex-expl3", "latex"],
  ["bibtex", "bibliography"],
  ["biblatex", "bibliography"],
  ["ris", "bibliography"],
  ["endnote", "bibliography"],
  // What the command line calls a `.json` that it was asked about; an editor's "json" may be anything.
  ["csl-json", "bibliography"],
]);

const byExtension: ReadonlyMap<string, DocumentKind> = new Map([
  [".md", "markdown"],
  [".markdown", "markdown"],
  [".mdown", "markdown"],
  [".qmd", "markdown"],
  [".rmd", "markdown"],
  [".tex", "latex"],
  [".ltx", "latex"],
  ...bibliographyExtensions.map((extension) => [`.${extension}`, "bibliography"] as const),
]);

/** What a document is to us: by its extension, since editors without a language for `.qmd` say "plaintext"; else by its language. */
export function documentKind(path: string, languageId: string): DocumentKind {
  return byExtension.get(extensionOf(path)) ?? byLanguage.get(languageId) ?? "other";
}
