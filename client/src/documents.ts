import { type TextDocument, window } from "vscode";

/** Languages of drafts and bibliographies. Quarto and R Markdown have names of their own where their extensions are installed. */
const draftLanguages = ["markdown", "quarto", "rmd", "latex", "tex"];
const languages = [...draftLanguages, "bibtex", "ris", "endnote"];

/** Files, and drafts that are not saved yet. */
export const documentSelector = languages.flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "untitled" },
]);

/** Also JSON and YAML, in which a bibliography may be written: the server looks only at what some draft uses. */
export const syncedDocuments = [...documentSelector, { language: "json", scheme: "file" }, { language: "yaml", scheme: "file" }];

/** The draft or bibliography that the writer looks at: in the active editor, else in another that is seen beside it; undefined where there is none. */
export function shownDocument(): TextDocument | undefined {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.map((editor) => editor?.document).find((document) => document !== undefined && isServed(document));
}

function isServed(document: TextDocument): boolean {
  return documentSelector.some(({ language, scheme }) => document.languageId === language && document.uri.scheme === scheme);
}
