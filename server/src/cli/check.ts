import type { LinkReport } from "../actions/checkLinks.ts";
import type { Problem, Severity } from "../features/problem.ts";
import { Lines, type Range } from "../text/lines.ts";
import { shownPath } from "../text/path.ts";
import { UsageError } from "./arguments.ts";
import { type CommandContext, type ExitCode, formatOf, json, openInputs } from "./context.ts";
import { isDocument } from "./documents.ts";
import { markdownReport, sarifReport, textReport } from "./reports.ts";

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

/** `ibid check PATH…`: every problem of every document asked for, links included. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const format = formatOf(context.args, ["text", "json", "sarif", "markdown"], "text");
  const failing = failOn(context);
  const paths = await openInputs(context, isDocument);
  const links = await context.service.checkLinks(paths, { force: false, signal: context.signal });
  const documents = await Promise.all(paths.map((path) => checked(context, path)));
  context.print(render(format, documents, links));
  return documents.some((document) => document.problems.some((problem) => failing.has(problem.severity))) ? 1 : 0;
}

async function checked(context: CommandContext, path: string): Promise<CheckedDocument> {
  const problems = await context.service.problems(path, context.signal);
  const lines = new Lines(context.service.document(path)?.text ?? "");
  return { path, shown: shownPath(path, [context.folder]), problems: problems.map((problem) => rowOf(problem, lines)) };
}

function rowOf(problem: Problem, lines: Lines): CheckedProblem {
  const { code, ...data } = problem.facts;
  return { code, severity: problem.severity, message: problem.message, range: lines.rangeOf(problem.span), data };
}

function render(
  format: "text" | "json" | "sarif" | "markdown",
  documents: readonly CheckedDocument[],
  links: readonly LinkReport[],
): string {
  switch (format) {
    case "json":
      return json({ documents: documents.map(({ path, problems }) => ({ path, problems })) });
    case "sarif":
      return json(sarifReport(documents));
    case "markdown":
      return markdownReport(documents, links);
    case "text":
      return textReport(documents, links);
  }
}

const grades: readonly Severity[] = ["error", "warning", "information", "hint"];

function failOn(context: CommandContext): ReadonlySet<Severity> {
  const chosen = context.args.options.get("fail-on")?.at(-1) ?? "warning";
  if (chosen === "never") return new Set();
  const index = (grades as readonly string[]).indexOf(chosen);
  if (index < 0) throw new UsageError(`--fail-on ${chosen} is not one of ${grades.join(", ")}, never.`);
  return new Set(grades.slice(0, index + 1));
}
