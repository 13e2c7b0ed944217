import type { Settings } from "../config.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { overlaps, type Span } from "../text/span.ts";
import { type FoundProblem, type Problem, type ProblemCode, type Severity, usualSeverity } from "./problem.ts";
import { bibliographyProblems, namedBibliographyProblems } from "./problems/bibliographies.ts";
import { citationProblems } from "./problems/citations.ts";
import { doiProblems } from "./problems/dois.ts";
import { linkProblems } from "./problems/links.ts";
import { quotationProblems } from "./problems/quotations.ts";
import { styleProblems } from "./problems/styles.ts";
import { moreOfTheKind, problemMessage } from "./words/problems.ts";

/** Which problems somebody wants to know; all, where nothing is said. */
export interface ProblemsWanted {
  /** Of each code no more than so many, the last of which says how many there are besides. */
  readonly mostOfEach?: number;
  /** Those at a place (others may be among them), with fixes that take a closer look. */
  readonly place?: Span;
}

/** All problems of one document, in document order: what is silenced in place or by the settings left out. */
export function problems(snapshot: Snapshot, { mostOfEach, place }: ProblemsWanted = {}): readonly Problem[] {
  const found = findProblems(snapshot, place)
    .filter((problem) => !isSilenced(snapshot, problem))
    .flatMap((problem) => judged(snapshot.settings, problem));
  const shown =
    mostOfEach === undefined ? found : [...Map.groupBy(found.toSorted(byPlace), codeOf).values()].flatMap((all) => cut(all, mostOfEach));
  return shown.toSorted(byPlace);
}

const byPlace = (one: Problem, other: Problem): number => one.span.start - other.span.start;
const codeOf = ({ facts }: Problem): ProblemCode => facts.code;

function cut(all: readonly Problem[], most: number): readonly Problem[] {
  const firstHidden = all[most];
  if (firstHidden === undefined) return all;
  return [...all.slice(0, most), { ...firstHidden, message: moreOfTheKind(all.length - most), fixes: [], related: [] }];
}

function findProblems(snapshot: Snapshot, place: Span | undefined): readonly FoundProblem[] {
  if (snapshot.kind === "bibliography")
    return [...bibliographyProblems(snapshot, place), ...doiProblems(snapshot), ...linkProblems(snapshot)];
  return [
    ...namedBibliographyProblems(snapshot),
    ...styleProblems(snapshot),
    ...citationProblems(snapshot),
    ...quotationProblems(snapshot),
    ...linkProblems(snapshot),
  ];
}

function judged(settings: Settings, found: FoundProblem): readonly Problem[] {
  const severity = severityOf(settings, found);
  if (severity === "off") return [];
  const { facts, span } = found;
  return [{ facts, span, severity, message: problemMessage(facts), fixes: found.fixes ?? [], related: found.related ?? [] }];
}

/** The exact code wins over its part before the point: `{"link": "off", "link.dead": "error"}`. */
function severityOf(settings: Settings, found: FoundProblem): Severity | "off" {
  const code: ProblemCode = found.facts.code;
  const chosen = own(settings.severity, code) ?? own(settings.severity, code.slice(0, code.indexOf(".")));
  return chosen ?? found.severity ?? usualSeverity[code];
}

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

function isSilenced(snapshot: Snapshot, found: FoundProblem): boolean {
  const kind = found.facts.code.slice(0, found.facts.code.indexOf("."));
  return snapshot.facts.suppressions.some(
    ({ codes, span }) =>
      (codes.length === 0 || codes.includes(found.facts.code) || codes.includes(kind)) &&
      (overlaps(span, found.span) ||
        (found.span.start === found.span.end && span.start <= found.span.start && found.span.start <= span.end)),
  );
}
