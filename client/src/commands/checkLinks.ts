import { commands, window } from "vscode";
import { type CheckLinksParams, type CheckLinksResult, checkLinksRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { askWithProgress } from "../progress.ts";
import type { Command } from "./command.ts";

const title = "Asking for the links of the open drafts";
const showProblems = "Show Problems";

/** Asks for every link of the open drafts, also those that are not due; it can be cancelled at any time. */
export function checkLinks({ client }: Server): Command {
  return {
    id: "ibid.checkLinks",
    execute: async () => {
      const result = await askWithProgress<CheckLinksResult>(client, checkLinksRequest, {} satisfies CheckLinksParams, title);
      if (result) await showSummary(result.summary);
    },
  };
}

async function showSummary(summary: string): Promise<void> {
  const chosen = await window.showInformationMessage(summary, showProblems);
  if (chosen === showProblems) await commands.executeCommand("workbench.actions.view.problems");
}
