import table from "../../../data/latexCharacters.json" with { type: "json" };
import { type MappedText, MappedTextBuilder } from "../text/mappedText.ts";

/**
 * The LaTeX of a field as plain Unicode: `{\"U}ber \emph{das} Erhabene --- \enquote{sublime}` becomes `Über das Erhabene — “sublime”`.
 * Braces fall away, commands that are not known leave their argument, white space runs are one space. Takes one pass, however deep it nests.
 */
export function latexToText(latex: string): string {
  if (isPlain(latex)) return collapse(latex);
  const sink = new PlainSink();
  new LatexReader(latex, 0, sink).read();
  return sink.text;
}

/** The same with the way back; `start` is where `latex` stood in its document. */
export function latexToMapped(latex: string, start: number): MappedText {
  const builder = new MappedTextBuilder();
  new LatexReader(latex, start, builder).read();
  return builder.build(start + latex.length);
}

/** Fields that biblatex calls verbatim (`url`, `doi`, `file`): nothing is decoded but escapes that people put in from habit, and a `\url{…}` round it. */
export function unescapeVerbatim(value: string): string {
  const bare = collapse(unwrap(value));
  if (!bare.includes("\\")) return bare;
  return bare.replace(/\{?\\([_%&#$~{}])(?:\{\}|\})?/g, "$1").replace(/\\textasciitilde(?:\{\}| )?/g, "~");
}

interface Sink {
  copy(characters: string, start: number): void;
  replace(characters: string, start: number): void;
}

class PlainSink implements Sink {
  text = "";

  copy(characters: string): void {
    this.text += characters;
  }

  replace(characters: string): void {
    this.text += characters;
  }
}

type Script = ReadonlyMap<string, string>;

const accents = mapOf(table.accents);
const symbols = mapOf(table.symbols);
const superscripts = mapOf(table.superscripts);
const subscripts = mapOf(table.subscripts);
const dropsFirst: ReadonlySet<string> = new Set(table.dropsFirstArgument);
const quoting: ReadonlySet<string> = new Set(table.quotes);

/** What an open brace asks for when it closes. */
interface Group {
  readonly closing: string;
  readonly script: Script | undefined;
}

const plainGroup: Group = { closing: "", script: undefined };

/** Reads once from left to right. Accents wait for the letter that they stand on, closing quotation marks for their brace: nothing recurses. */
class LatexReader {
  readonly #latex: string;
  readonly #start: number;
  readonly #sink: Sink;
  readonly #groups: Group[] = [];
  /** Combining characters for the next letter, outermost first. */
  #waiting: string[] = [];
  /** What the next group or character becomes, after `^`, `_` or `\textsuperscript`. */
  #script: Script | undefined;
  /** What the next brace closes with. */
  #closing = "";
  #quoteDepth = 0;
  #inMath = false;
  #at = 0;
  /** Where white space stood that comes out before the next character. */
  #space = -1;
  #isEmpty = true;

  constructor(latex: string, start: number, sink: Sink) {
    this.#latex = latex;
    this.#start = start;
    this.#sink = sink;
  }

  read(): void {
    while (this.#at < this.#latex.length) this.#step();
  }

  #step(): void {
    const character = this.#latex[this.#at] ?? "";
    if (character === "\\") this.#command();
    else if (character === "{") this.#open();
    else if (character === "}") this.#close();
    else if (character === "$") this.#mathMark();
    else if (character === "-") this.#run("-", ["-", "–", "—"]);
    else if (character === "`") this.#run("`", ["‘", "“"]);
    else if (character === "'") this.#run("'", ["'", "”"]);
    else if (character === "?" || character === "!") this.#spanishMark(character);
    else if (this.#inMath && (character === "^" || character === "_")) this.#scriptMark(character);
    else if (character === "~" || character <= " ") this.#blank();
    else this.#letter();
  }

  #blank(): void {
    if (this.#space < 0) this.#space = this.#at;
    this.#at++;
  }

  /** A character that means itself; both halves of a surrogate pair go together. */
  #letter(): void {
    const code = this.#latex.codePointAt(this.#at) ?? 0;
    const character = String.fromCodePoint(code);
    this.#emit(character, this.#at, true);
    this.#at += character.length;
  }

  #open(): void {
    const script = this.#script ?? this.#groups.at(-1)?.script;
    this.#groups.push(this.#closing === "" && script === undefined ? plainGroup : { closing: this.#closing, script });
    this.#closing = "";
    this.#script = undefined;
    this.#at++;
  }

  #close(): void {
    const group = this.#groups.pop();
    this.#waiting = [];
    if (group !== undefined && group.closing !== "") {
      this.#quoteDepth--;
      this.#emit(group.closing, this.#at, false);
    }
    this.#at++;
  }

  /** `--` and its kin: as many characters of a run as make one mark. */
  #run(character: string, marks: readonly string[]): void {
    let length = 1;
    while (length < marks.length && this.#latex[this.#at + length] === character) length++;
    this.#emit(marks[length - 1] ?? character, this.#at, length === 1 && marks[0] === character);
    this.#at += length;
  }

  /** ?` and !` open Spanish sentences. */
  #spanishMark(character: string): void {
    const opens = this.#latex[this.#at + 1] === "`" && this.#latex[this.#at + 2] !== "`";
    this.#emit(opens ? (character === "?" ? "¿" : "¡") : character, this.#at, !opens);
    this.#at += opens ? 2 : 1;
  }

  #mathMark(): void {
    this.#inMath = !this.#inMath;
    this.#at++;
  }

  #scriptMark(character: string): void {
    this.#script = character === "^" ? superscripts : subscripts;
    this.#at++;
  }

  #command(): void {
    const start = this.#at;
    const name = this.#commandName();
    const accent = accents.get(name);
    const symbol = symbols.get(name);
    if (accent !== undefined) this.#accent(accent, name);
    else if (symbol === undefined && !/^[A-Za-z]/.test(name)) this.#controlSymbol(name, start);
    else if (symbol === undefined) this.#word(name.replace("*", ""), start);
    else if (symbol.trim() === "") this.#spaceFor(symbol, start);
    else this.#emit(symbol, start, false);
  }

  /** After the backslash: letters with a star, or one other character. The white space behind letters belongs to the command. */
  #commandName(): string {
    let end = this.#at + 1;
    while (isAsciiLetter(this.#latex.charCodeAt(end))) end++;
    const isWord = end > this.#at + 1;
    if (!isWord) end++;
    else if (this.#latex[end] === "*") end++;
    const name = this.#latex.slice(this.#at + 1, end);
    this.#at = end;
    if (isWord) this.#skipSpace();
    return name;
  }

  #skipSpace(): void {
    while (isSpace(this.#latex[this.#at] ?? "")) this.#at++;
  }

  #accent(accent: string, name: string): void {
    this.#waiting.push(accent);
    if (!/[A-Za-z]/.test(name)) this.#skipSpace();
  }

  /** `\&` is `&`; `\ ` and `\\` are spaces; `\-`, `\/` and the like are nothing; `\(` and `\[` begin mathematics. */
  #controlSymbol(name: string, start: number): void {
    if ("&%$#_{}".includes(name) && name !== "") this.#emit(name, start, false);
    else if ("()[]".includes(name) && name !== "") this.#inMath = name === "(" || name === "[";
    else if (isSpace(name) || name === "\\" || ",;:>".includes(name)) this.#spaceFor(" ", start);
    else if (!"-/!@+*".includes(name)) this.#emit(name, start, false);
  }

  #spaceFor(symbol: string, start: number): void {
    if (symbol !== "" && this.#space < 0) this.#space = start;
  }

  #word(name: string, start: number): void {
    if (name === "url" || name === "path" || name === "nolinkurl") this.#verbatim();
    else if (quoting.has(name)) this.#quote(start);
    else if (name === "textsuperscript") this.#script = superscripts;
    else if (name === "textsubscript") this.#script = subscripts;
    else if (dropsFirst.has(name)) this.#skipArgument();
  }

  /** `\enquote{…}`: double marks outside, single ones within. */
  #quote(start: number): void {
    if (this.#latex[this.#at] !== "{") return;
    const outer = this.#quoteDepth % 2 === 0;
    this.#emit(outer ? "“" : "‘", start, false);
    this.#closing = outer ? "”" : "’";
    this.#quoteDepth++;
  }

  /** `\url{…}`: nothing inside is a command. */
  #verbatim(): void {
    if (this.#latex[this.#at] !== "{") return;
    const end = this.#argumentEnd();
    const last = this.#latex[end - 1] === "}" ? end - 1 : end;
    for (let at = this.#at + 1; at < last; at++) {
      const character = this.#latex[at] ?? "";
      if (character <= " ") this.#spaceFor(" ", at);
      else this.#emit(character, at, true);
    }
    this.#at = end;
  }

  #skipArgument(): void {
    if (this.#latex[this.#at] === "{") this.#at = this.#argumentEnd();
  }

  /** Behind the brace that closes the argument that opens here. */
  #argumentEnd(): number {
    let depth = 0;
    for (let at = this.#at; at < this.#latex.length; at++) {
      const character = this.#latex[at];
      if (character === "\\") at++;
      else if (character === "{") depth++;
      else if (character === "}" && --depth === 0) return at + 1;
    }
    return this.#latex.length;
  }

  #emit(characters: string, at: number, asWritten: boolean): void {
    if (this.#space >= 0) {
      if (!this.#isEmpty) this.#sink.replace(" ", this.#start + this.#space);
      this.#space = -1;
    }
    this.#isEmpty = false;
    const script = this.#script ?? this.#groups.at(-1)?.script;
    this.#script = undefined;
    const raised = script?.get(characters) ?? characters;
    if (this.#waiting.length > 0) this.#sink.replace(this.#accented(raised), this.#start + at);
    else if (asWritten && raised === characters) this.#sink.copy(characters, this.#start + at);
    else this.#sink.replace(raised, this.#start + at);
  }

  /** `\'{\^e}` is e with a circumflex and an acute: the inner accent goes on first. */
  #accented(letter: string): string {
    const base = letter === "ı" ? "i" : letter === "ȷ" ? "j" : letter;
    const composed = (base + this.#waiting.reverse().join("")).normalize("NFC");
    this.#waiting = [];
    return composed;
  }
}

function mapOf(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}

const isSpace = (character: string): boolean => character === " " || character === "\n" || character === "\t" || character === "\r";

const isAsciiLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Nothing in it that LaTeX or this reader would change but white space. */
const isPlain = (latex: string): boolean => !/[\\{}$~`]|--|''/.test(latex);

function collapse(text: string): string {
  const trimmed = text.trim();
  return /[\t\n\r]|\p{Cc}| {2}/u.test(trimmed) ? trimmed.replace(/[\p{Cc}\s]+/gu, " ").trim() : trimmed;
}

/** `\url{x}`, `\href{x}{y}`, `<x>` and `{x}` as a whole are x. */
function unwrap(value: string): string {
  const trimmed = value.trim();
  const command = /^\\(?:url|href|path|nolinkurl)\s*\{/.exec(trimmed);
  if (command !== null) return upToClosing(trimmed.slice(command[0].length));
  if (trimmed.startsWith("{") && trimmed.endsWith("}")) return unwrapOnce(trimmed);
  return trimmed.startsWith("<") && trimmed.endsWith(">") && !trimmed.slice(1, -1).includes("<") ? trimmed.slice(1, -1) : trimmed;
}

function unwrapOnce(braced: string): string {
  const inner = braced.slice(1, -1);
  return /[{}]/.test(inner) ? braced : inner.trim();
}

function upToClosing(text: string): string {
  let depth = 1;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return text.slice(0, i);
  }
  return text;
}
