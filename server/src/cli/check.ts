import type { Problem } from "../features/problem.ts";
import { Lines } from "../text/lines.ts";
import { shownPath } from "../text/path.ts";
import type { CheckedDocument, CheckedProblem } from "./checkedDocument.ts";
import { type CommandContext, type ExitCode, failOn, formatOf, json, openInputs } from "./context.ts";
import { markdownReport, sarifReport, textReport } from "./reports.ts";

/** `ibid check PATH…`: every problem of every document asked for, links included. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const format = formatOf(context.args, ["text", "json", "sarif", "markdown"], "text");
  const failing = failOn(context.args);
  const paths = await openInputs(context);
  const links = await context.service.checkLinks(paths, { force: false, signal: context.signal });
  const documents = await Promise.all(paths.map((path) => checked(context, path)));
  context.print(render(format, documents, context.service.linkSummary(links)));
  return documents.some((document) => document.problems.some((problem) => failing.has(problem.severity))) ? 1 : 0;
}

async function checked(context: CommandContext, path: string): Promise<CheckedDocument> {
  const problems = await context.service.problems(path, context.signal);
  const lines = new Lines(context.service.document(path)?.text ?? "");
  return { path, shown: shownPath(path, [context.folder]), problems: problems.map((problem) => rowOf(problem, lines)) };
}

function rowOf(problem: Problem, lines: Lines): CheckedProblem {
  const { code, ...data } = problem.facts;
  return { code, severity: problem.severity, message: problem.message, range: lines.rangeOf(problem.span), data: withoutSpans(data) };
}

/** Offsets are for the inside alone. */
function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, inner: unknown) => (/span$/i.test(name) ? undefined : inner)));
}

function render(format: "text" | "json" | "sarif" | "markdown", documents: readonly CheckedDocument[], links: string): string {
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
