import type { LogOutputChannel } from "vscode";
import type { Command } from "./command.ts";

export function showLog(log: LogOutputChannel): Command {
  return { id: "ibid.showLog", execute: () => log.show() };
}
