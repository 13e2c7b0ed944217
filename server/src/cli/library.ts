import type { Entry } from "../library/entry.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { SyntaxFault } from "../syntax/bibliography.ts";
import { Lines } from "../text/lines.ts";
import { contains } from "../text/span.ts";
import { type CommandContext, type ExitCode, formatOf, json, openInputs, snapshotsOf } from "./context.ts";

/** `ibid library PATH…`: the entries of bibliographies, and of those that serve drafts; each once. */
export async function library(context: CommandContext): Promise<ExitCode> {
  const format = formatOf(context.args, ["csl-json", "biblatex", "ris", "json"], "csl-json");
  const paths = await openInputs(context);
  const snapshots = snapshotsOf(context, paths);
  const entries = distinctEntries(snapshots);
  const items = [];
  for (const [snapshot, group] of entries) items.push(...(await context.service.exporter.csl(snapshot.library, group, context.signal)));
  switch (format) {
    case "csl-json":
      context.print(json(items));
      break;
    case "biblatex":
    case "ris":
      context.print(await context.service.exporter.text(items, format, context.signal));
      break;
    case "json": {
      const places = [...entries].flatMap(([snapshot, group]) => placesOf(snapshot, group));
      context.print(json(items.map((item, index) => ({ ...item, ...places[index] }))));
    }
  }
  return 0;
}

/** An entry belongs to the first document that brings it in. */
function distinctEntries(snapshots: readonly Snapshot[]): ReadonlyMap<Snapshot, readonly Entry[]> {
  const seen = new Set<string>();
  const groups = new Map<Snapshot, readonly Entry[]>();
  for (const snapshot of snapshots) {
    const fresh = snapshot.library.entries.filter((entry) => {
      const name = `${entry.path}\n${entry.raw.span.start}`;
      return seen.has(name) ? false : seen.add(name);
    });
    groups.set(snapshot, fresh);
  }
  return groups;
}

interface EntryPlace {
  readonly path: string;
  readonly range: unknown;
  readonly errors: readonly unknown[];
}

function placesOf(snapshot: Snapshot, entries: readonly Entry[]): readonly EntryPlace[] {
  const files = new Map(
    snapshot.bibliographies.flatMap(({ file }) =>
      file?.kind === "read" ? [[file.path, { lines: new Lines(file.text), faults: file.facts.faults }] as const] : [],
    ),
  );
  return entries.map((entry) => {
    const file = files.get(entry.path);
    const errors = (file?.faults ?? []).filter((fault) => belongsTo(fault, entry));
    return {
      path: entry.path,
      range: file?.lines.rangeOf(entry.raw.span) ?? null,
      errors: errors.map((fault) => ({ kind: fault.kind, subject: fault.subject, range: file?.lines.rangeOf(fault.span) })),
    };
  });
}

const belongsTo = (fault: SyntaxFault, entry: Entry): boolean =>
  contains(entry.raw.span, fault.span) ||
  (fault.key === entry.key && fault.span.start >= entry.raw.span.start && fault.span.start <= entry.raw.span.end);
