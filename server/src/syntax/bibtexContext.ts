import { type Span, span } from "../text/span.ts";
import {
  beginsLine,
  type EntryHead,
  endOfLine,
  entryHeadAt,
  fieldNameEnd,
  isBlank,
  isEntryStart,
  scanBlock,
  scanBraced,
  scanQuoted,
  skipBlank,
} from "./bibtexScanner.ts";

/** What is being typed at a place of a BibTeX file. All stands on the cursor's line, as editors want it. */
export type BibtexContext =
  /** `@art▌`; `isFollowed`: a brace stands behind it already. */
  | (TypedWord & { readonly kind: "type"; readonly isFollowed: boolean })
  /** `  auth▌`; `isFollowed`: an equals sign stands behind it already. */
  | (TypedWord & { readonly kind: "fieldName"; readonly entry: EntryAround; readonly isFollowed: boolean })
  /** `journal = {Sam▌ple}`, of `author = {Smith, A and Jo▌}` one name. */
  | (TypedWord & { readonly kind: "value"; readonly entry: EntryAround; readonly field: string; readonly delimiter: "{" | '"' | "" });

interface TypedWord {
  /** What stands before the cursor. */
  readonly typed: string;
  /** What the cursor stands in, whole; and its part before the cursor. */
  readonly replace: Span;
  readonly insert: Span;
}

/** The entry that is being typed: it need not be whole. */
export interface EntryAround {
  /** In lower case; `string` for definitions. */
  readonly type: string;
  /** Of the `@`. */
  readonly start: number;
  /** Fields that it has already, in lower case; also those behind the cursor. */
  readonly fields: ReadonlySet<string>;
}

/** Values of this kind are lists: of names, of keys, of words with commas. */
export type ListSeparator = "and" | "comma" | undefined;

/** Undefined in keys, in comments and between entries. `separatorOf` says how a field's values are to be cut. */
export function bibtexContext(text: string, offset: number, separatorOf: (field: string) => ListSeparator): BibtexContext | undefined {
  const head = headBefore(text, offset);
  const inside = head === undefined ? "outside" : new EntryScan(text, head, offset, separatorOf).context();
  return inside === "outside" ? typeContext(text, offset) : inside;
}

/** How far back an entry may have begun. */
const longestEntry = 500_000;

/** The head of the last entry that begins before an offset. */
function headBefore(text: string, offset: number): EntryHead | undefined {
  const furthest = Math.max(0, offset - longestEntry);
  for (let at = text.lastIndexOf("@", offset - 1); at >= furthest; at = at === 0 ? -1 : text.lastIndexOf("@", at - 1)) {
    const head = isEntryStart(text, at) ? entryHeadAt(text, at) : undefined;
    if (head !== undefined && head.open < offset) return head;
  }
  return undefined;
}

/** `@art▌` where an entry may begin. */
function typeContext(text: string, offset: number): BibtexContext | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - 200);
  const before = /(?:^|[\s})])@([A-Za-z]*)$/.exec(text.slice(lineStart, offset));
  if (before === null || text.slice(lineStart, offset).includes("%")) return undefined;
  return typeAt(text, offset - (before[1] ?? "").length, offset);
}

function typeAt(text: string, start: number, offset: number): BibtexContext {
  let end = offset;
  while (/[A-Za-z]/.test(text[end] ?? "")) end++;
  const follows = /^[ \t]*[{(]/.test(text.slice(end, end + 20));
  return { kind: "type", ...word(text, start, offset, end), isFollowed: follows };
}

function word(text: string, start: number, offset: number, end: number): TypedWord {
  return { typed: text.slice(start, offset), replace: span(start, end), insert: span(start, offset) };
}

/** Goes through one entry from its head to the cursor. */
class EntryScan {
  readonly #text: string;
  readonly #head: EntryHead;
  readonly #offset: number;
  readonly #separatorOf: (field: string) => ListSeparator;
  readonly #names = new Set<string>();
  #at: number;

  constructor(text: string, head: EntryHead, offset: number, separatorOf: (field: string) => ListSeparator) {
    this.#text = text;
    this.#head = head;
    this.#offset = offset;
    this.#separatorOf = separatorOf;
    this.#at = head.open + 1;
  }

  /** `outside` where the entry has ended before the cursor. */
  context(): BibtexContext | "outside" | undefined {
    const type = this.#type();
    if (type === "comment" || type === "preamble") {
      const block = scanBlock(this.#text, this.#head);
      return block.isClosed && block.end <= this.#offset ? "outside" : undefined;
    }
    if (type !== "string" && !this.#skipKey()) return undefined;
    for (;;) {
      const step = this.#skipGap() ?? this.#step();
      if (step !== "goOn") return step === "nothing" ? undefined : step;
    }
  }

  #type(): string {
    return this.#head.type.toLowerCase();
  }

  /** False where the cursor stands in the key. */
  #skipKey(): boolean {
    while (this.#at < this.#offset && !/[,=\n]/.test(this.#text[this.#at] ?? "") && this.#text[this.#at] !== this.#head.close) this.#at++;
    if (this.#at >= this.#offset) return false;
    // A line that begins a field without a comma behind the key.
    if (this.#text[this.#at] === "=") this.#at = Math.max(this.#head.open + 1, this.#text.lastIndexOf("\n", this.#at) + 1);
    return true;
  }

  /** Over blanks, commas and comments; said where the cursor stands among them. */
  #skipGap(): BibtexContext | "nothing" | undefined {
    while (this.#at < this.#offset) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 37) {
        const end = endOfLine(this.#text, this.#at);
        if (end >= this.#offset) return "nothing";
        this.#at = end;
      } else if (isBlank(code) || code === 44) this.#at++;
      else return undefined;
    }
    return this.#fieldName(this.#offset);
  }

  #step(): BibtexContext | "outside" | "nothing" | "goOn" {
    if (this.#text[this.#at] === this.#head.close) return "outside";
    const start = this.#at;
    if (this.#text[start] === "@" && beginsLine(this.#text, start)) return "outside";
    const end = fieldNameEnd(this.#text, start);
    if (end === start) {
      this.#at++;
      return "goOn";
    }
    if (end >= this.#offset) return this.#fieldName(start);
    const sign = skipBlank(this.#text, end);
    if (sign >= this.#offset) return "nothing";
    this.#at = sign;
    if (this.#text[sign] !== "=") return "goOn";
    const name = this.#text.slice(start, end).toLowerCase();
    this.#at = sign + 1;
    const value = this.#value(name);
    this.#names.add(name);
    return value;
  }

  #value(field: string): BibtexContext | "nothing" | "goOn" {
    for (;;) {
      this.#at = skipBlank(this.#text, this.#at);
      if (this.#at >= this.#offset) return this.#inValue(field, "", span(this.#offset, this.#offset));
      const character = this.#text[this.#at];
      const isDelimited = character === "{" || character === '"';
      const found = isDelimited ? this.#inDelimited(field, character) : this.#inWord(field);
      if (found !== undefined) return found;
      const next = skipBlank(this.#text, this.#at);
      if (next >= this.#offset) return "nothing";
      if (this.#text[next] !== "#") return "goOn";
      this.#at = next + 1;
    }
  }

  #inDelimited(field: string, delimiter: "{" | '"'): BibtexContext | "nothing" | undefined {
    const stretch = delimiter === "{" ? scanBraced(this.#text, this.#at) : scanQuoted(this.#text, this.#at);
    const end = stretch.isClosed ? stretch.end - 1 : stretch.end;
    if (this.#offset <= end) return this.#inValue(field, delimiter, span(this.#at + 1, end));
    this.#at = Math.max(this.#at + 1, stretch.end);
    return undefined;
  }

  #inWord(field: string): BibtexContext | "nothing" | undefined {
    const start = this.#at;
    const end = fieldNameEnd(this.#text, start);
    if (this.#offset <= end) return this.#inValue(field, "", span(start, end));
    this.#at = Math.max(end, start + 1);
    return undefined;
  }

  #fieldName(start: number): BibtexContext | "nothing" {
    const typed = this.#text.slice(start, this.#offset);
    if (typed.startsWith("@")) return typeAt(this.#text, start + 1, this.#offset);
    if (this.#type() === "string") return "nothing";
    const end = start < this.#offset || /[A-Za-z]/.test(this.#text[start] ?? "") ? fieldNameEnd(this.#text, start) : start;
    const isFollowed = /^[ \t]*=/.test(this.#text.slice(end, end + 80));
    return { kind: "fieldName", ...word(this.#text, start, this.#offset, Math.max(end, this.#offset)), isFollowed, entry: this.#entry() };
  }

  #inValue(field: string, delimiter: "{" | '"' | "", inside: Span): BibtexContext | "nothing" {
    const item = itemAround(this.#text, inside, this.#offset, delimiter === "" ? undefined : this.#separatorOf(field));
    if (item === undefined) return "nothing";
    return { kind: "value", ...word(this.#text, item.start, this.#offset, item.end), entry: this.#entry(), field, delimiter };
  }

  #entry(): EntryAround {
    return { type: this.#type(), start: this.#head.start, fields: new Set([...this.#names, ...namesBehind(this.#text, this.#offset)]) };
  }
}

/** How far behind the cursor an entry's other fields are looked for. */
const furthestField = 20_000;

/** The fields that stand behind the cursor, a line each, up to the next entry. */
function namesBehind(text: string, offset: number): readonly string[] {
  const stretch = text.slice(endOfLine(text, offset), offset + furthestField);
  const next = /^[ \t]*@[A-Za-z]+[ \t]*[{(]/m.exec(stretch);
  const own = next === null ? stretch : stretch.slice(0, next.index);
  return [...own.matchAll(/^[ \t]*([A-Za-z][\w+-]*)[ \t]*=/gm)].map((match) => (match[1] ?? "").toLowerCase());
}

/** The item of a list that the cursor stands in, without the blanks around it; undefined where it began on an earlier line. */
function itemAround(text: string, inside: Span, offset: number, separator: ListSeparator): Span | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const from = Math.max(inside.start, lineStart);
  const lineEnd = endOfLine(text, offset);
  const to = Math.min(inside.end, text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd);
  const before = text.slice(from, offset);
  const behind = text.slice(offset, Math.max(offset, to));
  const cuts = separator === "and" ? / and /gi : separator === "comma" ? /[,;]/g : undefined;
  const lastCut = cuts === undefined ? undefined : [...before.matchAll(cuts)].at(-1);
  // What goes on from the line before would be replaced by halves.
  if (
    lastCut === undefined &&
    from > inside.start &&
    text.slice(inside.start, from).trim() !== "" &&
    !endsItem(text.slice(inside.start, from), separator)
  )
    return undefined;
  const afterCut = from + (lastCut === undefined ? 0 : lastCut.index + lastCut[0].length);
  const start = Math.min(offset, afterCut + (/^\s*/.exec(text.slice(afterCut, offset))?.[0].length ?? 0));
  const cutBehind = cuts === undefined ? -1 : behind.search(separator === "and" ? / and /i : /[,;]/);
  const rest = (cutBehind < 0 ? behind : behind.slice(0, cutBehind)).trimEnd();
  return span(start, offset + rest.length);
}

/** Whether a line that ends so ends an item: `Smith, A and⏎`. */
function endsItem(before: string, separator: ListSeparator): boolean {
  if (separator === "comma") return /[,;]\s*$/.test(before);
  return separator === "and" && /\sand\s*$/i.test(before);
}
