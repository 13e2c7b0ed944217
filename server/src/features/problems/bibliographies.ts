import type { Entry } from "../../library/entry.ts";
import type { NamedIn } from "../../project/bibliographies.ts";
import type { BibliographyFault, EntryFile } from "../../project/entryFiles.ts";
import type { BibliographySnapshot, BibliographyState, DraftSnapshot } from "../../project/snapshot.ts";
import { Lines } from "../../text/lines.ts";
import { baseName, shownPath } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import type { FoundProblem, ProblemFacts, Unreadable } from "../problem.ts";

/** A bibliography that isn't there or can't be read: said where the draft names it, else in the first line of a draft that cites. */
export function namedBibliographyProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  return snapshot.bibliographies.flatMap((state): readonly FoundProblem[] => {
    const { named } = state.use;
    const facts = named === undefined ? undefined : faultOf(state, named);
    if (named?.namer === undefined || facts === undefined) return [];
    const place = snapshot.facts.settings.bibliographies.find(({ name }) => name === named.name);
    if (place !== undefined) return [{ facts, span: place.span }];
    if (snapshot.facts.groups.length === 0) return [];
    const namedIn = { file: shownPath(named.namer, snapshot.folders), line: named.line };
    const related = [{ path: named.namer, span: named.span, message: `"${named.name}" in ${namedIn.file}` }];
    return [{ facts: { ...facts, namedIn }, span: firstLine(snapshot.text), related }];
  });
}

/** What is wrong with a bibliography that somebody names; undefined where nothing is. */
export function faultOf({ use, file }: BibliographyState, { name }: NamedIn): NamedFault | undefined {
  if (use.kind === "missing") return { code: "bibliography.not-found", name, lookedIn: use.lookedIn };
  if (use.kind !== "found") return { code: "bibliography.unreadable", name, because: { kind: use.kind } };
  return file?.kind === "fault" ? { code: "bibliography.unreadable", name, because: becauseOf(file.fault) } : undefined;
}

type NamedFault = ProblemFacts & { readonly code: "bibliography.not-found" | "bibliography.unreadable" };

/** The first line that has something in it. */
function firstLine(text: string): Span {
  const start = Math.max(0, text.search(/\S/));
  const end = text.indexOf("\n", start);
  return { start, end: end < 0 ? text.length : end };
}

export function becauseOf(fault: BibliographyFault): Unreadable {
  return fault.kind === "tooLarge" ? { kind: "tooLarge", size: fault.size, limit: fault.limit } : { kind: fault.kind };
}

/** What is wrong in a bibliography that is open in the editor. */
export function bibliographyProblems(snapshot: BibliographySnapshot): readonly FoundProblem[] {
  const faults: readonly FoundProblem[] = snapshot.facts.faults.map((fault) => ({
    facts: { code: "bibliography.syntax", fault },
    span: fault.span,
  }));
  // A file by itself may well name what another one defines.
  return [...faults, ...duplicates(snapshot), ...(snapshot.servesDraft ? unresolved(snapshot) : [])];
}

function duplicates(snapshot: BibliographySnapshot): readonly FoundProblem[] {
  return snapshot.library.duplicates.flatMap(({ key, entries }) =>
    entries.flatMap((entry, index) => {
      const other = entries[index === 0 ? 1 : 0];
      if (entry.path !== snapshot.path || other === undefined) return [];
      return [duplicate(snapshot, key, entry, other, index === 0)];
    }),
  );
}

function duplicate(snapshot: BibliographySnapshot, key: string, entry: Entry, other: Entry, first: boolean): FoundProblem {
  const line = (linesOf(snapshot, other.path)?.positionAt(other.raw.keySpan.start).line ?? 0) + 1;
  const file = other.path === snapshot.path ? "this file" : shownPath(other.path, snapshot.folders);
  return {
    facts: { code: "bibliography.duplicate-key", key, file, line, first },
    span: entry.raw.keySpan,
    related: [{ path: other.path, span: other.raw.keySpan, message: `"${key}" in ${baseName(other.path)}` }],
  };
}

const lines = new WeakMap<EntryFile, Lines>();

/** The line table of a bibliography as it was last read, made once. */
function linesOf(snapshot: BibliographySnapshot, path: string): Lines | undefined {
  const file = snapshot.bibliographies.find((state) => state.file?.path === path)?.file;
  if (file?.kind !== "read") return undefined;
  const known = lines.get(file) ?? new Lines(file.text);
  lines.set(file, known);
  return known;
}

function unresolved(snapshot: BibliographySnapshot): readonly FoundProblem[] {
  return snapshot.library.entries
    .filter((entry) => entry.path === snapshot.path && entry.unresolved.length > 0)
    .map((entry) => ({ facts: { code: "bibliography.unresolved", names: entry.unresolved }, span: entry.raw.keySpan }));
}
