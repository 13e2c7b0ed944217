import type { Entry } from "../../library/entry.ts";
import type { BibliographyFault } from "../../project/entryFiles.ts";
import type { BibliographySnapshot, DraftSnapshot } from "../../project/snapshot.ts";
import { Lines } from "../../text/lines.ts";
import { baseName, shownPath } from "../../text/path.ts";
import type { FoundProblem, Unreadable } from "../problem.ts";

/** A bibliography that the draft names and that isn't there or can't be read: said at that line. */
export function namedBibliographyProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  return snapshot.bibliographies.flatMap(({ use, file }): readonly FoundProblem[] => {
    if (use.named === undefined) return [];
    const name = use.named.name;
    // A root file names its bibliographies itself: there is no place in this draft to say it at.
    if (use.kind !== "found" && use.namer !== snapshot.path && snapshot.facts.settings.bibliographies.length === 0) return [];
    const span = use.named.span;
    if (use.kind === "missing") return [{ facts: { code: "bibliography.not-found", name, lookedIn: use.lookedIn }, span }];
    if (use.kind === "refused") return [{ facts: { code: "bibliography.unreadable", name, because: { kind: "refused" } }, span }];
    if (file?.kind !== "fault" || snapshot.facts.settings.bibliographies.length === 0) return [];
    return [{ facts: { code: "bibliography.unreadable", name, because: becauseOf(file.fault) }, span }];
  });
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
  return [...faults, ...duplicates(snapshot), ...unresolved(snapshot)];
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
  const text = other.path === snapshot.path ? snapshot.text : textOf(snapshot, other.path);
  const line = new Lines(text).positionAt(other.raw.keySpan.start).line + 1;
  const file = other.path === snapshot.path ? "this file" : shownPath(other.path, snapshot.folders);
  return {
    facts: { code: "bibliography.duplicate-key", key, file, line, first },
    span: entry.raw.keySpan,
    related: [{ path: other.path, span: other.raw.keySpan, message: `"${key}" in ${baseName(other.path)}` }],
  };
}

function textOf(snapshot: BibliographySnapshot, path: string): string {
  const state = snapshot.bibliographies.find(({ file }) => file?.path === path);
  return state?.file?.kind === "read" ? state.file.text : "";
}

function unresolved(snapshot: BibliographySnapshot): readonly FoundProblem[] {
  return snapshot.library.entries
    .filter((entry) => entry.path === snapshot.path && entry.unresolved.length > 0)
    .map((entry) => ({ facts: { code: "bibliography.unresolved", names: entry.unresolved }, span: entry.raw.keySpan }));
}
