import { type BibliographyCompletion, bibliographyCompletion, completionContext } from "../features/bibliography/completion.ts";
import { offersEntries, offersValuesInUse } from "../features/bibliography/completionValues.ts";
import type { FilePlace } from "../features/bibliography/definition.ts";
import { type FoldedStretch, folding } from "../features/bibliography/folding.ts";
import { type CitationLens, citationLenses, lensPlaces } from "../features/bibliography/lenses.ts";
import { type DocumentLink, documentLinks } from "../features/bibliography/links.ts";
import { type OutlineSymbol, outline } from "../features/bibliography/outline.ts";
import { lensWords } from "../features/words/bibliography.ts";
import type { Clock, Host } from "../host.ts";
import { citedKeys } from "../project/citationGraph.ts";
import { documentKind } from "../project/documentKind.ts";
import { inSlices } from "../project/slices.ts";
import type { BibliographySnapshot } from "../project/snapshot.ts";
import type { Workspace } from "../project/workspace.ts";
import { ValuesInUse } from "./valuesInUse.ts";

/** What an editor asks inside a bibliography. Every answer is undefined where the document is none. */
export class BibliographyService {
  readonly #workspace: Workspace;
  readonly #clock: Clock;
  readonly #values: ValuesInUse;
  /** What each draft cited when that was last asked. */
  readonly #cited = new Map<string, string>();

  constructor(workspace: Workspace, { clock, logger }: Pick<Host, "clock" | "logger">) {
    this.#workspace = workspace;
    this.#clock = clock;
    this.#values = new ValuesInUse(clock, logger);
  }

  async outline(path: string, signal: AbortSignal): Promise<readonly OutlineSymbol[] | undefined> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return undefined;
    const made = outline(snapshot);
    await inSlices(this.#clock, (mayContinue) => made.advance(mayContinue), signal);
    return made.symbols;
  }

  async folding(path: string, limit: number, signal: AbortSignal): Promise<readonly FoldedStretch[] | undefined> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return undefined;
    const made = folding(snapshot, limit);
    await inSlices(this.#clock, (mayContinue) => made.advance(mayContinue), signal);
    return made.stretches;
  }

  async links(path: string, signal: AbortSignal): Promise<readonly DocumentLink[] | undefined> {
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return undefined;
    const made = documentLinks(snapshot);
    await inSlices(this.#clock, (mayContinue) => made.advance(mayContinue), signal);
    return made.found;
  }

  /** The file that an entry names, where it may be opened: beside the bibliography, else by its name among the sources. */
  linkedFile(path: string, named: string): Promise<string | undefined> {
    return this.#workspace.linkedFile(path, named);
  }

  async lenses(path: string, signal: AbortSignal): Promise<readonly CitationLens[] | undefined> {
    await this.#workspace.draftsKnown();
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined) return undefined;
    const made = citationLenses(snapshot);
    await inSlices(this.#clock, (mayContinue) => made.advance(mayContinue), signal);
    return made.found;
  }

  /** Undefined where nothing is offered, and where the text was changed meanwhile. */
  async completion(path: string, offset: number, snippets: boolean, signal: AbortSignal): Promise<BibliographyCompletion | undefined> {
    const document = this.#workspace.documents.get(path);
    const context = document === undefined ? undefined : completionContext(document.text, offset);
    if (document === undefined || context === undefined) return undefined;
    const snapshot = await this.#snapshot(path);
    if (context.kind === "value" && offersEntries(context.field)) await this.#workspace.searchable(path);
    if (snapshot === undefined || snapshot.version !== document.version) return undefined;
    const field = context.kind === "value" && offersValuesInUse(context.field) ? context.field : undefined;
    const values = field === undefined ? noValues : await this.#values.of(snapshot.library.files, field, signal);
    return bibliographyCompletion(snapshot, offset, context, { snippets, values });
  }

  /** `cited 3 times`, and where. */
  lens(path: string, key: string): { readonly title: string; readonly places: readonly FilePlace[] } {
    const snapshot = this.#workspace.snapshot(path);
    const places = snapshot?.kind === "bibliography" ? lensPlaces(snapshot, key) : [];
    return { title: lensWords.cited(places.length), places };
  }

  /** Whether an open document is a bibliography. */
  isOpen(path: string): boolean {
    const document = this.#workspace.documents.get(path);
    return document !== undefined && documentKind(document.path, document.languageId) === "bibliography";
  }

  /** Whether any of these drafts cites other entries than when this was last asked, or one more or less often. */
  citesAnew(paths: Iterable<string>): boolean {
    let isAnew = false;
    for (const path of paths) {
      const draft = this.#workspace.draft(path);
      const mark = draft === undefined ? "" : [...citedKeys(draft.facts)].map(([key, spans]) => `${key} ${spans.length}`).join("\n");
      isAnew ||= mark !== (this.#cited.get(path) ?? "");
      this.#cited.set(path, mark);
    }
    return isAnew;
  }

  /** Resolves when an open bibliography is read as its text is now, and the files that serve it; at once for what is none. */
  async read(path: string): Promise<void> {
    if (!this.isOpen(path)) return;
    await this.#workspace.planned(path);
    await this.#workspace.upToDate(path);
  }

  async #snapshot(path: string): Promise<BibliographySnapshot | undefined> {
    await this.read(path);
    const snapshot = this.#workspace.snapshot(path);
    return snapshot?.kind === "bibliography" ? snapshot : undefined;
  }
}

const noValues = (): readonly [] => [];
