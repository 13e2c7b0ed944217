import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import type { StyleChoice } from "../library/formatting.ts";
import { isBibliographyPath } from "../syntax/bibliographyFile.ts";
import type { DraftSettings } from "../syntax/facts.ts";
import { readLatex } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import { folderOf, isFilePath, isWithin, joinPath } from "../text/path.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { type BibliographyUse, findBibliographies } from "./bibliographies.ts";
import { draftSizeLimit } from "./limits.ts";
import { findSources, type SourceList, sourceRoots } from "./sourceSearch.ts";
import { findStyle, usualLocale } from "./styles.ts";

/** Which files serve a document. Found by looking at names only; reading them comes after. */
export interface Plan {
  readonly root: string;
  readonly admission: Admission;
  readonly bibliographies: readonly BibliographyUse[];
  readonly sources: SourceList;
  readonly style: StyleChoice;
  readonly locale: string;
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

/** The workspace folder that holds a document (the innermost), else its own folder, else the first folder there is. */
export function rootOf(path: string, folders: readonly string[]): string {
  const holding = folders.filter((folder) => isWithin(folder, path)).sort((one, other) => other.length - one.length);
  return holding[0] ?? (isFilePath(path) ? folderOf(path) : (folders[0] ?? ""));
}

export async function makePlan(files: Files, request: PlanRequest): Promise<Plan> {
  const root = rootOf(request.path, request.folders);
  const admission = createAdmission(files, {
    folders: request.folders.length > 0 ? request.folders : [root],
    sourceRoots: sourceRoots(request.settings, root, request.home),
    trusted: request.trusted,
    readable: (path) => isSourcePath(path) || isBibliographyPath(path),
  });
  const bibliographies = await bibliographiesOf(files, request, root, admission);
  const sources = await findSources(files, admission, request.settings, root, request.home);
  const { settings, draft } = request;
  return {
    root,
    admission,
    bibliographies,
    sources: { ...sources, paths: sources.paths.filter((path) => path !== request.path) },
    style: await findStyle(files, admission, settings.style || (draft?.csl?.name ?? ""), request.path, root),
    locale: settings.locale || (draft?.lang ?? usualLocale),
  };
}

async function bibliographiesOf(
  files: Files,
  request: PlanRequest,
  root: string,
  admission: Admission,
): Promise<readonly BibliographyUse[]> {
  if (request.draft === undefined) return [{ kind: "found", path: request.path, by: "named", named: undefined }];
  const { namer, named } = await namerOf(files, request.draft, isFilePath(request.path) ? request.path : `${root}/draft`, admission);
  return findBibliographies({ ...request, files, admission, namer, named, root });
}

/** A chapter with `% !TEX root = ../thesis.tex` takes its bibliographies from there; its own names come first. */
async function namerOf(
  files: Files,
  draft: DraftSettings,
  path: string,
  admission: Admission,
): Promise<{ namer: string; named: DraftSettings }> {
  const own = { namer: path, named: draft };
  if (draft.root === undefined || draft.bibliographies.length > 0) return own;
  const main = joinPath(folderOf(path), /\.[A-Za-z]+$/.test(draft.root.name) ? draft.root.name : `${draft.root.name}.tex`);
  if (main === path || !(await admission.admit(main))) return own;
  const content = await files.read(main, draftSizeLimit);
  if (content.kind !== "content") return own;
  return { namer: main, named: readLatex(decodeText(content.bytes).text).settings };
}
