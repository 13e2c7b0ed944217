import {
  type DocumentHighlight,
  type InlayHint,
  InlayHintRefreshRequest,
  type Location,
  LSPErrorCodes,
  type Range,
  type RenameParams,
  ResponseError,
  type SelectionRange,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { FilePlace } from "../features/bibliography/definition.ts";
import type { Lines } from "../text/lines.ts";
import type { Span } from "../text/span.ts";
import { cancellable } from "./cancellation.ts";
import { offsetIn } from "./documents.ts";
import type { Gathered } from "./refresh.ts";
import { linesOf, onOneVersion, type Session, uriFor } from "./session.ts";
import { pathOf } from "./uri.ts";
import { workspaceEditOf } from "./workspaceEdit.ts";

export const navigationCapabilities: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  selectionRangeProvider: true,
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  inlayHintProvider: true,
};

/** Ways from a key to its entry and its uses; where the cursor stands on nothing of ours nothing is answered. */
export function handleNavigation(session: Session): void {
  const { connection, service } = session;
  connection.onDefinition(async (params) => {
    const at = placeOf(session, params);
    return locationsOf(session, at && (await service.navigation.definition(at.path, at.offset)));
  });
  connection.onReferences(async (params) => {
    const at = placeOf(session, params);
    const { includeDeclaration } = params.context;
    return locationsOf(session, at && (await service.navigation.references(at.path, at.offset, includeDeclaration)));
  });
  connection.onDocumentHighlight((params) => highlights(session, params));
  connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
    cancellable(token, (signal) => selections(session, uri, positions, signal)),
  );
  connection.onWorkspaceSymbol(({ query }) => symbols(session, query));
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    cancellable(token, (signal) => inlayHints(session, uri, range, signal)),
  );
  connection.onPrepareRename((params) => prepareRename(session, params));
  connection.onRenameRequest((params) => rename(session, params));
}

async function symbols(session: Session, query: string): Promise<SymbolInformation[]> {
  const { service } = session;
  const found = await service.navigation.symbols(query);
  const lines = new Map<string, Lines | undefined>();
  for (const { path } of found) if (!lines.has(path)) lines.set(path, linesOf(service, path) ?? (await service.places.linesOf(path)));
  return found.flatMap(({ name, container, path, span }) => {
    const range = lines.get(path)?.rangeOf(span);
    return range === undefined
      ? []
      : [{ name, kind: SymbolKind.Class, containerName: container, location: { uri: uriFor(session, path), range } }];
  });
}

async function inlayHints(session: Session, uri: string, range: Range, signal: AbortSignal): Promise<InlayHint[] | null> {
  const found = await onOneVersion(session.service, pathOf(uri), signal, async (lines) => {
    const within = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
    const hints = await session.service.navigation.inlayHints(pathOf(uri), within);
    return hints?.map(({ offset, label }) => ({ position: lines.positionAt(offset), label, paddingLeft: true }));
  });
  return found ?? null;
}

/** What the bibliographies or the settings say now may stand behind keys that nobody touched. */
export function tellInlayHints({ connection, flags }: Session, { beyondText }: Gathered): void {
  if (!beyondText || !flags.refreshesInlayHints) return;
  connection
    .sendRequest(InlayHintRefreshRequest.type)
    .catch((error: unknown) => connection.console.info(`Refreshing was refused: ${String(error)}`));
}

async function prepareRename(session: Session, params: TextDocumentPositionParams) {
  const at = placeOf(session, params);
  const found = at && (await session.service.navigation.renamed(at.path, at.offset));
  if (at === undefined || found === undefined || linesOf(session.service, at.path) !== at.lines) return null;
  if (found.refusal !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refusal);
  return { range: at.lines.rangeOf(found.span), placeholder: found.key };
}

async function rename(session: Session, params: RenameParams): Promise<WorkspaceEdit | null> {
  const at = placeOf(session, params);
  const files = at && (await session.service.navigation.rename(at.path, at.offset, params.newName));
  if (files === undefined) return null;
  if (typeof files === "string") throw new ResponseError(LSPErrorCodes.RequestFailed, files);
  const edit = await workspaceEditOf(session, files);
  if (!("stale" in edit)) return edit;
  const message = session.service.changedMeanwhile(edit.stale.slice(edit.stale.lastIndexOf("/") + 1));
  throw new ResponseError(LSPErrorCodes.ContentModified, message);
}

async function highlights(session: Session, params: TextDocumentPositionParams): Promise<DocumentHighlight[] | null> {
  const at = placeOf(session, params);
  const found = at && (await session.service.navigation.highlights(at.path, at.offset));
  const lines = at && linesOf(session.service, at.path);
  if (found === undefined || lines === undefined || lines !== at?.lines) return null;
  // 2 reads, 3 writes.
  return found.map(({ span, kind }) => ({ range: lines.rangeOf(span), kind: kind === "write" ? 3 : 2 }));
}

async function selections(
  session: Session,
  uri: string,
  positions: readonly { readonly line: number; readonly character: number }[],
  signal: AbortSignal,
): Promise<SelectionRange[] | null> {
  const found = await onOneVersion(session.service, pathOf(uri), signal, async (lines) => {
    const offsets = positions.map((position) => lines.offsetAt(position));
    const spans = await session.service.navigation.selections(pathOf(uri), offsets);
    if (spans?.some((grown) => grown.length > 0) !== true) return undefined;
    return spans.map((grown, index) => selectionRange(grown, lines, offsets[index] ?? 0));
  });
  return found ?? null;
}

function selectionRange(spans: readonly Span[], lines: Lines, offset: number): SelectionRange {
  let range: SelectionRange | undefined;
  for (const span of spans.toReversed()) range = { range: lines.rangeOf(span), ...(range === undefined ? {} : { parent: range }) };
  return range ?? { range: lines.rangeOf({ start: offset, end: offset }) };
}

/** The document and offset of a request; undefined for what is not open. */
export function placeOf(session: Session, { textDocument: { uri }, position }: TextDocumentPositionParams) {
  const path = pathOf(uri);
  const offset = offsetIn(session, uri, position);
  const lines = linesOf(session.service, path);
  return offset === undefined || lines === undefined ? undefined : { path, offset, lines };
}

/** In open documents as they are open, in other files as the disk has them; file by file. */
export async function locationsOf(session: Session, places: readonly FilePlace[] | undefined): Promise<Location[] | null> {
  if (places === undefined) return null;
  const locations: Location[] = [];
  for (const [path, inFile] of Map.groupBy(places, (place) => place.path)) {
    const lines = linesOf(session.service, path) ?? (await session.service.places.linesOf(path));
    if (lines !== undefined) locations.push(...inFile.map(({ span }) => ({ uri: uriFor(session, path), range: lines.rangeOf(span) })));
  }
  return locations;
}
