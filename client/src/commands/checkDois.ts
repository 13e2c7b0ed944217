import { commands, window } from "vscode";
import { type CheckDoisParams, type CheckDoisResult, checkDoisRequest } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { shownDocument } from "../documents.ts";
import { askWithProgress } from "../progress.ts";
import type { Command } from "./command.ts";

const showProblems = "Show Problems";

/** Asks what the DOIs of a bibliography, or of what a draft cites, are registered for; those of other works become problems. */
export function checkDois({ client }: Server): Command {
  return {
    id: "ibid.checkDois",
    execute: async () => {
      const document = shownDocument();
      if (!document) return;
      const params: CheckDoisParams = { uri: document.uri.toString() };
      const result = await askWithProgress<CheckDoisResult>(client, checkDoisRequest, params, "Asking for the DOIs");
      if (!result) return;
      const chosen = await window.showInformationMessage(result.summary, showProblems);
      if (chosen === showProblems) await commands.executeCommand("workbench.actions.view.problems");
    },
  };
}
