import type { FilePlace } from "../features/bibliography/definition.ts";
import type { Highlight } from "../features/bibliography/highlight.ts";
import { definition, references } from "../features/definition.ts";
import { highlights } from "../features/documentHighlight.ts";
import { selectionSpans } from "../features/selectionRange.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Workspace } from "../project/workspace.ts";
import type { Span } from "../text/span.ts";
import type { BibliographyService } from "./bibliographyService.ts";

/** Ways from a key to its entry and its uses. Every answer is undefined where the document is none of ours. */
export class NavigationService {
  readonly #workspace: Workspace;
  readonly #bibliography: BibliographyService;

  constructor(workspace: Workspace, bibliography: BibliographyService) {
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

  /** Once the bibliographies that serve the document are read. */
  async #snapshot(path: string): Promise<Snapshot | undefined> {
    await this.#workspace.planned(path);
    await this.#bibliography.read(path);
    return this.#workspace.snapshot(path);
  }
}
