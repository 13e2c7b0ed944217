import { linesOf, type Session } from "./session.ts";
import { pathOf } from "./uri.ts";

/** Text synchronisation: applied within the handler, so that whatever is asked next sees it. */
export function handleDocuments({ connection, service, settings, uris, flags }: Session): void {
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const { uri, languageId, version, text } = textDocument;
    uris.set(pathOf(uri), uri);
    service.open({ path: pathOf(uri), languageId, version, text });
    service.warm(pathOf(uri));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    service.change(pathOf(textDocument.uri), textDocument.version, contentChanges);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => service.save(pathOf(textDocument.uri)));
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const path = pathOf(textDocument.uri);
    uris.delete(path);
    settings.forget(path);
    service.close(path);
    if (flags.pullsDiagnostics) return;
    connection
      .sendDiagnostics({ uri: textDocument.uri, diagnostics: [] })
      .catch((error: unknown) => connection.console.error(String(error)));
  });
}

/** The offset of a position in an open document; undefined for documents that are not open. */
export function offsetIn(
  session: Session,
  uri: string,
  position: { readonly line: number; readonly character: number },
): number | undefined {
  return linesOf(session.service, pathOf(uri))?.offsetAt(position);
}
