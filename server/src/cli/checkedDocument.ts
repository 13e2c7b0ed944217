import type { Severity } from "../features/problem.ts";
import type { Range } from "../text/lines.ts";

/** A document of `ibid check`, with lines and characters. */
export interface CheckedDocument {
  readonly path: string;
  readonly shown: string;
  readonly problems: readonly CheckedProblem[];
}

export interface CheckedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly data: unknown;
}
