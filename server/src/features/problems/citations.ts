import type { Library } from "../../library/library.ts";
import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { Citation } from "../../syntax/facts.ts";
import { shownPath } from "../../text/path.ts";
import { createTrigramIndex, type TrigramIndex } from "../../text/similar.ts";
import type { Span } from "../../text/span.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { quoted } from "../words/phrases.ts";
import { fixWords } from "../words/problems.ts";
import { locatorProblems } from "./locators.ts";
import { repeatedKeys } from "./repeatedKeys.ts";
import { unknownCommands } from "./unknownCommands.ts";

/** Suggestions cost, so no more than this many keys of one draft get them. */
const suggestionLimit = 100;

/** What is wrong with citations by themselves: keys, locators, commands. */
export function citationProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  const empty: FoundProblem[] = snapshot.facts.groups
    .filter((group) => group.citations.length === 0)
    .map((group) => ({ facts: { code: "citation.empty" }, span: group.keysSpan ?? group.span }));
  return [
    ...undefinedKeys(snapshot),
    ...exampleLists(snapshot),
    ...empty,
    ...locatorProblems(snapshot),
    ...repeatedKeys(snapshot),
    ...unknownCommands(snapshot),
  ];
}

function undefinedKeys(snapshot: DraftSnapshot): readonly FoundProblem[] {
  if (!canTell(snapshot)) return [];
  const own = new Set([...snapshot.facts.definedKeys, ...snapshot.document.definedKeys]);
  const missing = snapshot.facts.groups
    .flatMap((group) => group.citations)
    .filter((citation) => citation.key !== "*" && !own.has(citation.key) && snapshot.library.find(citation.key) === undefined);
  const files = snapshot.bibliographies.flatMap(({ use }) => (use.kind === "found" ? [shownPath(use.path, snapshot.folders)] : []));
  return missing.map((citation, index) => {
    const nearest = index < suggestionLimit ? keyIndex(snapshot.library).nearest(citation.key, 3) : [];
    return {
      facts: { code: "citation.undefined", key: citation.key, nearest, files },
      span: citation.keySpan,
      fixes: keyFixes(citation, nearest),
    };
  });
}

/** `@webber2012.` at the start of a paragraph vanishes into an example list; a label that is no key was meant as one. */
function exampleLists(snapshot: DraftSnapshot): readonly FoundProblem[] {
  return (snapshot.facts.examples ?? [])
    .filter(({ label }) => snapshot.library.find(label) !== undefined)
    .map(({ label, span }) => ({ facts: { code: "citation.example-list", label }, span, fixes: [bracketed(snapshot, label, span)] }));
}

function bracketed(snapshot: DraftSnapshot, label: string, span: Span): Fix {
  const start = span.start + snapshot.text.slice(span.start, span.end).indexOf("@");
  const key = { start, end: start + 1 + label.length };
  return { title: fixWords.write(`[@${label}]`), edits: [{ span: key, text: `[@${label}]` }], preferred: true };
}

/** Only where the library is whole is a key that it lacks undefined: else the missing bibliography is what is said, once, at its place. */
function canTell(snapshot: DraftSnapshot): boolean {
  if (!snapshot.libraryReady || snapshot.facts.openEnded || snapshot.document.openEnded) return false;
  const meant = snapshot.bibliographies.filter(({ use }) => use.kind === "found" || use.by !== "setting");
  return meant.length > 0 && meant.every(({ use, file }) => use.kind === "found" && file?.kind === "read");
}

const keyFixes = (citation: Citation, nearest: readonly string[]): readonly Fix[] =>
  nearest.map((key, index) => ({
    title: fixWords.changeTo(quoted(key)),
    edits: [{ span: citation.keySpan, text: key }],
    preferred: index === 0,
  }));

const indexes = new WeakMap<Library, TrigramIndex>();

function keyIndex(library: Library): TrigramIndex {
  const known = indexes.get(library);
  if (known !== undefined) return known;
  const index = createTrigramIndex(library.entries.map((entry) => entry.key));
  indexes.set(library, index);
  return index;
}
