import { commands, type ExtensionContext } from "vscode";
import type { Command } from "./command.ts";

/** Opens the walkthrough; nothing else ever does. */
export function showFirstSteps(context: ExtensionContext): Command {
  return {
    id: "ibid.showFirstSteps",
    execute: async () => {
      await commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#firstSteps`, false);
    },
  };
}
