import { Disposable, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState, window } from "vscode";
import type { FilesUsedGroup, FileUsed } from "../../../server/src/protocol.ts";
import { openSourceCommand } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { shownDocument } from "../documents.ts";
import { askFilesUsed } from "../filesUsed.ts";

type Row = FilesUsedGroup | FileUsed;

/** The view "Files of This Draft": groups of files, each with what was read in it. Without a draft its welcome text shows. */
export function showFiles(server: Server): Disposable {
  const changed = new EventEmitter<undefined>();
  const view = window.createTreeView("ibid.files", { treeDataProvider: filesOfDraft(server, changed), showCollapseAll: false });
  const refresh = (): void => changed.fire(undefined);
  return Disposable.from(view, changed, server.onStatus(refresh), server.onState(refresh), window.onDidChangeActiveTextEditor(refresh));
}

function filesOfDraft(server: Server, changed: EventEmitter<undefined>): TreeDataProvider<Row> {
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: (row) => ("files" in row ? groupRow(row) : fileRow(row)),
    getChildren: (row) => (row === undefined ? groups(server) : "files" in row ? [...row.files] : []),
  };
}

async function groups(server: Server): Promise<Row[]> {
  const document = shownDocument();
  if (!document || !server.client.isRunning()) return [];
  const { groups: all } = await askFilesUsed(server, document.uri);
  return all.filter(({ files }) => files.length > 0);
}

function groupRow({ title }: FilesUsedGroup): TreeItem {
  const item = new TreeItem(title, TreeItemCollapsibleState.Expanded);
  item.id = title;
  return item;
}

function fileRow({ label, detail, uri, range, problem }: FileUsed): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.description = detail;
  item.tooltip = `${label}: ${detail}`;
  item.iconPath = problem ? new ThemeIcon("warning", new ThemeColor("list.warningForeground")) : new ThemeIcon("file");
  if (uri !== undefined) item.command = { command: openSourceCommand, title: "Open", arguments: [{ uri, range }] };
  return item;
}
