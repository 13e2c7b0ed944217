import { inOrder, insertion, type TextEdit } from "../../text/textEdit.ts";

/** Insertions at the same place as one, in the order given. */
export function joinInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const texts = new Map<number, string>();
  for (const { span, text } of edits) texts.set(span.start, (texts.get(span.start) ?? "") + text);
  return inOrder([...texts].map(([at, text]) => insertion(at, text)));
}
