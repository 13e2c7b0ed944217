import type { Clock, Files, Logger } from "../host.ts";
import type { DocumentCommands } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import { folderOf, isWithin } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import { citedKeys } from "./citationGraph.ts";
import { documentKind } from "./documentKind.ts";
import { Emitter } from "./emitter.ts";
import { readDraft } from "./factsCache.ts";
import { inputPlaces } from "./latexDocument.ts";

const countLimit = 2000;
/** Bytes; a draft that is not open and larger than this is left alone. */
const sizeLimit = 1024 * 1024;

/** What is left out below a folder, and which commands cite besides those that are known. */
export interface DraftRules {
  readonly sourceRoots: readonly string[];
  readonly commands: Readonly<Record<string, string>>;
}

/** The drafts of the workspace that are not open: read in the background for what they cite, of which nothing else is kept. */
export class DraftFiles {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #rulesFor: (folder: string) => Promise<DraftRules>;
  readonly #learnedFor: (path: string) => Promise<DocumentCommands | undefined>;
  readonly #cited = new Map<string, ReadonlyMap<string, readonly Span[]>>();
  readonly #changed = new Emitter<void>();
  /** Of LaTeX drafts: the names of the files that they include. */
  readonly #inputs = new Map<string, readonly string[]>();
  #folders: readonly string[] = [];
  #working: Promise<void> = Promise.resolve();
  #tasks = 0;

  readonly onChange = this.#changed.on;

  constructor(
    files: Files,
    clock: Clock,
    logger: Logger,
    rulesFor: (folder: string) => Promise<DraftRules>,
    learnedFor: (path: string) => Promise<DocumentCommands | undefined>,
  ) {
    this.#files = files;
    this.#clock = clock;
    this.#logger = logger;
    this.#rulesFor = rulesFor;
    this.#learnedFor = learnedFor;
  }

  /** Keys with their places, by draft. */
  get cited(): ReadonlyMap<string, ReadonlyMap<string, readonly Span[]>> {
    return this.#cited;
  }

  /** Drafts that include a file, as far as it is known; complete when nothing is left to be read. */
  includersOf(path: string): { readonly paths: readonly string[]; readonly complete: boolean } {
    const top = this.#folders.find((folder) => isWithin(folder, path)) ?? folderOf(path);
    const includes = ([draft, names]: readonly [string, readonly string[]]): boolean =>
      draft !== path &&
      names.some((name) => stemOf(name) === stemOf(path) && inputPlaces(name, draft, folderOf(draft), top).includes(path));
    return { paths: [...this.#inputs].filter(includes).map(([draft]) => draft), complete: this.#tasks === 0 };
  }

  look(folders: readonly string[]): void {
    this.#folders = folders;
    this.#then(async () => {
      this.#cited.clear();
      this.#inputs.clear();
      for (const folder of folders) {
        const rules = await this.#rulesFor(folder);
        const accept = (path: string): boolean => isDraft(path, rules);
        const { paths } = await this.#files.list(folder, { limit: countLimit, deep: true, accept });
        for (const path of paths) await this.#read(path, rules);
      }
    });
  }

  touched(paths: readonly string[]): void {
    const drafts = paths.filter((path) => isDraft(path, noRules) && this.#folders.some((folder) => isWithin(folder, path)));
    if (drafts.length === 0) return;
    this.#then(async () => {
      for (const path of drafts) {
        const rules = await this.#rulesFor(this.#folders.find((folder) => isWithin(folder, path)) ?? path);
        if (isDraft(path, rules)) await this.#read(path, rules);
      }
    });
  }

  /** False while drafts are still looked for or read. */
  get isSettled(): boolean {
    return this.#tasks === 0;
  }

  settled(): Promise<void> {
    return this.#working;
  }

  #then(work: () => Promise<void>): void {
    this.#tasks += 1;
    this.#working = this.#working
      .then(work)
      .catch((error: unknown) => this.#logger.error("The workspace could not be looked through for drafts.", error))
      .then(() => {
        this.#tasks -= 1;
        this.#changed.emit();
      });
  }

  async #read(path: string, { commands }: DraftRules): Promise<void> {
    this.#cited.delete(path);
    this.#inputs.delete(path);
    const content = await this.#files.read(path, sizeLimit);
    if (content.kind !== "content") return;
    const { text, encoding } = decodeText(content.bytes);
    if (encoding === "binary") return;
    const facts = readDraft({ path, languageId: "", version: 0, text }, commands, { learned: await this.#learnedFor(path) });
    const keys = citedKeys(facts);
    if (facts.settings.inputs.length > 0)
      this.#inputs.set(
        path,
        facts.settings.inputs.map(({ name }) => copyOf(name)),
      );
    // Copies, since a key cut out of a text would keep the whole text alive.
    if (keys.size > 0) this.#cited.set(path, new Map([...keys].map(([key, spans]) => [copyOf(key), spans])));
    await this.#clock.breathe();
  }
}

const noRules: DraftRules = { sourceRoots: [], commands: {} };

function isDraft(path: string, { sourceRoots }: DraftRules): boolean {
  const kind = documentKind(path, "");
  return (kind === "markdown" || kind === "latex") && !sourceRoots.some((root) => isWithin(root, path));
}

const copyOf = (text: string): string => [...text].join("");

const stemOf = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).replace(/\.[^.]*$/, "");
