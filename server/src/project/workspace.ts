import type { Settings } from "../config.ts";
import type { QuoteIndex } from "../corpus/index/quoteIndex.ts";
import { isSourcePath } from "../corpus/ingest/sourcePath.ts";
import type { RichText } from "../csl/richText.ts";
import type { CslItem } from "../csl/types.ts";
import type { Disposable, FileChange, Host } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import type { StyleChoice } from "../library/formatting.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import type { DocumentCommands } from "../syntax/latex.ts";
import type { ArchivedCopy } from "../text/archivedCopy.ts";
import { baseName, folderOf, isNetworkOrDevicePath, isWithin, joinPath } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { nothingAccepted } from "./accepted.ts";
import type { AttachedFiles } from "./attachedFiles.ts";
import { citedKeys, createCitationGraph } from "./citationGraph.ts";
import { findCommands } from "./documentCommands.ts";
import { documentKind } from "./documentKind.ts";
import { type ContentChange, Documents, type OpenDocument } from "./documents.ts";
import { DraftFiles } from "./draftFiles.ts";
import { Emitter } from "./emitter.ts";
import { EntryFiles } from "./entryFiles.ts";
import { FactsCache, readDraft } from "./factsCache.ts";
import { LatexParts } from "./latexParts.ts";
import { draftTextLimit } from "./limits.ts";
import { matchedSources } from "./matchedSources.ts";
import type { MissingFiles } from "./namedSources.ts";
import type { DocumentParts } from "./naming.ts";
import { rootOf, type WatchedFolder } from "./plan.ts";
import { Project } from "./project.ts";
import { ReadCache } from "./readCache.ts";
import { SearchCache } from "./searchCache.ts";
import { Shelves } from "./shelves.ts";
import type { DraftSnapshot, ProjectView, Snapshot } from "./snapshot.ts";
import { type SourceFile, SourceFiles } from "./sourceFiles.ts";
import { SourceIndexer } from "./sourceIndexer.ts";
import { sourceRoots } from "./sourceSearch.ts";
import { usualLocale, usualStyle } from "./styles.ts";

/** What the workspace asks of its surroundings beside the host. */
export interface WorkspaceContext {
  /** The settings of one document or folder; asked again after `settingsChanged`. */
  readonly settingsFor: (path: string) => Promise<Settings>;
  readonly verdictOf: (url: string) => LinkVerdict | undefined;
  readonly archivedCopyOf: (url: string) => ArchivedCopy | undefined;
  readonly doiRecords: ReadonlyMap<string, CslItem>;
  readonly attached: AttachedFiles;
  readonly referenceOf: (view: ProjectView, entry: Entry) => RichText | undefined;
  readonly isStyleMissing: (style: StyleChoice) => boolean;
}

/** Documents about which something else may now be said, and whether it is their own text that changed. */
export interface WorkspaceChange {
  readonly paths: readonly string[];
  readonly cause: "text" | "files";
}

/** Milliseconds after a keystroke in which further ones are gathered before it is asked whether the draft needs other files. */
const typingPause = 100;

/**
 * State over time: the open documents, what serves each of them, and what of that is read.
 * Everything that changes comes in by a method here and goes out as `onChange`; whoever wants to know takes a snapshot.
 */
export class Workspace {
  readonly documents = new Documents();
  readonly #host: Host;
  readonly #context: WorkspaceContext;
  readonly #entryFiles: EntryFiles;
  readonly #readCache: ReadCache;
  readonly #sourceFiles: SourceFiles;
  readonly #indexer: SourceIndexer;
  #keeping: Promise<void> = Promise.resolve();
  readonly #draftFiles: DraftFiles;
  readonly #shelves: Shelves;
  readonly #searchCache: SearchCache;
  readonly #latexParts: LatexParts;
  readonly #facts = new FactsCache();
  readonly #projects = new Map<string, Project>();
  readonly #typing = new Map<string, Disposable>();
  readonly #changed = new Emitter<WorkspaceChange>();
  #folders: readonly string[] = [];
  #trusted = true;

  readonly onChange = this.#changed.on;

  constructor(host: Host, context: WorkspaceContext) {
    this.#host = host;
    this.#context = context;
    this.#entryFiles = new EntryFiles(host.files, host.clock, this.documents, host.logger, (document) => this.#ownReferences(document));
    this.#readCache = new ReadCache(host.store, host.logger, host.runner.readerVersion);
    this.#sourceFiles = new SourceFiles(host.files, host.runner, this.#readCache, host.logger);
    this.#indexer = new SourceIndexer(host.runner, host.store, host.logger);
    this.#latexParts = new LatexParts(host.files, host.clock, this.documents);
    this.#searchCache = new SearchCache(host.store, host.clock, host.logger, host.runner.readerVersion);
    this.#shelves = new Shelves(host.clock, this.#entryFiles, this.#sourceFiles);
    this.#draftFiles = new DraftFiles(
      host.files,
      host.clock,
      host.logger,
      async (folder) => {
        const settings = await context.settingsFor(folder);
        return { sourceRoots: sourceRoots(settings, { root: folder, home: host.home }), commands: settings.citations.commands };
      },
      (path) => this.#learnedFor(path, this.#folders),
    );
    this.#sourceFiles.onChange((path) => this.#sourceRead(path));
    this.#indexer.onComplete(() => this.#sourcesIndexed());
    this.#draftFiles.onChange(() => {
      for (const project of this.#projects.values()) project.draftsChanged();
      this.#tell("files", () => true);
    });
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  // What happens.

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#indexer.setPlace(folders);
    this.#draftFiles.look(folders);
    this.#replanAll();
  }

  setTrusted(trusted: boolean): void {
    this.#trusted = trusted;
    this.#replanAll();
  }

  settingsChanged(): void {
    this.#draftFiles.look(this.#folders);
    this.#replanAll();
  }

  open(document: OpenDocument): void {
    this.documents.open(document);
    if (this.#isOurs(document)) {
      const project = new Project(document.path, this.#kit());
      this.#projects.set(document.path, project);
      project.replan();
    } else if (document.text.length > draftTextLimit) this.#host.logger.warn(`${document.path} is too large to be read as a draft.`);
    this.#textChanged(document);
  }

  change(path: string, version: number, changes: readonly ContentChange[]): void {
    const document = this.documents.change(path, version, changes);
    if (document !== undefined) this.#textChanged(document);
  }

  close(path: string): void {
    this.documents.close(path);
    this.#projects.delete(path);
    this.#typing.get(path)?.dispose();
    this.#typing.delete(path);
    this.#draftFiles.touched([path]);
    this.#entriesChanged(path);
    this.#entryFiles.keepOnly((file) => [...this.#projects.values()].some((project) => project.path === file || project.uses(file)));
    this.#keepSources((file) => [...this.#projects.values()].some((project) => project.sourcePaths.has(file)));
    this.#tell("files", () => true);
  }

  /** Changes on disk, gathered. What is open in an editor keeps the editor's text. */
  filesChanged(changes: readonly FileChange[]): void {
    const paths = changes.map((change) => change.path);
    this.#latexParts.changed();
    this.#draftFiles.touched(paths);
    this.#sourceFiles.touched(paths.filter(isSourcePath));
    for (const path of paths) this.#entriesChanged(path);
    // Files that come or go, also folders of them, may change which files serve a draft.
    const others = changes.some((change) => change.kind !== "changed" && mayMatter(change.path));
    if (others) this.#replanAll();
    else this.#replanMadeFrom(paths);
  }

  /** Files were attached to entries. */
  attachedChanged(): void {
    for (const project of this.#projects.values()) project.attachedChanged();
  }

  // What is known.

  snapshot(path: string): Snapshot | undefined {
    const document = this.documents.get(path);
    const project = this.#projects.get(path);
    if (document === undefined || project === undefined) return undefined;
    const { version, text } = document;
    if (this.#isDraft(document)) return { ...this.#view(project), kind: "draft", path, version, text, ...this.#reading(document) };
    const file = this.#entryFiles.peek(path);
    // While it is read anew nothing is said of it: what is known speaks of another text.
    if (file?.kind !== "read" || file.text !== text) return undefined;
    const serving = this.#serving(path) ?? project;
    const view = this.#view(serving);
    // Nor while the library is still that of another text.
    if (view.bibliographies.some(({ use, file: held }) => use.kind === "found" && use.path === path && held !== file)) return undefined;
    return {
      ...view,
      kind: "bibliography",
      path,
      version,
      text,
      facts: file.facts,
      servesDraft: serving !== project,
    };
  }

  /** A draft's snapshot; undefined for everything else. */
  draft(path: string): DraftSnapshot | undefined {
    const snapshot = this.snapshot(path);
    return snapshot?.kind === "draft" ? snapshot : undefined;
  }

  /** Resolves when the text of an open bibliography has been read as it is now. */
  async upToDate(path: string): Promise<void> {
    const document = this.documents.get(path);
    if (document === undefined || !this.#projects.has(path) || this.#isDraft(document)) return;
    await this.#entryFiles.load(path);
    await this.#serving(path)?.prepared();
  }

  /** Resolves when the files that serve a document are found, and its bibliographies read. */
  async planned(path: string): Promise<void> {
    if (this.#typing.has(path)) this.#typingPaused(path);
    await this.#projects.get(path)?.planned();
    await this.#entryFiles.settled();
    await this.#serving(path)?.prepared();
  }

  /** The files that the library of a document names and that are not here. */
  async missingFiles(path: string): Promise<MissingFiles | undefined> {
    return this.#projects.get(path)?.missingFiles();
  }

  /** Resolves when a document's library can be searched without holding anything up. */
  async searchable(path: string): Promise<void> {
    await this.#projects.get(path)?.searchable();
  }

  /** Resolves when it is known what the drafts of the workspace cite. */
  draftsKnown(): Promise<void> {
    return this.#draftFiles.settled();
  }

  /** Resolves when all that serves a document is read, the drafts of the workspace included. */
  async ready(path: string): Promise<void> {
    await this.planned(path);
    await this.#draftFiles.settled();
    await this.#sourceFiles.settled();
    await this.#indexer.settled();
    await this.planned(path);
  }

  /** The file that an entry of a bibliography names, if it may be opened: where it says, else one of its name among the sources. */
  async linkedFile(path: string, named: string): Promise<string | undefined> {
    if (isNetworkOrDevicePath(named)) return undefined;
    const project = this.#projects.get(path);
    const file = joinPath(folderOf(path), named);
    if ((await project?.plan?.admission.admit(file)) === true) return file;
    const name = baseName(named.replaceAll("\\", "/")).toLowerCase();
    const namesakes = [...(project?.sourcePaths ?? [])].filter((source) => baseName(source).toLowerCase() === name);
    return namesakes.length === 1 ? namesakes[0] : undefined;
  }

  /** One source by itself, whether or not a document uses it. */
  async readSource(path: string): Promise<SourceFile> {
    this.#sourceFiles.want([path], true);
    await this.#sourceFiles.settled();
    return this.#sourceFiles.get(path);
  }

  /** The index of all sources that were read, complete. */
  async quoteIndex(): Promise<QuoteIndex> {
    await this.#sourceFiles.settled();
    await this.#indexer.settled();
    return this.#indexer.index;
  }

  /** Folders outside the workspace where what comes, goes or changes matters. */
  outsideFolders(): readonly WatchedFolder[] {
    const folders = new Map<string, WatchedFolder>();
    for (const watched of [...this.#projects.values()].flatMap((project) => project.folders)) {
      const inside = this.#folders.some((held) => isWithin(held, watched.folder));
      if (!inside && !(folders.get(watched.folder)?.deep ?? false)) folders.set(watched.folder, watched);
    }
    return [...folders.values()];
  }

  #keepSources(isUsed: (path: string) => boolean): void {
    for (const path of this.#sourceFiles.keepOnly(isUsed)) this.#indexer.put(path, undefined);
  }

  #sourceRead(path: string): void {
    const file = this.#sourceFiles.get(path);
    this.#indexer.put(path, file.kind === "read" ? file : undefined);
    this.#indexer.work(this.#sourceFiles.isBusy);
    this.#tell("files", (project) => project.sourcePaths.has(path));
  }

  /** What was indexed and read is kept when nothing else has to be done. */
  #sourcesIndexed(): void {
    this.#tell("files", (project) => project.sourcePaths.size > 0);
    if (this.#sourceFiles.isBusy) return;
    this.#keeping = this.#indexer.keep().then(() => this.#readCache.prune());
  }

  /** Resolves when what was read and indexed is on disk, as far as it is kept. */
  async kept(): Promise<void> {
    await this.#indexer.settled();
    await this.#keeping;
    await this.#readCache.written();
  }

  dispose(): void {
    this.#indexer.dispose();
  }

  /** Whose view a document gets: of a bibliography that of a draft that uses it. */
  #serving(path: string): Project | undefined {
    const project = this.#projects.get(path);
    const document = this.documents.get(path);
    if (project === undefined || document === undefined || this.#isDraft(document)) return project;
    return [...this.#projects.values()].find((candidate) => candidate !== project && candidate.uses(path)) ?? project;
  }

  #view(project: Project): ProjectView {
    const { plan, settings } = project;
    const { bibliographies, library } = this.#shelves.shelved(plan);
    const sources = this.#shelves.sources(project.sourcePaths);
    const corpus = this.#shelves.corpus(sources);
    const view: ProjectView = {
      settings,
      trusted: this.#trusted,
      root: plan?.root ?? rootOf(project.path, this.#folders),
      folders: this.#folders,
      bibliographies,
      libraryReady: plan?.settled === true && bibliographies.every(({ use, file }) => use.kind !== "found" || file !== undefined),
      library,
      sources,
      sourcesCut: plan?.sources.cut ?? false,
      corpusReady: plan !== undefined && sources.every((file) => file.kind !== "waiting") && this.#indexer.isReady,
      corpus,
      quoteIndex: this.#indexer.index,
      entrySources: matchedSources(library, corpus, this.#context.attached),
      style: plan?.style ?? usualStyle,
      styleNamed: plan?.styleNamed,
      styleMissing: plan !== undefined && this.#context.isStyleMissing(plan.style),
      locale: plan?.locale ?? usualLocale,
      document: plan?.document ?? noDocument,
      accepted: plan?.accepted ?? nothingAccepted,
      citations: createCitationGraph(this.#cited()),
      draftsKnown: this.#draftFiles.isSettled,
      thisYear: new Date(this.#host.clock.now()).getUTCFullYear(),
      verdictOf: this.#context.verdictOf,
      archivedCopyOf: this.#context.archivedCopyOf,
      doiRecords: this.#context.doiRecords,
      referenceOf: (entry) => this.#context.referenceOf(view, entry),
    };
    return view;
  }

  #cited() {
    const drafts = new Map(this.#draftFiles.cited);
    for (const document of this.documents.all) {
      if (this.#isOurs(document) && this.#isDraft(document)) drafts.set(document.path, citedKeys(this.#reading(document).facts));
    }
    return drafts;
  }

  /** What a draft that is not open says. `root`: the folder that it belongs to. */
  async readDraft(path: string, text: string, settings: Settings, root: string): Promise<DraftFacts> {
    return readDraft({ path, languageId: "", version: 0, text }, settings.citations.commands, {
      learned: await this.#learnedFor(path, [root]),
    });
  }

  #learnedFor(path: string, folders: readonly string[]): Promise<DocumentCommands | undefined> {
    return findCommands(this.#host.files, this.#latexParts, { folders, top: rootOf(path, folders), trusted: this.#trusted }, path);
  }

  #kit() {
    return {
      host: this.#host,
      settingsFor: this.#context.settingsFor,
      entryFiles: this.#entryFiles,
      sourceFiles: this.#sourceFiles,
      shelves: this.#shelves,
      searchCache: this.#searchCache,
      latexParts: this.#latexParts,
      includersOf: (path: string) => this.#draftFiles.includersOf(path),
      attached: this.#context.attached,
      surroundings: () => ({ folders: this.#folders, trusted: this.#trusted }),
      facts: (path: string) => this.#factsOf(path),
      changed: (path: string) => this.#tell("files", (project) => project.path === path),
    };
  }

  #factsOf(path: string): DraftFacts | undefined {
    const document = this.documents.get(path);
    return document === undefined || !this.#isDraft(document) ? undefined : this.#reading(document).facts;
  }

  #reading(document: OpenDocument) {
    const project = this.#projects.get(document.path);
    return this.#facts.get(document, project?.settings.citations.commands, project?.plan?.document.commands);
  }

  #isDraft({ path, languageId }: OpenDocument): boolean {
    return documentKind(path, languageId) !== "bibliography";
  }

  /** Drafts and bibliographies; of drafts none that would hold up everything else. */
  #isOurs(document: OpenDocument): boolean {
    if (documentKind(document.path, document.languageId) === "other") return false;
    return !this.#isDraft(document) || document.text.length <= draftTextLimit;
  }

  #textChanged(document: OpenDocument): void {
    const project = this.#projects.get(document.path);
    if (project === undefined || !this.#isDraft(document)) {
      this.#entriesChanged(document.path);
      return;
    }
    this.#tell("text", (candidate) => candidate === project);
    if (this.#typing.has(document.path)) return;
    this.#typing.set(
      document.path,
      this.#host.clock.after(typingPause, () => this.#typingPaused(document.path)),
    );
  }

  #typingPaused(path: string): void {
    this.#typing.get(path)?.dispose();
    this.#typing.delete(path);
    const project = this.#projects.get(path);
    if (project?.textChanged() === true) this.#replanMadeFrom([path]);
    if (project?.uses(path) === true) this.#ownReferencesChanged(path);
  }

  /** A draft may hold entries itself, under `references:`. */
  #ownReferences(document: OpenDocument): readonly Span[] | undefined {
    const isMarkdown = documentKind(document.path, document.languageId) === "markdown";
    return isMarkdown ? (this.#reading(document).facts.settings.references ?? []) : undefined;
  }

  #ownReferencesChanged(path: string): void {
    const before = this.#entryFiles.peek(path);
    this.#entryFiles
      .load(path)
      .then((file) => (file === before ? undefined : this.#entriesChanged(path)))
      .catch((error: unknown) => this.#host.logger.error(`The references in ${path} could not be read.`, error));
  }

  /** A bibliography changed on disk or in an editor: it is read again where some document uses it. */
  #entriesChanged(path: string): void {
    const concerned = (project: Project): boolean => project.path === path || project.uses(path);
    if (![...this.#projects.values()].some(concerned)) return;
    this.#entryFiles
      .load(path)
      .then(() => Promise.all([...this.#projects.values()].filter(concerned).map((project) => project.libraryChanged())))
      .then(() => this.#tell("files", concerned))
      .catch((error: unknown) => this.#host.logger.error(`${path} could not be read.`, error));
  }

  /** A file that names others was changed: what was planned by it is planned anew. */
  #replanMadeFrom(paths: readonly string[]): void {
    for (const project of this.#projects.values()) if (paths.some((path) => project.plan?.madeFrom.has(path))) project.replan();
  }

  #replanAll(): void {
    for (const project of this.#projects.values()) project.replan();
  }

  #tell(cause: WorkspaceChange["cause"], concerned: (project: Project) => boolean): void {
    const paths = [...this.#projects.values()].filter(concerned).map((project) => project.path);
    if (paths.length > 0) this.#changed.emit({ paths, cause });
  }
}

const noDocument: DocumentParts = { paths: [], definedKeys: new Set(), writtenFiles: new Set(), openEnded: false, commands: undefined };

/** Programs that typeset make and remove many files that no plan depends on; a folder has no extension. */
const mayMatter = (path: string): boolean =>
  !/\.(?:aux|log|out|toc|lof|lot|bcf|blg|bbl|run\.xml|synctex\.gz|fls|fdb_latexmk|nav|snm|vrb|tmp|swp|part)$|~$/i.test(path);
