import { visibleText } from "../text/visible.ts";
import type { CheckedDocument, CheckedProblem } from "./checkedDocument.ts";
import { reportWords } from "./words.ts";

/** For people at a terminal: a line a problem, by document, then one line of counts. */
export function textReport(documents: readonly CheckedDocument[], links: string): string {
  const parts = documents.flatMap((document) => [visibleText(document.shown), ...lines(document), ""]);
  return `${[...parts, count(documents), links].join("\n")}\n`;
}

function lines(document: CheckedDocument): readonly string[] {
  if (document.problems.length === 0) return [`  ${reportWords.nothing}`];
  const places = document.problems.map(place);
  const width = Math.max(...places.map((words) => words.length));
  return document.problems.map(
    (problem, index) => `  ${(places[index] ?? "").padEnd(width)}  ${visibleText(problem.message)}  [${problem.code}]`,
  );
}

const place = (problem: CheckedProblem): string => `${problem.range.start.line + 1}:${problem.range.start.character + 1}`;

const count = (documents: readonly CheckedDocument[]): string =>
  reportWords.count(
    documents.reduce((sum, document) => sum + document.problems.length, 0),
    documents.length,
  );

export function markdownReport(documents: readonly CheckedDocument[], links: string): string {
  const sections = documents.map((document) => {
    const rows = document.problems.map(
      (problem) => `- line ${problem.range.start.line + 1}: ${escaped(problem.message)} (\`${problem.code}\`)`,
    );
    return [`## ${escaped(document.shown)}`, "", ...(rows.length === 0 ? [reportWords.nothing] : rows), ""].join("\n");
  });
  return `${[...sections, count(documents), "", links].join("\n")}\n`;
}

const escaped = (text: string): string => visibleText(text).replace(/[\\`*_[\]<>$|#]/g, "\\$&");

const sarifLevels = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** SARIF 2.1.0 (OASIS), as code hosts read it: lines and columns count from 1. */
export function sarifReport(documents: readonly CheckedDocument[]): unknown {
  const codes = new Set(documents.flatMap((document) => document.problems.map((problem) => problem.code)));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Ibid", rules: [...codes].map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results: documents.flatMap((document) => document.problems.map((problem) => sarifResult(document, problem))),
      },
    ],
  };
}

function sarifResult(document: CheckedDocument, problem: CheckedProblem): unknown {
  const { start, end } = problem.range;
  const region = { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
  return {
    ruleId: problem.code,
    level: sarifLevels[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: document.shown.split("/").map(encodeURIComponent).join("/") }, region } }],
  };
}
