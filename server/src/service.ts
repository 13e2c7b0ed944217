import { type CheckLinksOptions, checkLinks, type LinkReport } from "./actions/checkLinks.ts";
import { LibraryExporter } from "./actions/exportLibrary.ts";
import { LinkWatch } from "./actions/linkWatch.ts";
import type { Settings } from "./config.ts";
import { findQuotation } from "./corpus/findQuotation.ts";
import { isSourcePath } from "./corpus/ingest/sourcePath.ts";
import { prepareSource } from "./corpus/quoteMatch.ts";
import type { QuoteMatch } from "./corpus/quoteVerdict.ts";
import type { Source } from "./corpus/source.ts";
import { type CompletionList, completion } from "./features/completion.ts";
import { completionDetails } from "./features/completionDetails.ts";
import { type FilesUsed, filesUsed } from "./features/filesUsed.ts";
import { hover } from "./features/hover.ts";
import { hoveredEntry } from "./features/hoverCitation.ts";
import type { HoverContent, HoverParagraph } from "./features/hoverContent.ts";
import type { Problem } from "./features/problem.ts";
import { problems } from "./features/problems.ts";
import { quotationPass } from "./features/quotationPass.ts";
import { type Status, status } from "./features/status.ts";
import { linkReportWords, stateWord } from "./features/words/furniture.ts";
import type { Disposable, FileChange, Host } from "./host.ts";
import type { Entry } from "./library/entry.ts";
import { createLinkChecker } from "./links/checker.ts";
import { loadLinkMemory } from "./links/linkMemory.ts";
import { within } from "./project/deadline.ts";
import { type DocumentKind, documentKind } from "./project/documentKind.ts";
import type { ContentChange, OpenDocument } from "./project/documents.ts";
import { Emitter } from "./project/emitter.ts";
import { readDraft } from "./project/factsCache.ts";
import { FilePlaces } from "./project/filePlaces.ts";
import { createFormatted } from "./project/formatted.ts";
import type { WatchedFolder } from "./project/plan.ts";
import { inSlices } from "./project/slices.ts";
import type { ProjectView, Snapshot } from "./project/snapshot.ts";
import type { SourceFile } from "./project/sourceFiles.ts";
import { Workspace, type WorkspaceChange } from "./project/workspace.ts";
import type { DraftFacts } from "./syntax/facts.ts";

/** Milliseconds that an answer waits for the formatted reference; then our own short form stands in. */
const formattingDeadline = 150;

/** Ibid, whole: one method a feature. Documents are named by path (or URI, where they are no files), places by offset. */
export interface Service extends Disposable {
  // What happens in the editor and on disk.
  setFolders(folders: readonly string[]): void;
  setTrusted(trusted: boolean): void;
  settingsChanged(): void;
  open(document: OpenDocument): void;
  change(path: string, version: number, changes: readonly ContentChange[]): void;
  save(path: string): void;
  close(path: string): void;
  filesChanged(changes: readonly FileChange[]): void;

  /** An open document, and the names of all. */
  document(path: string): OpenDocument | undefined;
  openPaths(): readonly string[];
  /** Everything that is known about a document now; undefined for what is not open or not ours. */
  snapshot(path: string): Snapshot | undefined;
  /** Resolves when all that serves a document is read; `planned`: when its files are found and its bibliographies read. */
  ready(path: string): Promise<void>;
  planned(path: string): Promise<void>;
  /** Prepares what the first hover would have to wait for. */
  warm(path: string): void;
  /** Folders outside the workspace that hold files in use; the caller watches them. */
  outsideFolders(): readonly WatchedFolder[];

  // What a writer asks.
  completion(path: string, offset: number): CompletionList | undefined;
  completionDetails(path: string, key: string, signal: AbortSignal): Promise<readonly HoverParagraph[]>;
  hover(path: string, offset: number, signal: AbortSignal): Promise<HoverContent | undefined>;
  problems(path: string, signal: AbortSignal): Promise<readonly Problem[]>;
  filesUsed(path: string): FilesUsed | undefined;
  status(path: string, signal: AbortSignal): Promise<Status | undefined>;
  /** Asks for the links of these documents; `force` also for what is not due. */
  checkLinks(paths: readonly string[], options: CheckLinksOptions): Promise<readonly LinkReport[]>;

  /** `12 links: 9 alive, 1 gone, 2 not checked.` */
  linkSummary(reports: readonly LinkReport[]): string;
  /** The state of one link in a word or two. */
  linkState(report: LinkReport): string;
  /** Lines of files that aren't open, and where a source's passage stands in its file. */
  readonly places: FilePlaces;
  readonly exporter: LibraryExporter;
  /** What a draft says by itself, without opening it. */
  readDraft(path: string, text: string, settings: Settings): DraftFacts;
  /** By its name alone. */
  readonly kindOf: (path: string) => DocumentKind;
  readonly isSource: (path: string) => boolean;
  /** Where a quotation stands among these sources, best first. */
  findQuotation(sources: readonly Source[], text: string): readonly QuoteMatch[];
  /** Reads one source document by itself. */
  readSource(path: string): Promise<SourceFile>;

  /** Documents about which something else may now be said. */
  readonly onChange: (listener: (change: WorkspaceChange) => void) => Disposable;
}

export interface ServiceContext {
  /** The settings that hold for one document; asked again after `settingsChanged`. */
  readonly settingsFor: (path: string) => Promise<Settings>;
}

/** Wires all layers by hand. */
export function createService(host: Host, context: ServiceContext): Service {
  const memory = loadLinkMemory(host.store, host.clock, host.logger);
  const formatted = createFormatted(host.runner, host.logger);
  const changed = new Emitter<WorkspaceChange>();
  const links = new LinkWatch(memory, (known) => createLinkChecker({ ...host, memory: known }), host.logger);
  const workspace = new Workspace(host, {
    settingsFor: context.settingsFor,
    verdictOf: (url) => links.verdictOf(url),
    referenceOf: (view, entry) => formatted.peek(view.library.formatEntry(entry), view.style, view.locale),
  });
  workspace.onChange((change) => changed.emit(change));
  links.onVerdict(() => changed.emit({ paths: workspace.documents.all.map((document) => document.path), cause: "files" }));

  const checkAutomatically = (path: string): void => {
    links.watch(path, async () => {
      await workspace.planned(path);
      // Of a bibliography only what some draft cites is asked for, so that all drafts must be known.
      if (workspace.snapshot(path)?.kind === "bibliography") await workspace.draftsKnown();
      return workspace.snapshot(path);
    });
  };

  const format = async (view: ProjectView, entry: Entry, signal: AbortSignal): Promise<void> => {
    await within(host.clock, formattingDeadline, formatted.reference(view.library.formatEntry(entry), view.style, view.locale, signal));
  };

  const problemsOf = async (path: string, signal: AbortSignal): Promise<readonly Problem[]> => {
    await Promise.all([links.loaded, workspace.upToDate(path)]);
    const snapshot = workspace.snapshot(path);
    if (snapshot === undefined) return [];
    if (snapshot.kind === "draft" && snapshot.settings.quotations.check) {
      const pass = quotationPass(snapshot);
      await inSlices(host.clock, (mayContinue) => pass.advance(mayContinue), signal);
    }
    return problems(snapshot);
  };

  return {
    setFolders: (folders) => workspace.setFolders(folders),
    setTrusted: (trusted) => {
      workspace.setTrusted(trusted);
      if (trusted) for (const document of workspace.documents.all) checkAutomatically(document.path);
    },
    settingsChanged: () => workspace.settingsChanged(),
    open: (document) => {
      workspace.open(document);
      checkAutomatically(document.path);
    },
    change: (path, version, changes) => workspace.change(path, version, changes),
    save: (path) => checkAutomatically(path),
    close: (path) => {
      links.forget(path);
      workspace.close(path);
    },
    filesChanged: (changes) => workspace.filesChanged(changes),
    document: (path) => workspace.documents.get(path),
    openPaths: () => workspace.documents.all.map((document) => document.path),
    snapshot: (path) => workspace.snapshot(path),
    ready: async (path) => {
      await Promise.all([links.loaded, workspace.ready(path)]);
    },
    planned: async (path) => {
      await Promise.all([links.loaded, workspace.planned(path)]);
    },
    warm: (path) => {
      workspace
        .planned(path)
        .then(() => {
          const snapshot = workspace.snapshot(path);
          return snapshot === undefined ? undefined : formatted.warm(snapshot.style, snapshot.locale);
        })
        .catch((error: unknown) => host.logger.error("Preparing the references failed.", error));
    },
    outsideFolders: () => workspace.outsideFolders(),

    completion: (path, offset) => {
      const snapshot = workspace.draft(path);
      return snapshot === undefined ? undefined : completion(snapshot, offset);
    },
    completionDetails: async (path, key, signal) => {
      const snapshot = workspace.draft(path);
      const entry = snapshot?.library.find(key);
      if (snapshot === undefined || entry === undefined) return [];
      await format(snapshot, entry, signal);
      return completionDetails(snapshot, key);
    },
    hover: async (path, offset, signal) => {
      const snapshot = workspace.snapshot(path);
      if (snapshot === undefined) return undefined;
      const entry = hoveredEntry(snapshot, offset);
      if (entry !== undefined) await format(snapshot, entry, signal);
      return hover(snapshot, offset);
    },
    problems: problemsOf,
    filesUsed: (path) => {
      const snapshot = workspace.snapshot(path);
      return snapshot === undefined ? undefined : filesUsed(snapshot);
    },
    status: async (path, signal) => {
      const found = await problemsOf(path, signal);
      const snapshot = workspace.snapshot(path);
      return snapshot === undefined
        ? undefined
        : status(snapshot, found, { asking: links.isBusy, styleMissing: formatted.isStyleMissing(snapshot.style) });
    },
    checkLinks: async (paths, options) => {
      await Promise.all(paths.map((path) => workspace.planned(path)));
      const snapshots = paths.flatMap((path) => workspace.snapshot(path) ?? []);
      return checkLinks(snapshots, await links.checker, options);
    },
    linkSummary: (reports) => linkReportWords.summary(reports.map((report) => report.verdict)),
    linkState: (report) => stateWord(report.verdict?.state ?? "unchecked"),
    places: new FilePlaces(host.files),
    exporter: new LibraryExporter(host.runner),
    readDraft: (path, text, settings) => readDraft({ path, languageId: "", version: 0, text }, settings.citations.commands),
    kindOf: (path) => documentKind(path, ""),
    isSource: isSourcePath,
    findQuotation: (sources, text) => findQuotation(sources.map(prepareSource), text, { limit: 20 }),
    readSource: (path) => workspace.readSource(path),
    onChange: changed.on,
    dispose: () => {
      links.dispose();
      host.runner.dispose().catch((error: unknown) => host.logger.error("Ending the workers failed.", error));
    },
  };
}
