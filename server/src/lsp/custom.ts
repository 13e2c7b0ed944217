import type { LinkReport } from "../actions/checkLinks.ts";
import type { FileUsed as CoreFileUsed } from "../features/filesUsed.ts";
import {
  type CheckLinksParams,
  type CheckLinksResult,
  checkLinksRequest,
  type DocumentShownParams,
  documentShownNotification,
  type FilesUsedParams,
  type FilesUsedResult,
  type FileUsed,
  filesUsedRequest,
  type StatusParams,
  statusNotification,
} from "../protocol.ts";
import { cancellable } from "./cancellation.ts";
import { progressOf } from "./progress.ts";
import { linesOf, type Session } from "./session.ts";
import { pathOf, uriOf } from "./uri.ts";

/** The requests and notifications of protocol.ts. */
export function handleCustomRequests(session: Session): void {
  const { connection } = session;
  connection.onNotification(documentShownNotification, ({ uri }: DocumentShownParams) => {
    session.shown = pathOf(uri);
    sendStatus(session);
  });
  connection.onRequest(filesUsedRequest, ({ uri }: FilesUsedParams) => filesUsed(session, pathOf(uri)));
  connection.onRequest(checkLinksRequest, (params: CheckLinksParams, token) =>
    cancellable(token, (signal) => checkLinks(session, params, signal)),
  );
}

/** What the status item says of the document that the writer looks at. */
export function sendStatus(session: Session): void {
  const { connection, service, shown } = session;
  if (shown === undefined) return;
  service
    .status(shown, new AbortController().signal)
    .then(async (status) => {
      if (status !== undefined && session.shown === shown)
        await connection.sendNotification(statusNotification, status satisfies StatusParams);
    })
    .catch((error: unknown) => connection.console.error(`The status could not be told: ${String(error)}`));
}

async function filesUsed(session: Session, path: string): Promise<FilesUsedResult> {
  const used = await session.service.filesUsed(path);
  if (used === undefined) return { summary: "", groups: [] };
  const groups = await Promise.all(
    used.groups.map(async (group) => ({
      title: group.title,
      files: await Promise.all(group.files.map((file) => fileUsed(session, file))),
    })),
  );
  return { summary: used.summary, groups };
}

async function fileUsed(session: Session, file: CoreFileUsed): Promise<FileUsed> {
  const { label, detail, path, span, problem } = file;
  const lines =
    path === undefined || span === undefined ? undefined : (linesOf(session.service, path) ?? (await session.service.places.linesOf(path)));
  return {
    label,
    detail,
    problem,
    uri: path === undefined ? undefined : uriOf(path),
    range: lines === undefined || span === undefined ? undefined : lines.rangeOf(span),
  };
}

async function checkLinks(session: Session, params: CheckLinksParams, signal: AbortSignal): Promise<CheckLinksResult> {
  const paths = params.uri === undefined ? session.service.openPaths() : [pathOf(params.uri)];
  const progress = progressOf(session, params.workDoneToken);
  const reports: readonly LinkReport[] = await session.service
    .checkLinks(paths, { force: true, signal, onProgress: progress.report })
    .finally(() => progress.end());
  session.refresh.ask(session.service.openPaths(), "files");
  return { summary: session.service.linkSummary(reports) };
}
