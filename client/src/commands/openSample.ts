import { commands, type ExtensionContext, Uri, workspace } from "vscode";
import type { Command } from "./command.ts";

/** Opens a fresh copy of the sample in a window of its own: what is tried there touches no file of the writer's. */
export function openSample(context: ExtensionContext): Command {
  return {
    id: "ibid.openSample",
    execute: async () => {
      const copy = Uri.joinPath(context.globalStorageUri, "sample");
      await workspace.fs.createDirectory(context.globalStorageUri);
      await workspace.fs.copy(Uri.joinPath(context.extensionUri, "data", "sample"), copy, { overwrite: true });
      await commands.executeCommand("vscode.openFolder", copy, { forceNewWindow: true });
    },
  };
}
