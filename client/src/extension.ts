import { type ExtensionContext, window } from "vscode";
import { saveAccepted } from "./acceptedFile.ts";
import { createServer, type Server } from "./client.ts";
import { addEntry } from "./commands/addEntry.ts";
import { checkDois } from "./commands/checkDois.ts";
import { checkLinks } from "./commands/checkLinks.ts";
import { type Command, registerCommands } from "./commands/command.ts";
import { insertFromZotero } from "./commands/insertFromZotero.ts";
import { needsServer } from "./commands/needsServer.ts";
import { openSample } from "./commands/openSample.ts";
import { restart } from "./commands/restart.ts";
import { showCitations } from "./commands/showCitations.ts";
import { showFilesUsed } from "./commands/showFilesUsed.ts";
import { showFirstSteps } from "./commands/showFirstSteps.ts";
import { showLog } from "./commands/showLog.ts";
import { openSource } from "./sourceDocuments.ts";
import { showStatus } from "./status.ts";
import { showFiles } from "./views/files.ts";

let server: Server | undefined;

/** Starts the server and wires by hand what the writer sees: status, view and commands. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Ibid", { log: true });
  server = createServer(context, log);
  const commands: readonly Command[] = [
    needsServer(server, showFilesUsed(server)),
    needsServer(server, checkLinks(server)),
    needsServer(server, addEntry(server)),
    needsServer(server, checkDois(server)),
    needsServer(server, insertFromZotero(server)),
    restart(server),
    showLog(log),
    openSource,
    showCitations(server),
    openSample(context),
    showFirstSteps(context),
  ];
  context.subscriptions.push(log, showStatus(server), showFiles(server), saveAccepted(), ...registerCommands(commands));
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
