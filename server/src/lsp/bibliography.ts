import {
  type CodeLens,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver";
import type { FoldedStretch } from "../features/bibliography/folding.ts";
import type { OutlineSymbol } from "../features/bibliography/outline.ts";
import { type ShowCitationsArguments, showCitationsCommand } from "../protocol.ts";
import type { Lines } from "../text/lines.ts";
import { cancellable } from "./cancellation.ts";
import type { ClientFlags } from "./clientFlags.ts";
import { locationsOf } from "./navigation.ts";
import { onOneVersion, type Session, uriFor } from "./session.ts";
import { pathOf, uriOf } from "./uri.ts";

export const bibliographyCapabilities = (flags: ClientFlags): ServerCapabilities => ({
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: { resolveProvider: true },
  ...(flags.codeLens ? { codeLensProvider: { resolveProvider: true } } : {}),
});

/** What an editor asks inside a bibliography; of other documents nothing is answered, so that nothing shows twice. */
export function handleBibliography(session: Session): void {
  const { connection } = session;
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) => cancellable(token, (signal) => symbols(session, uri, signal)));
  connection.onFoldingRanges(({ textDocument: { uri } }, token) => cancellable(token, (signal) => foldingRanges(session, uri, signal)));
  connection.onDocumentLinks(({ textDocument: { uri } }, token) => cancellable(token, (signal) => links(session, uri, signal)));
  connection.onDocumentLinkResolve((link) => resolveLink(session, link));
  if (!session.flags.codeLens) return;
  connection.onCodeLens(({ textDocument: { uri } }, token) => cancellable(token, (signal) => lenses(session, uri, signal)));
  connection.onCodeLensResolve((lens) => resolveLens(session, lens));
}

const symbolKinds = {
  entry: SymbolKind.Class,
  template: SymbolKind.Interface,
  set: SymbolKind.Array,
  field: SymbolKind.Field,
  string: SymbolKind.Constant,
  preamble: SymbolKind.Module,
} as const;

async function symbols(session: Session, uri: string, signal: AbortSignal): Promise<DocumentSymbol[] | SymbolInformation[] | null> {
  const found = await onOneVersion(session.service, pathOf(uri), signal, async (lines) => {
    const outline = await session.service.bibliography.outline(pathOf(uri), signal);
    if (outline === undefined) return undefined;
    return session.flags.nestedSymbols
      ? session.service.inSlices(outline, (symbol) => documentSymbol(symbol, lines), signal)
      : session.service.inSlices(outline, (symbol) => symbolInformation(symbol, lines, uri), signal);
  });
  return found ?? null;
}

function documentSymbol(symbol: OutlineSymbol, lines: Lines): DocumentSymbol {
  const { name, detail, kind, span, nameSpan, children } = symbol;
  return {
    name,
    detail,
    kind: symbolKinds[kind],
    range: lines.rangeOf(span),
    selectionRange: lines.rangeOf(nameSpan),
    ...(children.length > 0 ? { children: children.map((child) => documentSymbol(child, lines)) } : {}),
  };
}

const symbolInformation = ({ name, kind, span }: OutlineSymbol, lines: Lines, uri: string): SymbolInformation => ({
  name,
  kind: symbolKinds[kind],
  location: { uri, range: lines.rangeOf(span) },
});

async function foldingRanges(session: Session, uri: string, signal: AbortSignal): Promise<FoldingRange[] | null> {
  const found = await onOneVersion(session.service, pathOf(uri), signal, async (lines) => {
    const stretches = await session.service.bibliography.folding(pathOf(uri), session.flags.foldingLimit, signal);
    return stretches && session.service.inSlices(stretches, (stretch) => foldingRange(stretch, lines), signal);
  });
  return found?.filter((range) => range.endLine > range.startLine) ?? null;
}

/** The line of an entry's closing brace stays in view. */
function foldingRange({ span, kind }: FoldedStretch, lines: Lines): FoldingRange {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  const closesAlone = (kind === "entry" || kind === "strings") && end.character <= 1;
  return {
    startLine: start.line,
    endLine: closesAlone ? end.line - 1 : end.line,
    ...(kind === "comment" ? { kind: "comment" } : kind === "strings" ? { kind: "region" } : {}),
  };
}

/** What a link is resolved by; the target of a file is looked for when somebody follows it. */
interface FileLinkData {
  readonly path: string;
  readonly file: string;
}

async function links(session: Session, uri: string, signal: AbortSignal): Promise<DocumentLink[] | null> {
  const path = pathOf(uri);
  const found = await onOneVersion(session.service, path, signal, async (lines) => {
    const made = await session.service.bibliography.links(path, signal);
    return (
      made &&
      session.service.inSlices(
        made,
        (link): DocumentLink => {
          const range = lines.rangeOf(link.span);
          return link.kind === "web" ? { range, target: link.url } : { range, data: { path, file: link.path } satisfies FileLinkData };
        },
        signal,
      )
    );
  });
  return found ?? null;
}

async function resolveLink(session: Session, link: DocumentLink): Promise<DocumentLink> {
  const { path, file } = link.data ?? {};
  if (typeof path !== "string" || typeof file !== "string") return link;
  const target = await session.service.bibliography.linkedFile(path, file);
  return target === undefined ? link : { ...link, target: uriOf(target) };
}

async function lenses(session: Session, uri: string, signal: AbortSignal): Promise<CodeLens[] | null> {
  const path = pathOf(uri);
  const found = await onOneVersion(session.service, path, signal, async (lines) => {
    const made = await session.service.bibliography.lenses(path, signal);
    return made?.map(({ key, span }) => ({ range: lines.rangeOf(span), data: { path, key } }));
  });
  return found ?? null;
}

async function resolveLens(session: Session, lens: CodeLens): Promise<CodeLens> {
  const { path, key } = lens.data ?? {};
  if (typeof path !== "string" || typeof key !== "string") return lens;
  const { title, places } = session.service.bibliography.lens(path, key);
  const shown: ShowCitationsArguments = {
    uri: uriFor(session, path),
    position: lens.range.start,
    locations: (await locationsOf(session, places)) ?? [],
  };
  return { ...lens, command: { title, command: showCitationsCommand, arguments: [shown] } };
}
