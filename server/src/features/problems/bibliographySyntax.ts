import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { SyntaxFault } from "../../syntax/bibliography.ts";
import type { Fix, FoundProblem, RelatedPlace } from "../problem.ts";
import { relatedWords } from "../words/bibliographies.ts";
import { entryAt, entryBehind } from "./entryAt.ts";
import { syntaxFixes } from "./syntaxFixes.ts";

/** Where a file isn't as its format wants it; what else is in it was read all the same. */
export function syntaxProblem(snapshot: BibliographySnapshot, fault: SyntaxFault, wantsFixes: boolean): FoundProblem {
  const fixes: readonly Fix[] = wantsFixes && snapshot.facts.format === "bibtex" ? syntaxFixes(snapshot, fault) : [];
  return { facts: { code: "bibliography.syntax", fault }, span: fault.span, fixes, related: relatedOf(snapshot, fault) };
}

/** An entry that never closes is told from the one behind it, and the second of two fields from the first. */
function relatedOf(snapshot: BibliographySnapshot, fault: SyntaxFault): readonly RelatedPlace[] {
  const { path, facts } = snapshot;
  if (fault.kind === "unclosedEntry") {
    const next = entryBehind(facts.entries, fault.span.end);
    return next === undefined ? [] : [{ path, span: { start: next.span.start, end: next.keySpan.end }, message: relatedWords.nextEntry }];
  }
  if (fault.kind !== "duplicateField") return [];
  const first = entryAt(facts.entries, fault.span.start)?.fields.find(({ name }) => name === fault.subject);
  return first === undefined ? [] : [{ path, span: first.nameSpan, message: relatedWords.firstField(fault.subject) }];
}
