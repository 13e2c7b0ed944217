import assert from "node:assert/strict";
import {
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  commands,
  type Diagnostic,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";

/** Asks again and again until the answer is there; fails with what was waited for when it doesn't come. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  milliseconds = 20_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) assert.fail(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function fileOf(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, "a folder is open");
  return Uri.joinPath(folder.uri, name);
}

export async function openFile(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(fileOf(name)));
}

export async function openUntitled(language: string, content: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument({ language, content }));
}

/** The place of a piece of text; `|` in it is the cursor: `see [@fer|rant`. */
export function placeOf(document: TextDocument, marked: string): Position {
  const at = marked.indexOf("|");
  const start = document.getText().indexOf(marked.replace("|", ""));
  assert.ok(start >= 0, `the document has ${marked}`);
  return document.positionAt(start + Math.max(at, 0));
}

export async function completionsAt(document: TextDocument, position: Position, trigger?: string): Promise<readonly CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>("vscode.executeCompletionItemProvider", document.uri, position, trigger, 5);
  return list.items;
}

export const labelOf = ({ label }: CompletionItem): string => (typeof label === "string" ? label : label.label);

export async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position);
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (content instanceof MarkdownString ? content.value : String(content))))
    .join("\n\n");
}

/** Our problems of a document. */
export function problemsOf(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source?.toLowerCase() === "ibid");
}

export function codeOf({ code }: Diagnostic): string {
  return typeof code === "object" ? String(code.value) : String(code);
}

export async function untilProblem(document: TextDocument, code: string, at: string): Promise<Diagnostic> {
  return until(`${code} at ${at}`, () =>
    problemsOf(document).find((each) => codeOf(each) === code && document.getText(each.range).includes(at)),
  );
}

/** The offer at a problem whose title matches; the editor doesn't hand on which problem an offer belongs to. */
export async function untilFix(document: TextDocument, { range }: Diagnostic, title: RegExp): Promise<CodeAction> {
  return until(`the fix ${title}`, async () => {
    const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range, "quickfix", 10);
    return actions.find((action) => title.test(action.title));
  });
}

export async function insertAtEnd({ document, edit }: Pick<TextEditor, "document" | "edit">, text: string): Promise<Position> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  await edit((builder) => builder.insert(end, text));
  return document.lineAt(document.lineCount - 1).range.end;
}

/** Throws away what a test typed, and closes all editors. */
export async function closeEditors(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty, isUntitled }) => isDirty && !isUntitled)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.files.revert");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}
