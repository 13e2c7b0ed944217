import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages } from "vscode";
import type { StatusParams } from "../../server/src/protocol.ts";
import type { Server, ServerState } from "./client.ts";
import { restartId } from "./commands/restart.ts";
import { showFilesUsedId } from "./commands/showFilesUsed.ts";
import { documentSelector } from "./documents.ts";

/** One line beside the language's name: `Ibid: 1,204 entries · 38 sources · 2 problems`. It never pops up. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem("ibid.status", documentSelector);
  item.name = "Ibid";
  showStarting(item);
  return Disposable.from(
    item,
    server.onStatus((status) => showReport(item, status)),
    server.onState((state) => showState(item, state)),
  );
}

function showReport(item: LanguageStatusItem, { text, detail, busy, attention }: StatusParams): void {
  item.text = `Ibid: ${text}`;
  item.detail = detail;
  item.busy = busy;
  item.severity = attention ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.command = { command: showFilesUsedId, title: "Show Files", tooltip: "Show which files serve this draft" };
}

function showState(item: LanguageStatusItem, state: ServerState): void {
  switch (state) {
    case "running":
      break;
    case "stopped":
      showStarting(item);
      break;
    case "gaveUp":
      showStopped(item);
  }
}

function showStarting(item: LanguageStatusItem): void {
  item.text = "Ibid: starting";
  item.detail = "";
  item.busy = true;
  item.severity = LanguageStatusSeverity.Information;
  item.command = undefined;
}

function showStopped(item: LanguageStatusItem): void {
  item.text = "Ibid has stopped";
  item.detail = "It ended five times within three minutes; your files are as you left them.";
  item.busy = false;
  item.severity = LanguageStatusSeverity.Error;
  item.command = { command: restartId, title: "Restart" };
}
