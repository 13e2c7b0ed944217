import type { AddEntryReport } from "../actions/addEntry.ts";
import {
  type AddEntryParams,
  type AddEntryResult,
  addEntryRequest,
  type CheckDoisParams,
  type CheckDoisResult,
  checkDoisRequest,
} from "../protocol.ts";
import { cancellable } from "./cancellation.ts";
import { progressOf } from "./progress.ts";
import type { Session } from "./session.ts";
import { pathOf, uriOf } from "./uri.ts";
import { workspaceEditOf } from "./workspaceEdit.ts";

/** Requests that change bibliographies: the server works the edit out, the client makes it. */
export function handleWriting(session: Session): void {
  const { connection } = session;
  connection.onRequest(addEntryRequest, (params: AddEntryParams, token) =>
    cancellable(token, (signal) => addEntry(session, params, signal)),
  );
  connection.onRequest(checkDoisRequest, (params: CheckDoisParams, token) =>
    cancellable(token, (signal) => checkDois(session, params, signal)),
  );
}

async function addEntry(session: Session, { uri, text, target }: AddEntryParams, signal: AbortSignal): Promise<AddEntryResult> {
  const options = { target: target === undefined ? undefined : pathOf(target), signal };
  return resultOf(session, await session.service.writing.addText(pathOf(uri), text, options));
}

/** Has the client make the edit, and says what came of it. */
export async function resultOf(session: Session, report: AddEntryReport): Promise<AddEntryResult> {
  const { kind, message } = report;
  switch (report.kind) {
    case "refused":
      return { kind, message, keys: [] };
    case "known":
      return { kind, message, keys: report.keys };
    case "choose":
      return {
        kind,
        message,
        keys: [],
        files: report.files.map((path) => ({ uri: uriOf(path), label: session.service.writing.shown(path) })),
        suggestion: uriOf(report.suggestion),
      };
    case "added":
      return (await apply(session, report))
        ? { kind, message, keys: report.keys, uri: uriOf(report.path) }
        : { kind: "refused", message: session.service.writing.notApplied(report.path), keys: [] };
  }
}

/** False where the file has changed meanwhile, or the client makes no edits. */
async function apply(session: Session, report: AddEntryReport & { kind: "added" }): Promise<boolean> {
  const edit = await workspaceEditOf(session, report.files);
  if ("stale" in edit || !session.flags.appliesEdits) return false;
  return (await session.connection.workspace.applyEdit({ label: session.service.writing.editLabel, edit })).applied;
}

async function checkDois(session: Session, { uri, workDoneToken }: CheckDoisParams, signal: AbortSignal): Promise<CheckDoisResult> {
  const progress = progressOf(session, workDoneToken);
  const summary = await session.service.writing
    .checkDois(pathOf(uri), { signal, onProgress: progress.report })
    .finally(() => progress.end());
  return { summary };
}
