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
  readonly #lines = new WeakMap<OpenDocument, Lines>();

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
    const after = { ...before, version, text: changes.reduce(applyChange, before.text) };
    this.#open.set(path, after);
    return after;
  }

  close(path: string): void {
    this.#open.delete(path);
  }

  lines(document: OpenDocument): Lines {
    const known = this.#lines.get(document);
    if (known !== undefined) return known;
    const lines = new Lines(document.text);
    this.#lines.set(document, lines);
    return lines;
  }
}

/** Ranges relate to the text as the change before left it. */
function applyChange(text: string, change: ContentChange): string {
  if (!("range" in change)) return change.text;
  const lines = new Lines(text);
  return text.slice(0, lines.offsetAt(change.range.start)) + change.text + text.slice(lines.offsetAt(change.range.end));
}
