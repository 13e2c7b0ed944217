import { ConfigurationTarget, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type AddEntryParams,
  type AddEntryResult,
  type AddFromZoteroParams,
  type AddFromZoteroResult,
  addEntryRequest,
  addFromZoteroRequest,
} from "../../server/src/protocol.ts";
import type { Server } from "./client.ts";

const show = "Show";

/** Has the server add entries, asks which file takes them where that is open, and says what was done. */
export async function addEntries({ client }: Server, params: AddEntryParams): Promise<void> {
  await added((target) => client.sendRequest<AddEntryResult>(addEntryRequest, { ...params, ...target }));
}

/** The same with items of Zotero; undefined where the writer chose no file. */
export async function addFromZotero(client: LanguageClient, params: AddFromZoteroParams): Promise<AddFromZoteroResult | undefined> {
  return added((target) => client.sendRequest<AddFromZoteroResult>(addFromZoteroRequest, { ...params, ...target }));
}

async function added<Result extends AddEntryResult>(
  ask: (target: { readonly target?: string }) => Promise<Result>,
): Promise<Result | undefined> {
  const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
  const first = await ask({});
  const target = first.kind === "choose" ? await chooseFile(first) : undefined;
  if (first.kind === "choose" && target === undefined) return undefined;
  const result = target === undefined ? first : await ask({ target: target.toString() });
  await tell(result, open);
  return result;
}

async function tell({ kind, message, uri }: AddEntryResult, open: ReadonlySet<string>): Promise<void> {
  if (kind === "refused" || uri === undefined) {
    await (kind === "refused" ? window.showWarningMessage(message) : window.showInformationMessage(message));
    return;
  }
  const document = await workspace.openTextDocument(Uri.parse(uri));
  // A file that nobody has open would stay behind unsaved, and whatever typesets the draft would not see the entry.
  if (!open.has(document.uri.toString()) && document.isDirty) await document.save();
  window.showInformationMessage(message, show).then((chosen) => (chosen === show ? window.showTextDocument(document) : undefined));
}

interface FileItem extends QuickPickItem {
  readonly uri: Uri | undefined;
}

async function chooseFile({ message, files = [], suggestion }: AddEntryResult): Promise<Uri | undefined> {
  const items: readonly FileItem[] = files.map(({ uri, label }) => ({ label, uri: Uri.parse(uri) }));
  const another: FileItem = { label: "Another file…", uri: undefined };
  const chosen = await window.showQuickPick([...items, another], { title: "Add Entry", placeHolder: message, ignoreFocusOut: true });
  return chosen === another ? nameFile(suggestion) : chosen?.uri;
}

/** A file of the writer's own: made where it is not there, and from now on among the bibliographies of this folder. */
async function nameFile(suggestion: string | undefined): Promise<Uri | undefined> {
  const uri = await window.showSaveDialog({
    title: "The file that takes the entry",
    saveLabel: "Use This File",
    filters: { Bibliographies: ["bib", "json"] },
    ...(suggestion === undefined ? {} : { defaultUri: Uri.parse(suggestion) }),
  });
  if (uri === undefined) return undefined;
  if (!(await exists(uri))) await workspace.fs.writeFile(uri, new Uint8Array());
  await remember(uri);
  return uri;
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function remember(uri: Uri): Promise<void> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return;
  const settings = workspace.getConfiguration("ibid", uri);
  const named = settings.get<readonly string[]>("bibliographies", []);
  const name = workspace.asRelativePath(uri, false);
  const target = workspace.workspaceFolders?.length === 1 ? ConfigurationTarget.Workspace : ConfigurationTarget.WorkspaceFolder;
  if (!named.includes(name)) await settings.update("bibliographies", [...named, name], target);
}
