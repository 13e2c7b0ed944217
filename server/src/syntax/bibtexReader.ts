import { span } from "../text/span.ts";
import type { StringDefinition, SyntaxFault } from "./bibliography.ts";
import { readDefinitions, readEntry } from "./bibtexEntry.ts";
import type { Findings, SuppressingComment } from "./bibtexFacts.ts";
import { readPlainEntry } from "./bibtexPlainEntry.ts";
import { beginsLine, type EntryHead, endOfLine, entryHeadAt, isBlank, isEntryStart, scanBlock } from "./bibtexScanner.ts";
import { RowList } from "./entryTable.ts";
import { FieldMarks } from "./fieldMarks.ts";
import type { NameNumbers } from "./nameNumbers.ts";
import { suppressionCodes } from "./suppressions.ts";

export interface ReaderOptions {
  /** Where reading begins: the file's start, or that of an entry. */
  readonly from: number;
  readonly names: NameNumbers;
  /** Asked at every `@` between entries: whether reading may end there. */
  readonly endsAt: (offset: number) => boolean;
  /** How many numbers to make room for at once. */
  readonly room: number;
}

/** Characters of junk between two questions whether reading may go on. */
const junkSlice = 65_536;

/** How often a block that never closes may be searched to the end of the file. */
const openBlockLimit = 4;

/** Goes through a file from entry to entry, as far as it may. */
export class BibtexReader {
  readonly rows: RowList;
  readonly #text: string;
  readonly #from: number;
  readonly #endsAt: (offset: number) => boolean;
  readonly #strings: StringDefinition[] = [];
  readonly #faults: SyntaxFault[] = [];
  readonly #suppressions: SuppressingComment[] = [];
  #at: number;
  #openBlocks = 0;
  #isDone = false;

  constructor(text: string, { from, names, endsAt, room }: ReaderOptions) {
    this.#text = text;
    this.#from = from;
    this.#at = from;
    this.#endsAt = endsAt;
    this.rows = new RowList(new FieldMarks(names, room), room);
  }

  /** How far the text has been read. */
  get at(): number {
    return this.#at;
  }

  get openBlocks(): number {
    return this.#openBlocks;
  }

  get findings(): Findings {
    const { at } = this;
    const nul = this.#text.slice(this.#from, at).indexOf("\0");
    return {
      strings: this.#strings,
      faults: this.#faults.toSorted((one, other) => one.span.start - other.span.start),
      suppressions: this.#suppressions,
      openBlocks: this.#openBlocks,
      nul: nul < 0 ? -1 : this.#from + nul,
    };
  }

  /** Works as long as it may; true when all is read. */
  advance(mayContinue: () => boolean): boolean {
    while (!this.#isDone && this.#at < this.#text.length) {
      this.#step();
      if (!mayContinue()) break;
    }
    return this.#isDone || this.#at >= this.#text.length;
  }

  /** Reads junk up to the next `@` that begins something, and that. */
  #step(): void {
    const stop = Math.min(this.#text.length, this.#at + junkSlice);
    while (this.#at < stop) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 37) this.#readComment();
      else if (code === 64) {
        this.#readAt();
        return;
      } else this.#at++;
    }
  }

  #readComment(): void {
    const end = endOfLine(this.#text, this.#at);
    this.#keepComment(this.#at, end);
    this.#at = end;
  }

  #keepComment(start: number, end: number): void {
    const codes = suppressionCodes(commentText(this.#text.slice(start, Math.min(end, start + 400))));
    if (codes !== undefined) this.#suppressions.push({ codes, span: span(start, end) });
  }

  #readAt(): void {
    if (this.#endsAt(this.#at)) {
      this.#isDone = true;
      return;
    }
    const plain = readPlainEntry(this.#text, this.#at, this.rows.marks);
    if (plain !== undefined) {
      this.rows.push(plain);
      this.#at = plain.end;
      return;
    }
    const head = this.#headAt(this.#at);
    if (head !== undefined) this.#readBlock(head);
    else {
      this.#judgeStrayAt(this.#at);
      this.#at++;
    }
  }

  /** An address such as me@x.org begins nothing: before the `@` stands a space, a bracket, another `@` or nothing, and in mid-line a brace must follow its word. */
  #headAt(at: number): EntryHead | undefined {
    const head = entryHeadAt(this.#text, at);
    if (head === undefined) return undefined;
    if (isEntryStart(this.#text, at)) return head;
    const before = this.#text.charCodeAt(at - 1);
    const isApart = at === 0 || isBlank(before) || before === 125 || before === 41 || before === 44 || before === 64;
    return isApart && head.close === "}" && head.open - head.start - head.type.length <= 2 ? head : undefined;
  }

  /** A half-typed `@art`, a lone `@` on its line and one before another are slips; `@` in a sentence and `@comment` before one are not. */
  #judgeStrayAt(at: number): void {
    if (!beginsLine(this.#text, at)) return;
    if (this.#text.charCodeAt(at + 1) === 64)
      this.#faults.push({ kind: "notAnEntry", span: span(at, at + 1), subject: "", key: undefined });
    const line = this.#text.slice(at, Math.min(endOfLine(this.#text, at), at + 80));
    const word = /^@\s*(\w*)\s*$/.exec(line);
    if (word !== null && word[1]?.toLowerCase() !== "comment")
      this.#faults.push({ kind: "notAnEntry", span: span(at, at + line.trimEnd().length), subject: word[1] ?? "", key: undefined });
  }

  #readBlock(head: EntryHead): void {
    const type = head.type.toLowerCase();
    if (type === "comment") this.#skipBlock(head, true);
    else if (type === "preamble") this.#skipBlock(head, false);
    else if (type === "string") this.#readStrings(head);
    else this.#readEntry(head);
  }

  /** One that never closes ends with its line: better an entry of a comment read than all others lost. */
  #skipBlock(head: EntryHead, isComment: boolean): void {
    const block = this.#openBlocks < openBlockLimit ? scanBlock(this.#text, head) : undefined;
    if (block?.isClosed === true) {
      if (isComment) this.#keepComment(head.start, block.end);
      this.#at = block.end;
      return;
    }
    this.#openBlocks++;
    this.#faults.push({ kind: "unclosedEntry", span: span(head.start, head.open + 1), subject: head.type.toLowerCase(), key: undefined });
    this.#at = Math.max(head.open + 1, endOfLine(this.#text, head.open));
  }

  #readStrings(head: EntryHead): void {
    const { marks } = this.rows;
    const { entry, faults, resume } = readDefinitions(this.#text, head, marks);
    for (let field = entry?.first ?? 0; field < (entry?.last ?? 0); field++) {
      const { name, nameSpan, parts } = marks.fieldAt(field, this.#text, head.start);
      this.#strings.push({ name, nameSpan, parts });
    }
    this.#faults.push(...faults);
    this.#at = Math.max(head.open + 1, resume);
  }

  #readEntry(head: EntryHead): void {
    const { entry, faults, resume } = readEntry(this.#text, head, this.rows.marks);
    if (entry !== undefined) this.rows.push(entry);
    for (const fault of faults) this.#faults.push(fault);
    this.#at = Math.max(head.open + 1, resume);
  }
}

const commentText = (comment: string): string =>
  comment.startsWith("%") ? comment.replace(/^%+/, "").trim() : comment.replace(/^@\w+\s*[{(]|[})]$/g, "").trim();
