import type { TextEdit } from "../src/text/textEdit.ts";

/** The text after edits that don't overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const backwards = [...edits].sort((one, other) => other.span.start - one.span.start);
  return backwards.reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);
}
