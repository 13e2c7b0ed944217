import type { Snapshot } from "../../project/snapshot.ts";
import type { CodeAction } from "../codeAction.ts";
import type { Problem } from "../problem.ts";

/** What the problems themselves bring along. A file that another program writes anew is changed there, never here. */
export function fixActions(snapshot: Snapshot, problems: readonly Problem[]): readonly CodeAction[] {
  if (snapshot.kind === "bibliography" && snapshot.facts.writtenBy !== undefined) return [];
  return problems.flatMap((problem) => fixesOf(snapshot, problem));
}

const fixesOf = ({ path, text }: Snapshot, problem: Problem): readonly CodeAction[] =>
  problem.fixes.map(({ title, edits, elsewhere = [], preferred }) => ({
    title,
    kind: "quickfix",
    isPreferred: preferred,
    problems: [problem],
    work: { kind: "edits", files: [...(edits.length === 0 ? [] : [{ path, basis: text, edits }]), ...elsewhere] },
  }));
