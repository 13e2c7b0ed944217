import type { Span } from "../text/span.ts";
import { argumentAt, skipArguments, skipSpaces } from "./latexArguments.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";

/** `\newcommand{\see}[2][]{\cite[#1]{#2}}`: the name `see`, parameters `[` and `{`, and the body. */
export interface Definition {
  readonly kind: "command" | "environment";
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** What it stands for; of an environment both its beginning and its end. */
  readonly bodies: readonly Span[];
  /** The command that it is another name of, or, for multicites, a row of. */
  readonly like: { readonly name: string; readonly takesSeveral: boolean } | undefined;
}

/** An argument by the character that it begins with; `*` is a star, which is no argument. */
interface Parameter {
  readonly opening: "{" | "[" | "(" | "<" | "*";
}

/** What a document defines by LaTeX, TeX, xparse, etoolbox and biblatex, in document order. */
export function readDefinitions(surface: LatexSurface): Definition[] {
  return surface.usedCommands.flatMap((command) => {
    const read = readers.get(command.name);
    return read?.(surface, command) ?? [];
  });
}

type DefinitionReader = (surface: LatexSurface, command: LatexCommand) => Definition | undefined;

const readersOf: readonly (readonly [read: DefinitionReader, names: string])[] = [
  [latexCommand, "newcommand renewcommand providecommand DeclareRobustCommand newrobustcmd renewrobustcmd providerobustcmd"],
  [texCommand, "def edef gdef xdef"],
  [documentCommand, "NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand NewExpandableDocumentCommand"],
  [otherName, "let LetLtxMacro NewCommandCopy RenewCommandCopy DeclareCommandCopy DeclareCiteCommandAlias"],
  [citeCommand, "DeclareCiteCommand RenewCiteCommand ProvideCiteCommand"],
  [multiCiteCommand, "DeclareMultiCiteCommand"],
  [latexEnvironment, "newenvironment renewenvironment provideenvironment"],
  [documentEnvironment, "NewDocumentEnvironment RenewDocumentEnvironment ProvideDocumentEnvironment DeclareDocumentEnvironment"],
];

const readers: ReadonlyMap<string, DefinitionReader> = new Map(
  readersOf.flatMap(([read, names]) => names.split(" ").map((name): [string, DefinitionReader] => [name, read])),
);

function latexCommand(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  if (named === undefined) return undefined;
  const options = countedParameters(surface, named.end);
  const body = argumentAt(surface, options.end, "{");
  if (body !== undefined) return defined("command", named.name, options.parameters, [body.inner]);
  const like = options.parameters.length === 0 ? commandName(surface, options.end) : undefined;
  return like && alias(named.name, like.name);
}

/** `\def\see[#1]#2{…}`; a letter or a blank that TeX waits for is more than can be told by a shape. */
function texCommand(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  if (named === undefined) return undefined;
  const written = /^[^{}\\%]{0,80}/.exec(surface.text.slice(named.end, named.end + 80))?.[0] ?? "";
  const body = argumentAt(surface, named.end + written.length, "{");
  if (body === undefined || !/^(?:\s|#[1-9]|\[#[1-9]\]|\(#[1-9]\)|<#[1-9]>)*$/.test(written)) return undefined;
  const parameters = [...written.matchAll(/([[(<]?)#[1-9]/g)].map((match) => parameter(match[1] || "{"));
  return defined("command", named.name, parameters, [body.inner]);
}

function documentCommand(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  const written = named && argumentAt(surface, named.end, "{");
  const body = written && argumentAt(surface, written.span.end, "{");
  if (named === undefined || written === undefined || body === undefined) return undefined;
  return defined("command", named.name, specifiedParameters(wordsOf(surface, written.inner)), [body.inner]);
}

/** `\let\ci=\cite`, `\NewCommandCopy{\ci}{\cite}`. */
function otherName(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  const like = named && commandName(surface, named.end);
  return named && like && alias(named.name, like.name);
}

/** biblatex gives all its commands the same arguments. */
function citeCommand(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  return named && alias(named.name, "parencite");
}

function multiCiteCommand(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = commandName(surface, command.end);
  const like = named && commandName(surface, skipArguments(surface, named.end, "["));
  return named && like && { ...alias(named.name, like.name), like: { name: like.name, takesSeveral: true } };
}

function latexEnvironment(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = argumentAt(surface, skipArguments(surface, command.end, "*"), "{");
  const options = named && countedParameters(surface, named.span.end);
  return named && environment(surface, named.inner, options?.parameters ?? [], options?.end ?? named.span.end);
}

function documentEnvironment(surface: LatexSurface, command: LatexCommand): Definition | undefined {
  const named = argumentAt(surface, command.end, "{");
  const written = named && argumentAt(surface, named.span.end, "{");
  return named && written && environment(surface, named.inner, specifiedParameters(wordsOf(surface, written.inner)), written.span.end);
}

function environment(surface: LatexSurface, name: Span, parameters: readonly Parameter[], from: number): Definition | undefined {
  const begin = argumentAt(surface, from, "{");
  const end = begin && argumentAt(surface, begin.span.end, "{");
  return begin && end && defined("environment", wordsOf(surface, name).trim(), parameters, [begin.inner, end.inner]);
}

const defined = (kind: Definition["kind"], name: string, parameters: readonly Parameter[], bodies: readonly Span[]): Definition => ({
  kind,
  name,
  parameters,
  bodies,
  like: undefined,
});

const alias = (name: string, like: string): Definition => ({
  kind: "command",
  name,
  parameters: [],
  bodies: [],
  like: { name: like, takesSeveral: false },
});

/** `{\see}`, `*\see`, `=\see`: the name, and where it and its brace end. */
function commandName(surface: LatexSurface, from: number): { readonly name: string; readonly end: number } | undefined {
  const at = skipSpaces(surface, from);
  const match = /^[*=\s]{0,5}(?:\{\s*\\([A-Za-z]{1,80})\s*\}|\\([A-Za-z]{1,80}))/.exec(surface.text.slice(at, at + 100));
  const name = match?.[1] ?? match?.[2];
  return match === null || name === undefined ? undefined : { name, end: at + match[0].length };
}

/** `[2][]`: two parameters, the first of which may be missing. */
function countedParameters(surface: LatexSurface, from: number): { readonly parameters: readonly Parameter[]; readonly end: number } {
  const counted = argumentAt(surface, from, "[");
  if (counted === undefined) return { parameters: [], end: from };
  const optional = argumentAt(surface, counted.span.end, "[");
  const count = Math.min(9, Number.parseInt(wordsOf(surface, counted.inner), 10) || 0);
  const parameters = Array.from({ length: count }, (_, index) => parameter(index === 0 && optional !== undefined ? "[" : "{"));
  return { parameters, end: optional?.span.end ?? counted.span.end };
}

/** xparse: `s o m` is a star, an optional argument and one in braces. */
function specifiedParameters(written: string): readonly Parameter[] {
  const letters = written
    .replace(/>\s*\{[^{}]*\}|=\s*\{[^{}]*\}/g, "")
    .matchAll(/([dr])(.)(.)|([DR])(.)(.)\{[^{}]*\}|t(.)|[OG]\{[^{}]*\}|[eEuU]\{?[^\s{}]*\}?|[sogmvb]/g);
  return [...letters].flatMap((match): Parameter[] => {
    const letter = match[0][0] ?? "";
    if (letter === "s" || letter === "t") return [parameter("*")];
    if (letter === "o" || letter === "O") return [parameter("[")];
    if ("drDR".includes(letter)) return [parameter(match[2] ?? match[5] ?? "{")];
    return letter === "b" ? [] : [parameter("{")];
  });
}

const parameter = (opening: string): Parameter => ({
  opening: opening === "[" || opening === "(" || opening === "<" || opening === "*" ? opening : "{",
});

const wordsOf = (surface: LatexSurface, { start, end }: Span): string => surface.text.slice(start, Math.min(end, start + 200));
