import type { CodeAction, CompletionItem, Hover } from "vscode-languageserver";
import type { HoverContent, HoverPart } from "../features/hoverContent.ts";
import type { Problem } from "../features/problem.ts";
import type { OpenSourceArguments } from "../protocol.ts";
import type { Lines, Range } from "../text/lines.ts";
import { cancellable } from "./cancellation.ts";
import { offsetIn } from "./documents.ts";
import { markupOf, type PlaceOf } from "./markdown.ts";
import { linesOf, onOneVersion, type Session, uriFor } from "./session.ts";
import { completionListOf, diagnosticOf } from "./toLsp.ts";
import { pathOf, uriOf } from "./uri.ts";

/** Completion, hover and code actions: convert, call, convert. */
export function handleFeatures(session: Session): void {
  const { connection } = session;
  connection.onCompletion((params) =>
    complete(session, pathOf(params.textDocument.uri), offsetIn(session, params.textDocument.uri, params.position)),
  );
  connection.onCompletionResolve((item, token) => cancellable(token, (signal) => resolve(session, item, signal)));
  connection.onHover((params, token) =>
    cancellable(token, (signal) =>
      hover(session, pathOf(params.textDocument.uri), offsetIn(session, params.textDocument.uri, params.position), signal),
    ),
  );
  connection.onCodeAction((params, token) =>
    cancellable(token, (signal) => codeActions(session, pathOf(params.textDocument.uri), params.range, signal)),
  );
}

async function complete(session: Session, path: string, offset: number | undefined) {
  const lines = linesOf(session.service, path);
  const list = offset === undefined ? undefined : await session.service.completion(path, offset);
  if (lines === undefined || list === undefined) return null;
  if (list.hint === undefined) return completionListOf(list, lines, session.flags, path);
  const hint: CompletionItem = {
    label: list.hint,
    kind: 23,
    filterText: list.typed === "" ? "@" : list.typed,
    textEdit: { newText: list.typed, range: lines.rangeOf(list.insert) },
  };
  return { isIncomplete: true, items: [hint] };
}

async function resolve(session: Session, item: CompletionItem, signal: AbortSignal): Promise<CompletionItem> {
  const { path, key } = item.data ?? {};
  if (typeof path !== "string" || typeof key !== "string") return item;
  const details = await session.service.completionDetails(path, key, signal);
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
    const source = part.kind === "open" ? snapshot?.corpus.at(part.path) : undefined;
    if (part.kind !== "open" || source === undefined) continue;
    const range = await session.service.places.rangeOf(source, part.span);
    if (range !== undefined) places.set(part, { uri: uriOf(part.path), range });
  }
  return (part) => places.get(part);
}

async function codeActions(session: Session, path: string, range: Range, signal: AbortSignal): Promise<CodeAction[]> {
  const actions = await onOneVersion(session.service, path, signal, async (lines, version) => {
    const problems = await session.service.problems(path, signal);
    const start = lines.offsetAt(range.start);
    const end = lines.offsetAt(range.end);
    const touched = problems.filter((problem) => problem.span.start <= end && start <= problem.span.end);
    return touched.flatMap((problem) => fixesOf(session, path, version, problem, lines));
  });
  return actions ?? [];
}

function fixesOf(session: Session, path: string, version: number, problem: Problem, lines: Lines): CodeAction[] {
  const uri = uriFor(session, path);
  return problem.fixes.map((fix) => {
    const edits = fix.edits.map((edit) => ({ range: lines.rangeOf(edit.span), newText: edit.text }));
    return {
      title: fix.title,
      kind: "quickfix",
      isPreferred: fix.preferred,
      diagnostics: [diagnosticOf(problem, lines, { ...session.flags, relatedInformation: false }, () => undefined)],
      // Versioned, so that an edit never lands in a text that has changed since.
      edit: session.flags.documentChanges
        ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
        : { changes: { [uri]: edits } },
    };
  });
}
