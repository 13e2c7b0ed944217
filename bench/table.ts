import type { GroupResult, Row } from "./row.ts";

const headings = ["", "median", "p95", "p99", "samples", "× kernel", "budget", "", "note"] as const;

/** The rows of one group, aligned for a terminal; as Markdown for a document. */
export function tableOf({ group, kernel, load, rows }: GroupResult, form: "terminal" | "markdown" = "terminal"): string {
  const cells = rows.map((row) => cellsOf(row, kernel));
  const title = `${group} (kernel ${kernel.toFixed(1)} ms, load ${load.toFixed(1)})`;
  return form === "markdown" ? `### ${title}\n\n${markdown(cells)}` : `\n${title}\n${aligned([headings, ...cells])}`;
}

function cellsOf(row: Row, kernel: number): readonly string[] {
  const { what, unit, value, p95, p99, samples, budget, note } = row;
  return [
    what,
    `${amount(value)} ${unit}`,
    p95 === undefined ? "" : amount(p95),
    p99 === undefined ? "" : amount(p99),
    samples === undefined ? "" : String(samples),
    unit === "ms" ? amount(value / kernel) : "",
    budget?.text ?? "",
    budget === undefined ? "" : budget.met ? "met" : "MISSED",
    note ?? "",
  ];
}

/** Three digits that matter. */
function amount(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return value >= 10 ? value.toFixed(1) : value.toFixed(value >= 0.995 ? 2 : 3);
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column >= 1 && column <= 5;
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return isNumber(column) ? text.padStart(width) : text.padEnd(width);
  };
  return lines.map((cells) => `  ${cells.map(cell).join("  ")}`.trimEnd()).join("\n");
}

function markdown(lines: readonly (readonly string[])[]): string {
  const rule = headings.map((_, column) => (column >= 1 && column <= 5 ? "---:" : "---"));
  const escaped = (cell: string): string => cell.replaceAll("|", "\\|").replaceAll("<", "&lt;");
  return [headings, rule, ...lines].map((cells) => `| ${cells.map(escaped).join(" | ")} |`).join("\n");
}
