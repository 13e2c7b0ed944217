import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { NamedFile } from "./facts.ts";
import { namedFiles, textOf, valueAt, yamlMap } from "./yamlMap.ts";

/** Files of a project that may say which bibliographies, style and language its drafts have. */
export type ProjectFileKind =
  /** `_quarto.yml`, `_quarto-PROFILE.yml`, `_metadata.yml` and their `metadata-files`. */
  | "quarto"
  /** `_bookdown.yml` and `_output.yml`. */
  | "bookdown"
  /** `myst.yml`. */
  | "myst"
  /** Jupyter Book's `_config.yml`. */
  | "jupyterBook"
  /** Pandoc's defaults files and the metadata files that they name. */
  | "defaults"
  /** What a plug-in of Obsidian keeps: JSON, which YAML contains. */
  | "obsidian";

/** What such a file says. Spans are those of its text. */
export interface ProjectWords {
  readonly bibliographies: readonly NamedFile[];
  readonly csl: NamedFile | undefined;
  readonly lang: string | undefined;
  /** Files that are read together with it. */
  readonly alongside: readonly NamedFile[];
  /** Quarto: the profiles that are on unless somebody says otherwise. */
  readonly profiles: readonly string[];
  /** Pandoc: the drafts that it is for; undefined where it doesn't say. */
  readonly inputs: readonly string[] | undefined;
  /** Whether there is anything in it that only a file of this kind has. */
  readonly isOfItsKind: boolean;
}

export function readProjectFile(kind: ProjectFileKind, text: string): ProjectWords {
  const root = yamlMap(text);
  if (root === undefined) return nothing;
  const { marks } = shapes[kind];
  return {
    ...wordsIn(root, kind, text, 0),
    alongside: ["metadata-file", "metadata-files", "defaults"].flatMap((name) => namedFiles(valueAt(root, name), text, 0)),
    profiles: profilesOf(valueAt(root, "profile")),
    inputs: inputsOf(root, text),
    isOfItsKind: marks.length === 0 || marks.some((name) => valueAt(root, name) !== undefined),
  };
}

/** What the YAML of a project file, or the front matter of a draft, says in the places of a kind; `shift` is where the source begins in its document. */
export function wordsIn(
  root: YAMLMap,
  kind: ProjectFileKind | "frontMatter",
  source: string,
  shift: number,
): Pick<ProjectWords, "bibliographies" | "csl" | "lang"> {
  const { places, names } = shapes[kind];
  const maps = places.flatMap((place) => mapsAt(root, place));
  const under = (name: string): NamedFile[] => maps.flatMap((map) => namedFiles(valueAt(map, name), source, shift));
  const args = maps.flatMap((map) => argumentsIn(valueAt(map, "pandoc_args"), source, shift));
  return {
    bibliographies: distinct([...names.flatMap(under), ...optionsNamed(args, "--bibliography")]),
    csl: [...under("csl"), ...optionsNamed(args, "--csl")][0],
    lang: maps.map((map) => textOf(valueAt(map, "lang"))).find((lang) => lang !== undefined),
  };
}

const nothing: ProjectWords = {
  bibliographies: [],
  csl: undefined,
  lang: undefined,
  alongside: [],
  profiles: [],
  inputs: undefined,
  isOfItsKind: false,
};

interface Shape {
  /** Where the names may stand: keys from the top, `*` for each key there is. */
  readonly places: readonly (readonly string[])[];
  readonly names: readonly string[];
  /** Keys at the top that tell this kind from other YAML; none where the file's name tells it. */
  readonly marks: readonly string[];
}

const shapes: Readonly<Record<ProjectFileKind | "frontMatter", Shape>> = {
  // Below `format` as Quarto has it, below `output` as R Markdown does.
  frontMatter: { places: [[], ["format", "*"], ["output", "*"]], names: ["bibliography"], marks: [] },
  quarto: { places: [[], ["book"], ["website"], ["manuscript"], ["format", "*"]], names: ["bibliography"], marks: [] },
  bookdown: { places: [[], ["*"], ["output", "*"]], names: ["bibliography"], marks: [] },
  myst: { places: [["project"], []], names: ["bibliography"], marks: ["project", "site", "version"] },
  jupyterBook: { places: [[], ["sphinx", "config"]], names: ["bibtex_bibfiles"], marks: ["bibtex_bibfiles", "sphinx"] },
  defaults: {
    places: [[], ["metadata"], ["variables"]],
    names: ["bibliography"],
    marks:
      "input-file input-files output-file from reader to writer metadata metadata-file metadata-files citeproc cite-method filters pdf-engine".split(
        " ",
      ),
  },
  obsidian: { places: [[]], names: ["pathToBibliography", "citationExportPath"], marks: [] },
};

function mapsAt(map: YAMLMap, [first, ...rest]: readonly string[]): readonly YAMLMap[] {
  if (first === undefined) return [map];
  const values = first === "*" ? map.items.map((pair) => pair.value) : [valueAt(map, first)];
  return values.flatMap((value) => (isMap(value) ? mapsAt(value, rest) : []));
}

/** `pandoc_args: ["--bibliography=refs.bib"]`, as texts with their places. */
function argumentsIn(node: Node | undefined, source: string, shift: number): readonly NamedFile[] {
  return isSeq(node) || isScalar(node) ? namedFiles(node, source, shift) : [];
}

/** Both `--csl=a.csl` and `--csl`, `a.csl`. */
function optionsNamed(args: readonly NamedFile[], option: string): readonly NamedFile[] {
  return args.flatMap((arg, index) => {
    if (arg.name === option) return args[index + 1] ?? [];
    if (!arg.name.startsWith(`${option}=`)) return [];
    const name = arg.name.slice(option.length + 1);
    return name === "" ? [] : { name, span: { start: arg.span.end - name.length, end: arg.span.end } };
  });
}

/** `profile: {default: draft, group: [basic, advanced]}`: the default ones, and the first of each group. */
function profilesOf(node: Node | undefined): readonly string[] {
  if (!isMap(node)) return [];
  const group = valueAt(node, "group");
  const groups = isSeq(group) ? (group.items.some(isSeq) ? group.items : [group]) : [];
  const firsts = groups.flatMap((list) => (isSeq(list) ? (textOf(list.items[0] as Node) ?? []) : []));
  const own = valueAt(node, "default");
  return [...(isSeq(own) ? own.items.flatMap((item) => textOf(item as Node) ?? []) : [textOf(own) ?? []].flat()), ...firsts];
}

function inputsOf(root: YAMLMap, text: string): readonly string[] | undefined {
  const node = valueAt(root, "input-files") ?? valueAt(root, "input-file");
  return node === undefined ? undefined : namedFiles(node, text, 0).map(({ name }) => name);
}

const distinct = (files: readonly NamedFile[]): readonly NamedFile[] =>
  files.filter((file, index) => files.findIndex(({ name }) => name === file.name) === index);
