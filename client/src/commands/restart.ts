import { ProgressLocation, window } from "vscode";
import type { Server } from "../client.ts";
import type { Command } from "./command.ts";

export const restartId = "ibid.restart";

export function restart(server: Server): Command {
  return {
    id: restartId,
    execute: async () => {
      await window.withProgress({ location: ProgressLocation.Window, title: "Ibid is starting again" }, () => server.restart());
    },
  };
}
