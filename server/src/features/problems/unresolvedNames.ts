import type { Entry } from "../../library/entry.ts";
import type { Library } from "../../library/library.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawField } from "../../syntax/bibliography.ts";
import { nearest } from "../../text/similar.ts";
import type { Span } from "../../text/span.ts";
import type { Fix, FoundProblem, ProblemFacts } from "../problem.ts";
import { quoted } from "../words/phrases.ts";
import { fixWords } from "../words/problems.ts";
import type { BibliographyReview } from "./bibliographyReview.ts";
import { keysIn } from "./inheritanceCycles.ts";

type NameKind = (ProblemFacts & { code: "bibliography.unresolved" })["kind"];

/** Looking for near names takes a walk over all keys, so no more than this many get it. */
const suggestionLimit = 50;

/** Names of strings and of other entries that no file of the library defines, each where it stands. */
export function unresolvedNames(snapshot: BibliographySnapshot, review: BibliographyReview): readonly FoundProblem[] {
  const found = review.unresolved.flatMap(namesIn);
  // A file by itself may well name what another one defines.
  const severity = snapshot.servesDraft ? {} : { severity: "hint" as const };
  return found.map((name, index) => problemOf(snapshot, name, index < suggestionLimit, severity));
}

interface UnresolvedName {
  readonly kind: NameKind;
  readonly name: string;
  readonly span: Span;
  readonly field: RawField;
}

function namesIn(entry: Entry): readonly UnresolvedName[] {
  const unresolved = new Set(entry.unresolved);
  return entry.raw.fields.flatMap((field): readonly UnresolvedName[] => {
    const { name: kind } = field;
    if (kind === "crossref" || kind === "xdata")
      return keysIn(field).flatMap((key) => (unresolved.has(key.name) ? [{ kind, ...key, field }] : []));
    return field.parts
      .filter((part) => part.kind === "word" && unresolved.has(part.text))
      .map((part) => ({ kind: "string", name: part.text, span: part.span, field }));
  });
}

function problemOf(
  snapshot: BibliographySnapshot,
  { kind, name, span, field }: UnresolvedName,
  suggests: boolean,
  severity: Pick<FoundProblem, "severity">,
): FoundProblem {
  const near = suggests ? nearest(name, candidates(snapshot.library, kind), 3) : [];
  const changes = near.map(
    (other, index): Fix => ({ title: fixWords.changeTo(quoted(other)), edits: [{ span, text: other }], preferred: index === 0 }),
  );
  const asText = kind === "string" && field.parts.length === 1 ? [inBraces(field, name, near.length === 0)] : [];
  return { facts: { code: "bibliography.unresolved", kind, name, nearest: near }, span, ...severity, fixes: [...changes, ...asText] };
}

/** `publisher = Springer` was meant as a text. */
const inBraces = (field: RawField, name: string, preferred: boolean): Fix => ({
  title: fixWords.write(`{${name}}`),
  edits: [{ span: field.valueSpan, text: `{${name}}` }],
  preferred,
});

function candidates({ files, entries }: Library, kind: NameKind): Iterable<string> {
  switch (kind) {
    case "string":
      return files.flatMap(({ facts }) => facts.strings.map(({ name }) => name));
    case "xdata":
      return files.flatMap(({ facts }) => facts.entries.filter(({ type }) => type === "xdata").map(({ key }) => key));
    case "crossref":
      return entries.map(({ key }) => key);
  }
}
