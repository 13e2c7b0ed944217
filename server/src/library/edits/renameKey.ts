import type { RawEntry } from "../../syntax/bibliography.ts";
import { type FileEdits, inOrder, replacement, type TextEdit } from "../../text/textEdit.ts";
import type { EditedFile } from "./editedFile.ts";
import { keyMentions } from "./keyMentions.ts";
import { writerFor } from "./writers.ts";

/** Gives an entry another key, in its file and in all that name it; citations are the drafts' own. */
export function renameKey(files: readonly EditedFile[], path: string, entry: RawEntry, key: string): readonly FileEdits[] {
  const changed = files.map((file): FileEdits => {
    const own = file.path === path ? (writerFor(file.facts.format)?.renameEntry(file, entry, key) ?? []) : [];
    return { path: file.path, basis: file.text, edits: inOrder([...own, ...mentionEdits(file, entry.key, key)]) };
  });
  return changed.filter(({ edits }) => edits.length > 0);
}

export const mentionEdits = (file: EditedFile, from: string, to: string): readonly TextEdit[] =>
  from === "" || file.facts.format !== "bibtex" ? [] : keyMentions(file.facts.entries, from).map((at) => replacement(at, to));
