import {
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  type CompletionItem as LspCompletionItem,
} from "vscode-languageserver";
import type { BibliographyCompletion, BibliographyItem } from "../features/bibliography/completion.ts";
import type { Lines } from "../text/lines.ts";
import type { ClientFlags } from "./clientFlags.ts";
import { offsetIn } from "./documents.ts";
import { linesOf, type Session } from "./session.ts";
import { pathOf } from "./uri.ts";

/** What is offered while a bibliography is typed. A blank or a comma opens no list of its own accord, for they stand everywhere. */
export async function completeBibliography(
  session: Session,
  params: CompletionParams,
  signal: AbortSignal,
): Promise<CompletionList | null> {
  const { uri } = params.textDocument;
  const lines = linesOf(session.service, pathOf(uri));
  const offset = offsetIn(session, uri, params.position);
  if (lines === undefined || offset === undefined) return null;
  const list = await session.service.bibliography.completion(pathOf(uri), offset, session.flags.snippets, signal);
  if (list === undefined || linesOf(session.service, pathOf(uri)) !== lines) return null;
  const isList = list.items[0]?.kind === "entry";
  if (list.typed === "" && !isList && /^[ ,;]$/.test(params.context?.triggerCharacter ?? "")) return null;
  return { isIncomplete: true, items: list.items.map((item, rank) => completionItem(item, rank, list, lines, session.flags)) };
}

const kinds = {
  type: CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  string: CompletionItemKind.Constant,
  entry: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
} as const;

function completionItem(
  item: BibliographyItem,
  rank: number,
  list: BibliographyCompletion,
  lines: Lines,
  flags: ClientFlags,
): LspCompletionItem {
  const replace = lines.rangeOf(list.replace);
  const { kind, label, detail, description, documentation, text: newText, isSnippet } = item;
  return {
    label,
    kind: kinds[kind],
    ...(flags.labelDetails && description !== undefined ? { labelDetails: { description } } : {}),
    ...(detail === "" ? {} : { detail }),
    ...(documentation === undefined || documentation === "" ? {} : { documentation }),
    // We have ranked: the client's filter must let everything pass and keep the order.
    filterText: list.typed === "" ? label : list.typed,
    sortText: String(rank).padStart(4, "0"),
    insertTextFormat: isSnippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: flags.insertReplace ? { newText, insert: lines.rangeOf(list.insert), replace } : { newText, range: replace },
  };
}
