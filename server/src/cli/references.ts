import type { SourceNote, SourceReference } from "../corpus/source.ts";
import { joinPath } from "../text/path.ts";
import { UsageError } from "./arguments.ts";
import { type CommandContext, type ExitCode, formatOf, json } from "./context.ts";

/** `ibid references SOURCE`: whose work a source is, and the references printed in its notes. */
export async function references(context: CommandContext): Promise<ExitCode> {
  const format = formatOf(context.args, ["json", "csl-json", "biblatex", "ris"], "json");
  const [word, ...others] = context.args.operands;
  if (word === undefined || others.length > 0) throw new UsageError("Name one source document.");
  const file = await context.service.readSource(joinPath(context.folder, word));
  if (file.kind !== "read")
    throw new UsageError(`${word} can't be read as a source${file.kind === "fault" ? ` (${file.fault.kind})` : ""}.`);
  const { source } = file;
  if (format === "json") {
    context.print(json({ source: source.work, extent: source.extent, notes: source.notes.map(noteRow) }));
    return 0;
  }
  const items = source.notes.flatMap((note) =>
    note.references
      .filter((reference) => reference.kind === "full")
      .map((reference, index) => ({ id: `note${note.number}-${index}`, ...reference.csl })),
  );
  context.print(format === "csl-json" ? json(items) : await context.service.exporter.text(items, format, context.signal));
  return 0;
}

function noteRow(note: SourceNote) {
  return { number: note.number, noteNumber: note.noteNumber, raw: note.raw, references: note.references.map(referenceRow) };
}

function referenceRow({ raw, kind, signal, csl, locator, resolvesTo }: SourceReference) {
  return { raw, kind, signal, csl, locator: locator ?? null, resolvesTo: resolvesTo ?? null };
}
