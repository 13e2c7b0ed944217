import { generateKey } from "../../library/edits/generateKey.ts";
import { inferKeyPattern } from "../../library/edits/keyPattern.ts";
import { keyFactsOfEntry } from "../../library/edits/keySource.ts";
import { renameKey } from "../../library/edits/renameKey.ts";
import { writerFor } from "../../library/edits/writers.ts";
import type { Entry } from "../../library/entry.ts";
import type { BibliographySnapshot, Snapshot } from "../../project/snapshot.ts";
import { type Span, touches } from "../../text/span.ts";
import type { FileEdits } from "../../text/textEdit.ts";
import type { CodeAction } from "../codeAction.ts";
import { codeActionWords } from "../words/codeActions.ts";

/** On a key that no draft cites: one like the others of its file. A key that is cited is renamed by the editor's own command, which knows the drafts. */
export function keyActions(snapshot: Snapshot, place: Span): readonly CodeAction[] {
  if (snapshot.kind !== "bibliography" || snapshot.facts.writtenBy !== undefined || writerFor(snapshot.facts.format) === undefined)
    return [];
  const raw = snapshot.facts.entries.find(({ keySpan }) => touches(keySpan, place.start));
  const entry = raw === undefined ? undefined : snapshot.library.entries.find((candidate) => candidate.raw === raw);
  if (entry === undefined || [entry.key, ...entry.aliases].some((key) => snapshot.citations.cites(key))) return [];
  const work: CodeAction["work"] = { kind: "later", files: () => renamed(snapshot, entry) };
  return [{ title: codeActionWords.keyByPattern, kind: "refactor.rewrite", isPreferred: false, problems: [], work }];
}

function renamed(snapshot: BibliographySnapshot, entry: Entry): readonly FileEdits[] {
  const { entries } = snapshot.library;
  const others = entries.filter((other) => other.path === entry.path && other !== entry);
  const pattern = inferKeyPattern(others.map(knownKey));
  const taken = new Set(entries.filter((other) => other !== entry).flatMap((other) => [other.key, ...other.aliases].map(lower)));
  const key = generateKey(pattern, keyFactsOfEntry(entry), (candidate) => taken.has(lower(candidate)));
  if (key === entry.key) return [];
  const files = snapshot.bibliographies.flatMap(({ file }) => (file?.kind === "read" && file.facts.writtenBy === undefined ? [file] : []));
  return renameKey(files, entry.path, entry.raw, key);
}

/** Of most entries the key alone is looked at: the rest is read when it is asked for. */
const knownKey = (entry: Entry) => ({
  key: entry.key,
  get facts() {
    return keyFactsOfEntry(entry);
  },
});

const lower = (key: string): string => key.toLowerCase();
