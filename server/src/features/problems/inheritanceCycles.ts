import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import type { Span } from "../../text/span.ts";
import type { FoundProblem } from "../problem.ts";
import type { BibliographyReview } from "./bibliographyReview.ts";

/** A chain of parents that is longer is a mistake of another kind. */
const longestChain = 20;

/** Entries that take fields from themselves, by way of others; each on the way says so at the name that leads on. */
export function inheritanceCycles({ facts, library }: BibliographySnapshot, { inheriting }: BibliographyReview): readonly FoundProblem[] {
  const templates = facts.entries.filter(({ type }) => type === "xdata");
  const byKey = new Map(templates.map((raw) => [raw.key, raw]));
  const find = (key: string): RawEntry | undefined => byKey.get(key) ?? library.find(key)?.raw;
  return [...inheriting.map(({ raw }) => raw), ...templates].flatMap((raw) => {
    for (const parent of parentsOf(raw)) {
      const way = wayBack(raw, parent.name, find);
      if (way === undefined) continue;
      return [
        {
          facts: { code: "bibliography.syntax", fault: { kind: "cycle", span: parent.span, subject: way.join(" → "), key: raw.key } },
          span: parent.span,
        },
      ];
    }
    return [];
  });
}

/** `a → b → a`; undefined where the way from this parent leads elsewhere. */
function wayBack(raw: RawEntry, parent: string, find: (key: string) => RawEntry | undefined): readonly string[] | undefined {
  const seen = new Set<string>([parent]);
  let ways: (readonly string[])[] = [[raw.key, parent]];
  while (ways.length > 0 && seen.size < longestChain) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      const last = find(way.at(-1) ?? "");
      if (last === raw) return way;
      for (const { name } of last === undefined ? [] : parentsOf(last)) {
        if (seen.has(name)) continue;
        seen.add(name);
        next.push([...way, name]);
      }
    }
    ways = next;
  }
  return undefined;
}

const parentsOf = (raw: RawEntry): readonly { readonly name: string; readonly span: Span }[] =>
  ["crossref", "xdata"].flatMap((name) => fieldsNamed(raw, name).flatMap(keysIn));

/** The keys that a field lists, each at its place. */
export function keysIn({ parts }: RawField): readonly { readonly name: string; readonly span: Span }[] {
  return parts.flatMap((part) =>
    [...part.text.matchAll(/[^,\s][^,]*/g)].map((match) => {
      const name = match[0].trimEnd();
      const start = part.span.start + match.index;
      return { name, span: { start, end: start + name.length } };
    }),
  );
}
