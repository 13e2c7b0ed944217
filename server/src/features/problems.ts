import type { Settings } from "../config.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { overlaps, type Span } from "../text/span.ts";
import { type FoundProblem, type Problem, type ProblemCode, type Severity, usualSeverity } from "./problem.ts";
import { bibliographyProblems, namedBibliographyProblems } from "./problems/bibliographies.ts";
import { citationProblems } from "./problems/citations.ts";
import { copiedProblems } from "./problems/copiedWords.ts";
import { doiProblems } from "./problems/dois.ts";
import { linkProblems } from "./problems/links.ts";
import { quotationProblems } from "./problems/quotations.ts";
import { styleProblems } from "./problems/styles.ts";
import { unreadableSourceProblems } from "./problems/unreadableSources.ts";
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
  const { suppressions } = snapshot.facts;
  const found = findProblems(snapshot, place)
    .filter((problem) => severityOf(snapshot.settings, problem) !== "off" && !isSilenced(suppressions, problem))
    .sort(byPlace);
  const shown = mostOfEach === undefined ? found : cutToMost(found, mostOfEach);
  return shown.flatMap((problem) => judged(snapshot.settings, problem));
}

const byPlace = (one: FoundProblem, other: FoundProblem): number => one.span.start - other.span.start;

/** Of what is left out the first stands for all. */
function cutToMost(found: readonly FoundProblem[], most: number): readonly FoundProblem[] {
  const count = new Map<ProblemCode, number>();
  for (const { facts } of found) count.set(facts.code, (count.get(facts.code) ?? 0) + 1);
  const listed = new Map<ProblemCode, number>();
  return found.flatMap((problem) => {
    const { code } = problem.facts;
    const number = (listed.get(code) ?? 0) + 1;
    listed.set(code, number);
    if (number <= most) return [problem];
    return number === most + 1 ? [{ ...problem, standsFor: (count.get(code) ?? 0) - most }] : [];
  });
}

function findProblems(snapshot: Snapshot, place: Span | undefined): readonly FoundProblem[] {
  if (snapshot.kind === "bibliography")
    return [...bibliographyProblems(snapshot, place), ...doiProblems(snapshot), ...linkProblems(snapshot)];
  return [
    ...namedBibliographyProblems(snapshot),
    ...styleProblems(snapshot),
    ...citationProblems(snapshot),
    ...quotationProblems(snapshot),
    ...unreadableSourceProblems(snapshot),
    ...copiedProblems(snapshot),
    ...linkProblems(snapshot),
  ];
}

function judged(settings: Settings, found: FoundProblem): readonly Problem[] {
  const severity = severityOf(settings, found);
  if (severity === "off") return [];
  const { facts, span, standsFor, fixes = [], related = [] } = found;
  if (standsFor !== undefined) return [{ facts, span, severity, message: moreOfTheKind(standsFor), fixes: [], related: [] }];
  return [{ facts, span, severity, message: problemMessage(facts), fixes, related }];
}

/** The exact code wins over its part before the point: `{"link": "off", "link.dead": "error"}`. */
function severityOf(settings: Settings, found: FoundProblem): Severity | "off" {
  const code: ProblemCode = found.facts.code;
  const chosen = own(settings.severity, code) ?? own(settings.severity, code.slice(0, code.indexOf(".")));
  return chosen ?? found.severity ?? usualSeverity[code];
}

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

function isSilenced(suppressions: Snapshot["facts"]["suppressions"], found: FoundProblem): boolean {
  const kind = found.facts.code.slice(0, found.facts.code.indexOf("."));
  return suppressions.some(
    ({ codes, span }) =>
      (codes.length === 0 || codes.includes(found.facts.code) || codes.includes(kind)) &&
      (overlaps(span, found.span) ||
        (found.span.start === found.span.end && span.start <= found.span.start && found.span.start <= span.end)),
  );
}
