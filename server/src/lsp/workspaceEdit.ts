import type { CreateFile, OptionalVersionedTextDocumentIdentifier, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { Lines } from "../text/lines.ts";
import type { FileEdits } from "../text/textEdit.ts";
import { linesOf, type Session, uriFor } from "./session.ts";

interface DocumentEdit {
  readonly textDocument: OptionalVersionedTextDocumentIdentifier;
  readonly edits: TextEdit[];
}

/** True for a document that is open with the very text that the edits were made for. */
export const isOpenAsRead = ({ service }: Session, { path, basis }: FileEdits): boolean => service.document(path)?.text === basis;

/**
 * One edit of several files, which an editor undoes in one step. Open documents are edited by version; a closed file is read once more first, and where
 * it is not what the edits were made for, its path comes back as `stale` and nothing is to be done.
 */
export async function workspaceEditOf(session: Session, files: readonly FileEdits[]): Promise<WorkspaceEdit | { readonly stale: string }> {
  const changes: DocumentEdit[] = [];
  for (const file of files) {
    const change = await documentEditOf(session, file);
    if (change === undefined) return { stale: file.path };
    changes.push(change);
  }
  const created = files
    .filter(({ creates }) => creates === true && session.flags.createsFiles)
    .map(({ path }): CreateFile => ({ kind: "create", uri: uriFor(session, path), options: { ignoreIfExists: true } }));
  if (session.flags.documentChanges) return { documentChanges: [...created, ...changes] };
  return { changes: Object.fromEntries(changes.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

async function documentEditOf(session: Session, { path, basis, edits, creates }: FileEdits): Promise<DocumentEdit | undefined> {
  const { service } = session;
  const document = service.document(path);
  const now = document === undefined ? await service.places.textNow(path) : document.text;
  if ((now ?? (creates === true ? "" : undefined)) !== basis) return undefined;
  const lines = linesOf(service, path) ?? new Lines(basis);
  return {
    textDocument: { uri: uriFor(session, path), version: document?.version ?? null },
    edits: edits.map((edit) => ({ range: lines.rangeOf(edit.span), newText: edit.text })),
  };
}
