import type { RawEntry } from "../../syntax/bibliography.ts";
import { span } from "../../text/span.ts";
import { replacement, type TextEdit } from "../../text/textEdit.ts";
import type { EditedFile } from "./editedFile.ts";

/** Takes an entry out with the white space behind it, or, of the last one, that before it; comments stay. */
export function entryRemoval({ text, facts }: EditedFile, entry: RawEntry): TextEdit {
  const { start, end } = entry.span;
  const behind = end + blanksFrom(text, end);
  const isLast = facts.entries.every((other) => other.span.start <= start);
  if (!isLast || behind < text.length) return replacement(span(start, Math.max(end, beginningOfLine(text, behind, end))), "");
  return replacement(span(start - blanksBefore(text, start), end), "");
}

const blanksFrom = (text: string, at: number): number => /^\s*/.exec(text.slice(at, at + 400))?.[0].length ?? 0;

const blanksBefore = (text: string, at: number): number => /\s*$/.exec(text.slice(Math.max(0, at - 400), at))?.[0].length ?? 0;

/** What follows keeps its indentation. */
const beginningOfLine = (text: string, at: number, from: number): number => Math.max(from, text.lastIndexOf("\n", at - 1) + 1);
