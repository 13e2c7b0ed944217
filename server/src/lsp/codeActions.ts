import {
  type CodeActionOptions,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  type CodeAction as LspCodeAction,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { CodeAction } from "../features/codeAction.ts";
import type { Problem } from "../features/problem.ts";
import { type OpenInZoteroArguments, openInZoteroCommand } from "../protocol.ts";
import type { Lines } from "../text/lines.ts";
import { cancellable } from "./cancellation.ts";
import { onOneVersion, type Session } from "./session.ts";
import { diagnosticOf } from "./toLsp.ts";
import { pathOf } from "./uri.ts";
import { isOpenAsRead, workspaceEditOf } from "./workspaceEdit.ts";

export const codeActionOptions = ({ flags }: Session): CodeActionOptions => ({
  codeActionKinds: ["quickfix", "refactor", "source"],
  ...(flags.resolvesEdits ? { resolveProvider: true } : {}),
});

/** Code actions, and the edits of those that are worked out once they are chosen. */
export function handleCodeActions(session: Session): void {
  const { connection } = session;
  connection.onCodeAction((params, token) => cancellable(token, (signal) => offered(session, params, signal)));
  connection.onCodeActionResolve((action, token) => cancellable(token, (signal) => resolved(session, action, signal)));
}

/** By which an action is found again when it is chosen: where it was offered, for which version, and by its title. */
interface Offer {
  readonly path: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
}

async function offered(session: Session, params: CodeActionParams, signal: AbortSignal): Promise<LspCodeAction[]> {
  const path = pathOf(params.textDocument.uri);
  const { only, diagnostics } = params.context;
  const actions = await onOneVersion(session.service, path, signal, async (lines, version) => {
    const place = { start: lines.offsetAt(params.range.start), end: lines.offsetAt(params.range.end) };
    const found = await session.service.codeActions(path, place, signal);
    const wanted = found.filter(({ kind }) => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`)));
    const offer: Offer = { path, version, ...place };
    return Promise.all(wanted.map((action) => lspActionOf(session, action, offer, lines, diagnostics)));
  });
  return (actions ?? []).filter((action) => action !== undefined);
}

/** Undefined where the edits fit their files no longer and nothing can be asked for later. */
async function lspActionOf(
  session: Session,
  action: CodeAction,
  offer: Offer,
  lines: Lines,
  shown: readonly Diagnostic[],
): Promise<LspCodeAction | undefined> {
  const { title, kind, isPreferred, work } = action;
  const diagnostics = action.problems.map((problem) => shownOf(session, problem, lines, shown));
  const common = { title, kind, ...(isPreferred ? { isPreferred } : {}), ...(diagnostics.length > 0 ? { diagnostics } : {}) };
  if (work.kind === "open") {
    const opening: OpenInZoteroArguments = { address: work.address };
    return { ...common, command: { title, command: openInZoteroCommand, arguments: [opening] } };
  }
  if (work.kind === "command") return { ...common, command: { title, command: work.command, arguments: [...work.arguments] } };
  if (session.flags.resolvesEdits && (work.kind === "later" || !work.files.every((file) => isOpenAsRead(session, file))))
    return { ...common, data: offer };
  const edit = await workspaceEditOf(session, work.kind === "later" ? work.files() : work.files);
  return "stale" in edit ? undefined : { ...common, edit };
}

/** The client's own copy where it holds one, so that it knows which of its marks the action mends. What it holds of an older text is nowhere mentioned. */
function shownOf(session: Session, problem: Problem, lines: Lines, shown: readonly Diagnostic[]): Diagnostic {
  const now = diagnosticOf(problem, lines, { ...session.flags, relatedInformation: false }, () => undefined);
  return shown.find((held) => held.code === now.code && held.message === now.message && isSameRange(held.range, now.range)) ?? now;
}

const isSameRange = (one: Diagnostic["range"], other: Diagnostic["range"]): boolean =>
  one.start.line === other.start.line &&
  one.start.character === other.start.character &&
  one.end.line === other.end.line &&
  one.end.character === other.end.character;

/** The action is found anew, so that nothing of it need be kept; where a file has changed since, nothing is done and the writer told. */
async function resolved(session: Session, action: LspCodeAction, signal: AbortSignal): Promise<LspCodeAction> {
  const offer: unknown = action.data;
  if (!isOffer(offer) || action.edit !== undefined) return action;
  if (session.service.document(offer.path)?.version !== offer.version) return refuse(session, offer.path);
  const chosen = (await session.service.codeActions(offer.path, offer, signal)).find(
    ({ title, kind }) => title === action.title && kind === action.kind,
  );
  if (chosen === undefined || chosen.work.kind === "command" || chosen.work.kind === "open") return refuse(session, offer.path);
  const edit = await workspaceEditOf(session, chosen.work.kind === "later" ? chosen.work.files() : chosen.work.files);
  return "stale" in edit ? refuse(session, edit.stale) : { ...action, edit };
}

function refuse({ connection, service }: Session, path: string): never {
  const message = service.changedMeanwhile(path.slice(path.lastIndexOf("/") + 1));
  // Told, not asked: an editor owes no answer to it.
  connection
    .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
    .catch((error: unknown) => connection.console.error(String(error)));
  throw new ResponseError(LSPErrorCodes.ContentModified, message);
}

function isOffer(value: unknown): value is Offer {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map(Object.entries(value));
  return typeof members.get("path") === "string" && ["version", "start", "end"].every((name) => typeof members.get(name) === "number");
}
