import { Range, Uri } from "vscode";
import { type FilesUsedParams, type FilesUsedResult, type FileUsed, filesUsedRequest } from "../../server/src/protocol.ts";
import type { Server } from "./client.ts";
import { showPassage, toRange } from "./sourceDocuments.ts";

/** Asks which files serve a document; the command and the view both show the answer. */
export async function askFilesUsed({ client }: Server, document: Uri): Promise<FilesUsedResult> {
  const params: FilesUsedParams = { uri: document.toString() };
  return client.sendRequest<FilesUsedResult>(filesUsedRequest, params);
}

export async function openFileUsed({ uri, range }: FileUsed): Promise<void> {
  if (uri !== undefined) await showPassage(Uri.parse(uri), range ? toRange(range) : new Range(0, 0, 0, 0));
}
