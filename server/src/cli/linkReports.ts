import type { LinkReport } from "../actions/checkLinks.ts";
import type { Severity } from "../features/problem.ts";
import type { Range } from "../text/lines.ts";
import { visibleText } from "../text/visible.ts";
import type { CheckedDocument } from "./checkedDocument.ts";

/** One link at one of its places. */
export interface LinkPlace {
  readonly report: LinkReport;
  /** The state of the link in a word or two. */
  readonly state: string;
  readonly path: string;
  /** The file as people see it. */
  readonly shown: string;
  readonly range: Range;
  readonly problems: readonly { readonly code: string; readonly severity: Severity }[];
}

/** Comma-separated values (RFC 4180). What a spreadsheet would take for a formula is kept from being one. */
export function csvReport(places: readonly LinkPlace[]): string {
  const head = ["state", "url", "file", "line", "reason", "status", "finalUrl", "archived", "checkedAt"];
  const rows = places.map(({ report: { url, verdict, archived }, state, shown, range }) => [
    ...[state, url, shown, range.start.line + 1, verdict?.reason, verdict?.status, verdict?.finalUrl, archived?.url],
    verdict?.checkedAt === undefined ? undefined : new Date(verdict.checkedAt).toISOString(),
  ]);
  return `${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: string | number | undefined): string {
  const text = visibleText(String(value ?? ""));
  const harmless = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** By state, the most frequent last: what works needs no reading. */
export function markdownLinks(places: readonly LinkPlace[], summary: string): string {
  const byState = Map.groupBy(places, ({ state }) => state);
  const sections = [...byState]
    .toSorted(([, one], [, other]) => one.length - other.length)
    .map(([state, rows]) => [`## ${state} (${rows.length})`, "", ...rows.map(markdownRow), ""].join("\n"));
  return `${[...sections, summary].join("\n")}\n`;
}

function markdownRow({ report, shown, range }: LinkPlace): string {
  const archived = report.archived === undefined ? "" : `, archived at <${bracketed(report.archived.url)}>`;
  const moved =
    report.verdict?.state === "moved" && report.verdict.finalUrl !== undefined ? `, now <${bracketed(report.verdict.finalUrl)}>` : "";
  return `- <${bracketed(report.url)}>: ${escaped(shown)}, line ${range.start.line + 1}${moved}${archived}`;
}

const bracketed = (url: string): string => visibleText(url).replace(/[<>\s]/g, (sign) => encodeURIComponent(sign));
const escaped = (text: string): string => visibleText(text).replace(/[\\`*_[\]<>$|#]/g, "\\$&");

/** As documents with problems, for SARIF. */
export function documentsOf(places: readonly LinkPlace[]): readonly CheckedDocument[] {
  return [...Map.groupBy(places, ({ path }) => path)].map(([path, there]) => ({
    path,
    shown: there[0]?.shown ?? path,
    problems: there.flatMap(({ report, state, range, problems }) =>
      problems.map(({ code, severity }) => ({ code, severity, message: `${report.url}: ${state}.`, range, data: undefined })),
    ),
  }));
}
