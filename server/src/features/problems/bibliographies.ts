import type { Entry } from "../../library/entry.ts";
import type { NamedIn } from "../../project/bibliographies.ts";
import type { BibliographyFault } from "../../project/entryFiles.ts";
import { isCited } from "../../project/placedLinks.ts";
import type { BibliographySnapshot, BibliographyState, DraftSnapshot } from "../../project/snapshot.ts";
import type { NamedFile } from "../../syntax/facts.ts";
import { shownPath } from "../../text/path.ts";
import type { Span } from "../../text/span.ts";
import type { Fix, FoundProblem, ProblemFacts, Unreadable } from "../problem.ts";
import { quoted } from "../words/phrases.ts";
import { fixWords } from "../words/problems.ts";
import { bibliographyReview } from "./bibliographyReview.ts";
import { syntaxProblem } from "./bibliographySyntax.ts";
import { duplicateKeys } from "./duplicateKeys.ts";
import { writing } from "./editedFiles.ts";
import { entryAt } from "./entryAt.ts";
import { findingsOf, placedFinding } from "./entryFindings.ts";
import { inheritanceCycles } from "./inheritanceCycles.ts";
import { sameWorks } from "./sameWorks.ts";
import { unresolvedNames } from "./unresolvedNames.ts";
import { unusedEntries } from "./unusedEntries.ts";
import type { Wanted } from "./wanted.ts";

/** A bibliography that isn't there or can't be read: said where the draft names it, else in the first line of a draft that cites. */
export function namedBibliographyProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  return snapshot.bibliographies.flatMap((state): readonly FoundProblem[] => {
    const { named } = state.use;
    const facts = named === undefined ? undefined : faultOf(state, named);
    if (named?.namer === undefined || facts === undefined) return [];
    const place = snapshot.facts.settings.bibliographies.find(({ name }) => name === named.name);
    if (place !== undefined) return [{ facts, span: place.span, fixes: renamings(snapshot, facts, place) }];
    if (snapshot.facts.groups.length === 0) return [];
    const namedIn = { file: shownPath(named.namer, snapshot.folders), line: named.line };
    const related = [{ path: named.namer, span: named.span, message: `"${named.name}" in ${namedIn.file}` }];
    return [{ facts: { ...facts, namedIn }, span: firstLine(snapshot.text), related }];
  });
}

/** The file is there, in another folder or in other letters. BibTeX's `\\bibliography{refs}` leaves the extension out. */
function renamings(snapshot: DraftSnapshot, facts: NamedFault, { name, span }: NamedFile): readonly Fix[] {
  if (facts.code !== "bibliography.not-found") return [];
  const isWhole = snapshot.text.slice(span.start, span.end).endsWith(name);
  return facts.namesakes.map((namesake, index) => {
    const text = isWhole ? namesake : namesake.replace(/\.bib$/i, "");
    return { title: fixWords.changeTo(quoted(text)), edits: [{ span, text }], preferred: index === 0 };
  });
}

/** What is wrong with a bibliography that somebody names; undefined where nothing is. */
export function faultOf({ use, file }: BibliographyState, { name }: NamedIn): NamedFault | undefined {
  if (use.kind === "missing") return { code: "bibliography.not-found", name, lookedIn: use.lookedIn, namesakes: use.namesakes };
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

/** What is wrong in a bibliography that is open in the editor; with `place` what may concern that place, with its costlier fixes. */
export function bibliographyProblems(snapshot: BibliographySnapshot, place?: Span): readonly FoundProblem[] {
  const broken = brokenEntries(snapshot);
  const concerns = (span: Span): boolean => place === undefined || (span.start <= place.end && place.start <= span.end);
  const wanted: Wanted = { fixes: place !== undefined, concerns };
  const review = bibliographyReview(snapshot);
  review.advance(() => true);
  return [
    ...snapshot.facts.faults.filter(({ span }) => concerns(span)).map((fault) => syntaxProblem(snapshot, fault, wanted.fixes)),
    ...duplicateKeys(snapshot, review, wanted),
    ...sameWorks(snapshot, review, wanted),
    ...inheritanceCycles(snapshot, review),
    ...unresolvedNames(snapshot, review),
    ...review.faulty
      .filter((entry) => concerns(entry.raw.span))
      .flatMap((entry) => findings(snapshot, entry, broken.has(entry.raw.span.start), wanted.fixes)),
    ...unusedEntries(snapshot, broken, wanted),
  ];
}

/** What a broken entry seems to lack may well be there. */
function findings(snapshot: BibliographySnapshot, entry: Entry, isBroken: boolean, wantsFixes: boolean): readonly FoundProblem[] {
  return findingsOf(entry, snapshot.facts.format, snapshot.thisYear)
    .filter(({ facts }) => !isBroken || facts.code !== "bibliography.missing-field")
    .map((finding) => graded(snapshot, entry, placedFinding(snapshot, entry, finding), wantsFixes));
}

/** Of works that no draft prints it matters little what they lack. */
function graded(snapshot: BibliographySnapshot, entry: Entry, found: FoundProblem, wantsFixes: boolean): FoundProblem {
  if (found.facts.code !== "bibliography.missing-field") return found;
  const fixes = wantsFixes ? addedFields(snapshot, entry, found.facts.missing) : [];
  return { ...found, fixes, ...(isCited(snapshot, entry) ? {} : { severity: "hint" }) };
}

/** Each field with an empty value, to be filled in: reading takes it for none, so nothing is worse than before. */
function addedFields(snapshot: BibliographySnapshot, entry: Entry, missing: readonly (readonly string[])[]): readonly Fix[] {
  const own = writing(snapshot);
  if (own === undefined) return [];
  return missing.flatMap(([name]) => {
    if (name === undefined || entry.raw.fields.some((field) => field.name === name)) return [];
    const edits = own.writer.setFields(own.file, entry.raw, new Map([[name, { kind: "written", text: "{}" }]]));
    return [{ title: fixWords.addField(name), edits, preferred: false }];
  });
}

/** By where they begin. */
function brokenEntries({ facts }: BibliographySnapshot): ReadonlySet<number> {
  return new Set(facts.faults.flatMap(({ span }) => entryAt(facts.entries, span.start)?.span.start ?? []));
}
