import type { RawEntry } from "../../syntax/bibliography.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { Dialect } from "./dialect.ts";
import type { EditedFile } from "./editedFile.ts";
import type { NewWork } from "./work.ts";

/** A work with the key that it gets. */
export interface KeyedWork {
  readonly key: string;
  readonly work: NewWork;
}

export interface WriteOptions {
  /** For a .bib file that does not show which names it uses. */
  readonly dialect: Dialect;
}

/** What a field becomes. */
export type FieldValue =
  /** In the file's language (LaTeX in a .bib), without delimiters. */
  | { readonly kind: "text"; readonly text: string }
  /** As it stands in a file of this format, with its delimiters: `"May " # 1994`, `[{"family": "Smith"}]`. */
  | { readonly kind: "written"; readonly text: string };

/** How files of one format are changed: by edits of their text, in their own layout. Entries are those of the file's facts. */
export interface FormatWriter {
  addEntries(file: EditedFile, works: readonly KeyedWork[], options: WriteOptions): readonly TextEdit[];
  /** Changes fields, by their names in the file's format, and adds those that the entry has not. */
  setFields(file: EditedFile, entry: RawEntry, values: ReadonlyMap<string, FieldValue>): readonly TextEdit[];
  /** Removes every field of that name. */
  removeField(file: EditedFile, entry: RawEntry, name: string): readonly TextEdit[];
  removeEntry(file: EditedFile, entry: RawEntry): readonly TextEdit[];
  /** Of the entry alone; `renameKey` looks after those who name it. */
  renameEntry(file: EditedFile, entry: RawEntry, key: string): readonly TextEdit[];
}
