import { type Span, span } from "../text/span.ts";
import type { BibliographyFacts, BibliographyFormat, RawEntry, RawField, SyntaxFault } from "./bibliography.ts";
import type { BibliographyReading } from "./bibtex.ts";
import { MadeKeys } from "./madeKeys.ts";
import { ScannedField } from "./scannedField.ts";

/** How one format of tagged lines is written: RIS has `TY  - JOUR`, EndNote `%0 Journal Article`. */
export interface TaggedFormat {
  readonly format: BibliographyFormat;
  /** The tag that a line begins with, in its usual spelling; undefined where the line goes on with the value before it. */
  tagOf(line: TaggedLine, record: OpenRecord | undefined): Tag | undefined;
  /** What a tagged line does: begins a record, ends one, or says something of it. */
  roleOf(tag: string, record: OpenRecord | undefined): "begin" | "end" | "field";
  /** True where records that have no end mark are nothing to speak of. */
  readonly endsSilently: boolean;
  /** Tags in the order in which they are asked for. */
  readonly tags: { readonly type: string; readonly key: string } & KeyTags;
}

/** What a made key is made of. */
export interface KeyTags {
  readonly authors: readonly string[];
  readonly years: readonly string[];
  readonly titles: readonly string[];
}

export interface TaggedLine {
  readonly text: string;
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
}

export interface Tag {
  readonly name: string;
  readonly nameSpan: Span;
  /** Where the value begins; blanks before it are skipped. */
  readonly valueStart: number;
}

/** A record that is being read. */
export interface OpenRecord {
  readonly start: number;
  /** The line that began it was written in small letters, or with fewer blanks than the format asks for. */
  readonly isLoose: boolean;
  /** A blank line was the last thing seen. */
  readonly isAfterBlank: boolean;
  has(tag: string): boolean;
}

export function startTaggedRecords(text: string, format: TaggedFormat): BibliographyReading {
  return new TaggedReading(text, format);
}

/** Lines between two questions whether reading may go on. */
const linesAtOnce = 200;

/** Reads line by line. A record ends at its end mark, where the next begins, or with the file: nothing is lost for want of a mark. */
class TaggedReading implements BibliographyReading {
  readonly #text: string;
  readonly #format: TaggedFormat;
  readonly #entries: RawEntry[] = [];
  readonly #faults: SyntaxFault[] = [];
  readonly #keys = new MadeKeys();
  #record: RecordBuilder | undefined;
  #at = 0;

  constructor(text: string, format: TaggedFormat) {
    this.#text = text;
    this.#format = format;
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#at < this.#text.length) {
      for (let count = 0; count < linesAtOnce && this.#at < this.#text.length; count++) this.#readLine();
      if (!mayContinue()) break;
    }
    if (this.#at < this.#text.length) return false;
    this.#close(this.#text.length, false);
    return true;
  }

  facts(): BibliographyFacts {
    return {
      format: this.#format.format,
      entries: this.#entries,
      strings: [],
      faults: [...this.#faults, ...this.#controlCharacters()].sort((one, other) => one.span.start - other.span.start),
      suppressions: [],
      writtenBy: undefined,
    };
  }

  #readLine(): void {
    const start = this.#at;
    const end = endOfLine(this.#text, start);
    this.#at = behindBreak(this.#text, end);
    const line = { text: this.#text, start, end };
    const tag = this.#format.tagOf(line, this.#record);
    if (tag === undefined) this.#record?.continue(line);
    else this.#readTag(tag, line);
  }

  #readTag(tag: Tag, line: TaggedLine): void {
    const role = this.#format.roleOf(tag.name, this.#record);
    if (role === "end") {
      this.#close(line.end, true);
      return;
    }
    if (role === "begin") this.#close(line.start, false);
    this.#record ??= new RecordBuilder(this.#text, tag, line);
    this.#record.add(tag, line);
  }

  /** `at` is where the record ends: behind its end mark, or where something else begins. */
  #close(at: number, isMarked: boolean): void {
    const record = this.#record;
    if (record === undefined) return;
    this.#record = undefined;
    const { tags, endsSilently } = this.#format;
    const type = record.first(tags.type);
    const key = record.first(tags.key);
    const entrySpan = span(record.start, isMarked ? at : record.end);
    const id = key === undefined ? "" : this.#valueOf(key);
    const name = id === "" ? this.#keys.make(record.values(tags.authors), record.values(tags.years), record.values(tags.titles)) : id;
    this.#keys.take(name);
    const head = type ?? record.fields[0];
    const headSpan = head === undefined ? entrySpan : head.valueSpan;
    const entry: RawEntry = {
      key: name,
      keySpan: key === undefined || id === "" ? headSpan : key.valueSpan,
      type: type === undefined ? "" : this.#valueOf(type).toLowerCase(),
      span: entrySpan,
      fields: record.fields,
      ...(id === "" ? { keyIsMade: true } : {}),
    };
    this.#entries.push(entry);
    if (type === undefined) this.#fault("missingType", headSpan, tags.type, name);
    if (!isMarked && !endsSilently) this.#fault("missingEnd", headSpan, name, name);
    if (/\s/.test(id)) this.#fault("keyWithSpace", entry.keySpan, id, id);
  }

  #valueOf(field: RawField): string {
    return this.#text.slice(field.valueSpan.start, field.valueSpan.end).trim();
  }

  #fault(kind: SyntaxFault["kind"], at: Span, subject: string, key: string): void {
    this.#faults.push({ kind, span: at, subject, key });
  }

  /** The first NUL: the rest are its kin. */
  #controlCharacters(): readonly SyntaxFault[] {
    const at = this.#text.indexOf("\0");
    if (at < 0 || at >= this.#at) return [];
    const holder = this.#entries.find((entry) => entry.span.start <= at && at < entry.span.end);
    return [{ kind: "controlCharacter", span: span(at, at + 1), subject: "NUL", key: holder?.key }];
  }
}

class RecordBuilder implements OpenRecord {
  readonly start: number;
  readonly isLoose: boolean;
  readonly fields: ScannedField[] = [];
  readonly #text: string;
  /** Of the last line that said something. */
  end: number;
  isAfterBlank = false;
  #last: { readonly tag: Tag; end: number } | undefined;

  constructor(text: string, tag: Tag, line: TaggedLine) {
    this.#text = text;
    this.start = tag.nameSpan.start;
    this.end = line.end;
    this.isLoose = !/^[A-Z\d]{2} {2}- $/.test(text.slice(tag.nameSpan.start, tag.valueStart));
  }

  has(tag: string): boolean {
    return this.fields.some((field) => field.name === tag);
  }

  first(tag: string): RawField | undefined {
    return this.fields.find((field) => field.name === tag && field.valueEnd > field.valueStart);
  }

  values(tags: readonly string[]): readonly string[] {
    return this.fields.flatMap((field) => (tags.includes(field.name) ? [this.#text.slice(field.valueStart, field.valueEnd)] : []));
  }

  add(tag: Tag, line: TaggedLine): void {
    this.#last = { tag, end: line.end };
    this.end = line.end;
    this.isAfterBlank = false;
    this.#put(new ScannedField(this.#text, tag.name, tag.nameSpan, valueSpan(this.#text, tag.valueStart, line.end), []), false);
  }

  continue(line: TaggedLine): void {
    const from = skipBlanks(line.text, line.start, line.end);
    this.isAfterBlank = from === line.end;
    if (from === line.end || this.#last === undefined) return;
    this.#last.end = line.end;
    this.end = line.end;
    const { tag } = this.#last;
    this.#put(new ScannedField(this.#text, tag.name, tag.nameSpan, valueSpan(this.#text, tag.valueStart, line.end), []), true);
  }

  #put(field: ScannedField, instead: boolean): void {
    const { valueStart: start, valueEnd: end } = field;
    const whole = new ScannedField(this.#text, field.name, field.nameSpan, field.valueSpan, [{ kind: "text", start, end }]);
    if (instead) this.fields[this.fields.length - 1] = whole;
    else this.fields.push(whole);
  }
}

function valueSpan(text: string, start: number, end: number): Span {
  const from = skipBlanks(text, start, end);
  let to = end;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return span(from, to);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

const isBlank = (code: number): boolean => code <= 32 || code === 0xa0 || code === 0xfeff;

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
    at++;
  }
  return at;
}

const behindBreak = (text: string, at: number): number =>
  text[at] === "\r" && text[at + 1] === "\n" ? at + 2 : Math.min(text.length, at + 1);
