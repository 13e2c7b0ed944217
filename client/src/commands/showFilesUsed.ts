import { type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from "vscode";
import type { FilesUsedGroup, FilesUsedResult, FileUsed } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { shownDocument } from "../documents.ts";
import { askFilesUsed, openFileUsed } from "../filesUsed.ts";
import type { Command } from "./command.ts";

export const showFilesUsedId = "ibid.showFilesUsed";

interface FileItem extends QuickPickItem {
  readonly file?: FileUsed;
}

/** The overview: which bibliographies and sources serve the draft, how much was read in each, and what could not be. */
export function showFilesUsed(server: Server): Command {
  return {
    id: showFilesUsedId,
    execute: async () => {
      const document = shownDocument();
      if (!document) return showNothingOpen();
      const result = await askFilesUsed(server, document.uri);
      const chosen = await window.showQuickPick(result.groups.flatMap(groupItems), pickOptions(result));
      if (chosen?.file) await openFileUsed(chosen.file);
    },
  };
}

async function showNothingOpen(): Promise<void> {
  await window.showInformationMessage("Open a draft or a bibliography first: then Ibid can say which files serve it.");
}

function pickOptions({ summary }: FilesUsedResult) {
  return { title: "Files of This Draft", placeHolder: summary, matchOnDescription: true };
}

function groupItems({ title, files }: FilesUsedGroup): readonly FileItem[] {
  return [{ label: title, kind: QuickPickItemKind.Separator }, ...files.map(fileItem)];
}

function fileItem(file: FileUsed): FileItem {
  const item = { label: file.label, description: file.detail, file };
  return file.problem ? { ...item, iconPath: new ThemeIcon("warning") } : item;
}
