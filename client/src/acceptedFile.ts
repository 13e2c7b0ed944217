import { type Disposable, window, workspace } from "vscode";

/** What is accepted counts once it is on disk: an edit of `.ibid/accepted.json` that a command made is saved, one that the writer types is not. */
export const saveAccepted = (): Disposable =>
  workspace.onDidChangeTextDocument(async ({ document, contentChanges }) => {
    if (contentChanges.length === 0 || !document.uri.path.endsWith("/.ibid/accepted.json")) return;
    const shown = window.visibleTextEditors.some((editor) => editor.document === document);
    if (!shown) await document.save();
  });
