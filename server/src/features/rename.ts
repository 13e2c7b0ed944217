import type { EditedFile } from "../library/edits/editedFile.ts";
import { foldedKey, isGoodKey } from "../library/edits/goodKey.ts";
import { keyMentions } from "../library/edits/keyMentions.ts";
import { mentionEdits, renameKey } from "../library/edits/renameKey.ts";
import { writerFor } from "../library/edits/writers.ts";
import type { BibliographyFile } from "../library/library.ts";
import type { BibliographySnapshot, Snapshot } from "../project/snapshot.ts";
import type { RawEntry } from "../syntax/bibliography.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import { baseName } from "../text/path.ts";
import { type Span, touches } from "../text/span.ts";
import { type FileEdits, inOrder, replacement, type TextEdit } from "../text/textEdit.ts";
import { placeAt } from "./bibliography/place.ts";
import { keyWritten } from "./citationText.ts";
import { keyAt } from "./definition.ts";
import { renameWords } from "./words/renaming.ts";

/** A key that may be changed, where the cursor stands on it. */
export interface RenamedKey {
  readonly key: string;
  readonly span: Span;
  /** Undefined for a key that only drafts know. */
  readonly bearer: KeyBearer | undefined;
}

/** The entry that a key stands for. */
export interface KeyBearer {
  readonly path: string;
  readonly raw: RawEntry;
  /** True where it is one of its `ids`. */
  readonly isAlias: boolean;
  /** False for an entry that another one with the same key hides: no citation means it. */
  readonly isMeant: boolean;
}

/** A draft that cites the key, as it reads now. */
export interface CitingDraft {
  readonly path: string;
  readonly text: string;
  readonly facts: DraftFacts;
}

export function renamedKey(snapshot: Snapshot, offset: number): RenamedKey | undefined {
  if (snapshot.kind === "bibliography") return keyInBibliography(snapshot, offset);
  const at = keyAt(snapshot, offset);
  return at === undefined || at.key === "*" ? undefined : { ...at, bearer: bearerOf(snapshot, at.key) };
}

/** Why a key can't be changed, whatever to. */
export function renameRefusal(snapshot: Snapshot, { key, bearer }: RenamedKey): string | undefined {
  if (bearer === undefined)
    return snapshot.kind === "draft" && snapshot.facts.definedKeys.includes(key) ? renameWords.inDraft(key) : undefined;
  const named = editedFiles(snapshot).filter((file) => file.path === bearer.path || mentionEdits(file, key, "").length > 0);
  for (const { path, facts } of named) {
    if (facts.writtenBy !== undefined) return renameWords.writtenBy(baseName(path), facts.writtenBy);
    if (writerFor(facts.format) === undefined) return renameWords.format(baseName(path));
  }
  return undefined;
}

/** The edits of all files that name a key, or a sentence that says why it can't become this one. */
export function rename(snapshot: Snapshot, renamed: RenamedKey, drafts: readonly CitingDraft[], to: string): readonly FileEdits[] | string {
  const { key, bearer } = renamed;
  if (to === key) return [];
  const refusal = renameRefusal(snapshot, renamed) ?? (isGoodKey(to) ? collision(snapshot, bearer, to) : renameWords.badKey(to));
  if (refusal !== undefined) return refusal;
  const inDraft = drafts.find(({ facts }) => bearer === undefined && facts.definedKeys.includes(key));
  if (inDraft !== undefined) return renameWords.inDraft(key);
  const cited = bearer?.isMeant === false ? [] : drafts.map((draft) => citationEdits(draft, key, to));
  return inOneEach([...(bearer === undefined ? [] : entryEdits(snapshot, key, bearer, to)), ...cited]);
}

function keyInBibliography(snapshot: BibliographySnapshot, offset: number): RenamedKey | undefined {
  const place = placeAt(snapshot.facts, offset);
  if (place?.kind === "mention") return { key: place.mention.key, span: place.span, bearer: bearerOf(snapshot, place.mention.key) };
  if (place?.kind === "head") {
    const { key, keySpan } = place.entry;
    if (key === "" || !touches(keySpan, offset)) return undefined;
    const isMeant = bearerOf(snapshot, key)?.raw === place.entry;
    return { key, span: keySpan, bearer: { path: snapshot.path, raw: place.entry, isAlias: false, isMeant } };
  }
  return place?.kind === "value" && place.field.name === "ids" ? aliasAt(snapshot, place.entry, offset) : undefined;
}

function aliasAt(snapshot: BibliographySnapshot, raw: RawEntry, offset: number): RenamedKey | undefined {
  const aliases = snapshot.library.entries.find((entry) => entry.raw === raw)?.aliases ?? [];
  for (const key of aliases) {
    const span = keyMentions([raw], key).find((mention) => touches(mention, offset));
    if (span !== undefined) return { key, span, bearer: bearerOf(snapshot, key) };
  }
  return undefined;
}

function bearerOf({ library }: Snapshot, key: string): KeyBearer | undefined {
  const entry = library.find(key);
  if (entry !== undefined) return { path: entry.path, raw: entry.raw, isAlias: entry.key !== key, isMeant: true };
  // Templates only lend their fields, and are no entries of the library.
  for (const { path, facts } of library.files) {
    const raw = facts.entries.find((candidate) => candidate.key === key);
    if (raw !== undefined) return { path, raw, isAlias: false, isMeant: true };
  }
  return undefined;
}

/** A key that only drafts know may become that of an entry: so a slip is mended everywhere at once. */
function collision({ library }: Snapshot, bearer: KeyBearer | undefined, to: string): string | undefined {
  if (bearer === undefined) return undefined;
  const folded = foldedKey(to);
  const bears = (key: string): boolean => foldedKey(key) === folded;
  const own = library.entries.find(({ raw }) => raw === bearer.raw);
  if (own?.aliases.includes(to) === true || (bearer.isAlias && own?.key === to)) return renameWords.ownAlias(to);
  const other = library.entries.find((entry) => entry !== own && [entry.key, ...entry.aliases].some(bears));
  const file = other?.path ?? library.files.find((candidate) => holdsOther(candidate, bearer, bears))?.path;
  return file === undefined ? undefined : renameWords.taken(to, baseName(file));
}

const holdsOther = ({ facts }: BibliographyFile, { raw }: KeyBearer, bears: (key: string) => boolean): boolean =>
  facts.entries.some((candidate) => candidate !== raw && bears(candidate.key));

function entryEdits(snapshot: Snapshot, key: string, { path, raw, isAlias, isMeant }: KeyBearer, to: string): readonly FileEdits[] {
  const files = editedFiles(snapshot);
  if (!isMeant) return renameKey(files.filter((file) => file.path === path).map(withoutMentions), path, raw, to);
  if (!isAlias) return renameKey(files, path, raw, to);
  return files.map((file) => ({ path: file.path, basis: file.text, edits: mentionEdits(file, key, to) }));
}

/** Who names the key means the other entry that bears it. */
const withoutMentions = (file: EditedFile): EditedFile => ({ ...file, facts: { ...file.facts, entries: [] } });

function editedFiles(snapshot: Snapshot): readonly EditedFile[] {
  const files = snapshot.bibliographies.flatMap(({ file }): readonly EditedFile[] => (file?.kind === "read" ? [file] : []));
  // Of a draft with entries of its own only the metadata is held, which stands at the same offsets in the whole.
  if (snapshot.kind === "draft") return files.map((file) => (file.path === snapshot.path ? { ...file, text: snapshot.text } : file));
  if (files.some(({ path }) => path === snapshot.path)) return files;
  return [{ path: snapshot.path, text: snapshot.text, facts: snapshot.facts }, ...files];
}

/** Each key once, and only where it is spelled out: a macro may cite from afar. */
function citationEdits({ path, text, facts }: CitingDraft, from: string, to: string): FileEdits {
  const edits = new Map<number, TextEdit>();
  for (const { citations, command } of facts.groups) {
    for (const { key, keySpan } of citations) {
      if (key !== from || text.slice(keySpan.start, keySpan.end) !== from) continue;
      const isBraced = command !== undefined || facts.language === "latex" || text[keySpan.start - 1] === "{";
      edits.set(keySpan.start, replacement(keySpan, isBraced ? to : keyWritten(to)));
    }
  }
  return { path, basis: text, edits: [...edits.values()] };
}

/** A draft may hold entries of its own beside its citations. */
function inOneEach(files: readonly FileEdits[]): readonly FileEdits[] {
  const changed = files.filter(({ edits }) => edits.length > 0);
  return [...Map.groupBy(changed, ({ path }) => path).values()].flatMap((parts) =>
    parts.slice(0, 1).map((first) => ({ ...first, edits: inOrder(parts.flatMap(({ edits }) => edits)) })),
  );
}
