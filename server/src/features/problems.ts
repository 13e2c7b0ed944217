import type { Settings } from "../config.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { overlaps } from "../text/span.ts";
import { type FoundProblem, type Problem, type ProblemCode, type Severity, usualSeverity } from "./problem.ts";
import { bibliographyProblems, namedBibliographyProblems } from "./problems/bibliographies.ts";
import { citationProblems } from "./problems/citations.ts";
import { linkProblems } from "./problems/links.ts";
import { quotationProblems } from "./problems/quotations.ts";
import { styleProblems } from "./problems/styles.ts";
import { problemMessage } from "./words/problems.ts";

/** All problems of one document, in document order: what is silenced in place or by the settings left out. */
export function problems(snapshot: Snapshot): readonly Problem[] {
  return findProblems(snapshot)
    .filter((found) => !isSilenced(snapshot, found))
    .flatMap((found) => judged(snapshot.settings, found))
    .sort((one, other) => one.span.start - other.span.start);
}

function findProblems(snapshot: Snapshot): readonly FoundProblem[] {
  if (snapshot.kind === "bibliography") return [...bibliographyProblems(snapshot), ...linkProblems(snapshot)];
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
