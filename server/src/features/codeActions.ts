import type { Snapshot } from "../project/snapshot.ts";
import type { Span } from "../text/span.ts";
import type { CodeAction } from "./codeAction.ts";
import { addressActions } from "./codeActions/addresses.ts";
import { fixActions } from "./codeActions/fixes.ts";
import { ignoreActions } from "./codeActions/ignore.ts";
import { keyActions } from "./codeActions/keyByPattern.ts";
import { missingEntryActions } from "./codeActions/missingEntry.ts";
import type { Problem } from "./problem.ts";

/** What is offered at a place, best first: fixes of the problems there, then ways to be left in peace. `found` is all that the document has. */
export function codeActions(snapshot: Snapshot, place: Span, found: readonly Problem[]): readonly CodeAction[] {
  const there = found.filter((problem) => problem.span.start <= place.end && place.start <= problem.span.end);
  return [
    ...fixActions(snapshot, there),
    ...missingEntryActions(snapshot, there),
    ...addressActions(snapshot, place),
    ...keyActions(snapshot, place),
    ...ignoreActions(snapshot, there),
  ];
}
