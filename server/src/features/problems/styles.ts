import type { DraftSnapshot } from "../../project/snapshot.ts";
import { baseName } from "../../text/path.ts";
import type { FoundProblem, ProblemFacts } from "../problem.ts";

/** A style that the draft names and that can't be used: said at that line. What else names one is told in the overview. */
export function styleProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  const { styleNamed, styleMissing, facts } = snapshot;
  const { csl } = facts.settings;
  if (!styleMissing || csl === undefined || styleNamed?.namer !== snapshot.path) return [];
  return [{ facts: styleFacts(csl.name, styleNamed.file), span: csl.span }];
}

/** `file`: where the style was read from, if it was found. */
export const styleFacts = (name: string, file: string | undefined): ProblemFacts =>
  file === undefined ? { code: "style.not-found", name } : { code: "style.unreadable", name: baseName(file) };
