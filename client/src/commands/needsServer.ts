import { commands, window } from "vscode";
import type { Server } from "../client.ts";
import type { Command } from "./command.ts";
import { restartId } from "./restart.ts";

const again = "Restart";

/** A command that asks the server; where the server gave up, it says so and offers the way out. */
export function needsServer(server: Server, { id, execute }: Command): Command {
  return { id, execute: (...parameters) => (server.client.needsStop() ? execute(...parameters) : offerRestart()) };
}

async function offerRestart(): Promise<void> {
  const chosen = await window.showWarningMessage("Ibid has stopped, so it has no answer just now.", again);
  if (chosen === again) await commands.executeCommand(restartId);
}
