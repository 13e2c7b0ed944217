import type { Span } from "../text/span.ts";
import type { DraftSettings, NamedFile } from "./facts.ts";
import { argumentAt, skipArguments } from "./latexArguments.ts";
import { languageTag } from "./latexLanguages.ts";
import { type LatexCommand, type LatexSurface, readSurface } from "./latexSurface.ts";

interface LatexSettings extends DraftSettings {
  /** Keys, or bibliographies, come from where we can't look: a program, a server, a name that a macro makes. */
  readonly openEnded: boolean;
}

export function readSettings(surface: LatexSurface): LatexSettings {
  return joinSettings([{ surface, start: 0, endings: multibibEndings(surface), settings: settingCommands(surface) }]);
}

/** A stretch of a document, what in it settles something for all of it, and where it stands. */
export interface SettingPart {
  readonly surface: LatexSurface;
  readonly start: number;
  readonly endings: readonly string[];
  readonly settings: readonly LatexCommand[];
}

export function joinSettings(parts: readonly SettingPart[]): LatexSettings {
  const [first] = parts;
  const reader = new SettingsReader(new Set(parts.flatMap(({ endings }) => endings)));
  for (const { surface, start, settings } of parts) {
    if (settings.length === 0) continue;
    reader.enter(surface, start);
    for (const command of settings) reader.read(command);
  }
  return reader.settings(first && magicRoot(first.surface));
}

/** The commands that settle something. */
export const settingCommands = (surface: LatexSurface): readonly LatexCommand[] =>
  surface.usedCommands.filter(({ name }) => settling.has(name) || name.startsWith("bibliography"));

/** multibib's `\newcites{prim,sec}{…}`: the endings that its commands get. */
export function multibibEndings(surface: LatexSurface): string[] {
  return surface.commands
    .filter((command) => command.name === "newcites")
    .slice(0, 10)
    .flatMap((command) => listed(surface, argumentAt(surface, command.end, "{")?.inner))
    .map((file) => file.name)
    .filter((name) => /^[A-Za-z]+$/.test(name))
    .slice(0, 20);
}

class SettingsReader {
  #surface: LatexSurface = readSurface("");
  /** Where it begins in the document. */
  #start = 0;
  readonly #bibliographies: NamedFile[] = [];
  readonly #inputs: NamedFile[] = [];
  readonly #classOptions: string[] = [];
  readonly #packages: string[] = [];
  #documentClassName: string | undefined;
  #lang: string | undefined;
  #root: NamedFile | undefined;
  #openEnded = false;
  readonly #endings: ReadonlySet<string>;

  constructor(endings: ReadonlySet<string>) {
    this.#endings = endings;
  }

  enter(surface: LatexSurface, start: number): void {
    this.#surface = surface;
    this.#start = start;
  }

  settings(root: NamedFile | undefined): LatexSettings {
    return {
      bibliographies: this.#bibliographies,
      csl: undefined,
      lang: this.#lang,
      inputs: this.#inputs,
      root: root ?? this.#root,
      documentClass: this.#documentClassName,
      packages: this.#packages,
      openEnded: this.#openEnded,
    };
  }

  read(command: LatexCommand): void {
    const { name } = command;
    if (name === "documentclass") this.#documentClass(command);
    else if (name === "usepackage" || name === "RequirePackage") this.#package(command);
    else if (name === "setdefaultlanguage" || name === "setmainlanguage") this.#mainLanguage(command);
    else if (resources.has(name)) this.#resource(command);
    else if (bibliographyCommands.has(name) || this.#isMultibib(command)) this.#bibliography(command);
    else if (inputCommands.has(name)) this.#input(command);
    else if (importCommands.has(name)) this.#import(command);
  }

  /** `\bibliographyprim{a}`, but not `\bibliographystyle{plain}`. */
  #isMultibib(command: LatexCommand): boolean {
    if (!command.name.startsWith("bibliography")) return false;
    return this.#endings.has(command.name.slice("bibliography".length));
  }

  #documentClass(command: LatexCommand): void {
    const options = argumentAt(this.#surface, command.end, "[")?.inner;
    const name = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "["), "{")?.inner;
    this.#documentClassName = name === undefined ? "" : this.#words(name).trim();
    if (this.#documentClassName !== "") this.#packages.push(`${this.#documentClassName}.cls`);
    if (this.#documentClassName === "subfiles") this.#root = this.#placed(listed(this.#surface, options)[0]) ?? this.#root;
    else if (options !== undefined) this.#classOptions.push(...this.#words(options).split(","));
  }

  #package(command: LatexCommand): void {
    const options = argumentAt(this.#surface, command.end, "[")?.inner;
    const names = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "["), "{")?.inner;
    if (names === undefined) return;
    const packages = this.#words(names)
      .split(",")
      .map((name) => name.trim());
    this.#packages.push(...packages.filter((name) => name !== "").map((name) => `${name}.sty`));
    if (!packages.includes("babel")) return;
    const own = options === undefined ? [] : this.#words(options).split(",");
    this.#lang = babelLanguage(own) ?? babelLanguage(this.#classOptions) ?? this.#lang;
  }

  /** polyglossia: `\setdefaultlanguage[variant=british]{english}`. */
  #mainLanguage(command: LatexCommand): void {
    const options = argumentAt(this.#surface, command.end, "[")?.inner;
    const name = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "["), "{")?.inner;
    const variant = options && /variant\s*=\s*\{?(\w+)/.exec(this.#words(options))?.[1];
    if (name !== undefined) this.#lang = languageTag(this.#words(name), variant) ?? this.#lang;
  }

  #resource(command: LatexCommand): void {
    const options = argumentAt(this.#surface, command.end, "[")?.inner;
    const isRemote = options !== undefined && /location\s*=\s*\{?remote/.test(this.#words(options));
    const name = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "["), "{")?.inner;
    if (isRemote) this.#openEnded = true;
    else for (const file of listed(this.#surface, name)) this.#name(file, "", this.#bibliographies);
  }

  /** BibTeX adds `.bib` to names; writers who give it too mean the same file. */
  #bibliography(command: LatexCommand): void {
    const names = argumentAt(this.#surface, command.end, command.name === "putbib" ? "[" : "{")?.inner;
    for (const file of listed(this.#surface, names))
      this.#name(file, file.name.toLowerCase().endsWith(".bib") ? "" : ".bib", this.#bibliographies);
  }

  #input(command: LatexCommand): void {
    const braced = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "*["), "{")?.inner;
    const name = braced === undefined ? this.#bareName(command) : whole(this.#surface, braced);
    if (name !== undefined) this.#name(name, "", this.#inputs);
  }

  /** TeX's own form: `\input chapter.tex` up to the next space. */
  #bareName(command: LatexCommand): NamedFile | undefined {
    if (command.name !== "input") return undefined;
    const match = /^[ \t]+([^\s{}\\%[\]]{1,200})/.exec(
      this.#surface.text.slice(command.end, Math.min(command.end + 220, this.#surface.end)),
    );
    if (match?.[1] === undefined) return undefined;
    const end = command.end + match[0].length;
    return { name: match[1], span: { start: end - match[1].length, end } };
  }

  /** `\import{parts/}{one}`: the folder and the file. */
  #import(command: LatexCommand): void {
    const folder = argumentAt(this.#surface, skipArguments(this.#surface, command.end, "*"), "{");
    const file = folder && argumentAt(this.#surface, folder.span.end, "{");
    if (folder === undefined || file === undefined) return;
    const path = this.#words(folder.inner).trim();
    const name = this.#words(file.inner).trim();
    const between = path === "" || path.endsWith("/") ? "" : "/";
    if (name !== "") this.#name({ name: path + between + name, span: file.inner }, "", this.#inputs);
  }

  /** Lists a file unless its name can't be known, or is none: a macro other than `\jobname`, a program behind a bar, an address. */
  #name(file: NamedFile, ending: string, files: NamedFile[]): void {
    const { name } = file;
    if (
      name.startsWith("|") ||
      name.startsWith('"|') ||
      /[\\#]/.test(name.replace(/\\jobname(?![A-Za-z])/g, "")) ||
      /^[a-z]{2,}:\/\//i.test(name)
    )
      this.#openEnded = true;
    else files.push(this.#placed({ name: name + ending, span: file.span }));
  }

  #placed<File extends NamedFile | undefined>(file: File): File {
    return file && { ...file, span: { start: file.span.start + this.#start, end: file.span.end + this.#start } };
  }

  #words(span: Span): string {
    return this.#surface.text.slice(span.start, Math.min(span.end, span.start + longestList));
  }
}

/** Names beyond it are none: a brace that closes far away is no list of files. */
const longestList = 4000;

const resources: ReadonlySet<string> = new Set(["addbibresource", "addglobalbib", "addsectionbib", "bibinput"]);
const bibliographyCommands: ReadonlySet<string> = new Set(["bibliography", "nobibliography", "defaultbibliography", "putbib"]);
const inputCommands: ReadonlySet<string> = new Set("input include subfile subfileinclude includestandalone InputIfFileExists".split(" "));
const importCommands: ReadonlySet<string> = new Set(["import", "subimport", "includefrom", "subincludefrom", "inputfrom", "subinputfrom"]);

const settling: ReadonlySet<string> = new Set([
  ..."documentclass usepackage RequirePackage setdefaultlanguage setmainlanguage".split(" "),
  ...resources,
  ...bibliographyCommands,
  ...inputCommands,
  ...importCommands,
]);

/** babel's main language: `main=…`, else the last one named. */
function babelLanguage(options: readonly string[]): string | undefined {
  const main = options.map((option) => /^\s*main\s*=\s*(\w+)/.exec(option)?.[1]).find((name) => name !== undefined);
  if (main !== undefined) return languageTag(main, undefined);
  return options.map((option) => languageTag(option, undefined)).findLast((tag) => tag !== undefined);
}

/** `% !TEX root = ../main.tex`, in the first lines as editors have it. */
function magicRoot(surface: LatexSurface): NamedFile | undefined {
  for (const comment of surface.comments.slice(0, 20)) {
    const words = surface.text.slice(comment.start, Math.min(comment.end, comment.start + 500));
    const name = /^%+\s*!\s*TEX\s+root\s*[=:]\s*["']?([^\s"'].*?)["']?\s*$/i.exec(words)?.[1];
    if (name === undefined) continue;
    const start = comment.start + words.lastIndexOf(name);
    return { name, span: { start, end: start + name.length } };
  }
  return undefined;
}

/** Names between commas, without white space, comments, quotation marks and a `\subfix{…}` around. */
function listed(surface: LatexSurface, within: Span | undefined): NamedFile[] {
  if (within === undefined || within.end - within.start > longestList) return [];
  const text = surface.text.slice(within.start, within.end).replace(/%[^\n\r]*/g, (comment) => " ".repeat(comment.length));
  const names: NamedFile[] = [];
  let start = within.start;
  for (const piece of text.split(",")) {
    const file = trimmedName(piece, start);
    if (file !== undefined) names.push(file);
    start += piece.length + 1;
  }
  return names;
}

/** A name that may hold commas. */
const whole = (surface: LatexSurface, within: Span): NamedFile | undefined =>
  within.end - within.start > longestList ? undefined : trimmedName(surface.text.slice(within.start, within.end), within.start);

function trimmedName(piece: string, start: number): NamedFile | undefined {
  const match = /^\s*(?:\\subfix\s*\{\s*)?"?/.exec(piece);
  const from = match?.[0].length ?? 0;
  const name = piece.slice(from).trimEnd().replace(/\}$/, "").replace(/"$/, "").trimEnd();
  return name === "" ? undefined : { name, span: { start: start + from, end: start + from + name.length } };
}
