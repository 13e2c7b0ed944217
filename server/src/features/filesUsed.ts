import { shortWork } from "../library/shortReference.ts";
import type { BibliographyUse, NamedIn } from "../project/bibliographies.ts";
import type { EntryFile } from "../project/entryFiles.ts";
import type { MissingFiles } from "../project/namedSources.ts";
import type { BibliographySnapshot, BibliographyState, Snapshot } from "../project/snapshot.ts";
import type { SourceFile } from "../project/sourceFiles.ts";
import type { ZoteroState } from "../project/zoteroShelf.ts";
import type { SyntaxFault } from "../syntax/bibliography.ts";
import { baseName, folderOf, foldersUpTo, isFilePath, shownFolder, shownPath } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { becauseOf, faultOf } from "./problems/bibliographies.ts";
import { styleFacts } from "./problems/styles.ts";
import { sourceFaultWord } from "./problems/unreadableSources.ts";
import { sourceExtent } from "./sourceWords.ts";
import { filesUsedWords } from "./words/furniture.ts";
import { counted } from "./words/phrases.ts";
import { problemMessage, syntaxFaultWords } from "./words/problems.ts";
import { zoteroLine, zoteroTrouble, zoteroWords } from "./words/zotero.ts";

/** Which files serve a document: "nothing appears" must never be a mystery. */
export interface FilesUsed {
  readonly summary: string;
  readonly groups: readonly { readonly title: string; readonly files: readonly FileUsed[] }[];
}

export interface FileUsed {
  readonly label: string;
  readonly detail: string;
  readonly path: string | undefined;
  /** Where to look in it: the first fault. */
  readonly span: Span | undefined;
  readonly problem: boolean;
}

/** What the snapshot doesn't know. */
export interface FilesElsewhere {
  /** Files that entries name; undefined while they are looked for. */
  readonly missing: MissingFiles | undefined;
  readonly zotero: ZoteroState;
  readonly now: number;
}

export function filesUsed(snapshot: Snapshot, { missing, zotero, now }: FilesElsewhere): FilesUsed {
  const sources = [...snapshot.sources.map((file) => source(snapshot, file)), ...cut(snapshot), ...missingLine(missing)];
  const drafts = snapshot.kind === "bibliography" ? citingDrafts(snapshot) : [];
  const parts = otherParts(snapshot);
  return {
    summary: summaryOf(snapshot),
    groups: [
      { title: filesUsedWords.bibliographies, files: snapshot.bibliographies.map((state) => bibliography(snapshot, state)) },
      ...(drafts.length > 0 ? [{ title: filesUsedWords.drafts, files: drafts }] : []),
      ...(parts.length > 0 ? [{ title: filesUsedWords.document, files: parts }] : []),
      ...zoteroGroup(zotero, now),
      { title: filesUsedWords.sources, files: sources },
      { title: filesUsedWords.style, files: [style(snapshot)] },
    ],
  };
}

/** Nothing where Zotero does not run, and never did. */
function zoteroGroup(zotero: ZoteroState, now: number): FilesUsed["groups"] {
  const detail = zoteroLine(zotero, now);
  if (detail === "") return [];
  const problem = zoteroTrouble(zotero) !== undefined;
  return [{ title: zoteroWords.group, files: [{ label: zoteroWords.group, detail, path: undefined, span: undefined, problem }] }];
}

function summaryOf(snapshot: Snapshot): string {
  if (!snapshot.libraryReady) return filesUsedWords.stillReading;
  if (snapshot.kind === "bibliography") return filesUsedWords.serves(snapshot.facts.entries.length, citingDrafts(snapshot).length);
  const read = snapshot.sources.filter((file) => file.kind === "read").length;
  const found = snapshot.bibliographies.filter(({ use }) => use.kind === "found").length;
  if (found > 0) return filesUsedWords.summary(snapshot.library.entries.length, found, read);
  if (snapshot.bibliographies.length > 0) return filesUsedWords.noneOfThese;
  const folders = isFilePath(snapshot.path) ? foldersUpTo(folderOf(snapshot.path), snapshot.root) : [snapshot.root];
  return filesUsedWords.nothing(folders.map((folder) => shownFolder(folder, snapshot.root)));
}

/** One line for however many: they are no problems of this draft. */
function missingLine(missing: MissingFiles | undefined): readonly FileUsed[] {
  if (missing === undefined) return [{ label: "…", detail: filesUsedWords.looking, path: undefined, span: undefined, problem: false }];
  const { count, example } = missing;
  if (example === undefined) return [];
  const { entry, file } = example;
  const name = baseName(file.replaceAll("\\", "/"));
  const span = entry.raw.fields.find((field) => field.name === "file")?.valueSpan ?? entry.raw.keySpan;
  return [
    {
      label: filesUsedWords.notHere(count),
      detail: filesUsedWords.notHereExample(name, entry.key),
      path: entry.path,
      span,
      problem: false,
    },
  ];
}

/** Drafts of the workspace that cite what stands in this bibliography, the most citing first. */
function citingDrafts(snapshot: BibliographySnapshot): readonly FileUsed[] {
  const keys = new Set(snapshot.facts.entries.map((entry) => entry.key));
  const citing = [...snapshot.citations.drafts].flatMap(([path, cited]) => {
    const places = cited.has("*") ? [...cited] : [...cited].filter(([key]) => keys.has(key));
    const count = cited.has("*") ? keys.size : places.length;
    return count === 0 ? [] : [{ path, count, span: places[0]?.[1][0] }];
  });
  return citing
    .sort((one, other) => other.count - one.count)
    .map(({ path, count, span }) => ({
      label: shownPath(path, snapshot.folders),
      detail: filesUsedWords.cites(count),
      path,
      span,
      problem: false,
    }));
}

/** The other files of a LaTeX document, roots first. */
function otherParts(snapshot: Snapshot): readonly FileUsed[] {
  return snapshot.document.paths
    .filter((path) => path !== snapshot.path)
    .map((path, index) => {
      const detail = index === 0 && snapshot.document.paths[0] === path ? filesUsedWords.root : filesUsedWords.part;
      return { label: shownPath(path, snapshot.folders), detail, path, span: undefined, problem: false };
    });
}

function style(snapshot: Snapshot): FileUsed {
  const { styleNamed, styleMissing, locale } = snapshot;
  const label = styleNamed === undefined ? filesUsedWords.usualStyle : baseName(styleNamed.name);
  const by = styleNamed === undefined ? filesUsedWords.noStyle : byWhom(snapshot, styleNamed.namer);
  const known = styleMissing ? problemMessage(styleFacts(label, styleNamed?.file)) : filesUsedWords.language(locale);
  return { label, detail: `${known} · ${by}`, path: styleNamed?.file ?? styleNamed?.namer, span: undefined, problem: styleMissing };
}

function byWhom(snapshot: Snapshot, namer: string | undefined): string {
  if (namer === undefined) return filesUsedWords.bySetting;
  return filesUsedWords.namedBy(namer === snapshot.path ? undefined : shownPath(namer, snapshot.folders));
}

function bibliography(snapshot: Snapshot, state: BibliographyState): FileUsed {
  const { use, file } = state;
  const because = reasonOf(snapshot, use);
  const fault = use.named === undefined ? undefined : faultOf(state, use.named);
  if (use.kind !== "found") {
    const { name, namer, span } = use.named;
    return {
      label: name,
      detail: [...(fault === undefined ? [] : [problemMessage(fault)]), because].join(" · "),
      path: namer,
      span,
      problem: true,
    };
  }
  const label = shownPath(use.path, snapshot.folders);
  if (file === undefined) return { label, detail: filesUsedWords.reading, path: use.path, span: undefined, problem: false };
  if (file.kind === "fault") {
    const message = problemMessage({ code: "bibliography.unreadable", name: baseName(use.path), because: becauseOf(file.fault) });
    return { label, detail: `${message} · ${because}`, path: use.named?.namer, span: use.named?.span, problem: true };
  }
  const [first] = file.facts.faults;
  const counts = [
    counted(file.facts.entries.length, "entry", "entries"),
    ...(first === undefined ? [] : [faultsIn(file, first)]),
    ...remarks(file),
  ];
  return { label, detail: [...counts, because].join(" · "), path: use.path, span: first?.span, problem: first !== undefined };
}

/** `2 faults, the first in line 88: A comma is missing after "author".` */
function faultsIn({ facts, text }: EntryFile & { kind: "read" }, fault: SyntaxFault): string {
  const line = lineOf(text, fault.span.start);
  return filesUsedWords.faults(facts.faults.length, line, syntaxFaultWords(fault));
}

/** What is not as the file itself would have it. */
function remarks({ facts, wholeLength }: EntryFile & { kind: "read" }): readonly string[] {
  const madeKeys = keyless.has(facts.format) ? facts.entries.filter((entry) => entry.keyIsMade === true).length : 0;
  return [
    ...(madeKeys === 0 ? [] : [filesUsedWords.madeKeys(madeKeys)]),
    ...(wholeLength === undefined ? [] : [filesUsedWords.breaksOff]),
    ...(facts.writtenBy === undefined ? [] : [filesUsedWords.writtenBy(facts.writtenBy)]),
  ];
}

/** Formats whose records may have no key. */
const keyless: ReadonlySet<string> = new Set(["ris", "endnote"]);

function reasonOf(snapshot: Snapshot, { by, named, ...use }: BibliographyUse): string {
  switch (by) {
    case "setting":
      return filesUsedWords.bySetting;
    case "project":
      return filesUsedWords.byProject;
    case "folder": {
      const folder = use.kind === "found" ? folderOf(use.path) : "";
      return filesUsedWords.byFolder(folder === folderOf(snapshot.path) ? undefined : shownFolder(folder, snapshot.root));
    }
    case "named":
      return named === undefined ? filesUsedWords.byItself : namedIn(snapshot, named);
  }
}

/** The draft's own lines may have moved since its files were looked for. */
function namedIn(snapshot: Snapshot, { name, namer, line }: NamedIn): string {
  if (namer === undefined) return filesUsedWords.bySetting;
  const own = snapshot.kind === "draft" ? snapshot.facts.settings.bibliographies.find((file) => file.name === name) : undefined;
  if (namer !== snapshot.path || own === undefined) return filesUsedWords.named(shownPath(namer, snapshot.folders), line);
  return filesUsedWords.named(undefined, lineOf(snapshot.text, own.span.start));
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length - 1;

function source(snapshot: Snapshot, file: SourceFile): FileUsed {
  const label = shownPath(file.path, snapshot.folders);
  switch (file.kind) {
    case "waiting":
      return { label, detail: filesUsedWords.reading, path: file.path, span: undefined, problem: false };
    case "fault":
      return { label, detail: filesUsedWords.sourceFault(sourceFaultWord(file.fault)), path: undefined, span: undefined, problem: true };
    case "read": {
      const entries = snapshot.entrySources.entriesOf(file.source).map(shortWork);
      const whose = entries.length > 0 ? entries.join(", ") : (file.source.work.title ?? filesUsedWords.noEntry);
      return { label, detail: `${whose} · ${sourceExtent(file.source)}`, path: file.path, span: undefined, problem: false };
    }
  }
}

const cut = (snapshot: Snapshot): readonly FileUsed[] =>
  snapshot.sourcesCut ? [{ label: "…", detail: filesUsedWords.cut, path: undefined, span: undefined, problem: true }] : [];
