import { env, type QuickInputButton, type QuickPick, type QuickPickItem, type TextEditor, ThemeIcon, Uri, window } from "vscode";
import { type SearchZoteroParams, type SearchZoteroResult, searchZoteroRequest, type ZoteroItem } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { addFromZotero } from "../entries.ts";
import { toRange } from "../sourceDocuments.ts";
import type { Command } from "./command.ts";

interface ZoteroRow extends QuickPickItem {
  readonly zotero: ZoteroItem;
}

const openInZotero: QuickInputButton = { iconPath: new ThemeIcon("link-external"), tooltip: "Open in Zotero" };

/** A list of what the writer's Zotero holds: what they tick is added to the bibliography and cited where the cursor stands. */
export function insertFromZotero(server: Server): Command {
  return {
    id: "ibid.insertFromZotero",
    execute: async () => {
      const editor = window.activeTextEditor;
      if (!editor) return showNothingOpen();
      const chosen = await choose(server, editor.document.uri);
      if (chosen.length > 0) await insert(server, editor, chosen);
    },
  };
}

async function showNothingOpen(): Promise<void> {
  await window.showInformationMessage("Open a draft first: what you choose in Zotero is cited where the cursor stands.");
}

async function insert({ client }: Server, editor: TextEditor, chosen: readonly ZoteroItem[]): Promise<void> {
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  const items = chosen.map(({ item, key }) => ({ item, key }));
  const { version } = editor.document;
  const result = await addFromZotero(client, { uri, items, position: { line, character } });
  const citation = result?.citation;
  if (citation === undefined || editor.document.version !== version) return;
  await editor.edit((edit) => edit.replace(toRange(citation.range), citation.newText));
}

/** Empty where the writer turned away. */
function choose({ client }: Server, document: Uri): Promise<readonly ZoteroItem[]> {
  const list = window.createQuickPick<ZoteroRow>();
  list.title = "Insert from Zotero";
  list.placeholder = "Author, title or year; tick as many as you like";
  list.canSelectMany = true;
  const ask = async (query: string): Promise<void> => {
    list.busy = true;
    const params: SearchZoteroParams = { uri: document.toString(), query };
    const result = await client.sendRequest<SearchZoteroResult>(searchZoteroRequest, params);
    if (list.value === query) show(list, result);
  };
  const failed = (error: unknown): void => client.error("Zotero's items could not be asked for.", error, false);
  return new Promise((resolve) => {
    list.onDidChangeValue((query) => void ask(query).catch(failed));
    list.onDidTriggerItemButton(({ item }) => void env.openExternal(Uri.parse(item.zotero.address)));
    list.onDidAccept(() => {
      resolve(list.selectedItems.map(({ zotero }) => zotero));
      list.hide();
    });
    list.onDidHide(() => {
      resolve([]);
      list.dispose();
    });
    list.show();
    ask("").catch(failed);
  });
}

/** What is ticked stays, whatever is typed next. */
function show(list: QuickPick<ZoteroRow>, { items, state }: SearchZoteroResult): void {
  const ticked = list.selectedItems;
  const kept = new Set(ticked.map(({ zotero }) => zotero.item));
  list.items = [...ticked, ...items.filter(({ item }) => !kept.has(item)).map(rowOf)];
  list.selectedItems = ticked;
  list.title = state === "" ? "Insert from Zotero" : `Insert from Zotero: ${state}`;
  list.busy = false;
}

function rowOf(zotero: ZoteroItem): ZoteroRow {
  const { work, title, container, key, known } = zotero;
  const detail = [title, container].filter((part) => part !== "").join(" · ");
  // The server has searched: the list shows all that it found.
  return {
    label: work,
    description: known ? `${key}, in your bibliography` : key,
    detail,
    alwaysShow: true,
    buttons: [openInZotero],
    zotero,
  };
}
