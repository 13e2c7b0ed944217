import { adding } from "../features/words/adding.ts";
import type { Dialect } from "../library/edits/dialect.ts";
import type { EditedFile } from "../library/edits/editedFile.ts";
import { generateKey } from "../library/edits/generateKey.ts";
import { foldedKey as folded, isGoodKey } from "../library/edits/goodKey.ts";
import { inferKeyPattern } from "../library/edits/keyPattern.ts";
import { keyFactsOfEntry } from "../library/edits/keySource.ts";
import { readWorks } from "../library/edits/newWorks.ts";
import type { NewWork } from "../library/edits/work.ts";
import { writerFor } from "../library/edits/writers.ts";
import type { Entry } from "../library/entry.ts";
import { shortWork } from "../library/shortReference.ts";
import type { Snapshot } from "../project/snapshot.ts";
import { baseName, folderOf, joinPath } from "../text/path.ts";
import type { FileEdits } from "../text/textEdit.ts";
import type { FoundWorks } from "./entryInput.ts";
import type { LibraryExporter } from "./exportLibrary.ts";

/** What became of a wish to add entries; `message` is for the writer. */
export type AddEntryReport =
  | {
      readonly kind: "added";
      readonly keys: readonly string[];
      readonly path: string;
      readonly files: readonly FileEdits[];
      readonly message: string;
    }
  /** All of it is there already, under these keys. */
  | { readonly kind: "known"; readonly keys: readonly string[]; readonly message: string }
  /** Several files may take it, or none yet: the writer says which, and asks again with it. */
  | { readonly kind: "choose"; readonly files: readonly string[]; readonly suggestion: string; readonly message: string }
  | { readonly kind: "refused"; readonly message: string };

/** What adding needs of its surroundings. */
export interface AddingKit {
  readonly exporter: LibraryExporter;
  /** The file as it is now, in the editor or on the disk; undefined where it can't be changed. */
  readonly editedFile: (path: string) => Promise<EditedFile | undefined>;
}

export interface AddEntryOptions {
  /** The bibliography that the writer chose. */
  readonly target: string | undefined;
  readonly signal: AbortSignal;
}

/** Adds works to the bibliography of a draft, or to the bibliography itself that is open. */
export async function addEntry(kit: AddingKit, snapshot: Snapshot, works: FoundWorks, options: AddEntryOptions): Promise<AddEntryReport> {
  const fresh = works.entries.filter((entry) => knownAs(snapshot, entry) === undefined);
  if (fresh.length === 0) return alreadyThere(snapshot, works.entries);
  const target = options.target ?? onlyTarget(snapshot);
  if (target === undefined) return choose(snapshot);
  const file = await kit.editedFile(target);
  if (file === undefined) return { kind: "refused", message: adding.unchangeable(baseName(target)) };
  if (file.facts.writtenBy !== undefined) return { kind: "refused", message: adding.writtenBy(baseName(target), file.facts.writtenBy) };
  const writer = writerFor(file.facts.format);
  if (writer === undefined) return { kind: "refused", message: adding.format(baseName(target)) };
  const keys = keysFor(fresh, snapshot, file);
  const newWorks = await newWorksOf(kit.exporter, { ...works, entries: fresh }, file.facts.format, options.signal);
  const keyed = newWorks.map((work, index) => ({ key: keys[index] ?? "", work }));
  const edits = writer.addEntries(file, keyed, { dialect: dialectOf(snapshot) });
  if (edits.length === 0) return { kind: "refused", message: adding.format(baseName(target)) };
  const message = adding.added(keys, baseName(target), fresh.length === 1 && fresh[0] !== undefined ? shortWork(fresh[0]) : undefined);
  return { kind: "added", keys, path: target, files: [{ path: target, basis: file.text, edits }], message };
}

/** The entry of the library that is this work: by its DOI, or by its key where the titles agree. */
function knownAs({ library }: Snapshot, work: Entry): Entry | undefined {
  const doi = work.doi.toLowerCase();
  const byKey = library.find(work.key);
  if (byKey !== undefined && sameWords(byKey.title, work.title)) return byKey;
  if (doi === "") return undefined;
  return library.entries.find((entry) => entry.doi.toLowerCase() === doi && sameWords(entry.title, work.title));
}

const sameWords = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other);

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function alreadyThere(snapshot: Snapshot, works: readonly Entry[]): AddEntryReport {
  const known = works.map((work) => knownAs(snapshot, work)).filter((entry) => entry !== undefined);
  const keys = [...new Set(known.map((entry) => entry.key))];
  return keys.length === 0
    ? { kind: "refused", message: adding.nothing }
    : { kind: "known", keys, message: adding.known(keys, baseName(known[0]?.path ?? "")) };
}

/** Files that may take an entry: those in use that no other program writes anew. */
export function writableFiles(snapshot: Snapshot): readonly string[] {
  if (snapshot.kind === "bibliography") return snapshot.facts.writtenBy === undefined ? [snapshot.path] : [];
  return snapshot.bibliographies.flatMap(({ file }) =>
    file?.kind === "read" && file.facts.writtenBy === undefined && writerFor(file.facts.format) !== undefined ? [file.path] : [],
  );
}

function onlyTarget(snapshot: Snapshot): string | undefined {
  const [only, ...more] = writableFiles(snapshot);
  return more.length === 0 ? only : undefined;
}

function choose(snapshot: Snapshot): AddEntryReport {
  const files = writableFiles(snapshot);
  const readOnly = readOnlyFile(snapshot);
  const folder = folderOf(readOnly?.path ?? snapshot.path);
  const suggestion = joinPath(folder, readOnly === undefined ? "references.bib" : "more-references.bib");
  const message =
    files.length > 0 ? adding.choose : readOnly === undefined ? adding.noFile : adding.secondFile(baseName(readOnly.path), readOnly.by);
  return { kind: "choose", files, suggestion, message };
}

function readOnlyFile(snapshot: Snapshot): { readonly path: string; readonly by: string } | undefined {
  if (snapshot.kind === "bibliography" && snapshot.facts.writtenBy !== undefined)
    return { path: snapshot.path, by: snapshot.facts.writtenBy };
  for (const { file } of snapshot.bibliographies)
    if (file?.kind === "read" && file.facts.writtenBy !== undefined) return { path: file.path, by: file.facts.writtenBy };
  return undefined;
}

/** A key that the work brings along stays where it is free; all others are made by the pattern of the file, or of the whole library where it is new. */
function keysFor(works: readonly Entry[], { library }: Snapshot, file: EditedFile): readonly string[] {
  const own = library.entries.filter((entry) => entry.path === file.path);
  const known = (own.length > 0 ? own : library.entries).map((entry) => ({ key: entry.key, entry }));
  let pattern: ReturnType<typeof inferKeyPattern> | undefined;
  const taken = new Set(
    [...library.entries.flatMap((entry) => [entry.key, ...entry.aliases]), ...file.facts.entries.map((entry) => entry.key)].map(folded),
  );
  return works.map((work) => {
    pattern ??= inferKeyPattern(
      known.map(({ key, entry }) => ({
        key,
        get facts() {
          return keyFactsOfEntry(entry);
        },
      })),
    );
    const isTaken = (key: string): boolean => taken.has(folded(key));
    const key = isGoodKey(work.key) && !isTaken(work.key) ? work.key : generateKey(pattern, keyFactsOfEntry(work), isTaken);
    taken.add(folded(key));
    return key;
  });
}

async function newWorksOf(exporter: LibraryExporter, works: FoundWorks, format: string, signal: AbortSignal): Promise<readonly NewWork[]> {
  const { library, entries } = works;
  const forms = entries.map((entry) => library.formatEntry(entry));
  if (format === "bibtex" && forms.every((form) => form.kind === "biblatex"))
    return forms.map(({ type, fields }) => ({ biblatex: { type, fields: new Map(Object.entries(fields)) }, csl: {} }));
  const items = await exporter.csl(library, entries, signal);
  if (format !== "bibtex") return items.map((csl) => ({ csl, biblatex: { type: "misc", fields: new Map() } }));
  const latex = readWorks(await exporter.text(items, "biblatex", signal));
  return items.map((csl, index) => ({ csl, biblatex: latex[index] ?? { type: "misc", fields: new Map([["title", csl.title ?? ""]]) } }));
}

/** A LaTeX draft that names its bibliography by BibTeX's own command is set with BibTeX's styles. */
function dialectOf(snapshot: Snapshot): Dialect {
  return snapshot.kind === "draft" && snapshot.facts.language === "latex" && /\\bibliographystyle\s*\{/.test(snapshot.text)
    ? "bibtex"
    : "biblatex";
}
