import { type MappedText, MappedTextBuilder, mappedSlice } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { CiteCommands } from "./citeCommands.ts";
import { argumentAt, firstFrom, type LatexArgument, skipArguments, skipSpaces } from "./latexArguments.ts";
import { readCitationArguments, readEnvironmentArguments, readQuotingArguments } from "./latexCiteArguments.ts";
import type { LatexCommand, LatexSurface } from "./latexSurface.ts";
import { latexToMapped } from "./latexText.ts";

/**
 * The words of a span as they print: citations, footnotes, labels and comments taken out, csquotes' `\textelp{}` and `\textins{x}` as `[…]` and `[x]`,
 * all else as {@link latexToMapped} has it, with the way back to the document.
 */
export function latexContent(surface: LatexSurface, commands: CiteCommands, within: Span): MappedText {
  if (isPlain(surface.text, within)) return mappedSlice(surface.text, within);
  const pruned = new Pruner(surface, commands, within).prune();
  const plain = latexToMapped(pruned.text, 0);
  const offsets = plain.offsets.map((offset) => pruned.offsets[offset] ?? within.end);
  return { text: plain.text, offsets };
}

/** Words with single spaces: what most notes of citations are, and many quotations. */
function isPlain(text: string, within: Span): boolean {
  const length = within.end - within.start;
  const words = length < longestPlain ? text.slice(within.start, within.end) : "";
  return words.length === length && /^[\p{L}\p{N}.,;:()– ]*$/u.test(words) && !/^ | $| {2}/.test(words);
}

const longestPlain = 2000;

/** Arguments that don't print, by command, as patterns of {@link skipArguments}. */
const unprinted: ReadonlyMap<string, string> = new Map(
  [
    ["[{", "footnote footnotetext endnote endnotetext sidenote sidenotetext marginnote marginpar todo includegraphics thanks"],
    ["[", "footnotemark endnotemark item linebreak nolinebreak pagebreak"],
    [
      "*{",
      "label ref autoref pageref cref Cref eqref nameref vref index glossary vspace hspace pagestyle thispagestyle citetext phantomsection",
    ],
    [
      "{",
      "selectlanguage input include setcounter hypertarget hyperlink href color foreigntext textcolor foreignlanguage fontsize enlargethispage bookmark pdfbookmark gls",
    ],
    ["[{", "textlang"],
  ].flatMap(([pattern, names]) => (names ?? "").split(" ").map((name): [string, string] => [name, pattern ?? ""])),
);

/** Arguments of `\begin{…}` that don't print. */
const unprintedOfEnvironments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    otherlanguage: "{",
    "otherlanguage*": "[{",
    foreignlanguage: "{",
    minipage: "[[[{",
    adjustwidth: "{{",
    tabular: "[{",
    verse: "[",
  }),
);

/** Copies a span but for what doesn't print. */
class Pruner {
  readonly #surface: LatexSurface;
  readonly #commands: CiteCommands;
  readonly #within: Span;
  readonly #builder = new MappedTextBuilder();
  #at: number;
  /** What is to be put in when the walk comes past a position: the closing bracket of `\textins{x}`. */
  readonly #pending: { readonly at: number; readonly characters: string }[] = [];

  constructor(surface: LatexSurface, commands: CiteCommands, within: Span) {
    this.#surface = surface;
    this.#commands = commands;
    this.#within = within;
    this.#at = within.start;
  }

  prune(): MappedText {
    const { commands } = this.#surface;
    for (let index = firstFrom(commands, this.#at); ; index = firstFrom(commands, Math.max(this.#at, (commands[index]?.start ?? 0) + 1))) {
      const command = commands[index];
      if (command === undefined || command.start >= this.#within.end) break;
      this.#copyUpTo(command.start);
      this.#command(command);
    }
    this.#copyUpTo(this.#within.end);
    return this.#builder.build(this.#within.end);
  }

  #copyUpTo(end: number): void {
    for (let next = this.#pending.at(-1); next !== undefined && next.at <= end; next = this.#pending.at(-1)) {
      this.#pending.pop();
      this.#copyWithoutComments(next.at);
      this.#builder.replace(next.characters, next.at);
      this.#skipTo(next.at + 1);
    }
    this.#copyWithoutComments(end);
  }

  #copyWithoutComments(end: number): void {
    const { comments, text } = this.#surface;
    for (let index = firstFrom(comments, this.#at); index < comments.length; index++) {
      const comment = comments[index];
      if (comment === undefined || comment.start >= end) break;
      if (comment.start < this.#at) continue;
      this.#copy(comment.start);
      this.#at = Math.min(pastLineEnd(text, comment.end), end);
    }
    this.#copy(end);
  }

  #copy(end: number): void {
    if (end > this.#at) this.#builder.copy(this.#surface.text.slice(this.#at, end), this.#at);
    this.#at = Math.max(this.#at, end);
  }

  #command(command: LatexCommand): void {
    const { name } = command;
    const word = postnoteWords.get(name);
    if (command.raw !== undefined) this.#rawCommand(command, command.raw);
    else if (command.environment !== undefined) this.#environmentEdge(command);
    else if (this.#commands.citing(name) !== undefined) this.#citation(command);
    else if (this.#commands.quoting(name) !== undefined) this.#quotation(command);
    else if (insertions.has(name)) this.#insertion(command);
    else if (word !== undefined) this.#replace(word, command.start, skipSpaces(this.#surface, command.end));
    else this.#otherCommand(command);
  }

  /** `\url{x}` prints its address, `\href{x}{words}` only the words, `\verb|x|` what stands between its marks, a listing nothing. */
  #rawCommand(command: LatexCommand, raw: Span): void {
    if (command.environment !== undefined) this.#skipTo(raw.end + `\\end{${command.environment}}`.length);
    else {
      if (command.name !== "href") {
        this.#at = raw.start;
        this.#copy(Math.min(raw.end, this.#within.end));
      }
      this.#skipTo(raw.end + 1);
    }
  }

  #environmentEdge(command: LatexCommand): void {
    const environment = command.environment ?? "";
    const end = command.name === "begin" ? this.#environmentArgumentsEnd(environment, command.end) : command.end;
    this.#replace(" ", command.start, end);
  }

  #environmentArgumentsEnd(environment: string, from: number): number {
    const shape = this.#commands.citingEnvironment(environment) ?? this.#commands.quotingEnvironment(environment);
    if (shape !== undefined) return readEnvironmentArguments(this.#surface, from, shape).end;
    return skipArguments(this.#surface, from, unprintedOfEnvironments.get(environment) ?? "");
  }

  /** A citation prints words that are not the source's; but a citing quotation within a quotation prints its own. */
  #citation(command: LatexCommand): void {
    const citing = this.#commands.citing(command.name);
    const read = citing && readCitationArguments(this.#surface, command.end, citing.shape);
    if (read?.text === undefined) this.#skipTo(read?.end ?? command.end);
    else this.#replace("\\enquote", command.start, read.text.span.start);
  }

  #quotation(command: LatexCommand): void {
    const shape = this.#commands.quoting(command.name);
    const text = shape && readQuotingArguments(this.#surface, command.end, shape).text;
    if (text === undefined) this.#skipTo(command.end);
    else this.#replace("\\enquote", command.start, text.span.start);
  }

  /** csquotes: `\textelp{}` prints […], `\textelp{x}` […] [x], `\textelp*{x}` [x] […], `\textins{x}` [x], `\textdel{x}` []. */
  #insertion(command: LatexCommand): void {
    const { text } = this.#surface;
    const isStarred = text[command.end] === "*";
    const argument = argumentAt(this.#surface, command.end + (isStarred ? 1 : 0), "{");
    if (argument === undefined) this.#skipTo(command.end);
    else if (command.name === "textdel") this.#replace("[]", command.start, argument.span.end);
    else if (command.name !== "textelp") this.#bracketed("[", "]", command.start, argument);
    else if (isBlank(text, argument.inner)) this.#replace("[…]", command.start, argument.span.end);
    else if (isStarred) this.#bracketed("[", "] […]", command.start, argument);
    else this.#bracketed("[…] [", "]", command.start, argument);
  }

  #bracketed(opening: string, closing: string, start: number, argument: LatexArgument): void {
    this.#replace(opening, start, argument.inner.start);
    this.#pending.push({ at: argument.inner.end, characters: closing });
  }

  #otherCommand(command: LatexCommand): void {
    const pattern = unprinted.get(command.name);
    const hasOption = this.#surface.text[command.end] === "[";
    if (command.name === "\\") this.#replace(" ", command.start, lineBreakEnd(this.#surface, command.end));
    else if (pattern !== undefined) {
      this.#replace(spacing.has(command.name) ? " " : "", command.start, skipArguments(this.#surface, command.end, pattern));
    } else if (hasOption) {
      this.#copy(command.end);
      this.#skipTo(skipArguments(this.#surface, command.end, "["));
    }
  }

  #replace(characters: string, from: number, end: number): void {
    this.#builder.replace(characters, from);
    this.#skipTo(end);
  }

  #skipTo(end: number): void {
    this.#at = Math.min(Math.max(end, this.#at), this.#within.end);
  }
}

const isBlank = (text: string, within: Span): boolean =>
  within.end - within.start < 100 && text.slice(within.start, within.end).trim() === "";

const insertions: ReadonlySet<string> = new Set(["textelp", "textins", "textmod", "textdel"]);

const spacing: ReadonlySet<string> = new Set(["item", "linebreak", "pagebreak", "vspace", "hspace"]);

/** biblatex's words in postnotes: `\pno~12`, `12\psq`. */
const postnoteWords: ReadonlyMap<string, string> = new Map([
  ["pno", "p. "],
  ["ppno", "pp. "],
  ["psq", "f"],
  ["psqq", "ff"],
  ["nopp", ""],
]);

/** Behind the star and the measure of `\\*[2pt]`. */
function lineBreakEnd(surface: LatexSurface, from: number): number {
  const at = surface.text[from] === "*" ? from + 1 : from;
  return surface.text[at] === "[" ? skipArguments(surface, at, "[") : at;
}

/** TeX passes over the line end behind a comment and the white space that begins the next line. */
function pastLineEnd(text: string, from: number): number {
  let at = from;
  if (text[at] === "\r") at++;
  if (text[at] === "\n") at++;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}
