import { shortWork } from "../library/shortReference.ts";
import type { BibliographyState, Snapshot } from "../project/snapshot.ts";
import type { SourceFault, SourceFile } from "../project/sourceFiles.ts";
import { baseName, shownPath } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { becauseOf } from "./problems/bibliographies.ts";
import { sourceExtent } from "./sourceWords.ts";
import { filesUsedWords } from "./words/furniture.ts";
import { counted } from "./words/phrases.ts";
import { problemMessage } from "./words/problems.ts";

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

function bibliography(snapshot: Snapshot, { use, file }: BibliographyState): FileUsed {
  if (use.kind === "missing") {
    const detail = problemMessage({ code: "bibliography.not-found", name: use.named.name, lookedIn: use.lookedIn });
    return { label: use.named.name, detail, path: use.namer, span: use.named.span, problem: true };
  }
  if (use.kind !== "found") {
    const detail = problemMessage({ code: "bibliography.unreadable", name: use.named.name, because: { kind: use.kind } });
    return { label: use.named.name, detail, path: use.namer, span: use.named.span, problem: true };
  }
  const label = shownPath(use.path, snapshot.folders);
  if (file === undefined) return { label, detail: filesUsedWords.reading, path: use.path, span: undefined, problem: false };
  if (file.kind === "fault") {
    const detail = problemMessage({ code: "bibliography.unreadable", name: baseName(use.path), because: becauseOf(file.fault) });
    return { label, detail, path: undefined, span: undefined, problem: true };
  }
  const faults = file.facts.faults;
  const counts = [
    counted(file.facts.entries.length, "entry", "entries"),
    ...(faults.length > 0 ? [counted(faults.length, "fault", "faults")] : []),
  ];
  const detail = [...counts, filesUsedWords.by[use.by]].join(" · ");
  return { label, detail, path: use.path, span: faults[0]?.span, problem: faults.length > 0 };
}

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
