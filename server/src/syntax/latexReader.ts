import { wordsOf } from "../csl/localisationKeys.ts";
import { accents, bracketing, dropsFirst, loneAccents, quoting, type Script, subscripts, superscripts, symbols } from "./latexTables.ts";

/**
 * How fonts come out, where they shall: `\emph{…}` between two tags. Groups such as `{NATO}`, that keep their letters as they are, are marked too:
 * by the two characters, which stand in no text that was read.
 */
export interface Markup {
  /** The names of tags by commands, `emph` to `i`, and by declarations such as `{\em …}`. */
  readonly commands: ReadonlyMap<string, string>;
  readonly declarations: ReadonlyMap<string, string>;
  open(tag: string): string;
  close(tag: string): string;
  readonly groupMarks: readonly [string, string];
}

/** Where the text goes: what stood there as it is, or what stands for it, by where it stood. */
export interface Sink {
  copy(characters: string, start: number): void;
  replace(characters: string, start: number): void;
}

export class PlainSink implements Sink {
  text = "";

  copy(characters: string): void {
    this.text += characters;
  }

  replace(characters: string): void {
    this.text += characters;
  }
}

/** What an open brace asks for when it closes. */
interface Group {
  /** The quotation mark that it ends with. */
  readonly closing: string;
  /** The tags that it ends with, the last one first. */
  ending: string;
  readonly script: Script | undefined;
  /** The argument behind it is not wanted. */
  readonly dropsNext: boolean;
}

/** Reads once from left to right. Accents wait for the letter that they stand on, closing quotation marks for their brace: nothing recurses. */
export class LatexReader {
  readonly #latex: string;
  readonly #start: number;
  readonly #sink: Sink;
  readonly #markup: Markup | undefined;
  readonly #groups: Group[] = [];
  /** Combining characters for the next letter, outermost first. */
  #waiting: string[] = [];
  /** What the next group or character becomes, after `^`, `_` or `\textsuperscript`. */
  #script: Script | undefined;
  /** What the next brace closes with. */
  #closing = "";
  #ending = "";
  #dropsNext = false;
  /** Where the argument of the last command begins. */
  #argument = -1;
  #quoteDepth = 0;
  #inMath = false;
  #at = 0;
  /** Where white space stood that comes out before the next character. */
  #space = -1;
  #isEmpty = true;

  constructor(latex: string, start: number, sink: Sink, markup?: Markup) {
    this.#latex = latex;
    this.#start = start;
    this.#sink = sink;
    this.#markup = markup;
  }

  /** Closes at the end of the text what is still open there. */
  readToEnd(): void {
    this.#groups.push(newGroup());
    this.read();
    while (this.#groups.length > 0) this.#close();
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
    else if (character === "'") this.#run("'", [this.#markup === undefined || this.#inMath ? "'" : "’", "”"]);
    else if (character === "?" || character === "!") this.#spanishMark(character);
    else if (this.#inMath && (character === "^" || character === "_")) this.#scriptMark(character);
    else if (character === "~" && this.#markup !== undefined) this.#tie();
    else if (character === "~" || character <= " ") this.#blank();
    else this.#letter();
  }

  #blank(): void {
    if (this.#space < 0) this.#space = this.#at;
    this.#at++;
  }

  #tie(): void {
    if (this.#space < 0 && !this.#isEmpty) this.#emit("\u00a0", this.#at, false);
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
    const isProtected = this.#markup !== undefined && this.#isProtected();
    if (isProtected) this.#tag(this.#markup?.groupMarks[0] ?? "");
    const ending = isProtected ? (this.#markup?.groupMarks[1] ?? "") : this.#ending;
    this.#groups.push({ closing: this.#closing, ending, script, dropsNext: this.#dropsNext });
    this.#dropsNext = false;
    this.#closing = "";
    this.#ending = "";
    this.#script = undefined;
    this.#at++;
  }

  /** `{NATO}` keeps its capitals; the argument of a command doesn't, nor does `{\'E}` or `{\em …}`. */
  #isProtected(): boolean {
    const isArgument = this.#argument === this.#at || this.#waiting.length > 0 || this.#script !== undefined;
    return !isArgument && !this.#inMath && this.#latex[this.#at + 1] !== "\\";
  }

  /** A tag stands before the blank that follows it, behind the one before it. */
  #tag(tag: string): void {
    if (tag === "") return;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#emit(tag, this.#at, false);
    this.#waiting = waiting;
  }

  #close(): void {
    const group = this.#groups.pop();
    this.#loneAccent();
    if (group !== undefined && group.closing !== "") {
      if (!")]/".includes(group.closing)) this.#quoteDepth--;
      this.#emit(group.closing, this.#at, false);
    }
    if (group !== undefined && group.ending !== "") this.#sink.replace(group.ending, this.#start + this.#at);
    this.#at++;
    if (group?.dropsNext === true) this.#skipArgument();
  }

  /** `\~{}` is a tilde by itself, as in old addresses. */
  #loneAccent(): void {
    const sign = this.#waiting.length === 1 ? loneAccents.get(this.#waiting[0] ?? "") : undefined;
    this.#waiting = [];
    if (sign !== undefined && this.#latex[this.#at - 1] === "{") this.#emit(sign, this.#at, false);
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

  /** A lone dollar is money: in "cost $5" nobody meant mathematics. */
  #mathMark(): void {
    if (!this.#inMath && !this.#closesLater()) this.#emit("$", this.#at, true);
    else this.#inMath = !this.#inMath;
    this.#at++;
  }

  #closesLater(): boolean {
    let at = this.#latex.indexOf("$", this.#at + 1);
    while (at > 0 && this.#latex[at - 1] === "\\") at = this.#latex.indexOf("$", at + 1);
    return at > 0;
  }

  #scriptMark(character: string): void {
    if (this.#markup !== undefined) {
      this.#scriptTag(character === "^" ? "sup" : "sub", this.#markup);
      return;
    }
    this.#script = character === "^" ? superscripts : subscripts;
    this.#at++;
  }

  /** `x^2`, `x^{10}`. */
  #scriptTag(tag: string, markup: Markup): void {
    this.#at++;
    const next = this.#latex[this.#at] ?? "";
    this.#tag(markup.open(tag));
    if (next === "{") {
      this.#ending = markup.close(tag);
      this.#argument = this.#at;
      return;
    }
    if (next === "\\") {
      this.#scriptCommand(markup.close(tag));
      return;
    }
    if (next !== "" && next !== "}" && next !== "$") this.#letter();
    this.#sink.replace(markup.close(tag), this.#start + this.#at);
  }

  /** `x^\emph{a}`: what the command opens ends before the script does. */
  #scriptCommand(closing: string): void {
    const group = newGroup();
    this.#groups.push(group);
    this.#command();
    this.#groups.pop();
    if (this.#ending === "") this.#sink.replace(group.ending + closing, this.#start + this.#at);
    else this.#ending += closing;
  }

  #command(): void {
    const start = this.#at;
    const name = this.#commandName();
    this.#argument = this.#at;
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
    if (this.#markup !== undefined && this.#font(name, this.#markup)) return;
    if (name === "url" || name === "path" || name === "nolinkurl") this.#verbatim();
    else if (quoting.has(name)) this.#quote(start);
    else if (bracketing.has(name)) this.#bracket(bracketing.get(name) ?? "", start);
    else if (name.startsWith("bib") && name.endsWith("string")) this.#localisedString(start);
    else if (name === "textsuperscript") this.#script = superscripts;
    else if (name === "textsubscript") this.#script = subscripts;
    else if (dropsFirst.has(name)) this.#skipArgument();
    else if (name === "iflanguage") this.#firstChoice();
    else if (name.endsWith("frac") && this.#latex[this.#at] === "{") this.#closing = "/";
  }

  /** True where the command is about fonts: `\emph{…}`, `{\em …}`. */
  #font(name: string, markup: Markup): boolean {
    const declared = markup.declarations.get(name);
    const group = this.#groups.at(-1);
    if (declared !== undefined && group !== undefined) {
      this.#tag(markup.open(declared));
      group.ending = markup.close(declared) + group.ending;
    }
    const tag = markup.commands.get(name);
    if (tag !== undefined && this.#latex[this.#at] === "{") {
      this.#tag(markup.open(tag));
      this.#ending = markup.close(tag);
    }
    return declared !== undefined || tag !== undefined;
  }

  /** `\enquote{…}`: double marks outside, single ones within. */
  #quote(start: number): void {
    if (this.#latex[this.#at] !== "{") return;
    const outer = this.#quoteDepth % 2 === 0;
    this.#emit(outer ? "“" : "‘", start, false);
    this.#closing = outer ? "”" : "’";
    this.#quoteDepth++;
  }

  /** `\mkbibparens{…}`: `marks` are both brackets. */
  #bracket(marks: string, start: number): void {
    if (this.#latex[this.#at] !== "{") return;
    this.#emit(marks[0] ?? "", start, false);
    this.#closing = marks[1] ?? "";
  }

  /** `\bibstring{reviewof}`: biblatex's words for it. */
  #localisedString(start: number): void {
    const name = /^(?:\[[^\]]*\])?\{([A-Za-z]+)\}/.exec(this.#latex.slice(this.#at, this.#at + 60));
    if (name === null) return;
    this.#emit(wordsOf(name[1] ?? "") ?? name[1] ?? "", start, false);
    this.#at += name[0].length;
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

  /** `\iflanguage{english}{Rome}{Roma}` is Rome. */
  #firstChoice(): void {
    this.#skipArgument();
    this.#skipSpace();
    this.#argument = this.#at;
    this.#dropsNext = this.#latex[this.#at] === "{";
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

const newGroup = (): Group => ({ closing: "", ending: "", script: undefined, dropsNext: false });

const isSpace = (character: string): boolean => character === " " || character === "\n" || character === "\t" || character === "\r";

const isAsciiLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
