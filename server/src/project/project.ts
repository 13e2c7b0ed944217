import { defaultSettings, type Settings } from "../config.ts";
import type { Host } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import { warmSearch } from "../library/search.ts";
import { looksLikeBibliography } from "../syntax/bibliographyFile.ts";
import type { DraftFacts, NamedFile } from "../syntax/facts.ts";
import { decodeText } from "../text/encoding.ts";
import { baseName, folderOf } from "../text/path.ts";
import type { AttachedFiles } from "./attachedFiles.ts";
import { citedKeys } from "./citationGraph.ts";
import type { EntryFiles } from "./entryFiles.ts";
import type { LatexParts } from "./latexParts.ts";
import { bibliographySizeLimit } from "./limits.ts";
import { warmMatching } from "./matchedSources.ts";
import { type MissingFiles, missingFiles, namedSources } from "./namedSources.ts";
import type { NamingRequest } from "./naming.ts";
import { makePlan, type Plan, type WatchedFolder } from "./plan.ts";
import type { SearchCache } from "./searchCache.ts";
import type { Shelves } from "./shelves.ts";
import { inSlices } from "./slices.ts";
import type { SourceFiles } from "./sourceFiles.ts";

/** What all projects of a workspace share. */
export interface ProjectKit {
  readonly host: Host;
  readonly settingsFor: (path: string) => Promise<Settings>;
  readonly entryFiles: EntryFiles;
  readonly sourceFiles: SourceFiles;
  readonly shelves: Shelves;
  readonly searchCache: SearchCache;
  readonly latexParts: LatexParts;
  /** Drafts of the workspace that are known to include a file. */
  readonly includersOf: NamingRequest["includersOf"];
  readonly attached: AttachedFiles;
  readonly surroundings: () => { readonly folders: readonly string[]; readonly trusted: boolean };
  /** What the document says now; undefined for a bibliography, and once it is closed. */
  readonly facts: (path: string) => DraftFacts | undefined;
  readonly changed: (path: string) => void;
}

/** What serves one document: its settings, its plan, and the sources that its cited entries name. */
export class Project {
  readonly path: string;
  readonly #kit: ProjectKit;
  #settings: Settings = defaultSettings;
  #plan: Plan | undefined;
  #citedSources: readonly string[] = [];
  #madeFor = "";
  #citedFor = "";
  /** Counts the plans asked for: one that is no longer the latest is not begun. */
  #generation = 0;
  #underWay: Promise<void> = Promise.resolve();
  #warmed: Promise<void> = Promise.resolve();
  #missing: { readonly plan: Plan; readonly entries: readonly Entry[]; readonly files: Promise<MissingFiles> } | undefined;

  constructor(path: string, kit: ProjectKit) {
    this.path = path;
    this.#kit = kit;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Undefined while files are looked for. */
  get plan(): Plan | undefined {
    return this.#plan;
  }

  get sourcePaths(): ReadonlySet<string> {
    return new Set([...(this.#plan?.sources.paths ?? []), ...this.#citedSources]);
  }

  /** Where what comes, goes or changes matters to this document. */
  get folders(): readonly WatchedFolder[] {
    return [...(this.#plan?.folders ?? []), ...this.#citedSources.map((source) => ({ folder: folderOf(source), deep: false }))];
  }

  uses(bibliography: string): boolean {
    return this.#plan?.bibliographies.some((use) => use.kind === "found" && use.path === bibliography) ?? false;
  }

  /** Resolves when the plan is made and its bibliographies are read, also where it was asked for anew meanwhile. */
  async planned(): Promise<void> {
    for (let waited: Promise<void> | undefined; waited !== this.#underWay; ) {
      waited = this.#underWay;
      await waited;
    }
  }

  /** Resolves when the library is that of the bibliographies as they were last read. */
  prepared(): Promise<void> {
    return this.#kit.shelves.prepare(this.#plan);
  }

  /** Resolves when the library can be searched without holding anything up. */
  async searchable(): Promise<void> {
    await this.planned();
    await this.prepared();
    for (let waited: Promise<void> | undefined; waited !== this.#warmed; ) {
      waited = this.#warmed;
      await waited;
    }
  }

  replan(): void {
    this.#madeFor = this.#names();
    this.#generation += 1;
    const generation = this.#generation;
    this.#underWay = this.#underWay
      .then(() => (generation === this.#generation ? this.#make() : undefined))
      .catch((error: unknown) => this.#kit.host.logger.error(`Looking for the files of ${this.path} failed.`, error));
  }

  /** Typing changes no plan while the draft names the same files; a new citation may bring a new source. True where the plan is made anew. */
  textChanged(): boolean {
    const isAnew = this.#madeFor !== this.#names();
    if (isAnew) this.replan();
    else if (this.#plan !== undefined && this.#citedFor !== this.#citedNames()) {
      this.#wantCitedSources().catch((error: unknown) =>
        this.#kit.host.logger.error(`Looking for the sources of ${this.path} failed.`, error),
      );
    }
    return isAnew;
  }

  #names(): string {
    const settings = this.#kit.facts(this.path)?.settings;
    if (settings === undefined) return "";
    const { bibliographies, inputs, root, csl, lang, documentClass, packages, references = [] } = settings;
    const names = (files: readonly NamedFile[]): readonly string[] => files.map(({ name }) => name);
    return JSON.stringify([
      names(bibliographies),
      names(inputs),
      root?.name,
      csl?.name,
      lang,
      documentClass,
      packages,
      references.length > 0,
    ]);
  }

  #citedNames(): string {
    const facts = this.#kit.facts(this.path);
    return facts === undefined ? "" : [...citedKeys(facts).keys()].join("\n");
  }

  async #make(): Promise<void> {
    const { host, entryFiles, sourceFiles, surroundings, facts } = this.#kit;
    this.#settings = await this.#kit.settingsFor(this.path);
    this.#plan = await makePlan(host.files, {
      ...surroundings(),
      path: this.path,
      draft: facts(this.path),
      latexParts: this.#kit.latexParts,
      includersOf: this.#kit.includersOf,
      settings: this.#settings,
      home: host.home,
      holdsEntries: (candidate) => this.#holdsEntries(candidate),
    });
    sourceFiles.want(this.#plan.sources.paths, false);
    await Promise.all(this.#plan.bibliographies.map((use) => (use.kind === "found" ? entryFiles.load(use.path) : undefined)));
    await this.libraryChanged();
    this.#kit.changed(this.path);
  }

  /** After its bibliographies were read: what cited entries name is wanted, and what will be asked of the library is prepared. */
  async libraryChanged(): Promise<void> {
    await this.#kit.shelves.prepare(this.#plan);
    await this.#wantCitedSources();
    this.#warm();
  }

  async #holdsEntries(path: string): Promise<boolean> {
    const content = await this.#kit.host.files.read(path, bibliographySizeLimit);
    return content.kind === "content" && looksLikeBibliography(path, decodeText(content.bytes).text);
  }

  /** The files that cited entries name are read first; relative ones relate to their bibliography. */
  async #wantCitedSources(): Promise<void> {
    const { shelves, sourceFiles, facts, attached } = this.#kit;
    const plan = this.#plan;
    const draft = facts(this.path);
    if (plan === undefined || draft === undefined) return;
    const citedFor = this.#citedNames();
    this.#citedFor = citedFor;
    const cited = citedKeys(draft);
    const { library } = shelves.shelved(plan);
    const entries = [...cited.keys()].flatMap((key) => library.find(key) ?? []);
    const named = await namedSources({ ...this.#kit.host, admission: plan.admission, attached }, entries);
    if (this.#citedFor !== citedFor || this.#plan !== plan) return;
    const before = this.#citedSources;
    this.#citedSources = named;
    if (before.join("\n") !== this.#citedSources.join("\n")) this.#kit.changed(this.path);
    sourceFiles.want([...this.#citedSources, ...plan.sources.paths.filter((source) => cited.has(stem(source)))], true);
  }

  /** Files were attached to entries, perhaps to some that are cited here. */
  attachedChanged(): void {
    this.#wantCitedSources().catch((error: unknown) =>
      this.#kit.host.logger.error(`Looking for the sources of ${this.path} failed.`, error),
    );
  }

  /** The workspace's drafts were read, or one of them anew: another may now be known to include this one. */
  draftsChanged(): void {
    const plan = this.#plan;
    if (plan === undefined) return;
    const isOther = [...plan.includers].some(([path, includers]) => this.#kit.includersOf(path).paths.join("\n") !== includers);
    if (!plan.settled || isOther) this.replan();
  }

  /** The files that its library names and that are not here; looked for once for each plan and state of the library. */
  missingFiles(): Promise<MissingFiles> {
    const { shelves, host, surroundings } = this.#kit;
    const plan = this.#plan;
    if (plan === undefined) return Promise.resolve({ count: 0, example: undefined });
    const { entries } = shelves.shelved(plan).library;
    if (this.#missing?.plan !== plan || this.#missing.entries !== entries) {
      const search = { ...host, ...surroundings(), admission: plan.admission, sources: plan.sources.paths };
      this.#missing = { plan, entries, files: missingFiles(search, entries) };
    }
    return this.#missing.files;
  }

  /** Makes the library searchable, and ready to be held against sources, before anybody asks. */
  #warm(): void {
    const { shelves, host, searchCache } = this.#kit;
    const logged = (error: unknown): void => host.logger.error("Preparing the search failed.", error);
    const { library, bibliographies } = shelves.shelved(this.#plan);
    const search = warmSearch(library);
    const matching = warmMatching(library);
    // What was typed meanwhile has a library of its own to be made ready.
    const isPast = (): boolean => shelves.shelved(this.#plan).library !== library;
    const makeSearchable = async (): Promise<void> => {
      await searchCache.restore(library, bibliographies);
      await inSlices(host.clock, (mayContinue) => isPast() || search.advance(mayContinue));
      if (!isPast()) searchCache.keep(library, bibliographies).catch(logged);
    };
    this.#warmed = makeSearchable().catch(logged);
    this.#warmed
      .then(() => inSlices(host.clock, (mayContinue) => isPast() || matching.advance(mayContinue)))
      .catch((error: unknown) => host.logger.error("Preparing the match of entries and sources failed.", error));
  }
}

/** `corpus/webber2012.html` is named after the key of its entry. */
const stem = (path: string): string => baseName(path).replace(/\.[^.]+$/, "");
