import { type Span, span } from "../text/span.ts";
import type { SyntaxFault, SyntaxFaultKind } from "./bibliography.ts";
import { goesOnBehind, skipGarbage } from "./bibtexRecovery.ts";
import {
  type EntryHead,
  endOfLineWithin,
  fieldNameEnd,
  isBlank,
  isEntryStart,
  isFieldStart,
  skipBlank,
  skipBlankAndComments,
} from "./bibtexScanner.ts";
import { cutValue, type ScannedValue, scanValue } from "./bibtexValue.ts";
import type { EntryRow } from "./entryTable.ts";
import type { FieldMarks } from "./fieldMarks.ts";
import type { ScannedField } from "./scannedField.ts";

export interface ReadEntry {
  /** Undefined where nothing was typed yet but `@article{`. */
  readonly entry: EntryRow | undefined;
  readonly faults: readonly SyntaxFault[];
  /** Where reading goes on. */
  readonly resume: number;
}

/** Reads one entry, whatever state it is in; never beyond the start of the next one. Its fields go into `marks`. */
export function readEntry(text: string, head: EntryHead, marks: FieldMarks): ReadEntry {
  return new EntryReader(text, head, marks).read();
}

/** Reads the definitions of `@string{name = value}` as the fields of an entry without key. */
export function readDefinitions(text: string, head: EntryHead, marks: FieldMarks): ReadEntry {
  return new EntryReader(text, head, marks).readWithoutKey();
}

/** What one broken entry may cost: each repair reads a stretch of it again. */
const repairLimit = 8;

class EntryReader {
  readonly #text: string;
  readonly #head: EntryHead;
  readonly #marks: FieldMarks;
  /** Where its fields begin among those of the file. */
  readonly #first: number;
  readonly #faults: SyntaxFault[] = [];
  #key = "";
  #keySpan: Span;
  #at: number;
  #repairs = 0;
  /** Said already that something here is no field; quiet until the next good one. */
  #isLost = false;
  #isClosed = false;

  constructor(text: string, head: EntryHead, marks: FieldMarks) {
    this.#text = text;
    this.#marks = marks;
    this.#first = marks.length;
    this.#head = head;
    this.#at = head.open + 1;
    this.#keySpan = span(this.#at, this.#at);
  }

  read(): ReadEntry {
    this.#readKey();
    this.#readFields();
    const isBegun = this.#key !== "" || this.#marks.length > this.#first || this.#isClosed;
    return this.#result(isBegun);
  }

  readWithoutKey(): ReadEntry {
    this.#readFields();
    return this.#result(true);
  }

  #result(isBegun: boolean): ReadEntry {
    if (!this.#isClosed) this.#fault("unclosedEntry", this.#key === "" ? this.#headSpan() : this.#keySpan, this.#key);
    const end = this.#isClosed ? this.#at : this.#lastEnd();
    const key = this.#key === "" ? undefined : this.#key;
    return { entry: isBegun ? this.#row(end) : undefined, faults: this.#faults.map((fault) => ({ ...fault, key })), resume: this.#at };
  }

  #row(end: number): EntryRow {
    const { start, end: keyEnd } = this.#keySpan;
    const type = this.#marks.names.numberOf(this.#head.type);
    return { start: this.#head.start, end, keyStart: start, keyEnd, type, first: this.#first, last: this.#marks.length };
  }

  #headSpan(): Span {
    return span(this.#head.start, this.#head.open + 1);
  }

  #lastEnd(): number {
    return Math.max(this.#head.open + 1, this.#keySpan.end, this.#lastField()?.valueEnd ?? 0);
  }

  // ---- the key

  #readKey(): void {
    const start = skipBlank(this.#text, this.#at);
    const stop = this.#keyStop(start);
    const isField = this.#text[stop] === "=";
    const words = this.#text.slice(start, stop).trim();
    // `@article{smith2006 author = {…}`: what stands before `=` is a field's name.
    const written = isField ? words.slice(0, Math.max(0, words.search(/\S+$/))).trim() : words;
    const end = start + written.length;
    this.#key = written;
    this.#keySpan = span(start, end);
    this.#at = isField ? skipBlank(this.#text, end) : stop;
    this.#judgeKey(start, end, isField);
  }

  /** A key ends at a comma, the line's end or where something else begins. */
  #keyStop(start: number): number {
    for (let at = start; at < this.#text.length; at++) {
      const character = this.#text[at] ?? "";
      if (character === "," || character === "=" || character === "{" || character === '"' || character === "\n" || character === "\r")
        return at;
      if (character === "}" || character === this.#head.close) return at;
      if (character === "@" && isEntryStart(this.#text, at)) return at;
    }
    return this.#text.length;
  }

  #judgeKey(start: number, end: number, isField: boolean): void {
    const next = skipBlankAndComments(this.#text, this.#at);
    const follows = this.#text[next];
    const isCutOff = follows === undefined || isEntryStart(this.#text, next);
    if (this.#key === "") {
      if (!isCutOff) this.#fault("missingKey", this.#headSpan(), this.#head.type);
      return;
    }
    if (/\s/.test(this.#key)) this.#fault("keyWithSpace", span(start, end), this.#key);
    const isEnded = follows === "," || follows === this.#head.close;
    if (isField || (!isCutOff && !isEnded)) this.#fault("missingComma", lastCharacter(start, end), this.#key);
  }

  // ---- the fields

  #readFields(): void {
    for (;;) {
      this.#at = skipBlankAndComments(this.#text, this.#at);
      const character = this.#text[this.#at];
      if (character === undefined || isEntryStart(this.#text, this.#at)) {
        if (!this.#reopenLast()) return;
      } else if (character === this.#head.close) {
        this.#at++;
        if (!this.#closesTooEarly()) {
          this.#isClosed = true;
          return;
        }
      } else if (character === ",") this.#at++;
      else this.#readField();
    }
  }

  /** The entry does not end: perhaps its last value lacks its closing bracket and swallowed the entry's own. */
  #reopenLast(): boolean {
    const last = this.#lastField();
    if (last === undefined || this.#repairs >= repairLimit || last.pieces.length !== 1) return false;
    const opening = this.#text[last.valueStart];
    if (opening !== "{" && opening !== '"') return false;
    const cut = cutValue(this.#text, last.valueStart, last.valueEnd);
    if (cut === undefined) return false;
    this.#repairs++;
    this.#marks.cutTo(this.#marks.length - 1);
    this.#addField(last.nameSpan, cut);
    this.#at = cut.resume;
    return true;
  }

  #closesTooEarly(): boolean {
    const last = this.#lastField();
    if (last === undefined || this.#repairs >= repairLimit || !goesOnBehind(this.#text, this.#at)) return false;
    this.#repairs++;
    this.#fault("unclosedValue", lastCharacter(last.valueStart, this.#at), last.name);
    return true;
  }

  #readField(): void {
    const start = this.#at;
    const end = fieldNameEnd(this.#text, start);
    const sign = skipBlank(this.#text, end);
    const character = this.#text[sign];
    const named = span(start, end);
    if (end === start) this.#skipNoField(span(start, start + 1), this.#lastField()?.name ?? "");
    else if (character === "=") this.#readValue(named, sign + 1);
    else if ((character === "{" || character === '"') && !this.#isLost) {
      this.#fault("missingEquals", named, this.#nameOf(named));
      this.#readValue(named, end);
    } else this.#skipNoField(named, this.#nameOf(named));
  }

  /** What breaks off here is told by the entry that does not end. */
  #skipNoField(at: Span, subject: string): void {
    this.#at = Math.max(at.end, skipGarbage(this.#text, at.end, this.#head.close));
    const breaksOff = this.#at >= this.#text.length || isEntryStart(this.#text, this.#at);
    if (!this.#isLost && !breaksOff) this.#fault("missingEquals", at, subject);
    this.#isLost = true;
  }

  #readValue(named: Span, after: number): void {
    const value = scanValue(this.#text, after, this.#head.close, this.#repairs < repairLimit);
    if (value.fault === "unclosedValue") this.#repairs++;
    this.#isLost = false;
    this.#addField(named, value);
    this.#at = value.resume;
    if (value.fault === undefined) this.#expectComma(value);
  }

  #addField(named: Span, value: ScannedValue): void {
    const name = this.#nameOf(named);
    const number = this.#marks.names.numberOf(name);
    if (!this.#marks.names.isUsual(number)) this.#fault("oddFieldName", named, name);
    if (this.#marks.isBorneSince(this.#first, number)) this.#fault("duplicateField", named, name);
    if (value.fault === "missingValue") this.#fault("missingValue", named, name);
    else if (value.fault !== undefined) this.#fault(value.fault, this.#firstLine(value), name);
    this.#marks.push(this.#head.start, number, named.start, named.end, value);
  }

  #lastField(): ScannedField | undefined {
    const last = this.#marks.length - 1;
    return last >= this.#first ? this.#marks.fieldAt(last, this.#text, this.#head.start) : undefined;
  }

  /** Behind a value stands a comma or the entry's end; else a comma is missing before the next field, or a bracket within this value. */
  #expectComma(value: ScannedValue): void {
    const next = skipBlankAndComments(this.#text, value.end);
    const character = this.#text[next];
    if (character === undefined || character === "," || character === this.#head.close || isEntryStart(this.#text, next)) return;
    const name = this.#lastField()?.name ?? "";
    if (this.#isField(next)) {
      this.#fault("missingComma", lastCharacter(value.start, value.end), name);
      return;
    }
    this.#fault("unclosedValue", this.#firstLine(value), name);
    this.#at = Math.max(next + 1, skipGarbage(this.#text, next, this.#head.close));
  }

  /** `name =`, also `name {` at the start of a line, where the sign is missing too. */
  #isField(at: number): boolean {
    if (isFieldStart(this.#text, at)) return true;
    const sign = skipBlank(this.#text, fieldNameEnd(this.#text, at));
    return this.#text.slice(Math.max(0, at - 80), at).trimEnd().length < Math.min(80, at) && this.#text[sign] === "=";
  }

  #firstLine(value: ScannedValue): Span {
    const end = endOfLineWithin(this.#text, value.start, value.end);
    let last = end;
    while (last > value.start + 1 && isBlank(this.#text.charCodeAt(last - 1))) last--;
    return span(value.start, Math.max(last, Math.min(value.start + 1, value.end)));
  }

  #nameOf(named: Span): string {
    const { names } = this.#marks;
    return names.nameOf(names.numberOf(this.#text.slice(named.start, named.end)));
  }

  #fault(kind: SyntaxFaultKind, at: Span, subject: string): void {
    this.#faults.push({ kind, span: at, subject, key: undefined });
  }
}

/** What the writer sees underlined where something is missing behind a value or key. */
const lastCharacter = (start: number, end: number): Span => span(Math.max(start, end - 1), end);
