import type { Settings } from "../config.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { RichText } from "../csl/richText.ts";
import type { FileChange, Host } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import { warmSearch } from "../library/search.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import { isBibliographyPath } from "../syntax/bibliographyFile.ts";
import { baseName, folderOf, isAbsolute, isWithin, joinPath, normalizePath } from "../text/path.ts";
import { createCitationGraph } from "./citationGraph.ts";
import { documentKind } from "./documentKind.ts";
import { type ContentChange, Documents, type OpenDocument } from "./documents.ts";
import { DraftFiles } from "./draftFiles.ts";
import { Emitter } from "./emitter.ts";
import { EntryFiles } from "./entryFiles.ts";
import { FactsCache } from "./factsCache.ts";
import { matchedSources } from "./matchedSources.ts";
import { makePlan, rootOf } from "./plan.ts";
import { newProject, type Project, Shelves } from "./project.ts";
import { inSlices } from "./slices.ts";
import type { DraftSnapshot, ProjectView, Snapshot } from "./snapshot.ts";
import { type SourceFile, SourceFiles } from "./sourceFiles.ts";
import { usualLocale, usualStyle } from "./styles.ts";

/** What the workspace asks of its surroundings beside the host. */
export interface WorkspaceContext {
  /** The settings of one document; asked again after `settingsChanged`. */
  readonly settingsFor: (path: string) => Promise<Settings>;
  readonly verdictOf: (url: string) => LinkVerdict | undefined;
  readonly referenceOf: (view: ProjectView, entry: Entry) => RichText | undefined;
}

/**
 * State over time: the open documents, what serves each of them, and what of that is read.
 * Everything that changes comes in by a method here and goes out as `onChange`; whoever wants to know takes a snapshot.
 */
export class Workspace {
  readonly documents = new Documents();
  readonly #host: Host;
  readonly #context: WorkspaceContext;
  readonly #entryFiles: EntryFiles;
  readonly #sourceFiles: SourceFiles;
  readonly #draftFiles: DraftFiles;
  readonly #shelves: Shelves;
  readonly #facts = new FactsCache();
  readonly #projects = new Map<string, Project>();
  readonly #changed = new Emitter<readonly string[]>();
  #folders: readonly string[] = [];
  #trusted = true;

  /** The documents about which something else may now be said. */
  readonly onChange = this.#changed.on;

  constructor(host: Host, context: WorkspaceContext) {
    this.#host = host;
    this.#context = context;
    this.#entryFiles = new EntryFiles(host.files, host.clock, this.documents, host.logger);
    this.#sourceFiles = new SourceFiles(host.files, host.runner, host.logger);
    this.#draftFiles = new DraftFiles(host.files, host.clock);
    this.#shelves = new Shelves(this.#entryFiles, this.#sourceFiles);
    this.#sourceFiles.onChange((path) => this.#sourceRead(path));
    this.#draftFiles.onChange(() => this.#emit(() => true));
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  get trusted(): boolean {
    return this.#trusted;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#draftFiles.look(folders);
    this.#replanAll();
  }

  setTrusted(trusted: boolean): void {
    this.#trusted = trusted;
    this.#replanAll();
  }

  settingsChanged(): void {
    this.#replanAll();
  }

  open(document: OpenDocument): void {
    this.documents.open(document);
    if (documentKind(document.path, document.languageId) === "other") return;
    this.#projects.set(document.path, newProject());
    this.#replan(document.path);
    this.#textChanged(document.path);
  }

  change(path: string, version: number, changes: readonly ContentChange[]): void {
    if (this.documents.change(path, version, changes) === undefined || !this.#projects.has(path)) return;
    this.#replanIfNamesChanged(path);
    this.#textChanged(path);
  }

  close(path: string): void {
    this.documents.close(path);
    this.#projects.delete(path);
    this.#draftFiles.touched([path]);
    if (isBibliographyPath(path)) this.#bibliographyChanged(path);
    else this.#emit(() => true);
  }

  /** Changes on disk, gathered. What is open in an editor keeps the editor's text. */
  filesChanged(changes: readonly FileChange[]): void {
    const paths = changes.map((change) => change.path);
    this.#draftFiles.touched(paths);
    this.#sourceFiles.touched(paths.filter(isSourcePath));
    for (const path of paths.filter((candidate) => isBibliographyPath(candidate))) this.#bibliographyChanged(path);
    // Files that come or go, also folders of them, may change which files serve a draft.
    if (changes.some((change) => change.kind !== "changed")) this.#replanAll();
  }

  snapshot(path: string): Snapshot | undefined {
    const document = this.documents.get(path);
    const project = this.#projects.get(path);
    if (document === undefined || project === undefined) return undefined;
    const view = this.#view(path, project);
    if (documentKind(path, document.languageId) !== "bibliography") {
      return {
        ...view,
        kind: "draft",
        path,
        version: document.version,
        text: document.text,
        ...this.#facts.get(document, project.settings.citations.commands),
      };
    }
    const file = this.#entryFiles.peek(path);
    if (file?.kind !== "read") return undefined;
    return { ...view, kind: "bibliography", path, version: document.version, text: file.text, facts: file.facts };
  }

  /** A draft's snapshot; undefined for everything else. */
  draft(path: string): DraftSnapshot | undefined {
    const snapshot = this.snapshot(path);
    return snapshot?.kind === "draft" ? snapshot : undefined;
  }

  /** Resolves when all that serves a document is found and read. */
  async ready(path: string): Promise<void> {
    for (;;) {
      const underWay = this.#projects.get(path)?.underWay;
      await underWay;
      await this.#draftFiles.settled();
      await this.#sourceFiles.settled();
      if (this.#projects.get(path)?.underWay === underWay) return;
    }
  }

  /** One source by itself, whether or not a document uses it. */
  async readSource(path: string): Promise<SourceFile> {
    this.#sourceFiles.want([path], true);
    await this.#sourceFiles.settled();
    return this.#sourceFiles.get(path);
  }

  /** Folders outside the workspace that hold files in use. */
  outsideFolders(): readonly string[] {
    const used = [...this.#projects.values()].flatMap((project) => [
      ...(project.plan?.bibliographies ?? []).flatMap((use) => (use.kind === "found" ? [folderOf(use.path)] : [])),
      ...(project.plan?.sources.paths ?? []).map(folderOf),
      ...project.citedSources.map(folderOf),
    ]);
    return [...new Set(used)].filter((folder) => !this.#folders.some((held) => isWithin(held, folder)));
  }

  #view(path: string, project: Project): ProjectView {
    const bibliographies = this.#shelves.bibliographies(project.plan);
    const library = this.#shelves.library(bibliographies);
    const sources = this.#shelves.sources(project);
    const corpus = this.#shelves.corpus(sources);
    const view: ProjectView = {
      settings: project.settings,
      trusted: this.#trusted,
      root: project.plan?.root ?? rootOf(path, this.#folders),
      folders: this.#folders,
      bibliographies,
      libraryReady: project.plan !== undefined && bibliographies.every(({ use, file }) => use.kind !== "found" || file !== undefined),
      library,
      sources,
      sourcesCut: project.plan?.sources.cut ?? false,
      corpusReady: project.plan !== undefined && sources.every((file) => file.kind !== "waiting"),
      corpus,
      entrySources: matchedSources(library, corpus),
      style: project.plan?.style ?? usualStyle,
      locale: project.plan?.locale ?? usualLocale,
      citations: this.#citations(),
      verdictOf: this.#context.verdictOf,
      referenceOf: (entry) => this.#context.referenceOf(view, entry),
    };
    return view;
  }

  #citations() {
    const open = this.documents.all.filter((document) => isDraft(document));
    const drafts = new Map(this.#draftFiles.facts);
    for (const document of open) drafts.set(document.path, this.#facts.get(document, this.#commandsOf(document.path)).facts);
    return createCitationGraph(drafts);
  }

  #commandsOf(path: string): Readonly<Record<string, string>> {
    return this.#projects.get(path)?.settings.citations.commands ?? {};
  }

  #replanAll(): void {
    for (const path of this.#projects.keys()) this.#replan(path);
  }

  #replanIfNamesChanged(path: string): void {
    const project = this.#projects.get(path);
    if (project !== undefined && project.madeFor !== this.#madeFor(path, project)) this.#replan(path);
  }

  /** What the draft says about its files; while it stays the same, typing changes no plan. */
  #madeFor(path: string, project: Project): string {
    const document = this.documents.get(path);
    if (document === undefined || !isDraft(document)) return path;
    const { inputs: _inputs, ...named } = this.#facts.get(document, project.settings.citations.commands).facts.settings;
    return JSON.stringify(named);
  }

  #replan(path: string): void {
    const project = this.#projects.get(path);
    if (project === undefined) return;
    project.madeFor = this.#madeFor(path, project);
    project.generation += 1;
    const planning = this.#plan(path, project, project.generation).catch((error: unknown) =>
      this.#host.logger.error(`Looking for the files of ${path} failed.`, error),
    );
    project.underWay = planning;
  }

  async #plan(path: string, project: Project, generation: number): Promise<void> {
    await project.underWay;
    if (project.generation !== generation) return;
    const settings = await this.#context.settingsFor(path);
    const document = this.documents.get(path);
    if (document === undefined) return;
    project.settings = settings;
    const draft = isDraft(document) ? this.#facts.get(document, settings.citations.commands).facts.settings : undefined;
    project.plan = await makePlan(this.#host.files, {
      path,
      draft,
      settings,
      folders: this.#folders,
      trusted: this.#trusted,
      home: this.#host.home,
      holdsEntries: async (candidate) => {
        const file = await this.#entryFiles.load(candidate);
        return file.kind === "read" && file.facts.entries.length > 0;
      },
    });
    this.#sourceFiles.want(project.plan.sources.paths, false);
    await Promise.all(project.plan.bibliographies.map((use) => (use.kind === "found" ? this.#entryFiles.load(use.path) : undefined)));
    await this.#wantCitedSources(path, project);
    this.#warm(project);
    this.#emit((candidate) => candidate === path);
  }

  /** Makes the library searchable before the first keystroke asks for it. */
  #warm(project: Project): void {
    const warming = warmSearch(this.#shelves.library(this.#shelves.bibliographies(project.plan)));
    inSlices(this.#host.clock, (mayContinue) => warming.advance(mayContinue)).catch((error: unknown) =>
      this.#host.logger.error("Preparing the search failed.", error),
    );
  }

  /** The files that cited entries name are read first; relative ones relate to their bibliography. */
  async #wantCitedSources(path: string, project: Project): Promise<void> {
    const snapshot = this.draft(path);
    if (snapshot === undefined || project.plan === undefined) return;
    const cited = new Set(snapshot.facts.groups.flatMap((group) => group.citations.map((citation) => citation.key)));
    const entries = [...cited].flatMap((key) => snapshot.library.find(key) ?? []);
    const paths = entries.flatMap((entry) =>
      entry.files.map((file) => (isAbsolute(file) ? normalizePath(file) : joinPath(folderOf(entry.path), file))),
    );
    const readable = await Promise.all(
      paths.filter(isSourcePath).map(async (file) => ((await project.plan?.admission.admit(file)) === true ? [file] : [])),
    );
    project.citedSources = [...new Set(readable.flat())];
    const first = [...project.citedSources, ...project.plan.sources.paths.filter((source) => cited.has(stem(source)))];
    this.#sourceFiles.want(first, true);
  }

  #textChanged(path: string): void {
    if (isBibliographyPath(path)) this.#bibliographyChanged(path);
    else this.#emit((candidate) => candidate === path);
  }

  #bibliographyChanged(path: string): void {
    const using = (candidate: string): boolean => candidate === path || this.#uses(candidate, path);
    if (![...this.#projects.keys()].some(using)) {
      this.#entryFiles.forget(path);
      return;
    }
    this.#entryFiles.load(path).then(
      () => this.#emit(using),
      (error: unknown) => this.#host.logger.error(`${path} could not be read.`, error),
    );
  }

  #uses(document: string, bibliography: string): boolean {
    const uses = this.#projects.get(document)?.plan?.bibliographies ?? [];
    return uses.some((use) => use.kind === "found" && use.path === bibliography);
  }

  #sourceRead(path: string): void {
    this.#emit((candidate) => {
      const project = this.#projects.get(candidate);
      return project !== undefined && (project.citedSources.includes(path) || (project.plan?.sources.paths.includes(path) ?? false));
    });
  }

  #emit(concerned: (path: string) => boolean): void {
    const paths = [...this.#projects.keys()].filter(concerned);
    if (paths.length > 0) this.#changed.emit(paths);
  }
}

const isDraft = (document: OpenDocument): boolean => {
  const kind = documentKind(document.path, document.languageId);
  return kind === "markdown" || kind === "latex";
};

/** `corpus/webber2012.html` is named after the key of its entry. */
const stem = (path: string): string => baseName(path).replace(/\.[^.]+$/, "");
