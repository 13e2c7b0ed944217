import type { LinkReport } from "../actions/checkLinks.ts";
import type { Settings, SeverityChoice } from "../config.ts";
import type { ProblemCode } from "../features/problem.ts";
import { timeOf } from "../text/archivedCopy.ts";
import { Lines } from "../text/lines.ts";
import { shownPath } from "../text/path.ts";
import { visibleText } from "../text/visible.ts";
import { type CommandContext, type ExitCode, failOn, formatOf, json, openInputs } from "./context.ts";
import { csvReport, documentsOf, type LinkPlace, markdownLinks } from "./linkReports.ts";
import { sarifReport } from "./reports.ts";

/** `ibid links PATH…`: the links of drafts (and of what they cite) and bibliographies, one row an address. */
export async function links(context: CommandContext): Promise<ExitCode> {
  const format = formatOf(context.args, ["json", "text", "markdown", "csv", "sarif"], "json");
  const failing = failOn(context.args);
  const paths = await openInputs(context);
  const reports = await context.service.checkLinks(paths, { force: false, signal: context.signal });
  const linesOf = await lineTables(context, reports);
  context.print(render(context, format, reports, linesOf));
  return reports.some((report) => severitiesOf(report, context.settings).some((severity) => severity !== "off" && failing.has(severity)))
    ? 1
    : 0;
}

function render(
  context: CommandContext,
  format: "json" | "text" | "markdown" | "csv" | "sarif",
  reports: readonly LinkReport[],
  tables: LineTables,
): string {
  switch (format) {
    case "json":
      return json({ links: reports.map((report) => row(report, tables)) });
    case "text":
      return text(context, reports, tables);
    case "markdown":
      return markdownLinks(placesOf(context, reports, tables), context.service.linkSummary(reports));
    case "csv":
      return csvReport(placesOf(context, reports, tables));
    case "sarif":
      return json(sarifReport(documentsOf(placesOf(context, reports, tables))));
  }
}

function placesOf(context: CommandContext, reports: readonly LinkReport[], tables: LineTables): readonly LinkPlace[] {
  return reports.flatMap((report) => {
    const problems = problemsOf(report)
      .filter(([code]) => code === "link.malformed" || !report.isReplaced)
      .flatMap(([code, usual]) => {
        const severity = context.settings.severity[code] ?? context.settings.severity.link ?? usual;
        return severity === "off" ? [] : [{ code, severity }];
      });
    return report.places.flatMap(({ path, span }) => {
      const range = tables.get(path)?.rangeOf(span);
      const shown = shownPath(path, [context.folder]);
      return range === undefined ? [] : [{ report, state: context.service.linkState(report), path, shown, range, problems }];
    });
  });
}

/** As grave as the problems that a draft would show for it. */
function severitiesOf(report: LinkReport, { severity }: Settings): readonly SeverityChoice[] {
  return problemsOf(report)
    .filter(([code]) => code === "link.malformed" || !report.isReplaced)
    .map(([code, usual]) => severity[code] ?? severity.link ?? usual);
}

function problemsOf({ repaired, verdict, places }: LinkReport): readonly (readonly [ProblemCode, SeverityChoice])[] {
  const printed: readonly (readonly [ProblemCode, SeverityChoice])[] =
    repaired || places.some((place) => place.url === undefined) ? [["link.malformed", "warning"]] : [];
  if (verdict?.state === "dead") return [...printed, ["link.dead", "warning"]];
  if (verdict?.state === "moved") return [...printed, ["link.moved", "information"]];
  if (verdict?.state !== "suspect") return printed;
  return [...printed, [verdict.reason === "certificate" ? "link.certificate" : "link.suspect", "information"]];
}

type LineTables = ReadonlyMap<string, Lines>;

async function lineTables(context: CommandContext, reports: readonly LinkReport[]): Promise<LineTables> {
  const tables = new Map<string, Lines>();
  for (const path of new Set(reports.flatMap((report) => report.places.map((place) => place.path)))) {
    const open = context.service.document(path);
    const lines = open === undefined ? await context.service.places.linesOf(path) : new Lines(open.text);
    if (lines !== undefined) tables.set(path, lines);
  }
  return tables;
}

function row(report: LinkReport, tables: LineTables) {
  const { verdict } = report;
  const [first] = report.places;
  return {
    url: report.url,
    printed: report.printed,
    repaired: report.repaired ? (first?.repair?.url ?? report.url) : null,
    state: verdict?.state ?? (first?.url === undefined ? "malformed" : "unchecked"),
    reason: verdict?.reason ?? (first?.url === undefined ? "noAddress" : "switchedOff"),
    status: verdict?.status ?? null,
    finalUrl: verdict?.finalUrl ?? null,
    checkedAt: verdict?.checkedAt === undefined ? null : new Date(verdict.checkedAt).toISOString(),
    archived: report.archived?.url ?? null,
    archivedAt: report.archived === undefined ? null : new Date(timeOf(report.archived.taken)).toISOString(),
    places: report.places.map((place) => ({ path: place.path, range: tables.get(place.path)?.rangeOf(place.span) ?? null })),
  };
}

function text(context: CommandContext, reports: readonly LinkReport[], tables: LineTables): string {
  const rows = reports.flatMap((report) =>
    report.places.map((place) => {
      const line = (tables.get(place.path)?.positionAt(place.span.start).line ?? 0) + 1;
      const state = context.service.linkState(report);
      return `${visibleText(shownPath(place.path, [context.folder]))}:${line}  ${state}  ${visibleText(report.url)}`;
    }),
  );
  return `${[...rows, "", context.service.linkSummary(reports)].join("\n")}\n`;
}
