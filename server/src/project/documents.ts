import { Lines, type Range } from "../text/lines.ts";

/** A document open in an editor, at one version. Its text is the truth, whatever the disk says. */
export interface OpenDocument {
  /** A path for files, else the URI. */
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

export type ContentChange = { readonly range: Range; readonly text: string } | { readonly text: string };

/** The open documents. Changes apply at once, so that what is asked next sees them. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  get all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  get(path: string): OpenDocument | undefined {
    return this.#open.get(path);
  }

  open(document: OpenDocument): void {
    this.#open.set(document.path, document);
  }

  change(path: string, version: number, changes: readonly ContentChange[]): OpenDocument | undefined {
    const before = this.#open.get(path);
    if (before === undefined) return undefined;
    const { text, lines } = changes.reduce(applyChange, { text: before.text, lines: linesOf(before) });
    const after = { ...before, version, text };
    known.set(after, lines);
    this.#open.set(path, after);
    return after;
  }

  close(path: string): void {
    this.#open.delete(path);
  }
}

const known = new WeakMap<OpenDocument, Lines>();

/** The line table of a document at its version, made once. */
export function linesOf(document: OpenDocument): Lines {
  const lines = known.get(document) ?? new Lines(document.text);
  known.set(document, lines);
  return lines;
}

interface LinedText {
  readonly text: string;
  readonly lines: Lines;
}

/** Ranges relate to the text as the change before left it. */
function applyChange({ text, lines }: LinedText, change: ContentChange): LinedText {
  if (!("range" in change)) return { text: change.text, lines: new Lines(change.text) };
  const from = lines.offsetAt(change.range.start);
  const to = Math.max(from, lines.offsetAt(change.range.end));
  const changed = text.slice(0, from) + change.text + text.slice(to);
  return { text: changed, lines: lines.edited(changed, from, to, from + change.text.length) };
}
