import { CodeLensRefreshRequest } from "vscode-languageserver";
import type { Gathered } from "./refresh.ts";
import type { Session } from "./session.ts";

/** Where what drafts cite has changed, the lines above the entries of open bibliographies are asked for anew. */
export function tellLenses({ connection, service, flags }: Session, { paths, beyondText }: Gathered): void {
  if (!flags.codeLens || !flags.refreshesCodeLens) return;
  const isAnew = service.bibliography.citesAnew(paths);
  if (!(isAnew || beyondText) || !service.openPaths().some((path) => service.bibliography.isOpen(path))) return;
  connection
    .sendRequest(CodeLensRefreshRequest.type)
    .catch((error: unknown) => connection.console.info(`Refreshing was refused: ${String(error)}`));
}
