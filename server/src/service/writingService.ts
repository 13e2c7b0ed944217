import { type AddEntryReport, addEntry, writableFiles } from "../actions/addEntry.ts";
import { type CheckDoisOptions, checkDois } from "../actions/checkDois.ts";
import { type FoundWorks, readEntryInput, worksIn } from "../actions/entryInput.ts";
import type { LibraryExporter } from "../actions/exportLibrary.ts";
import { findElsewhere } from "../actions/otherBibliographies.ts";
import type { CslItem } from "../csl/types.ts";
import type { CodeAction } from "../features/codeAction.ts";
import type { Problem } from "../features/problem.ts";
import { adding, doiSummary } from "../features/words/adding.ts";
import { codeActionWords } from "../features/words/codeActions.ts";
import type { Host } from "../host.ts";
import type { EditedFile } from "../library/edits/editedFile.ts";
import type { DoiRecords } from "../online/doi.ts";
import { within } from "../project/deadline.ts";
import { Emitter } from "../project/emitter.ts";
import type { FilePlaces } from "../project/filePlaces.ts";
import { inSlices } from "../project/slices.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Workspace } from "../project/workspace.ts";
import { startBibliography } from "../syntax/bibliographyFile.ts";
import { baseName, shownPath } from "../text/path.ts";
import type { Span } from "../text/span.ts";

export interface AddOptions {
  /** The bibliography that the writer chose; undefined: the only one of the draft. */
  readonly target: string | undefined;
  readonly signal: AbortSignal;
}

/** Milliseconds that a list of offers waits for the search in other bibliographies, and that one search holds. */
const searchDeadline = 400;
const searchFreshness = 10_000;

interface WritingKit {
  readonly host: Host;
  readonly workspace: Workspace;
  readonly dois: DoiRecords;
  readonly places: FilePlaces;
  readonly exporter: LibraryExporter;
}

/** What changes bibliographies. Nothing here writes: every answer is edits for the editor to make. */
export class WritingService {
  readonly #kit: WritingKit;
  readonly #records = new Emitter<void>();
  #lastSearch: { readonly name: string; readonly at: number; readonly found: Promise<FoundWorks | undefined> } | undefined;
  /** DOIs were asked for, so that more may be said of the entries that bear them. */
  readonly onRecords = this.#records.on;

  constructor(kit: WritingKit) {
    this.#kit = kit;
  }

  /** Adds what a text holds: BibTeX, CSL-JSON, RIS, or what a DOI stands for. `path` is a draft or a bibliography that is open. */
  async addText(path: string, text: string, options: AddOptions): Promise<AddEntryReport> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return { kind: "refused", message: adding.notOpen };
    const input = readEntryInput(text);
    switch (input.kind) {
      case "nothing":
        return { kind: "refused", message: adding.nothing };
      case "entries":
        return this.#add(snapshot, input.works, options);
      case "doi":
        return this.#addDoi(snapshot, input.doi, options);
    }
  }

  /** Adds works that another program knows; `id` is the key that they have there. */
  async addItems(path: string, items: readonly CslItem[], options: AddOptions): Promise<AddEntryReport> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return { kind: "refused", message: adding.notOpen };
    return this.#add(snapshot, worksOfItems(items), options);
  }

  /** For undefined keys at a place of a draft: to add their entries from other bibliographies of the workspace that have them. */
  async entriesElsewhere(snapshot: Snapshot, place: Span, found: readonly Problem[], signal: AbortSignal): Promise<readonly CodeAction[]> {
    const [target] = writableFiles(snapshot);
    if (snapshot.kind !== "draft" || target === undefined) return [];
    const actions: CodeAction[] = [];
    for (const problem of found.filter(({ span }) => span.start <= place.end && place.start <= span.end)) {
      const key = problem.facts.code === "citation.undefined" ? problem.facts.key : undefined;
      const works = key === undefined ? undefined : await within(this.#kit.host.clock, searchDeadline, this.#elsewhere(snapshot, key));
      const [entry] = works?.entries ?? [];
      if (key === undefined || works === undefined || entry === undefined) continue;
      const report = await this.#add(snapshot, works, { target, signal });
      if (report.kind === "added" && report.keys.includes(key)) actions.push(this.#addition(problem, key, entry.path, report));
    }
    return actions;
  }

  #addition(problem: Problem, key: string, from: string, { path, files }: AddEntryReport & { kind: "added" }): CodeAction {
    const title = codeActionWords.addFrom(key, this.shown(from), this.shown(path));
    return { title, kind: "quickfix", isPreferred: true, problems: [problem], work: { kind: "edits", files } };
  }

  /** The last search is kept: an editor asks at every step of the cursor. */
  #elsewhere(snapshot: Snapshot, key: string): Promise<FoundWorks | undefined> {
    const except = new Set(snapshot.bibliographies.flatMap(({ file }) => file?.path ?? []));
    const name = [key, ...except].join("\n");
    if (this.#lastSearch?.name === name && this.#kit.host.clock.now() - this.#lastSearch.at < searchFreshness)
      return this.#lastSearch.found;
    const found = findElsewhere(this.#kit.host.files, key, { folders: snapshot.folders, except });
    this.#lastSearch = { name, at: this.#kit.host.clock.now(), found };
    return found;
  }

  /** As lists show a file. */
  shown(path: string): string {
    return shownPath(path, this.#kit.workspace.folders);
  }

  /** Said where the editor did not make an edit. */
  notApplied(path: string): string {
    return adding.notApplied(baseName(path));
  }

  /** What an editor calls the step that undoes. */
  readonly editLabel = adding.label;

  /** Compares the DOIs of a bibliography, or of what a draft cites, with their records; `summary` is for the writer. */
  async checkDois(path: string, options: CheckDoisOptions): Promise<string> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return adding.notOpen;
    const refusal = refusalToAsk(snapshot);
    if (refusal !== undefined) return refusal;
    const report = await checkDois(snapshot, this.#kit.dois, options).finally(() => this.#records.emit());
    return doiSummary(report);
  }

  async #addDoi(snapshot: Snapshot, doi: string, options: AddOptions): Promise<AddEntryReport> {
    const known = snapshot.library.entries.find((entry) => entry.doi.toLowerCase() === doi.toLowerCase());
    if (known !== undefined) return { kind: "known", keys: [known.key], message: adding.known([known.key], baseName(known.path)) };
    const refusal = refusalToAsk(snapshot);
    if (refusal !== undefined) return { kind: "refused", message: refusal };
    const answer = await this.#kit.dois.ask(doi, snapshot.settings.links, options.signal);
    switch (answer.kind) {
      case "unknown":
        return { kind: "refused", message: adding.unknownDoi(doi) };
      case "failed":
        this.#kit.host.logger.warn(`The record of ${doi} could not be had: ${answer.because}.`);
        return { kind: "refused", message: adding.doiFailed(doi) };
      case "record":
        return this.#add(snapshot, worksOfItems([{ DOI: doi, ...answer.item, id: "" }]), options);
    }
  }

  #add(snapshot: Snapshot, works: FoundWorks, options: AddOptions): Promise<AddEntryReport> {
    const kit = { exporter: this.#kit.exporter, editedFile: (path: string) => this.#editedFile(snapshot, path) };
    return addEntry(kit, snapshot, works, options);
  }

  async #snapshot(path: string): Promise<Snapshot | undefined> {
    const { workspace } = this.#kit;
    await workspace.planned(path);
    await workspace.upToDate(path);
    return workspace.snapshot(path);
  }

  /** As it is in the editor, or on the disk at this moment; read anew only where that is not what is known of it. */
  async #editedFile(snapshot: Snapshot, path: string): Promise<EditedFile | undefined> {
    const text = this.#kit.workspace.documents.get(path)?.text ?? (await this.#kit.places.textNow(path));
    if (text === undefined) return undefined;
    const known = snapshot.bibliographies.find(({ file }) => file?.path === path)?.file;
    if (known?.kind === "read" && known.text === text) return { path, text, facts: known.facts };
    const reading = startBibliography(path, text);
    await inSlices(this.#kit.host.clock, (mayContinue) => reading.advance(mayContinue));
    return { path, text, facts: reading.facts() };
  }
}

const worksOfItems = (items: readonly CslItem[]): FoundWorks => worksIn("items.json", JSON.stringify(items));

function refusalToAsk({ trusted, settings }: Snapshot): string | undefined {
  if (!trusted) return adding.untrusted;
  return settings.online ? undefined : adding.offline;
}
