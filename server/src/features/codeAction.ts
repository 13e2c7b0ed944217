import type { FileEdits } from "../text/textEdit.ts";
import type { Problem } from "./problem.ts";

/** A change that is offered at a place of a document: data, until the writer chooses it. */
export interface CodeAction {
  /** Unique among those offered at one place. */
  readonly title: string;
  readonly kind: CodeActionKind;
  /** What an editor does where it is asked to mend without more questions. */
  readonly isPreferred: boolean;
  /** What it mends; none for changes that only are convenient. */
  readonly problems: readonly Problem[];
  readonly work: CodeActionWork;
}

export type CodeActionKind = "quickfix" | "refactor" | "refactor.rewrite" | "source";

export type CodeActionWork =
  /** Of the document itself and of other files; all undo in one step. */
  | { readonly kind: "edits"; readonly files: readonly FileEdits[] }
  /** Costly edits: worked out when the action is chosen. */
  | { readonly kind: "later"; readonly files: () => readonly FileEdits[] }
  /** An address that another program of this machine opens: `zotero://select/library/items/ABCD1234`. */
  | { readonly kind: "open"; readonly address: string }
  /** A command that the client or the server registers. */
  | { readonly kind: "command"; readonly command: string; readonly arguments: readonly unknown[] };
