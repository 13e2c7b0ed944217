import { type CheckLinksOptions, checkLinks, type LinkReport } from "./actions/checkLinks.ts";
import { LibraryExporter } from "./actions/exportLibrary.ts";
import { LinkWatch } from "./actions/linkWatch.ts";
import type { Settings } from "./config.ts";
import { findQuotation } from "./corpus/findQuotation.ts";
import { isSourcePath } from "./corpus/ingest/sourcePath.ts";
import type { QuoteMatch } from "./corpus/quoteVerdict.ts";
import type { Source } from "./corpus/source.ts";
import { citationText } from "./features/citationText.ts";
import type { CodeAction } from "./features/codeAction.ts";
import { codeActions } from "./features/codeActions.ts";
import { type CompletionList, citingContext, completion } from "./features/completion.ts";
import { completionDetails, zoteroDetails } from "./features/completionDetails.ts";
import { type FilesUsed, filesUsed } from "./features/filesUsed.ts";
import { hover } from "./features/hover.ts";
import { hoveredEntry } from "./features/hoverCitation.ts";
import type { HoverContent, HoverParagraph } from "./features/hoverContent.ts";
import type { Problem } from "./features/problem.ts";
import { bibliographyReview } from "./features/problems/bibliographyReview.ts";
import { type ProblemsWanted, problems } from "./features/problems.ts";
import { quotationPass } from "./features/quotationPass.ts";
import { type Status, status } from "./features/status.ts";
import { codeActionWords } from "./features/words/codeActions.ts";
import { linkReportWords, stateWord } from "./features/words/furniture.ts";
import type { Disposable, FileChange, Host } from "./host.ts";
import type { Entry } from "./library/entry.ts";
import { createLinkChecker } from "./links/checker.ts";
import { loadLinkMemory } from "./links/linkMemory.ts";
import { ArchivedCopies } from "./online/archivedCopies.ts";
import { createDoiRecords, type DoiRecords } from "./online/doi.ts";
import { citedKeys } from "./project/citationGraph.ts";
import { within } from "./project/deadline.ts";
import { type DocumentKind, documentKind } from "./project/documentKind.ts";
import { type ContentChange, linesOf, type OpenDocument } from "./project/documents.ts";
import { Emitter } from "./project/emitter.ts";
import { FilePlaces } from "./project/filePlaces.ts";
import { createFormatted, type Formatted } from "./project/formatted.ts";
import type { WatchedFolder } from "./project/plan.ts";
import { RecentKeys } from "./project/recentKeys.ts";
import { inSlices } from "./project/slices.ts";
import type { DraftSnapshot, ProjectView, Snapshot } from "./project/snapshot.ts";
import type { SourceFile } from "./project/sourceFiles.ts";
import { Workspace, type WorkspaceChange } from "./project/workspace.ts";
import { ZoteroFiles } from "./project/zoteroFiles.ts";
import { ZoteroShelf } from "./project/zoteroShelf.ts";
import { BibliographyService } from "./service/bibliographyService.ts";
import { NavigationService } from "./service/navigationService.ts";
import { WritingService } from "./service/writingService.ts";
import { type ZoteroParts, ZoteroService } from "./service/zoteroService.ts";
import { isBibliographyPath, looksLikeBibliography } from "./syntax/bibliographyFile.ts";
import type { DraftFacts } from "./syntax/facts.ts";
import type { Lines } from "./text/lines.ts";
import type { Span } from "./text/span.ts";
import type { TextEdit } from "./text/textEdit.ts";

/** Milliseconds that an answer waits for the formatted reference; then our own short form stands in. */
const formattingDeadline = 150;
/** Milliseconds after a document was opened until Zotero is asked: whatever the writer waits for comes first. */
const zoteroDelay = 1000;
/** Milliseconds that the overview waits until all files that a library names have been looked for. */
const lookingDeadline = 1000;

export interface ServiceContext {
  /** The settings that hold for one document; asked again after `settingsChanged`. */
  readonly settingsFor: (path: string) => Promise<Settings>;
  /** Where DOIs are asked for, if not of doi.org; no setting, since a workspace must not choose whom we ask. */
  readonly doiResolver?: string;
}

/** Wires all layers by hand. */
export function createService(host: Host, context: ServiceContext): Service {
  const memory = loadLinkMemory(host.store, host.clock, host.logger);
  const formatted = createFormatted(host.runner, host.logger);
  const recent = new RecentKeys(host.store, host.clock, host.logger);
  const copies = new ArchivedCopies(host);
  const links = new LinkWatch(memory, (known) => createLinkChecker({ ...host, memory: known }), copies, host.logger);
  const dois = createDoiRecords(host.fetcher, context.doiResolver);
  const zotero = new ZoteroShelf(host);
  const zoteroFiles = new ZoteroFiles(zotero, host);
  const workspace = new Workspace(host, {
    settingsFor: context.settingsFor,
    verdictOf: (url) => links.verdictOf(url),
    archivedCopyOf: (url) => copies.copyOf(url),
    isStyleMissing: (style) => formatted.isStyleMissing(style),
    doiRecords: dois.records,
    attached: zoteroFiles,
    referenceOf: (view, entry) => formatted.peek(view.library.formatEntry(entry), view.style, view.locale),
  });
  return new Service(host, workspace, links, formatted, recent, dois, { shelf: zotero, files: zoteroFiles });
}

/** Ibid, whole: one method a feature. Documents are named by path (or URI, where they are no files), places by offset. */
export class Service implements Disposable {
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #links: LinkWatch;
  readonly #formatted: Formatted;
  readonly #recent: RecentKeys;
  readonly #zotero: ZoteroShelf;
  /** Documents whose style is kept ready. */
  readonly #warmed = new Set<string>();
  readonly #changed = new Emitter<WorkspaceChange>();

  /** Lines of files that aren't open, and where a source's passage stands in its file. */
  readonly places: FilePlaces;
  readonly exporter: LibraryExporter;
  /** What an editor asks inside a bibliography. */
  readonly bibliography: BibliographyService;
  /** Ways from a key to its entry and its uses, in drafts and bibliographies. */
  readonly navigation: NavigationService;
  /** What changes bibliographies. */
  readonly writing: WritingService;
  /** The writer's Zotero. */
  readonly zotero: ZoteroService;
  /** Documents about which something else may now be said. */
  readonly onChange = this.#changed.on;
  /** Whether a file can be read as a source, by its name. */
  readonly isSource = isSourcePath;
  /** Whether a file may be a bibliography by its name, and whether it is one by its content. */
  readonly mayHoldEntries = isBibliographyPath;
  readonly holdsEntries = looksLikeBibliography;

  constructor(
    host: Host,
    workspace: Workspace,
    links: LinkWatch,
    formatted: Formatted,
    recent: RecentKeys,
    dois: DoiRecords,
    zotero: ZoteroParts,
  ) {
    this.#host = host;
    this.#workspace = workspace;
    this.#links = links;
    this.#formatted = formatted;
    this.#recent = recent;
    this.places = new FilePlaces(host.files);
    this.exporter = new LibraryExporter(host.runner);
    this.bibliography = new BibliographyService(workspace, host);
    this.navigation = new NavigationService(workspace, this.bibliography, this.places);
    workspace.onChange((change) => {
      this.#changed.emit(change);
      if (change.cause === "files") for (const path of change.paths) if (this.#warmed.has(path)) this.warm(path);
    });
    formatted.onStyleMissing(() => this.#changed.emit({ paths: this.openPaths(), cause: "files" }));
    this.writing = new WritingService({ host, workspace, dois, places: this.places, exporter: this.exporter });
    this.#zotero = zotero.shelf;
    this.zotero = new ZoteroService({ clock: host.clock, workspace, ...zotero, writing: this.writing });
    zotero.files.onChange(() => workspace.attachedChanged());
    zotero.shelf.onChange(() => {
      for (const path of this.#warmed) this.#lookIntoZotero(path);
      this.#changed.emit({ paths: this.openPaths(), cause: "files" });
    });
    this.writing.onRecords(() => this.#changed.emit({ paths: this.openPaths(), cause: "files" }));
    links.onVerdict(() => this.#changed.emit({ paths: this.openPaths(), cause: "files" }));
  }

  /** Resolves when what was found out of sources is on disk for the next start. */
  kept(): Promise<void> {
    return this.#workspace.kept();
  }

  dispose(): void {
    this.#workspace.dispose();
    this.#links.dispose();
    this.#zotero.dispose();
    this.#host.runner.dispose().catch((error: unknown) => this.#host.logger.error("Ending the workers failed.", error));
  }

  // What happens in the editor and on disk.

  setFolders(folders: readonly string[]): void {
    this.#workspace.setFolders(folders);
  }

  setTrusted(trusted: boolean): void {
    this.#workspace.setTrusted(trusted);
    if (trusted) for (const path of this.openPaths()) this.#checkAutomatically(path);
  }

  settingsChanged(): void {
    this.#workspace.settingsChanged();
  }

  open(document: OpenDocument): void {
    this.#workspace.open(document);
    this.#checkAutomatically(document.path);
  }

  change(path: string, version: number, changes: readonly ContentChange[]): void {
    this.#workspace.change(path, version, changes);
  }

  save(path: string): void {
    this.#checkAutomatically(path);
    const draft = this.#workspace.draft(path);
    if (draft !== undefined) this.#lookAtCited(draft);
  }

  close(path: string): void {
    this.#links.forget(path);
    this.#recent.forget(path);
    this.#warmed.delete(path);
    this.#workspace.close(path);
  }

  filesChanged(changes: readonly FileChange[]): void {
    this.#workspace.filesChanged(changes);
  }

  // What is known.

  document(path: string): OpenDocument | undefined {
    return this.#workspace.documents.get(path);
  }

  /** The line table of an open document, kept along as it is edited. */
  lines(path: string): Lines | undefined {
    const document = this.document(path);
    return document === undefined ? undefined : linesOf(document);
  }

  openPaths(): readonly string[] {
    return this.#workspace.documents.all.map((document) => document.path);
  }

  /** Everything that is known about a document now; undefined for what is not open or not ours. */
  snapshot(path: string): Snapshot | undefined {
    return this.#workspace.snapshot(path);
  }

  /** Resolves when the files that serve a document are found and its bibliographies read. */
  async planned(path: string): Promise<void> {
    await Promise.all([this.#links.loaded, this.#workspace.planned(path)]);
  }

  /** Resolves when all that serves a document is read. */
  async ready(path: string): Promise<void> {
    await Promise.all([this.#links.loaded, this.#workspace.ready(path)]);
  }

  /** The same, and the style that the document names tried. */
  async readyWithStyle(path: string): Promise<void> {
    await this.ready(path);
    const draft = this.#workspace.draft(path);
    if (draft?.styleNamed !== undefined) await this.#formatted.warm(draft.style, draft.locale);
  }

  /** Prepares what the first hover would have to wait for. */
  warm(path: string): void {
    if (!this.#warmed.has(path)) this.#host.clock.after(zoteroDelay, () => this.#lookIntoZotero(path));
    this.#warmed.add(path);
    this.#workspace
      .planned(path)
      .then(() => {
        const snapshot = this.snapshot(path);
        return snapshot === undefined ? undefined : this.#formatted.warm(snapshot.style, snapshot.locale);
      })
      .catch((error: unknown) => this.#host.logger.error("Preparing the references failed.", error));
  }

  /** Folders outside the workspace that hold files in use; the caller watches them. */
  outsideFolders(): readonly WatchedFolder[] {
    return this.#workspace.outsideFolders();
  }

  // What a writer asks.

  /** Waits for the library rather than holding up everything else; undefined where the draft was edited meanwhile. */
  async completion(path: string, offset: number): Promise<CompletionList | undefined> {
    const before = this.#workspace.draft(path);
    if (before === undefined || citingContext(before, offset) === undefined) return undefined;
    await Promise.all([this.#workspace.searchable(path), this.#recent.loaded]);
    const snapshot = this.#workspace.draft(path);
    if (snapshot?.version !== before.version) return undefined;
    this.#lookAtCited(snapshot);
    const zotero = await this.zotero.offeredBeside(snapshot);
    if (this.#workspace.draft(path)?.version !== before.version) return undefined;
    return completion(snapshot, offset, {
      usedLately: this.#recent.of(snapshot.root),
      zotero,
      zoteroRefuses: this.zotero.refuses,
    });
  }

  /** `item`: that of Zotero which the row stands for. */
  async completionDetails(path: string, key: string, item: string | undefined, signal: AbortSignal): Promise<readonly HoverParagraph[]> {
    const snapshot = this.#workspace.draft(path);
    const entry = item === undefined ? snapshot?.library.find(key) : this.zotero.find(item);
    if (snapshot === undefined || entry === undefined) return [];
    await this.#format(snapshot, entry, signal);
    return item === undefined ? completionDetails(snapshot, key) : zoteroDetails(snapshot, entry);
  }

  /** What cites works at a place of a draft. */
  citationText(path: string, offset: number, keys: readonly string[]): TextEdit | undefined {
    const draft = this.#workspace.draft(path);
    return draft === undefined ? undefined : citationText(draft, offset, keys);
  }

  async hover(path: string, offset: number, signal: AbortSignal): Promise<HoverContent | undefined> {
    if (this.bibliography.isOpen(path)) await this.#bibliographyRead(path);
    const snapshot = this.snapshot(path);
    if (snapshot === undefined) return undefined;
    const entry = hoveredEntry(snapshot, offset);
    if (entry !== undefined) await this.#format(snapshot, entry, signal);
    return hover(snapshot, offset);
  }

  async problems(path: string, signal: AbortSignal, wanted: ProblemsWanted = {}): Promise<readonly Problem[]> {
    for (;;) {
      await Promise.all([this.#links.loaded, this.#workspace.upToDate(path)]);
      const snapshot = this.snapshot(path);
      if (snapshot === undefined) return [];
      if (await this.#checkedInSlices(snapshot, signal)) return problems(snapshot, wanted);
    }
  }

  /** What is offered at a place of a document, best first. */
  async codeActions(path: string, place: Span, signal: AbortSignal): Promise<readonly CodeAction[]> {
    const found = await this.problems(path, signal, { place });
    const snapshot = this.snapshot(path);
    if (snapshot === undefined) return [];
    const elsewhere = await this.writing.entriesElsewhere(snapshot, place, found, signal);
    return [...elsewhere, ...codeActions(snapshot, place, found), ...this.zotero.actions(snapshot, place)];
  }

  /** Said where an action was chosen whose file no longer is as it was when it was offered. */
  readonly changedMeanwhile = codeActionWords.changedMeanwhile;

  async filesUsed(path: string): Promise<FilesUsed | undefined> {
    await this.planned(path);
    const missing = await within(this.#host.clock, lookingDeadline, this.#workspace.missingFiles(path));
    const snapshot = this.snapshot(path);
    if (snapshot === undefined) return undefined;
    return filesUsed(snapshot, { missing, zotero: this.zotero.stateFor(snapshot), now: this.#host.clock.now() });
  }

  async status(path: string, signal: AbortSignal): Promise<Status | undefined> {
    const found = await this.problems(path, signal);
    const snapshot = this.snapshot(path);
    if (snapshot === undefined) return undefined;
    return status(snapshot, found, { asking: this.#links.isBusy, zotero: this.zotero.line(snapshot) });
  }

  /** Asks for the links of these documents, and of the entries that the drafts among them cite. */
  async checkLinks(paths: readonly string[], options: CheckLinksOptions): Promise<readonly LinkReport[]> {
    await Promise.all(paths.map((path) => this.planned(path)));
    const snapshots = paths.flatMap((path) => this.snapshot(path) ?? []);
    const reports = await checkLinks(snapshots, await this.#links.checker, options);
    await this.#links.findCopies(snapshots, options.signal);
    return reports.map((report) => ({ ...report, archived: this.#links.copies.copyOf(report.url) }));
  }

  /** `12 links: 9 alive, 1 gone, 2 not checked.` */
  linkSummary(reports: readonly LinkReport[]): string {
    return linkReportWords.summary(reports.map((report) => report.verdict));
  }

  /** The state of one link in a word or two. */
  linkState(report: LinkReport): string {
    return stateWord(report.verdict?.state ?? "unchecked");
  }

  /** For answers of many parts: each is converted, and keystrokes come between. */
  async inSlices<Item, Result>(items: readonly Item[], convert: (item: Item) => Result, signal: AbortSignal): Promise<Result[]> {
    const converted: Result[] = [];
    const step = (mayContinue: () => boolean): boolean => {
      while (converted.length < items.length) {
        for (const item of items.slice(converted.length, converted.length + 50)) converted.push(convert(item));
        if (!mayContinue()) break;
      }
      return converted.length >= items.length;
    };
    await inSlices(this.#host.clock, step, signal);
    return converted;
  }

  // What the command line asks of single files.

  /** What a file is to us, by its name alone. */
  kindOf(path: string): DocumentKind {
    return documentKind(path, "");
  }

  /** What a draft says, without opening it; `root` is the folder that the files of its document are looked for in. */
  readDraft(path: string, text: string, settings: Settings, root: string): Promise<DraftFacts> {
    return this.#workspace.readDraft(path, text, settings, root);
  }

  readSource(path: string): Promise<SourceFile> {
    return this.#workspace.readSource(path);
  }

  /** Where a quotation stands among these sources, best first. */
  async findQuotation(sources: readonly Source[], text: string): Promise<readonly QuoteMatch[]> {
    return findQuotation(await this.#workspace.quoteIndex(), sources, text, { limit: 20 }).map(({ match }) => match);
  }

  /** Checks the quotations of a draft, the entries of a bibliography; false where it was edited meanwhile, for then nobody needs the rest. */
  async #checkedInSlices(snapshot: Snapshot, signal: AbortSignal): Promise<boolean> {
    if (snapshot.kind === "draft" && !snapshot.settings.quotations.check) return true;
    const isCurrent = (): boolean => this.document(snapshot.path)?.version === snapshot.version;
    const pass = snapshot.kind === "draft" ? quotationPass(snapshot) : bibliographyReview(snapshot);
    await inSlices(this.#host.clock, (mayContinue) => !isCurrent() || pass.advance(mayContinue), signal);
    return isCurrent();
  }

  #lookIntoZotero(path: string): void {
    const snapshot = this.snapshot(path);
    if (snapshot?.libraryReady === true) this.zotero.stateFor(snapshot);
  }

  #lookAtCited({ root, path, facts, library }: DraftSnapshot): void {
    this.#recent.look(root, path, citedKeys(facts).keys(), (key) => library.find(key) !== undefined);
  }

  #checkAutomatically(path: string): void {
    this.#links.watch(path, async () => {
      await this.#workspace.planned(path);
      // Of a bibliography only what some draft cites is asked for, so that all drafts must be known.
      if (this.snapshot(path)?.kind === "bibliography") await this.#workspace.draftsKnown();
      return this.snapshot(path);
    });
  }

  /** An entry's hover says where it is cited, which the first time may take longer than anybody waits. */
  async #bibliographyRead(path: string): Promise<void> {
    await this.bibliography.read(path);
    await within(this.#host.clock, formattingDeadline, this.#workspace.draftsKnown());
  }

  async #format(view: ProjectView, entry: Entry, signal: AbortSignal): Promise<void> {
    const reference = this.#formatted.reference(view.library.formatEntry(entry), view.style, view.locale, signal);
    await within(this.#host.clock, formattingDeadline, reference);
  }
}
