import type { DraftSnapshot } from "../../project/snapshot.ts";
import type { Citation, CitationGroup } from "../../syntax/facts.ts";
import type { Span } from "../../text/span.ts";
import type { Fix, FoundProblem } from "../problem.ts";
import { quoted } from "../words/phrases.ts";
import { fixWords } from "../words/problems.ts";

/** The same work twice in one citation, unless each time for another place in it. */
export function repeatedKeys({ facts, text }: DraftSnapshot): readonly FoundProblem[] {
  return facts.groups.flatMap((group) => {
    if (group.citations.length < 2) return [];
    const first = new Map<string, Citation>();
    return group.citations.flatMap((citation): FoundProblem[] => {
      const before = first.get(citation.key);
      if (before === undefined) first.set(citation.key, citation);
      if (before === undefined || isElsewhere(before, citation)) return [];
      return [
        { facts: { code: "citation.repeated", key: citation.key }, span: citation.keySpan, fixes: removal(text, group, before, citation) },
      ];
    });
  });
}

const isElsewhere = (one: Citation, other: Citation): boolean =>
  one.locator !== undefined &&
  other.locator !== undefined &&
  (one.locator.label !== other.locator.label || one.locator.value !== other.locator.value);

/** Only where the second one says nothing that the first doesn't. */
function removal(text: string, group: CitationGroup, before: Citation, citation: Citation): readonly Fix[] {
  const says = citation.prefix !== "" || citation.suffix !== "" || (citation.locator !== undefined && before.locator === undefined);
  const span = says ? undefined : removable(text, group, citation);
  return span === undefined ? [] : [{ title: fixWords.removeRepeated(quoted(citation.key)), edits: [{ span, text: "" }], preferred: true }];
}

/** `; @a, p. 3` of `[@a, p. 3; @a, p. 3]`, `, a` of `\cite{a, a}`. */
function removable(text: string, { span, command }: CitationGroup, { keySpan, locatorSpan }: Citation): Span | undefined {
  const before = (command === undefined ? /;\s*-?@\{?$/ : /,\s*$/).exec(text.slice(span.start, keySpan.start));
  if (before === null) return undefined;
  const start = span.start + before.index;
  if (command !== undefined) return /^\s*[,}]/.test(text.slice(keySpan.end, keySpan.end + 20)) ? { start, end: keySpan.end } : undefined;
  const end = locatorSpan?.end ?? keySpan.end + (before[0].endsWith("{") ? 1 : 0);
  return /^[;\]]/.test(text.slice(end, end + 1)) ? { start, end } : undefined;
}
