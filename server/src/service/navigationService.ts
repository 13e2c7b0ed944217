import type { FilePlace } from "../features/bibliography/definition.ts";
import type { Highlight } from "../features/bibliography/highlight.ts";
import { definition, references } from "../features/definition.ts";
import { highlights } from "../features/documentHighlight.ts";
import { type InlayHint, inlayHints } from "../features/inlayHint.ts";
import { type CitingDraft, type RenamedKey, rename, renamedKey, renameRefusal } from "../features/rename.ts";
import { selectionSpans } from "../features/selectionRange.ts";
import { renameWords } from "../features/words/renaming.ts";
import { type EntrySymbol, workspaceSymbols } from "../features/workspaceSymbol.ts";
import type { Library } from "../library/library.ts";
import type { FilePlaces } from "../project/filePlaces.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Workspace } from "../project/workspace.ts";
import { baseName } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import type { FileEdits } from "../text/textEdit.ts";
import type { BibliographyService } from "./bibliographyService.ts";

/** Ways from a key to its entry and its uses. Every answer is undefined where the document is none of ours. */
export class NavigationService {
  readonly #workspace: Workspace;
  readonly #bibliography: BibliographyService;
  readonly #places: FilePlaces;

  constructor(workspace: Workspace, bibliography: BibliographyService, places: FilePlaces) {
    this.#places = places;
    this.#workspace = workspace;
    this.#bibliography = bibliography;
  }

  async definition(path: string, offset: number): Promise<readonly FilePlace[] | undefined> {
    const snapshot = await this.#snapshot(path);
    return snapshot === undefined ? undefined : definition(snapshot, offset);
  }

  async references(path: string, offset: number, withDefinition: boolean): Promise<readonly FilePlace[] | undefined> {
    await this.#workspace.draftsKnown();
    const snapshot = await this.#snapshot(path);
    return snapshot === undefined ? undefined : references(snapshot, offset, withDefinition);
  }

  async highlights(path: string, offset: number): Promise<readonly Highlight[] | undefined> {
    const snapshot = await this.#snapshot(path);
    return snapshot === undefined ? undefined : highlights(snapshot, offset);
  }

  /** For each offset what to select around it, from the smallest outwards; empty where the editor knows better. */
  async selections(path: string, offsets: readonly number[]): Promise<readonly (readonly Span[])[] | undefined> {
    const snapshot = await this.#snapshot(path);
    return snapshot === undefined ? undefined : offsets.map((offset) => selectionSpans(snapshot, offset));
  }

  /** The key under the cursor, and why it can't be changed where that is so. */
  async renamed(path: string, offset: number): Promise<(RenamedKey & { readonly refusal: string | undefined }) | undefined> {
    const snapshot = await this.#snapshot(path);
    const found = snapshot === undefined ? undefined : renamedKey(snapshot, offset);
    return snapshot === undefined || found === undefined ? undefined : { ...found, refusal: renameRefusal(snapshot, found) };
  }

  /** What gives the key under the cursor another name in all files, or a sentence that says why not; undefined where no key stands. */
  async rename(path: string, offset: number, to: string): Promise<readonly FileEdits[] | string | undefined> {
    const before = this.#workspace.documents.get(path);
    await this.#workspace.draftsKnown();
    const snapshot = await this.#snapshot(path);
    if (snapshot === undefined || this.#workspace.documents.get(path) !== before) return undefined;
    const found = renamedKey(snapshot, offset);
    if (found === undefined) return undefined;
    const drafts: CitingDraft[] = [];
    for (const [draft, keys] of snapshot.citations.drafts) {
      if (!keys.has(found.key)) continue;
      const citing = await this.#citingDraft(snapshot, draft);
      if (citing === undefined) return renameWords.unchangeable(baseName(draft));
      if (this.#means(citing, found)) drafts.push(citing);
    }
    return rename(snapshot, found, drafts, to.trim());
  }

  /** Entries of all that serves the open documents, best first. */
  async symbols(query: string): Promise<readonly EntrySymbol[]> {
    const libraries = new Set<Library>();
    for (const { path } of this.#workspace.documents.all) {
      await this.#workspace.planned(path);
      await this.#workspace.searchable(path);
      const snapshot = this.#workspace.snapshot(path);
      if (snapshot !== undefined) libraries.add(snapshot.library);
    }
    return workspaceSymbols(libraries, query);
  }

  /** Undefined where the document is no draft. */
  async inlayHints(path: string, within: Span): Promise<readonly InlayHint[] | undefined> {
    await this.#workspace.planned(path);
    const draft = this.#workspace.draft(path);
    return draft === undefined ? undefined : inlayHints(draft, within);
  }

  /** As it is open, else as the disk has it now. */
  async #citingDraft({ settings, root }: Snapshot, path: string): Promise<CitingDraft | undefined> {
    const open = this.#workspace.draft(path);
    if (open !== undefined) return open;
    const text = await this.#places.textNow(path);
    return text === undefined ? undefined : { path, text, facts: await this.#workspace.readDraft(path, text, settings, root) };
  }

  /** Whether a draft's key is that entry: another project's may be called the same. */
  #means({ path, facts }: CitingDraft, { bearer }: RenamedKey): boolean {
    if (bearer === undefined || path === bearer.path) return true;
    const open = this.#workspace.draft(path);
    if (open !== undefined) return open.library.files.some((file) => file.path === bearer.path);
    const named = facts.settings.bibliographies.map(({ name }) => baseName(name.replaceAll("\\", "/")));
    return named.length === 0 || named.some((name) => [name, `${name}.bib`].includes(baseName(bearer.path)));
  }

  /** Once the bibliographies that serve the document are read. */
  async #snapshot(path: string): Promise<Snapshot | undefined> {
    await this.#workspace.planned(path);
    await this.#bibliography.read(path);
    return this.#workspace.snapshot(path);
  }
}
