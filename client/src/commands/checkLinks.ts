import { type CancellationToken, commands, type Progress, ProgressLocation, window } from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import { type CheckLinksParams, type CheckLinksResult, checkLinksRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import type { Command } from "./command.ts";

const showProblems = "Show Problems";

/** Asks for every link of the open drafts, also those that are not due; it can be cancelled at any time. */
export function checkLinks({ client }: Server): Command {
  return {
    id: "ibid.checkLinks",
    execute: async () => {
      const options = { location: ProgressLocation.Notification, title: "Asking for the links of the open drafts", cancellable: true };
      const result = await window.withProgress(options, (progress, cancel) => ask(client, progress, cancel));
      if (result) await showSummary(result.summary);
    },
  };
}

async function ask(
  client: LanguageClient,
  progress: Progress<{ message?: string; increment?: number }>,
  cancel: CancellationToken,
): Promise<CheckLinksResult | undefined> {
  const workDoneToken = `ibid.checkLinks.${Date.now()}`;
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind === "report" && value.message !== undefined) progress.report({ message: value.message });
  });
  const params: CheckLinksParams = { workDoneToken };
  try {
    return await client.sendRequest<CheckLinksResult>(checkLinksRequest, params, cancel);
  } catch (error) {
    if (cancel.isCancellationRequested) return undefined;
    throw error;
  } finally {
    listener.dispose();
  }
}

async function showSummary(summary: string): Promise<void> {
  const chosen = await window.showInformationMessage(summary, showProblems);
  if (chosen === showProblems) await commands.executeCommand("workbench.actions.view.problems");
}
