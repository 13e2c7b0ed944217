import "./nodeVersion.ts";
import { createConnection } from "vscode-languageserver/node";
import { serve } from "../../lsp/serve.ts";
import { createNodeHost } from "./host.ts";
import { version } from "./version.ts";

// The transport is named on the command line: --stdio, --node-ipc, --socket=N or --pipe=NAME.
const connection = createConnection();

// On stdio a stray line on standard output would corrupt the protocol.
for (const name of ["log", "info", "debug"] as const)
  console[name] = (...words: unknown[]) => connection.console.log(words.map(String).join(" "));

process.on("unhandledRejection", (error) => connection.console.error(`Unhandled: ${error instanceof Error ? error.stack : String(error)}`));

serve(connection, version, ({ storagePath, ...options }) => createNodeHost({ ...options, storage: storagePath }));
