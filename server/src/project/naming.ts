import type { Files } from "../host.ts";
import type { DraftLanguage, DraftSettings, NamedFile } from "../syntax/facts.ts";
import type { DocumentCommands } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import { baseName, folderOf, foldersUpTo } from "../text/path.ts";
import type { Admission } from "./admission.ts";
import { commandsOf } from "./documentCommands.ts";
import { documentFiles, rootsOf } from "./latexDocument.ts";
import type { LatexFile, LatexParts } from "./latexParts.ts";
import type { NamedAt, Namer } from "./namer.ts";
import { isProjectFile, projectNaming } from "./projectNamers.ts";

/** Who speaks for a draft: itself, the files it is one document with, and its project. */
export interface Naming {
  /** The draft's own words first: of two that name a style, the first counts. */
  readonly namers: readonly Namer[];
  /** A folder of which all bibliographies are meant; undefined for none. */
  readonly everythingIn: string | undefined;
  readonly document: DocumentParts;
  /** False while it may still turn out that the draft is part of another document. */
  readonly settled: boolean;
  /** Files for which it was asked who includes them from elsewhere in the workspace, with the answer: another one makes another naming. */
  readonly includers: ReadonlyMap<string, string>;
  /** Files whose words went into this. */
  readonly madeFrom: ReadonlySet<string>;
}

/** What a draft is one document with: the files of a thesis, for its chapters. */
export interface DocumentParts {
  /** All files of the document, roots first; of a draft by itself just that. */
  readonly paths: readonly string[];
  readonly definedKeys: ReadonlySet<string>;
  /** Bibliographies that the document writes itself: `filecontents`. */
  readonly writtenFiles: ReadonlySet<string>;
  /** Keys or bibliographies come from where we can't look. */
  readonly openEnded: boolean;
  /** What the other files define of citation commands; undefined where that is nothing. */
  readonly commands: DocumentCommands | undefined;
}

export interface NamingRequest {
  readonly files: Files;
  readonly admission: Admission;
  readonly latexParts: LatexParts;
  /** The draft; of one that is no file, a made-up place in the root. */
  readonly path: string;
  readonly language: DraftLanguage;
  readonly draft: DraftSettings;
  /** The workspace folder, above which nothing is looked for. */
  readonly root: string;
  /** Drafts elsewhere in the workspace that are known to include a file; undefined while they are being read. */
  readonly includersOf: (path: string) => { readonly paths: readonly string[]; readonly complete: boolean };
}

/** Roots of one chapter that are followed. */
const mostRoots = 8;
const projectFileLimit = 256 * 1024;
const folderLimit = 2000;

export function findNaming(request: NamingRequest): Promise<Naming> {
  return request.language === "latex" ? latexNaming(request) : markdownNaming(request);
}

async function markdownNaming(request: NamingRequest): Promise<Naming> {
  const { files, admission, path, draft, root } = request;
  const texts = new Map<string, Promise<string | undefined>>();
  const read = async (place: string): Promise<string | undefined> => {
    if (!(await admission.admit(place))) return undefined;
    const content = await files.read(place, projectFileLimit);
    return content.kind === "content" ? decodeText(content.bytes).text : undefined;
  };
  const project = await projectNaming(
    {
      top: root,
      read: (place) => remember(texts, place, read),
      list: async (folder) => (await files.list(folder, { limit: folderLimit, deep: false, accept: isProjectFile })).paths,
    },
    path,
  );
  const own: Namer = {
    path,
    bibliographies: draft.bibliographies.map((file) => ({ ...file, line: 0 })),
    csl: draft.csl,
    lang: draft.lang,
    folders: foldersUpTo(folderOf(path), root),
    slash: project.slash,
  };
  const sure = [own, ...project.namers];
  const isNamed = sure.some((namer) => namer.bibliographies.length > 0);
  const namers = isNamed ? sure : [...sure, ...project.guessed];
  return {
    namers: namers.map((namer) => ({ ...namer, bibliographies: namer.bibliographies.filter(isKnown) })),
    everythingIn: project.everythingIn,
    document: {
      paths: [path],
      definedKeys: new Set(),
      writtenFiles: new Set(),
      openEnded: namers.some((namer) => !namer.bibliographies.every(isKnown)),
      commands: undefined,
    },
    settled: true,
    includers: new Map(),
    madeFrom: new Set(texts.keys()),
  };
}

/** `` `r here("refs.bib")` `` and `{{< meta bib >}}` are known only when the draft is run. */
const isKnown = ({ name }: NamedFile): boolean => !name.startsWith("`") && !name.includes("{{<");

function remember<Value>(known: Map<string, Promise<Value>>, name: string, make: (name: string) => Promise<Value>): Promise<Value> {
  const value = known.get(name) ?? make(name);
  known.set(name, value);
  return value;
}

async function latexNaming(request: NamingRequest): Promise<Naming> {
  const { path, draft, root } = request;
  const seen = new Set<string>();
  const asked = new Map<string, string>();
  let complete = true;
  const reader = {
    top: root,
    read: async (place: string) => {
      const file = await request.latexParts.read(place, request.admission);
      if (file !== undefined) seen.add(place);
      return file;
    },
    list: (folder: string) => request.latexParts.list(folder),
    includersOf: (place: string) => {
      const includers = request.includersOf(place);
      asked.set(place, includers.paths.join("\n"));
      complete &&= includers.complete || includers.paths.length > 0;
      return includers.paths;
    },
  };
  const roots = (await reader.read(path)) === undefined ? [path] : (await rootsOf(reader, path)).slice(0, mostRoots);
  const documents = await Promise.all(roots.map(async (top) => ({ top, files: await documentFiles(reader, top) })));
  const all = documents.flatMap(({ top, files }) => files.map((file) => ({ top, file })));
  const ownFirst = [...all.filter(({ file }) => file.path === path), ...all.filter(({ file }) => file.path !== path)];
  const own = { path, bibliographies: draft.bibliographies.map((file) => ({ ...file, line: 0 })) };
  const namers = [
    namerOf(own, draft, roots[0] ?? path, root),
    ...ownFirst.filter(({ file }) => file.path !== path).map(({ top, file }) => namerOf(file, file.part.settings, top, root)),
  ];
  return {
    namers: distinctNamers(namers),
    everythingIn: undefined,
    document: partsOf(
      path,
      all.map(({ file }) => file),
    ),
    settled: complete,
    includers: asked,
    madeFrom: seen,
  };
}

/** TeX looks from the folder of the root, whoever names the file. */
function namerOf(
  { path, bibliographies }: { readonly path: string; readonly bibliographies: readonly NamedAt[] },
  { lang }: DraftSettings,
  root: string,
  top: string,
): Namer {
  const jobname = baseName(root).replace(/\.[^.]+$/, "");
  return {
    path,
    bibliographies: bibliographies.map((file) => ({ ...file, name: file.name.replace(/\\jobname(?![A-Za-z])\s*/g, jobname) })),
    csl: undefined,
    lang,
    folders: [...new Set([folderOf(root), ...foldersUpTo(folderOf(path), top), ...foldersUpTo(folderOf(root), top)])],
    slash: undefined,
  };
}

const distinctNamers = (namers: readonly Namer[]): readonly Namer[] =>
  namers.filter((namer, index) => namers.findIndex(({ path }) => path === namer.path) === index);

function partsOf(path: string, files: readonly LatexFile[]): DocumentParts {
  return {
    paths: [...new Set([...files.map((file) => file.path), path])],
    definedKeys: new Set(files.flatMap(({ part }) => part.definedKeys)),
    writtenFiles: new Set(files.flatMap(({ part }) => part.writtenFiles.map((name) => baseName(name).toLowerCase()))),
    openEnded: files.some(({ part }) => part.openEnded),
    commands: commandsOf(path, files),
  };
}
