import type { Diagnostic, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport } from "vscode-languageserver";
import type { Problem, RelatedPlace } from "../features/problem.ts";
import type { Range } from "../text/lines.ts";
import { cancellable } from "./cancellation.ts";
import type { Gathered } from "./refresh.ts";
import { linesOf, onOneVersion, type Session, uriFor } from "./session.ts";
import { diagnosticOf } from "./toLsp.ts";
import { pathOf } from "./uri.ts";

/** Of each code: longer lists nobody reads, and editors are slow to draw them. */
const mostOfEach = 250;

/** Diagnostics are pulled where the client announces it, else pushed; never both. */
export function handleDiagnostics(session: Session): void {
  if (!session.flags.pullsDiagnostics) return;
  session.connection.languages.diagnostics.on((params, token) =>
    cancellable(token, (signal) => report(session, pathOf(params.textDocument.uri), params.previousResultId, signal)),
  );
}

/** Something else may be said about these documents: the client is asked to pull again, or is told. */
export function tellProblems(session: Session, { paths, beyondText }: Gathered): void {
  if (!session.flags.pullsDiagnostics) for (const path of paths) push(session, path);
  // A document that is typed in is pulled by the client itself.
  else if (session.flags.refreshesDiagnostics && beyondText) refresh(session);
}

function refresh({ connection }: Session): void {
  connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.info(`Refreshing was refused: ${String(error)}`));
}

async function report(
  session: Session,
  path: string,
  previous: string | undefined,
  signal: AbortSignal,
): Promise<RelatedFullDocumentDiagnosticReport | RelatedUnchangedDocumentDiagnosticReport> {
  // A client that can't be told later is told when everything is known.
  if (!session.flags.refreshesDiagnostics) await session.service.ready(path);
  const items = await diagnostics(session, path, signal);
  const resultId = fingerprint(JSON.stringify(items));
  return resultId === previous ? { kind: "unchanged", resultId } : { kind: "full", resultId, items: [...items] };
}

function push(session: Session, path: string): void {
  const { connection, service } = session;
  const version = service.document(path)?.version;
  if (version === undefined) return;
  diagnostics(session, path, new AbortController().signal)
    .then(async (items) => {
      // Typed on meanwhile: what was found is old, and what comes next says it anew.
      if (service.document(path)?.version !== version) return session.refresh.ask([path], "text");
      return connection.sendDiagnostics({ uri: uriFor(session, path), version, diagnostics: [...items] });
    })
    .catch((error: unknown) => connection.console.error(`The problems of ${path} could not be found: ${String(error)}`));
}

async function diagnostics(session: Session, path: string, signal: AbortSignal): Promise<readonly Diagnostic[]> {
  const found = await onOneVersion(session.service, path, signal, async (lines) => {
    const problems = await session.service.problems(path, signal, { mostOfEach });
    const places = session.flags.relatedInformation ? await rangesOf(session, problems) : new Map<RelatedPlace, Range>();
    return problems.map((problem) => diagnosticOf(problem, lines, session.flags, (place) => places.get(place)));
  });
  return found ?? [];
}

/** The places that problems point at: in open documents as they are open, in other files as the disk has them; file by file. */
async function rangesOf(session: Session, problems: readonly Problem[]): Promise<ReadonlyMap<RelatedPlace, Range>> {
  const places = problems.flatMap((problem) => problem.related).sort((one, other) => (one.path < other.path ? -1 : 1));
  const ranges = new Map<RelatedPlace, Range>();
  for (const place of places) {
    const range = await rangeOf(session, place);
    if (range !== undefined) ranges.set(place, range);
  }
  return ranges;
}

async function rangeOf({ service }: Session, { path, span, source }: RelatedPlace): Promise<Range | undefined> {
  if (source !== undefined) return service.places.rangeOf(source, span);
  return (linesOf(service, path) ?? (await service.places.linesOf(path)))?.rangeOf(span);
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): tells two reports apart, and needs to do no more. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(16)}-${text.length}`;
}
