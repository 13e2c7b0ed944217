import { shortWork } from "../library/shortReference.ts";
import type { BibliographyUse, NamedIn } from "../project/bibliographies.ts";
import type { EntryFile } from "../project/entryFiles.ts";
import type { BibliographyState, Snapshot } from "../project/snapshot.ts";
import type { SourceFault, SourceFile } from "../project/sourceFiles.ts";
import type { SyntaxFault } from "../syntax/bibliography.ts";
import { baseName, folderOf, shownPath } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { becauseOf, faultOf } from "./problems/bibliographies.ts";
import { sourceExtent } from "./sourceWords.ts";
import { filesUsedWords } from "./words/furniture.ts";
import { counted } from "./words/phrases.ts";
import { problemMessage, syntaxFaultWords } from "./words/problems.ts";

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

export function filesUsed(snapshot: Snapshot): FilesUsed {
  const read = snapshot.sources.filter((source) => source.kind === "read");
  return {
    summary: filesUsedWords.summary(snapshot.library.entries.length, snapshot.bibliographies.length, read.length),
    groups: [
      { title: filesUsedWords.bibliographies, files: snapshot.bibliographies.map((state) => bibliography(snapshot, state)) },
      { title: filesUsedWords.sources, files: [...snapshot.sources.map((file) => source(snapshot, file)), ...cut(snapshot)] },
    ],
  };
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
  const counts = [counted(file.facts.entries.length, "entry", "entries"), ...(first === undefined ? [] : [faultsIn(file, first)])];
  return { label, detail: [...counts, because].join(" · "), path: use.path, span: first?.span, problem: first !== undefined };
}

/** `2 faults, the first in line 88: A comma is missing after "author".` */
function faultsIn({ facts, text }: EntryFile & { kind: "read" }, fault: SyntaxFault): string {
  const line = lineOf(text, fault.span.start);
  return filesUsedWords.faults(facts.faults.length, line, syntaxFaultWords(fault));
}

function reasonOf(snapshot: Snapshot, { by, named, ...use }: BibliographyUse): string {
  switch (by) {
    case "setting":
      return filesUsedWords.bySetting;
    case "project":
      return filesUsedWords.byProject;
    case "folder": {
      const folder = use.kind === "found" ? folderOf(use.path) : "";
      return filesUsedWords.byFolder(folder === folderOf(snapshot.path) ? undefined : `${shownPath(folder, snapshot.folders)}/`);
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
      return { label, detail: filesUsedWords.sourceFault(sourceFault(file.fault)), path: undefined, span: undefined, problem: true };
    case "read": {
      const entries = snapshot.entrySources.entriesOf(file.source).map(shortWork);
      const whose = entries.length > 0 ? entries.join(", ") : (file.source.work.title ?? filesUsedWords.noEntry);
      return { label, detail: `${whose} · ${sourceExtent(file.source)}`, path: file.path, span: undefined, problem: false };
    }
  }
}

function sourceFault(fault: SourceFault): "empty" | "tooLarge" | "missing" | "notAFile" | "unreadable" {
  return fault.kind === "failed" ? "unreadable" : fault.kind;
}

const cut = (snapshot: Snapshot): readonly FileUsed[] =>
  snapshot.sourcesCut ? [{ label: "…", detail: filesUsedWords.cut, path: undefined, span: undefined, problem: true }] : [];
