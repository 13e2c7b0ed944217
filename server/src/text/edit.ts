import type { Span } from "./span.ts";

/** One change of a document: what stands at `span` becomes `text`. The edits of one answer are in order and don't overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export const insertion = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });

export const replacement = (span: Span, text: string): TextEdit => ({ span, text });

export function applyEdits(document: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { span, text } of edits) {
    parts.push(document.slice(at, span.start), text);
    at = span.end;
  }
  return parts.join("") + document.slice(at);
}

/** In the order of the document; edits that insert at the same place keep their order. */
export const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.toSorted((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
