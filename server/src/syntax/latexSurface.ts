import type { Span } from "../text/span.ts";
import { citeCommands } from "./citeCommands.ts";
import { BracketPairs } from "./latexBrackets.ts";
import { falseBranches } from "./latexConditionals.ts";
import { usedCommands } from "./latexDefinitions.ts";
import { optionsEnd, rawArgument, VerbatimNames, verbatimEnd } from "./latexVerbatim.ts";

/** What a LaTeX document is made of before anything in it is understood. Nothing that is commented out or verbatim counts as a command or a brace. */
export interface LatexSurface {
  readonly text: string;
  /** Behind `\begin{document}`; 0 where there is none. */
  readonly bodyStart: number;
  /** Where TeX stops reading: at `\end{document}`, `\endinput` or the end of the text. */
  readonly end: number;
  /** In document order. */
  readonly commands: readonly LatexCommand[];
  /** Without the names that definitions give. */
  readonly usedCommands: readonly LatexCommand[];
  /** From the per cent sign to the end of the line, in document order. */
  readonly comments: readonly Span[];
  /** Verbatim text and false branches of conditionals, in document order. */
  readonly raw: readonly Span[];
  readonly math: readonly Span[];
  /** Accents and escapes such as `\"`, whose second character is no mark: both characters. */
  readonly controlSymbols: readonly Span[];
  /** White space that ends a paragraph. */
  readonly blankLines: readonly Span[];
  /** Braces that never close, each alone. */
  readonly unclosedBraces: readonly Span[];
  /** The closing partner of the brace or bracket at a position, or -1. */
  partner(open: number): number;
}

export interface LatexCommand {
  /** Without backslash and star: `cite`, `begin`; a line's end `\\` is a command too. */
  readonly name: string;
  readonly start: number;
  /** Behind the name; of `\begin{quote}` behind the brace. */
  readonly end: number;
  /** `quote` of `\begin{quote}`. */
  readonly environment: string | undefined;
  /** What no command is looked for in: the address of `\url{…}`, what stands between the bars of `\verb|…|`, the inside of a verbatim environment. */
  readonly raw: Span | undefined;
}

export function readSurface(text: string): LatexSurface {
  return new SurfaceReader(text, new VerbatimNames()).read();
}

/** A stretch of a document, read with the names that what stands before it defines. */
export interface SurfacePart {
  readonly surface: LatexSurface;
  /** Those names and its own. */
  readonly names: VerbatimNames;
  /** Something goes on behind it: a brace, mathematics, verbatim text, an environment of the document's own. */
  readonly isOpen: boolean;
  /** Where an `\iffalse` begins that doesn't end here. */
  readonly hangingFrom: number | undefined;
}

export function readSurfacePart(text: string, before: VerbatimNames): SurfacePart {
  const reader = new SurfaceReader(text, before);
  const surface = reader.read();
  return { surface, names: reader.names, isOpen: reader.isOpen, hangingFrom: reader.hangingFrom };
}

/** Verbatim environments whose options print something. */
const listings: ReadonlySet<string> = new Set(["lstlisting", "minted", "tcblisting", "Verbatim"]);

const mathEnvironments: ReadonlySet<string> = new Set(
  "equation align alignat flalign gather multline eqnarray displaymath math dmath dgroup".split(" ").flatMap((name) => [name, `${name}*`]),
);

/** Whose argument is not read as TeX reads it, and whether commands may stand in it. */
const rawCommands: ReadonlyMap<string, "address" | "code"> = new Map([
  ["url", "address"],
  ["nolinkurl", "address"],
  ["href", "address"],
  ["path", "address"],
  ["verb", "code"],
  ["Verb", "code"],
  ["lstinline", "code"],
  ["mintinline", "code"],
  ["mint", "code"],
]);

/** By character code: what {@link SurfaceReader} stops at. */
const isMarkup = Uint8Array.from({ length: 127 }, (_, code) => ("\\%$\n\r{}[]".includes(String.fromCharCode(code)) ? 1 : 0));

class SurfaceReader {
  readonly #text: string;
  readonly #pairs: BracketPairs;
  readonly #commands: LatexCommand[] = [];
  readonly #comments: Span[] = [];
  readonly #raw: Span[] = [];
  readonly #math: Span[] = [];
  readonly #controlSymbols: Span[] = [];
  readonly #blankLines: Span[] = [];
  #verbatim: VerbatimNames;
  #isVerbatimOpen = false;
  hangingFrom: number | undefined;
  #falseBranches: ReadonlyMap<number, number> | undefined;
  #mathStart = -1;
  #mathCloser = "";
  #bodyStart = 0;
  #end: number;
  #at = 0;

  constructor(text: string, names: VerbatimNames) {
    this.#text = text;
    this.#verbatim = names;
    this.#end = text.length;
    this.#pairs = new BracketPairs(text.length);
  }

  read(): LatexSurface {
    for (this.#passWords(); this.#at < this.#end; this.#passWords()) this.#step(this.#text.charCodeAt(this.#at));
    const pairs = this.#pairs;
    return {
      text: this.#text,
      bodyStart: this.#bodyStart,
      end: this.#end,
      commands: this.#commands,
      usedCommands: usedCommands(this.#text, this.#commands),
      comments: this.#comments,
      raw: this.#raw,
      math: this.#math,
      controlSymbols: this.#controlSymbols,
      blankLines: this.#blankLines,
      unclosedBraces: pairs.unclosed(),
      partner: (open) => pairs.partner(open),
    };
  }

  get names(): VerbatimNames {
    return this.#verbatim;
  }

  /** Whether what was read goes on behind its end. */
  get isOpen(): boolean {
    return (
      this.#isVerbatimOpen ||
      this.#mathCloser !== "" ||
      this.#pairs.isOpen ||
      leavesOpen(this.#commands, (name) => this.#verbatim.isOwn(name))
    );
  }

  #passWords(): void {
    const text = this.#text;
    const marks = this.#verbatim.hasShortMarks ? this.#verbatim : undefined;
    let at = this.#at;
    for (; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code < 127 && (isMarkup[code] === 1 || marks?.isShort(code))) break;
    }
    this.#at = at;
  }

  #step(code: number): void {
    if (code === 92) this.#backslash();
    else if (code === 37) this.#comment();
    else if (code === 36) this.#dollar();
    else if (code === 10 || code === 13) this.#lineEnd();
    else if (code === 123) this.#pairs.openBrace(this.#at++);
    else if (code === 125) this.#pairs.closeBrace(this.#at++);
    else if (code === 91) this.#pairs.openBracket(this.#at++);
    else if (code === 93) this.#pairs.closeBracket(this.#at++);
    else if (this.#verbatim.isShort(code)) this.#shortVerbatim();
    else this.#at++;
  }

  #comment(): void {
    const start = this.#at;
    this.#at = lineEndFrom(this.#text, start);
    this.#comments.push({ start, end: this.#at });
  }

  #dollar(): void {
    const isDouble = this.#text.charCodeAt(this.#at + 1) === 36;
    const mark = isDouble && this.#mathCloser !== "$" ? "$$" : "$";
    this.#toggleMath(mark);
    this.#at += mark.length;
  }

  #toggleMath(mark: string): void {
    if (this.#mathStart < 0) this.#openMath(this.#at, mark);
    else if (this.#mathCloser === mark) this.#closeMath(this.#at + mark.length);
  }

  #openMath(start: number, closer: string): void {
    if (this.#mathStart >= 0) return;
    this.#mathStart = start;
    this.#mathCloser = closer;
  }

  #closeMath(end: number): void {
    if (this.#mathStart < 0) return;
    this.#math.push({ start: this.#mathStart, end });
    this.#mathStart = -1;
    this.#mathCloser = "";
  }

  /** A line end with nothing but white space up to the next one ends the paragraph. A `$` that is still open then was the price of something. */
  #lineEnd(): void {
    const start = this.#at;
    const nextLine = afterLineEnd(this.#text, start);
    let at = nextLine;
    while (isBlank(this.#text.charCodeAt(at))) at++;
    this.#at = at;
    if (!isLineEnd(this.#text.charCodeAt(at))) return;
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
    this.#blankLines.push({ start, end: Math.min(this.#at, this.#end) });
    this.#pairs.nextParagraph();
    if (this.#mathCloser !== "" && this.#mathCloser !== "end") this.#mathStart = -1;
    if (this.#mathStart < 0) this.#mathCloser = "";
  }

  #shortVerbatim(): void {
    const raw = rawArgument(this.#text, this.#at, "code", this.#end);
    const end = raw === undefined ? this.#at + 1 : raw.end + 1;
    if (raw !== undefined) this.#raw.push({ start: this.#at, end });
    this.#at = end;
  }

  #backslash(): void {
    const start = this.#at;
    let end = start + 1;
    while (isLetter(this.#text.charCodeAt(end))) end++;
    if (end > start + 1) {
      this.#at = end;
      this.#command(this.#text.slice(start + 1, end), start);
    } else this.#controlSymbol(start);
  }

  #controlSymbol(start: number): void {
    const symbol = this.#text.charCodeAt(start + 1);
    this.#at = Math.min(isLineEnd(symbol) ? start + 1 : start + 2, this.#end);
    if (symbol === 92) this.#push("\\", start, this.#at);
    if (symbol === 40) this.#openMath(start, "\\)");
    else if (symbol === 91) this.#openMath(start, "\\]");
    else if (symbol === 41 && this.#mathCloser === "\\)") this.#closeMath(this.#at);
    else if (symbol === 93 && this.#mathCloser === "\\]") this.#closeMath(this.#at);
    else this.#controlSymbols.push({ start, end: this.#at });
  }

  #command(name: string, start: number): void {
    const reading = rawCommands.get(name);
    if (name === "begin" || name === "end") this.#environmentEdge(name, start);
    else if (reading !== undefined) this.#rawCommand(name, start, reading);
    else {
      this.#push(name, start, this.#at);
      if (name === "iffalse") this.#skipFalseBranch(start);
      else if (name === "endinput") this.#stopReading(start);
      else this.#verbatim = this.#verbatim.with(name, this.#text, this.#at);
    }
  }

  #push(name: string, start: number, end: number, environment?: string, raw?: Span): void {
    this.#commands.push({ name, start, end, environment, raw });
  }

  /** `\url{…%20…}`: a per cent sign is part of the address. `\path` may be TikZ's, then no brace follows. */
  #rawCommand(name: string, start: number, reading: "address" | "code"): void {
    const nameEnd = this.#at;
    const open = this.#rawStart(name);
    const mayBeTikz = name === "path" && this.#text[open] !== "{" && this.#text[open] !== "|";
    const raw = mayBeTikz ? undefined : rawArgument(this.#text, open, reading, this.#end);
    this.#push(name, start, nameEnd, undefined, raw);
    if (raw === undefined) return;
    this.#raw.push({ start: open, end: raw.end + 1 });
    this.#at = raw.end + 1;
  }

  /** Past a star, options and, of `\mintinline`, the language. */
  #rawStart(name: string): number {
    let at = this.#at;
    if (this.#text[at] === "*") at++;
    if (name !== "verb" && name !== "Verb") {
      while (isBlank(this.#text.charCodeAt(at))) at++;
      if (this.#text[at] === "[") at = closingOnLine(this.#text, at, "]");
    }
    if ((name === "mintinline" || name === "mint") && this.#text[at] === "{") at = closingOnLine(this.#text, at, "}");
    return at;
  }

  #environmentEdge(name: "begin" | "end", start: number): void {
    const environment = environmentName(this.#text, this.#at);
    if (environment !== undefined) this.#at = this.#text.indexOf("}", this.#at) + 1;
    if (name === "end" && environment === "document") this.#endAt(start);
    else if (name === "begin" && this.#verbatim.isEnvironment(environment)) this.#verbatimEnvironment(environment ?? "", start);
    else {
      this.#push(name, start, this.#at, environment);
      if (environment === "document") this.#bodyStart = this.#at;
      else if (mathEnvironments.has(environment ?? "")) this.#mathEdge(name, start);
    }
  }

  #mathEdge(name: "begin" | "end", start: number): void {
    if (name === "begin") this.#openMath(start, "end");
    else if (this.#mathCloser === "end") this.#closeMath(this.#at);
  }

  /** What stands in the options of a listing, `[caption={From \cite{a}}]`, is read; the listing isn't. */
  #verbatimEnvironment(environment: string, start: number): void {
    const nameEnd = this.#at;
    const innerStart = listings.has(environment) ? optionsEnd(this.#text, nameEnd, this.#end) : nameEnd;
    const inner = { start: innerStart, end: verbatimEnd(this.#text, environment, innerStart, this.#end) };
    this.#isVerbatimOpen = inner.end === this.#end;
    this.#push("begin", start, nameEnd, environment, inner);
    while (this.#at < innerStart) this.#step(this.#text.charCodeAt(this.#at));
    this.#at = Math.max(this.#at, Math.min(inner.end + `\\end{${environment}}`.length, this.#end));
    this.#raw.push({ start: innerStart, end: this.#at });
  }

  #skipFalseBranch(start: number): void {
    if (isGivenName(this.#text, start)) return;
    this.#falseBranches ??= falseBranches(this.#text, start);
    const end = this.#falseBranches.get(start);
    if (end === undefined) {
      this.hangingFrom ??= start;
      return;
    }
    this.#raw.push({ start, end });
    this.#at = end;
  }

  /** `\endinput` by itself on its line, not one that waits in a definition. */
  #stopReading(start: number): void {
    const before = this.#text.slice(Math.max(0, start - 200), start);
    if (/(?:^|[\n\r])[ \t]*$/.test(before)) this.#endAt(start);
  }

  #endAt(at: number): void {
    this.#end = at;
    this.#at = at;
  }
}

/** `\let\ifdraft\iffalse` hides nothing. */
const isGivenName = (text: string, at: number): boolean => /\\let\s*\\[A-Za-z@]+\s*=?\s*$/.test(text.slice(Math.max(0, at - 80), at));

/** More quoting environments begin than end; what an environment of the document's own does isn't known yet. */
function leavesOpen(commands: readonly LatexCommand[], isOwn: (name: string) => boolean): boolean {
  const known = citeCommands();
  let depth = 0;
  for (const { environment, name, raw } of commands) {
    if (environment === undefined || raw !== undefined) continue;
    if (!isOwn(environment) && !known.quotingEnvironment(environment) && !known.citingEnvironment(environment)) continue;
    depth = name === "begin" ? depth + 1 : Math.max(0, depth - 1);
  }
  return depth > 0;
}

/** The name in the braces that follow: `quote` for ` {quote}`. */
function environmentName(text: string, from: number): string | undefined {
  const match = /^\s?\{([^{}\\%\n\r]{1,60})\}/.exec(text.slice(from, from + 64));
  return match?.[1];
}

/** Behind the closing character, where it stands on the same line not far away; else where it began. */
function closingOnLine(text: string, from: number, closing: string): number {
  const line = text.slice(from, from + 500);
  const length = line.indexOf(closing);
  return length < 0 || /[\n\r]/.test(line.slice(0, length)) ? from : from + length + 1;
}

function lineEndFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

const afterLineEnd = (text: string, at: number): number => (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1);

const isLineEnd = (code: number): boolean => code === 10 || code === 13;

const isBlank = (code: number): boolean => code === 32 || code === 9;

const isSpace = (code: number): boolean => isBlank(code) || isLineEnd(code);

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
