import { readFrontMatter } from "../syntax/frontMatter.ts";
import { readBlocks } from "../syntax/markdownBlocks.ts";
import { type ProjectFileKind, type ProjectWords, readProjectFile } from "../syntax/projectFile.ts";
import { baseName, extensionOf, folderOf, foldersUpTo, isWithin, joinPath } from "../text/path.ts";
import { type Namer, withLines } from "./namer.ts";

/** What is needed to look for the files of a project. */
export interface ProjectReader {
  /** The folder above which nothing is looked for. */
  readonly top: string;
  /** Undefined where nothing is there, or where it may not be read. */
  read(path: string): Promise<string | undefined>;
  /** Names of the files directly in a folder that may belong to a project. */
  list(folder: string): Promise<readonly string[]>;
}

/** What the project around a Markdown draft says. */
export interface ProjectNaming {
  readonly namers: readonly Namer[];
  /** Namers that are only guessed to be meant: they count where nothing else names a bibliography. */
  readonly guessed: readonly Namer[];
  /** The folder of a MyST project that names no bibliography: then it has all that lie in it. */
  readonly everythingIn: string | undefined;
  /** Quarto's project folder, which a leading `/` stands for. */
  readonly slash: string | undefined;
}

/** Files of one folder that are looked at to see whether they are defaults of Pandoc. */
const mostGuesses = 30;
const deepestChain = 5;

/** Looks from a draft's folder upwards: the nearest project of each kind counts, and nothing above the workspace folder. */
export async function projectNaming(reader: ProjectReader, draft: string): Promise<ProjectNaming> {
  const finder = new Finder(reader, draft);
  for (const folder of foldersUpTo(folderOf(draft), reader.top)) await finder.look(folder);
  return finder.found();
}

export const isProjectFile = (path: string): boolean =>
  [".yml", ".yaml"].includes(extensionOf(path)) || /^index\.(?:r?md)$/i.test(baseName(path));

class Finder {
  readonly #reader: ProjectReader;
  readonly #draft: string;
  readonly #seen = new Set<string>();
  readonly #namers: Namer[] = [];
  readonly #guessed: Namer[] = [];
  /** `_metadata.yml` counts only below a `_quarto.yml`. */
  #folderMetadata: Namer[] = [];
  #quarto: string | undefined;
  #bookdown = false;
  #myst = false;
  #everythingIn: string | undefined;

  constructor(reader: ProjectReader, draft: string) {
    this.#reader = reader;
    this.#draft = draft;
  }

  found(): ProjectNaming {
    return { namers: this.#namers, guessed: this.#guessed, everythingIn: this.#everythingIn, slash: this.#quarto };
  }

  async look(folder: string): Promise<void> {
    const names = new Set((await this.#reader.list(folder)).map(baseName));
    const there = (...wanted: readonly string[]): string | undefined => wanted.find((name) => names.has(name));
    if (this.#quarto === undefined) await this.#lookForQuarto(folder, there);
    if (!this.#bookdown) await this.#lookForBookdown(folder, there);
    if (!this.#myst) await this.#lookForMyst(folder, there);
    await this.#lookForDefaults(folder, [...names].sort().slice(0, mostGuesses));
    await this.#lookForObsidian(folder);
  }

  async #lookForQuarto(folder: string, there: (...wanted: readonly string[]) => string | undefined): Promise<void> {
    const metadata = there("_metadata.yml", "_metadata.yaml");
    if (metadata !== undefined) this.#folderMetadata.push(...(await this.#readChain("quarto", joinPath(folder, metadata))));
    const project = there("_quarto.yml", "_quarto.yaml");
    if (project === undefined) return;
    this.#quarto = folder;
    const own = await this.#readChain("quarto", joinPath(folder, project));
    this.#namers.push(...this.#folderMetadata, ...own);
  }

  /** All chapters of a book have the front matter of its `index.Rmd`. */
  async #lookForBookdown(folder: string, there: (...wanted: readonly string[]) => string | undefined): Promise<void> {
    const project = there("_bookdown.yml", "_bookdown.yaml");
    const index = there("index.Rmd", "index.rmd");
    const front = index === undefined ? undefined : await this.#readFront(joinPath(folder, index));
    if (project === undefined && front?.isBook !== true) return;
    this.#bookdown = true;
    if (front !== undefined && front.namer.path !== this.#draft) this.#namers.push(front.namer);
    for (const name of [project, there("_output.yml", "_output.yaml")]) {
      if (name !== undefined) this.#namers.push(...(await this.#readChain("bookdown", joinPath(folder, name))));
    }
  }

  async #readFront(path: string): Promise<{ readonly namer: Namer; readonly isBook: boolean } | undefined> {
    const text = await this.#reader.read(path);
    const span = text === undefined ? undefined : readBlocks(text, { start: 0, end: text.length }).metadata[0];
    if (text === undefined || span === undefined) return undefined;
    const { bibliographies, csl, lang } = readFrontMatter(text, span);
    const namer = { path, bibliographies: withLines(bibliographies, text), csl, lang, folders: this.#foldersFrom(path), slash: undefined };
    return { namer, isBook: /^\s*site\s*:.*bookdown/m.test(text.slice(span.start, span.end)) };
  }

  async #lookForMyst(folder: string, there: (...wanted: readonly string[]) => string | undefined): Promise<void> {
    const project = there("myst.yml", "myst.yaml");
    const book = there("_config.yml");
    if (project !== undefined) {
      const namers = await this.#readChain("myst", joinPath(folder, project));
      this.#myst = true;
      this.#namers.push(...namers);
      if (namers.every((namer) => namer.bibliographies.length === 0)) this.#everythingIn = folder;
    } else if (book !== undefined) {
      const namers = await this.#readChain("jupyterBook", joinPath(folder, book));
      this.#myst = namers.length > 0;
      this.#namers.push(...namers);
    }
  }

  /** A defaults file says which drafts it is for, or is called so; one that leaves both open is none that we could know of. */
  async #lookForDefaults(folder: string, names: readonly string[]): Promise<void> {
    for (const name of names.filter((candidate) => /\.ya?ml$/i.test(candidate) && !otherYaml.test(candidate))) {
      const path = joinPath(folder, name);
      const words = await this.#words("defaults", path);
      if (words === undefined) continue;
      if (words.inputs === undefined ? usualNames.test(name) : this.#isAmong(words.inputs, folder)) {
        const sure = words.inputs !== undefined;
        (sure ? this.#namers : this.#guessed).push(...(await this.#readChain("defaults", path)));
      }
    }
  }

  #isAmong(inputs: readonly string[], folder: string): boolean {
    return inputs.some((name) =>
      foldersUpTo(folder, this.#reader.top).some((from) => joinPath(from, hereIn(name, folder)) === this.#draft),
    );
  }

  async #lookForObsidian(folder: string): Promise<void> {
    for (const plugin of ["obsidian-pandoc-reference-list", "obsidian-citation-plugin"]) {
      this.#guessed.push(...(await this.#readChain("obsidian", joinPath(folder, `.obsidian/plugins/${plugin}/data.json`), folder)));
    }
  }

  /** A file with those that are read together with it; each once. */
  async #readChain(kind: ProjectFileKind, path: string, folder = folderOf(path), depth = 0): Promise<readonly Namer[]> {
    const text = depth > deepestChain || this.#seen.has(path) ? undefined : await this.#reader.read(path);
    if (text === undefined) return [];
    this.#seen.add(path);
    const { bibliographies, csl, lang, alongside, profiles, isOfItsKind } = readProjectFile(kind, text);
    if (!isOfItsKind && depth === 0 && kind === "jupyterBook") return [];
    const folders = this.#foldersFrom(`${folder}/x`);
    const slash = kind === "quarto" ? folder : undefined;
    const own = { path, bibliographies: withLines(bibliographies, text), csl, lang, folders, slash };
    const others = [
      ...alongside.flatMap(({ name }) => placesOf(hereIn(name, folder), folder)),
      ...profiles.map((profile) => `${folder}/_quarto-${profile}${path.slice(path.lastIndexOf("."))}`),
    ];
    const namers: Namer[] = [own];
    for (const other of others)
      if (isWithin(this.#reader.top, other)) namers.push(...(await this.#readChain(kind, other, folderOf(other), depth + 1)));
    return namers;
  }

  async #words(kind: ProjectFileKind, path: string): Promise<ProjectWords | undefined> {
    const text = this.#seen.has(path) ? undefined : await this.#reader.read(path);
    const words = text === undefined ? undefined : readProjectFile(kind, text);
    return words?.isOfItsKind === true || (words !== undefined && usualMetadata.test(baseName(path))) ? words : undefined;
  }

  /** Its own folder and those above; Pandoc starts from where it is called, which may be the draft's. */
  #foldersFrom(path: string): readonly string[] {
    return [...new Set([...foldersUpTo(folderOf(path), this.#reader.top), folderOf(this.#draft)])];
  }
}

const usualMetadata = /^(?:pandoc[-_.])?meta(?:data)?\.ya?ml$/i;
const usualNames = /(?:^|[-_.])(?:defaults?|pandoc|meta(?:data)?)(?:[-_.].*)?\.ya?ml$/i;
/** What everybody has, and no defaults of Pandoc: read as what they are, or left alone. */
const otherYaml =
  /^(?:[._].*|myst|mkdocs|docker-compose|compose|pnpm-(?:lock|workspace)|environment|codecov|appveyor|netlify|toc)\.ya?ml$/i;

/** `${.}` is a defaults file's own folder. */
const hereIn = (name: string, folder: string): string => name.replace(/^\$\{\.\}/, folder);

/** Defaults name each other without their extension. */
const placesOf = (name: string, folder: string): readonly string[] =>
  /\.ya?ml$/i.test(name) ? [joinPath(folder, name)] : [joinPath(folder, `${name}.yaml`), joinPath(folder, `${name}.yml`)];
