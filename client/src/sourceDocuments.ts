import { commands, Range, TextEditorRevealType, Uri, ViewColumn, window } from "vscode";
import { openSourceCommand, type ProtocolRange } from "../../server/src/protocol.ts";
import type { Command } from "./commands/command.ts";

/** Opens a source beside the draft, with the passage selected: what hovers link to. */
export const openSource: Command = {
  id: openSourceCommand,
  execute: async (argument) => {
    const place = readPlace(argument);
    if (place) await showPassage(place.uri, place.range);
  },
};

/** Opens a file at a range beside the draft, which stays in view; a file that is already seen stays in its place. */
export async function showPassage(uri: Uri, range: Range): Promise<void> {
  const viewColumn = columnOf(uri) ?? ViewColumn.Beside;
  try {
    const editor = await window.showTextDocument(uri, { viewColumn, preview: true, selection: range });
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  } catch {
    // What no text editor shows (an image, a file of some other program), VS Code opens in its own way or says why it can't.
    await commands.executeCommand("vscode.open", uri, viewColumn);
  }
}

const columnOf = (uri: Uri): ViewColumn | undefined =>
  window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())?.viewColumn;

export function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** The argument may come from anywhere that can run a command, so nothing about it is taken for granted. */
function readPlace(argument: unknown): { readonly uri: Uri; readonly range: Range } | undefined {
  if (!isRecord(argument) || typeof argument.uri !== "string") return undefined;
  const uri = Uri.parse(argument.uri);
  return uri.scheme === "file" ? { uri, range: readRange(argument.range) } : undefined;
}

function readRange(value: unknown): Range {
  const range = isRecord(value) ? value : {};
  return toRange({ start: readPosition(range.start), end: readPosition(range.end) });
}

function readPosition(value: unknown): { readonly line: number; readonly character: number } {
  const position = isRecord(value) ? value : {};
  return { line: readCount(position.line), character: readCount(position.character) };
}

const readCount = (value: unknown): number => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : 0);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
