import type { Diagnostic, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport } from "vscode-languageserver";
import type { Problem } from "../features/problem.ts";
import type { Lines } from "../text/lines.ts";
import { cancellable } from "./cancellation.ts";
import { linesOf, type Session } from "./session.ts";
import { diagnosticOf } from "./toLsp.ts";
import { pathOf, uriOf } from "./uri.ts";

/** Diagnostics are pulled where the client announces it, else pushed; never both. */
export function handleDiagnostics(session: Session): void {
  if (!session.flags.pullsDiagnostics) return;
  session.connection.languages.diagnostics.on((params, token) =>
    cancellable(token, (signal) => report(session, pathOf(params.textDocument.uri), params.previousResultId, signal)),
  );
}

/** Something else may be said about these documents: the client is asked to pull again, or is told. */
export function tellProblems(session: Session, paths: ReadonlySet<string>): void {
  if (!session.flags.pullsDiagnostics) for (const path of paths) push(session, path);
  else if (session.flags.refreshesDiagnostics) session.connection.languages.diagnostics.refresh();
}

async function report(
  session: Session,
  path: string,
  previous: string | undefined,
  signal: AbortSignal,
): Promise<RelatedFullDocumentDiagnosticReport | RelatedUnchangedDocumentDiagnosticReport> {
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
      if (service.document(path)?.version !== version) return session.refresh.ask([path]);
      return connection.sendDiagnostics({ uri: uriOf(path), version, diagnostics: [...items] });
    })
    .catch((error: unknown) => connection.console.error(`The problems of ${path} could not be found: ${String(error)}`));
}

async function diagnostics(session: Session, path: string, signal: AbortSignal): Promise<readonly Diagnostic[]> {
  const problems = await session.service.problems(path, signal);
  const lines = linesOf(session.service, path);
  if (lines === undefined) return [];
  const others = await linesOfOthers(session, problems, path);
  return problems.map((problem) => diagnosticOf(problem, lines, session.flags, (other) => others.get(other)));
}

/** Line tables of the files that problems point at: open ones as they are open, others from the disk. */
async function linesOfOthers(session: Session, problems: readonly Problem[], path: string): Promise<ReadonlyMap<string, Lines>> {
  const known = new Map<string, Lines>();
  for (const other of new Set(problems.flatMap((problem) => problem.related.map((place) => place.path)))) {
    const lines = linesOf(session.service, other) ?? (await session.service.places.linesOf(other));
    if (lines !== undefined) known.set(other, lines);
  }
  const own = linesOf(session.service, path);
  return own === undefined ? known : known.set(path, own);
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo): tells two reports apart, and needs to do no more. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${(hash >>> 0).toString(16)}-${text.length}`;
}
