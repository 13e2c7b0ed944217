import type {
  Command,
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  CompletionItem as LspCompletionItem,
  CompletionList as LspCompletionList,
} from "vscode-languageserver";
import type { CompletionItem, CompletionList } from "../features/completion.ts";
import type { Problem, RelatedPlace, Severity } from "../features/problem.ts";
import { type AddFromZoteroParams, addFromZoteroCommand } from "../protocol.ts";
import type { Lines, Range } from "../text/lines.ts";
import type { ClientFlags } from "./clientFlags.ts";
import { uriOf } from "./uri.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };

const unnecessary: DiagnosticTag = 1;

/** `placeRange`: where a place in some file stands; undefined where it can't be told. */
export function diagnosticOf(
  problem: Problem,
  lines: Lines,
  flags: ClientFlags,
  placeRange: (place: RelatedPlace) => Range | undefined,
): Diagnostic {
  return {
    range: lines.rangeOf(problem.span),
    severity: severities[problem.severity],
    code: problem.facts.code,
    source: "Ibid",
    message: problem.message,
    // Editors that know the mark show what nobody uses paler.
    ...(problem.facts.code === "entry.unused" ? { tags: [unnecessary] } : {}),
    ...(problem.related.length > 0 && flags.relatedInformation ? { relatedInformation: relatedOf(problem, placeRange) } : {}),
  };
}

function relatedOf(problem: Problem, placeRange: (place: RelatedPlace) => Range | undefined) {
  return problem.related.flatMap((place) => {
    const range = placeRange(place);
    return range === undefined ? [] : [{ location: { uri: uriOf(place.path), range }, message: place.message }];
  });
}

export function completionListOf(list: CompletionList, lines: Lines, flags: ClientFlags, path: string): LspCompletionList {
  return { isIncomplete: true, items: list.items.map((item, rank) => completionItemOf(item, rank, list, lines, flags, path)) };
}

/** The entry goes into another file, which the edits of a completion don't reach; so a command follows. */
function additionOf(key: string, item: string, path: string): Command {
  const adding: AddFromZoteroParams = { uri: uriOf(path), items: [{ item, key }] };
  return { title: "", command: addFromZoteroCommand, arguments: [adding] };
}

function completionItemOf(
  item: CompletionItem,
  rank: number,
  list: CompletionList,
  lines: Lines,
  flags: ClientFlags,
  path: string,
): LspCompletionItem {
  const replace = lines.rangeOf(list.replace);
  const textEdit = flags.insertReplace
    ? { newText: item.key, insert: lines.rangeOf(list.insert), replace }
    : { newText: item.key, range: replace };
  return {
    label: item.key,
    // Reference: what a bibliography holds.
    kind: 18,
    ...(flags.labelDetails ? { labelDetails: { detail: `  ${item.work}`, description: item.title } } : {}),
    detail: flags.labelDetails ? item.heading : item.line,
    // We have ranked: the client's filter must let everything pass and keep the order.
    filterText: list.typed === "" ? item.key : list.typed,
    sortText: String(rank).padStart(4, "0"),
    textEdit,
    data: { path, key: item.key, ...(item.zotero === undefined ? {} : { zotero: item.zotero }) },
    ...(item.zotero === undefined ? {} : { command: additionOf(item.key, item.zotero, path) }),
  };
}
