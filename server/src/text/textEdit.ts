import type { Span } from "./span.ts";

/** `text` takes the place of `span`, in UTF-16 offsets of the text as it was. Edits that belong together don't overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Edits of one file, bound to the text that their offsets were counted in: where the file reads otherwise now, they no longer fit. */
export interface FileEdits {
  readonly path: string;
  readonly basis: string;
  readonly edits: readonly TextEdit[];
  /** The file is not there yet. */
  readonly creates?: true;
}

export const insertion = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text });

export const replacement = (span: Span, text: string): TextEdit => ({ span, text });

/** In the order of the document; edits that insert at the same place keep their order. */
export const inOrder = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.toSorted((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
