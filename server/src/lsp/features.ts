import type { CompletionItem, Hover } from "vscode-languageserver";
import type { HoverContent, HoverPart } from "../features/hoverContent.ts";
import type { OpenSourceArguments } from "../protocol.ts";
import { completeBibliography } from "./bibliographyCompletion.ts";
import { cancellable } from "./cancellation.ts";
import { offsetIn } from "./documents.ts";
import { markupOf, type PlaceOf } from "./markdown.ts";
import { linesOf, type Session } from "./session.ts";
import { completionListOf } from "./toLsp.ts";
import { pathOf, uriOf } from "./uri.ts";

/** Completion and hover: convert, call, convert. */
export function handleFeatures(session: Session): void {
  const { connection } = session;
  connection.onCompletion((params, token) =>
    session.service.bibliography.isOpen(pathOf(params.textDocument.uri))
      ? cancellable(token, (signal) => completeBibliography(session, params, signal))
      : complete(session, pathOf(params.textDocument.uri), offsetIn(session, params.textDocument.uri, params.position)),
  );
  connection.onCompletionResolve((item, token) => cancellable(token, (signal) => resolve(session, item, signal)));
  connection.onHover((params, token) =>
    cancellable(token, (signal) =>
      hover(session, pathOf(params.textDocument.uri), offsetIn(session, params.textDocument.uri, params.position), signal),
    ),
  );
}

async function complete(session: Session, path: string, offset: number | undefined) {
  const lines = linesOf(session.service, path);
  const list = offset === undefined ? undefined : await session.service.completion(path, offset);
  if (lines === undefined || list === undefined) return null;
  const rows = completionListOf(list, lines, session.flags, path);
  if (list.hint === undefined) return rows;
  const hint: CompletionItem = {
    label: list.hint,
    kind: 23,
    filterText: list.typed === "" ? "@" : list.typed,
    // Before all that only others have.
    sortText: "!",
    textEdit: { newText: list.typed, range: lines.rangeOf(list.insert) },
  };
  return { ...rows, items: [hint, ...rows.items] };
}

async function resolve(session: Session, item: CompletionItem, signal: AbortSignal): Promise<CompletionItem> {
  const { path, key, zotero } = item.data ?? {};
  if (typeof path !== "string" || typeof key !== "string") return item;
  const details = await session.service.completionDetails(path, key, typeof zotero === "string" ? zotero : undefined, signal);
  if (details.length === 0) return item;
  return { ...item, documentation: markupOf(details, session.flags.markdownDocumentation, () => undefined) };
}

async function hover(session: Session, path: string, offset: number | undefined, signal: AbortSignal): Promise<Hover | null> {
  const lines = linesOf(session.service, path);
  const content = offset === undefined ? undefined : await session.service.hover(path, offset, signal);
  // Typed on meanwhile: the pointer stands over other words now.
  if (content === undefined || lines === undefined || linesOf(session.service, path) !== lines) return null;
  const place = await placesOf(session, path, content);
  return { contents: markupOf(content.paragraphs, session.flags.markdownHover, place), range: lines.rangeOf(content.span) };
}

/** Each passage that the hover can open, with its place in its file. */
async function placesOf(session: Session, path: string, content: HoverContent): Promise<PlaceOf> {
  const snapshot = session.service.snapshot(path);
  const places = new Map<HoverPart, OpenSourceArguments>();
  for (const part of content.paragraphs.flat()) {
    if (part.kind === "place") {
      const lines = linesOf(session.service, part.path) ?? (await session.service.places.linesOf(part.path));
      if (lines !== undefined) places.set(part, { uri: uriOf(part.path), range: lines.rangeOf(part.span) });
    }
    const source = part.kind === "open" ? snapshot?.corpus.at(part.path) : undefined;
    if (part.kind !== "open" || source === undefined) continue;
    const range = await session.service.places.rangeOf(source, part.span);
    if (range !== undefined) places.set(part, { uri: uriOf(part.path), range });
  }
  return (part) => places.get(part);
}
