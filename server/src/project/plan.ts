import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import type { StyleChoice } from "../library/formatting.ts";
import { isBibliographyPath } from "../syntax/bibliographyFile.ts";
import type { DraftSettings } from "../syntax/facts.ts";
import { readLatex } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import { baseName, folderOf, isFilePath, isWithin, joinPath } from "../text/path.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { type BibliographyUse, findBibliographies } from "./bibliographies.ts";
import { draftSizeLimit } from "./limits.ts";
import type { FileList } from "./patterns.ts";
import { findSources, sourceRoots } from "./sourceSearch.ts";
import { findStyle, usualLocale } from "./styles.ts";

/** Which files serve a document. Found by looking at names only; reading them comes after. */
export interface Plan {
  readonly root: string;
  readonly admission: Admission;
  readonly bibliographies: readonly BibliographyUse[];
  readonly sources: FileList;
  readonly style: StyleChoice;
  readonly locale: string;
  /** Files whose words went into the plan itself: it is made anew when one of them changes. */
  readonly madeFrom: ReadonlySet<string>;
  /** Folders where what comes or goes matters to this plan, also those where something was looked for in vain. */
  readonly folders: readonly WatchedFolder[];
}

export interface WatchedFolder {
  readonly folder: string;
  readonly deep: boolean;
}

export interface PlanRequest {
  readonly path: string;
  /** What the draft says of itself; undefined for a bibliography, which serves itself. */
  readonly draft: DraftSettings | undefined;
  readonly settings: Settings;
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly home: string;
  readonly holdsEntries: (path: string) => Promise<boolean>;
}

/** The workspace folder that holds a document (the innermost), else its own folder, else the first folder there is, else "". */
export function rootOf(path: string, folders: readonly string[]): string {
  const holding = folders.filter((folder) => isWithin(folder, path)).sort((one, other) => other.length - one.length);
  return holding[0] ?? (isFilePath(path) ? folderOf(path) : (folders[0] ?? ""));
}

export async function makePlan(files: Files, request: PlanRequest): Promise<Plan> {
  const { settings, draft, home, folders } = request;
  const root = rootOf(request.path, folders);
  const roots = sourceRoots(settings, { root, home });
  const admission = createAdmission(files, {
    folders: folders.length > 0 || root === "" ? folders : [root],
    sourceRoots: roots,
    trusted: request.trusted,
    readable: (path) => isSourcePath(path) || isBibliographyPath(path),
  });
  const naming = await namingOf(files, request, root, admission);
  const bibliographies = await bibliographiesOf(files, request, naming, root, admission);
  const sources = await findSources(files, admission, settings, { root, home });
  const { style, file } = await findStyle(files, admission, settings.style || (draft?.csl?.name ?? ""), request.path, root);
  return {
    root,
    admission,
    bibliographies,
    sources: { ...sources, paths: await withoutDraft(files, sources.paths, request.path) },
    style,
    locale: settings.locale || (draft?.lang ?? usualLocale),
    madeFrom: new Set([naming.namer, ...(file === undefined ? [] : [file])].filter((path) => path !== request.path)),
    folders: [...roots.map((folder) => ({ folder, deep: true })), ...bibliographies.flatMap(foldersOf)],
  };
}

/** A draft among the sources, also by way of a linked folder, is no source of its own quotations. */
async function withoutDraft(files: Files, paths: readonly string[], draft: string): Promise<readonly string[]> {
  const namesakes = paths.filter((path) => baseName(path) === baseName(draft));
  if (namesakes.length === 0) return paths;
  const real = await files.realPath(draft);
  const same = new Set([draft]);
  for (const path of namesakes) if (real !== undefined && (await files.realPath(path)) === real) same.add(path);
  return paths.filter((path) => !same.has(path));
}

function foldersOf(use: BibliographyUse): readonly WatchedFolder[] {
  const paths = use.kind === "found" ? [use.path] : use.kind === "missing" ? use.candidates : [];
  return paths.map((path) => ({ folder: folderOf(path), deep: false }));
}

interface Naming {
  /** The file that names the bibliographies. */
  readonly namer: string;
  readonly named: DraftSettings | undefined;
}

function bibliographiesOf(
  files: Files,
  request: PlanRequest,
  { namer, named }: Naming,
  root: string,
  admission: Admission,
): Promise<readonly BibliographyUse[]> | readonly BibliographyUse[] {
  if (named === undefined) return [{ kind: "found", path: request.path, by: "named", named: undefined }];
  return findBibliographies({ ...request, files, admission, namer, named, root });
}

/** A chapter with `% !TEX root = ../thesis.tex` takes its bibliographies from there; its own names come first. */
async function namingOf(files: Files, { path, draft }: PlanRequest, root: string, admission: Admission): Promise<Naming> {
  const own = { namer: isFilePath(path) ? path : `${root}/draft`, named: draft };
  if (draft?.root === undefined || draft.bibliographies.length > 0 || !isFilePath(path)) return own;
  const main = joinPath(folderOf(path), /\.[A-Za-z]+$/.test(draft.root.name) ? draft.root.name : `${draft.root.name}.tex`);
  if (main === path || !(await admission.admit(main))) return own;
  const content = await files.read(main, draftSizeLimit);
  return content.kind === "content" ? { namer: main, named: readLatex(decodeText(content.bytes).text).settings } : own;
}
