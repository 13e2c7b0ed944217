import type { Span } from "../text/span.ts";

/** Names of verbatim environments: those of the well-known packages, and what the document defines. */
export class VerbatimNames {
  readonly #environments: Set<string>;
  readonly #shortMarks: Set<number>;
  readonly #own: Set<string>;
  #signature: string | undefined;

  constructor(own: Iterable<string> = []) {
    this.#environments = new Set(wellKnown);
    this.#shortMarks = new Set();
    this.#own = new Set(own);
  }

  /** Alike for names that make the same of the same text. */
  get signature(): string {
    this.#signature ??= JSON.stringify([[...this.#environments].slice(wellKnown.length), [...this.#shortMarks], [...this.#own]]);
    return this.#signature;
  }

  /** Environments that the document defines: of what they are made is known only when all of it is read. */
  isOwn(name: string): boolean {
    return this.#own.has(name);
  }

  isEnvironment(name: string | undefined): boolean {
    return name !== undefined && this.#environments.has(name);
  }

  get hasShortMarks(): boolean {
    return this.#shortMarks.size > 0;
  }

  /** True for the bar after `\MakeShortVerb{\|}`. */
  isShort(code: number): boolean {
    return this.#shortMarks.has(code);
  }

  /** These names with what a command adds: `\lstnewenvironment{code}`, `\MakeShortVerb{\|}` and the like; `at` is behind the command's name. */
  with(command: string, text: string, at: number): VerbatimNames {
    if (!teaching.has(command) || this.#environments.size + this.#own.size > mostNames) return this;
    const names = new VerbatimNames(this.#own);
    for (const name of this.#environments) names.#environments.add(name);
    for (const mark of this.#shortMarks) names.#shortMarks.add(mark);
    names.#learn(command, text, at);
    return names.signature === this.signature ? this : names;
  }

  #learn(command: string, text: string, at: number): void {
    if (defining.has(command)) this.#learnEnvironment(command, text.slice(at, at + 200));
    else if (wrapping.has(command)) this.#learnWrapped(text.slice(at, at + 300));
    else if (command === "MakeShortVerb" || command === "lstMakeShortInline") this.#learnMark(text.slice(at, at + 200));
    else if (command === "DeleteShortVerb" || command === "lstDeleteShortInline") this.#shortMarks.clear();
  }

  #learnEnvironment(command: string, rest: string): void {
    const name = /^\s*(?:\[([^\]{}]*)\])?\s*\{([^{}]+)\}/.exec(rest);
    if (name?.[2] === undefined) return;
    this.#environments.add(command === "newminted" ? (name[1] ?? `${name[2]}code`) : name[2]);
  }

  /** `\newenvironment{code}{\small\verbatim}{\endverbatim}`; `\VerbatimEnvironment` says so itself. */
  #learnWrapped(rest: string): void {
    const name = /^\*?\s*\{([^{}]{1,60})\}/.exec(rest)?.[1];
    if (name !== undefined) this.#own.add(name);
    const match = /^\*?\s*\{([^{}]{1,60})\}(?:\s*\[[^\]{}]*\]){0,2}\s*\{([^{}]*(?:\{[^{}]*\}[^{}]*){0,6})\}/.exec(rest);
    if (
      match?.[1] !== undefined &&
      /\\(?:verbatim|Verbatim|lstlisting|minted|comment|VerbatimEnvironment)(?![A-Za-z])/.test(match[2] ?? "")
    )
      this.#environments.add(match[1]);
  }

  #learnMark(rest: string): void {
    const mark = /^\*?(?:\[[^\]]*\])?\{?\\?([^\sA-Za-z\\{}])/.exec(rest)?.[1];
    if (mark !== undefined) this.#shortMarks.add(mark.charCodeAt(0));
  }
}

/** Where a verbatim environment's `\end` begins; one that never ends takes the rest. */
export function verbatimEnd(text: string, environment: string, from: number, limit: number): number {
  const end = text.indexOf(`\\end{${environment}}`, from);
  return end < 0 || end > limit ? limit : end;
}

/**
 * What stands within the braces, or between two of any mark, at `open`: `a%20b` of `{a%20b}`, `x` of `|x|`. Undefined where it doesn't close on the
 * same line, or, for addresses, which may be broken over lines, in the same paragraph.
 */
export function rawArgument(text: string, open: number, reading: "address" | "code", limit: number): Span | undefined {
  if (text[open] === "{") return reading === "address" ? bracedAddress(text, open, limit) : bracedCode(text, open, limit);
  const mark = text.charCodeAt(open);
  if (!isDelimiter(mark)) return undefined;
  for (let at = open + 1; at < Math.min(limit, open + longestCode) && !isLineEnd(text.charCodeAt(at)); at++) {
    if (text.charCodeAt(at) === mark) return { start: open + 1, end: at };
  }
  return undefined;
}

/** Behind the options that follow `\begin{lstlisting}` at once; where there are none, or none that close soon, where it began. */
export function optionsEnd(text: string, from: number, limit: number): number {
  if (text[from] !== "[") return from;
  let depth = 0;
  for (let at = from + 1; at < Math.min(limit, from + longestCode); at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125) depth--;
    else if (code === 93 && depth <= 0) return at + 1;
  }
  return from;
}

const wellKnown =
  "verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim VerbatimOut lstlisting minted comment filecontents filecontents* tcblisting luacode luacode* pycode pyverbatim sagesilent asy spverbatim verbatimtab".split(
    " ",
  );

const defining: ReadonlySet<string> = new Set([
  "DefineVerbatimEnvironment",
  "RecustomVerbatimEnvironment",
  "lstnewenvironment",
  "excludecomment",
  "newminted",
  "newtcblisting",
  "newverbatim",
]);

const wrapping: ReadonlySet<string> = new Set(
  "newenvironment renewenvironment NewDocumentEnvironment RenewDocumentEnvironment ProvideDocumentEnvironment DeclareDocumentEnvironment".split(
    " ",
  ),
);

const teaching: ReadonlySet<string> = new Set([
  ...defining,
  ...wrapping,
  ..."MakeShortVerb lstMakeShortInline DeleteShortVerb lstDeleteShortInline".split(" "),
]);

/** No document defines more environments. */
const mostNames = 500;

/** Keeps a row of unclosed ones linear. */
const longestCode = 2000;

/** Commands that people write in addresses; any other ends the hope that the brace was meant to be open this long. */
const addressCommand = /\\(?![A-Za-z])|\\(?:textasciitilde|textunderscore|textbackslash|string|slash|protect|detokenize|char)(?![A-Za-z])/y;

function bracedAddress(text: string, open: number, limit: number): Span | undefined {
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return { start: open + 1, end: at };
    else if (code === 92) {
      addressCommand.lastIndex = at;
      if (!addressCommand.test(text)) return undefined;
      if (addressCommand.lastIndex === at + 1) at++;
    } else if (isLineEnd(code) && startsBlankLine(text, at)) return undefined;
  }
  return undefined;
}

function bracedCode(text: string, open: number, limit: number): Span | undefined {
  let depth = 0;
  for (let at = open; at < Math.min(limit, open + longestCode) && !isLineEnd(text.charCodeAt(at)); at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return { start: open + 1, end: at };
  }
  return undefined;
}

/** The line after the line end at `at` is blank. Looks no further than a line's usual indentation. */
const startsBlankLine = (text: string, at: number): boolean => /^\r?\n[ \t]*\r?\n|^\r[ \t]*\r/.test(text.slice(at, at + 80));

/** `\verb` takes any mark but a letter, a space or a star. */
const isDelimiter = (code: number): boolean =>
  code > 32 && code !== 42 && code !== 92 && code !== 125 && !(code >= 65 && code <= 90) && !(code >= 97 && code <= 122);

const isLineEnd = (code: number): boolean => code === 10 || code === 13;
