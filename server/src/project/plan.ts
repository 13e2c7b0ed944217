import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { Files } from "../host.ts";
import type { StyleChoice } from "../library/formatting.ts";
import { isBibliographyPath } from "../syntax/bibliographyFile.ts";
import type { DraftLanguage, DraftSettings } from "../syntax/facts.ts";
import { baseName, extensionOf, folderOf, isFilePath, isWithin } from "../text/path.ts";
import { type Accepted, readAccepted } from "./accepted.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { type BibliographyUse, findBibliographies } from "./bibliographies.ts";
import type { LatexParts } from "./latexParts.ts";
import { type DocumentParts, findNaming, type Naming, type NamingRequest } from "./naming.ts";
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
  /** Who names the style; undefined where nobody does. */
  readonly styleNamed: StyleNamed | undefined;
  readonly document: DocumentParts;
  readonly accepted: Accepted;
  /** False while it may still turn out that the draft is part of another document. */
  readonly settled: boolean;
  /** Who includes what from elsewhere in the workspace, as far as it was asked: see `Naming`. */
  readonly includers: ReadonlyMap<string, string>;
  /** Files whose words went into the plan itself: it is made anew when one of them changes. */
  readonly madeFrom: ReadonlySet<string>;
  /** Folders where what comes or goes matters to this plan, also those where something was looked for in vain. */
  readonly folders: readonly WatchedFolder[];
}

export interface WatchedFolder {
  readonly folder: string;
  readonly deep: boolean;
}

export interface StyleNamed {
  readonly name: string;
  /** The file that names it; undefined for the settings. */
  readonly namer: string | undefined;
  /** Where it lies; undefined for one of the collection, and where it was not found. */
  readonly file: string | undefined;
}

export interface PlanRequest {
  readonly path: string;
  /** What the draft says of itself; undefined for a bibliography, which serves itself. */
  readonly draft: { readonly language: DraftLanguage; readonly settings: DraftSettings } | undefined;
  readonly latexParts: LatexParts;
  readonly includersOf: NamingRequest["includersOf"];
  readonly settings: Settings;
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly home: string;
  readonly holdsEntries: (path: string) => Promise<boolean>;
}

/** Of files that a draft may name by a path of their own: the root of a chapter, a style. */
const namingExtensions: ReadonlySet<string> = new Set([".tex", ".ltx", ".csl"]);

/** The workspace folder that holds a document (the innermost), else its own folder, else the first folder there is, else "". */
export function rootOf(path: string, folders: readonly string[]): string {
  const holding = folders.filter((folder) => isWithin(folder, path)).sort((one, other) => other.length - one.length);
  return holding[0] ?? (isFilePath(path) ? folderOf(path) : (folders[0] ?? ""));
}

export async function makePlan(files: Files, request: PlanRequest): Promise<Plan> {
  const { settings, home, folders } = request;
  const root = rootOf(request.path, folders);
  const roots = sourceRoots(settings, { root, home });
  const admission = createAdmission(files, {
    folders: folders.length > 0 || root === "" ? folders : [root],
    sourceRoots: roots,
    trusted: request.trusted,
    readable: (path) => isSourcePath(path) || isBibliographyPath(path) || namingExtensions.has(extensionOf(path)),
  });
  const naming = await namingOf(files, request, root, admission);
  const bibliographies = await bibliographiesOf(files, request, naming, root, admission);
  const sources = await findSources(files, admission, settings, { root, home });
  const styleNamed = styleNamedBy(settings, naming);
  const from = styleNamed?.namer ?? placeOf(request.path, root);
  const { style, file, parents, locale } = await findStyle({ files, admission, root, home }, styleNamed?.name ?? "", from);
  const accepted = await readAccepted(files, root);
  const madeFrom = [accepted.path, ...(naming?.madeFrom ?? []), ...(file === undefined ? [] : [file]), ...parents];
  return {
    root,
    admission,
    bibliographies,
    sources: { ...sources, paths: await withoutDraft(files, sources.paths, request.path) },
    style,
    // A style that is named has a language of its own, if it wants one.
    locale: settings.locale || (naming?.namers.find((namer) => namer.lang !== undefined)?.lang ?? (styleNamed ? locale : usualLocale)),
    styleNamed: styleNamed && { ...styleNamed, file },
    document: naming?.document ?? { paths: [], definedKeys: new Set(), writtenFiles: new Set(), openEnded: false, commands: undefined },
    accepted,
    settled: naming?.settled ?? true,
    includers: naming?.includers ?? new Map(),
    madeFrom: new Set(madeFrom.filter((path) => path !== request.path)),
    folders: [...roots.map((folder) => ({ folder, deep: true })), ...bibliographies.flatMap(foldersOf), ...madeFrom.map(folderOfFile)],
  };
}

async function namingOf(files: Files, request: PlanRequest, root: string, admission: Admission): Promise<Naming | undefined> {
  if (request.draft === undefined) return undefined;
  const { language, settings: draft } = request.draft;
  return findNaming({ ...request, files, admission, root, language, draft, path: placeOf(request.path, root) });
}

/** A draft that is no file counts as lying in the root. */
const placeOf = (path: string, root: string): string => (isFilePath(path) ? path : `${root}/draft`);

function bibliographiesOf(
  files: Files,
  request: PlanRequest,
  naming: Naming | undefined,
  root: string,
  admission: Admission,
): Promise<readonly BibliographyUse[]> | readonly BibliographyUse[] {
  if (naming === undefined) return [{ kind: "found", path: request.path, by: "named", named: undefined }];
  return findBibliographies({ ...request, files, admission, naming, root, path: placeOf(request.path, root) }, ownReferences(request));
}

function styleNamedBy(settings: Settings, naming: Naming | undefined): Omit<StyleNamed, "file"> | undefined {
  if (settings.style !== "") return { name: settings.style, namer: undefined };
  const namer = naming?.namers.find(({ csl }) => csl !== undefined);
  return namer?.csl === undefined ? undefined : { name: namer.csl.name, namer: namer.path };
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

const folderOfFile = (path: string): WatchedFolder => ({ folder: folderOf(path), deep: false });

function foldersOf(use: BibliographyUse): readonly WatchedFolder[] {
  const paths = use.kind === "found" ? [use.path] : use.kind === "missing" ? use.candidates : [];
  return paths.map(folderOfFile);
}

/** Entries that the draft holds itself go before all others, as pandoc has it. */
const ownReferences = ({ path, draft }: PlanRequest): readonly BibliographyUse[] =>
  (draft?.settings.references ?? []).length === 0 ? [] : [{ kind: "found", path, by: "named", named: undefined }];
