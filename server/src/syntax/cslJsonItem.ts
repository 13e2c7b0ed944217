import { type Span, span } from "../text/span.ts";
import type { RawEntry, SyntaxFault, SyntaxFaultKind } from "./bibliography.ts";
import { endOfLineWithin } from "./bibtexScanner.ts";
import { parseJson, scanJsonString, scanJsonValue, skipJsonBlank } from "./jsonScanner.ts";
import { ScannedField } from "./scannedField.ts";

export interface ReadItem {
  readonly entry: RawEntry;
  readonly faults: readonly SyntaxFault[];
  readonly resume: number;
  readonly isClosed: boolean;
}

/** Reads the object that opens at `open`: its members become fields, with the JSON text of their values. */
export function readItem(text: string, open: number): ReadItem {
  return new ItemReader(text, open).read();
}

class ItemReader {
  readonly #text: string;
  readonly #open: number;
  readonly #fields: ScannedField[] = [];
  readonly #names = new Set<string>();
  readonly #faults: SyntaxFault[] = [];
  #at: number;

  constructor(text: string, open: number) {
    this.#text = text;
    this.#open = open;
    this.#at = open + 1;
  }

  read(): ReadItem {
    const isClosed = this.#readMembers();
    const id = this.#firstOf("id", "citation-key", "citationKey", "citekey");
    const keySpan = id === undefined ? span(this.#open, this.#open + 1) : this.#inside(id.valueSpan);
    const key = id === undefined ? "" : scalarOf(this.#text.slice(id.valueStart, id.valueEnd));
    const end = isClosed ? this.#at : Math.max(this.#open + 1, this.#fields.at(-1)?.valueEnd ?? 0);
    if (!isClosed && !this.#faults.some((fault) => fault.kind === "unclosedValue")) this.#fault("unclosedEntry", keySpan, key);
    const entry: RawEntry = { key, keySpan, type: this.#typeOf(), span: span(this.#open, end), fields: this.#fields };
    return { entry, faults: this.#faults.map((fault) => ({ ...fault, key: key === "" ? undefined : key })), resume: this.#at, isClosed };
  }

  #typeOf(): string {
    const type = this.#firstOf("itemType", "type");
    return type === undefined ? "" : scalarOf(this.#text.slice(type.valueStart, type.valueEnd));
  }

  /** Zotero and Better BibTeX know the key by several names. */
  #firstOf(...names: readonly string[]): ScannedField | undefined {
    for (const name of names) {
      const field = this.#fields.find((candidate) => candidate.name === name);
      if (field !== undefined) return field;
    }
    return undefined;
  }

  /** Without its quotation marks. */
  #inside(value: Span): Span {
    if (this.#text[value.start] !== '"') return value;
    const { start, end } = scanJsonString(this.#text, value.start);
    return span(start, end);
  }

  /** True where the object ends; another `{` where a name should stand, a `]` or the file's end breaks it off. */
  #readMembers(): boolean {
    for (;;) {
      this.#at = skipJsonBlank(this.#text, this.#at);
      const character = this.#text[this.#at];
      if (character === undefined || character === "{" || character === "]") return false;
      if (character === "}") {
        this.#at++;
        return true;
      }
      if (character === "," || character === ":" || character === "[") this.#at++;
      else this.#readMember();
    }
  }

  #readMember(): void {
    const named = this.#readName();
    const sign = skipJsonBlank(this.#text, this.#at);
    const character = this.#text[sign];
    if (character === ":") this.#readValue(named, sign + 1);
    else if (character === undefined || character === "," || character === "}" || character === "]") {
      if (character !== undefined) this.#fault("missingEquals", named, this.#slice(named));
      this.#at = sign;
    } else {
      this.#fault("missingEquals", named, this.#slice(named));
      this.#readValue(named, sign);
    }
  }

  /** `"title"`, or `title` as people write by hand. */
  #readName(): Span {
    if (this.#text[this.#at] === '"') {
      const { start, end, resume } = scanJsonString(this.#text, this.#at);
      this.#at = resume;
      return span(start, end);
    }
    const start = this.#at;
    this.#at = Math.max(start + 1, scanJsonValue(this.#text, start).end);
    return span(start, this.#at);
  }

  #readValue(named: Span, after: number): void {
    const name = this.#slice(named);
    const start = skipJsonBlank(this.#text, after);
    const { end, isClosed } = scanJsonValue(this.#text, start, (open) => !holdsObjects.has(name) && this.#isItem(open));
    this.#at = end;
    if (end === start) {
      this.#fault("missingValue", named, name);
      return;
    }
    if (!isClosed) this.#fault("unclosedValue", span(start, endOfLineWithin(this.#text, start, end)), name);
    if (this.#names.has(name)) this.#fault("duplicateField", named, name);
    this.#names.add(name);
    this.#fields.push(new ScannedField(this.#text, name, named, span(start, end), [{ kind: "text", start, end }]));
    if (isClosed) this.#expectComma(name);
  }

  /** `{"id": …`, where names and dates have other members: the next item, and this one was never closed. */
  #isItem(open: number): boolean {
    const mark = skipJsonBlank(this.#text, open + 1);
    if (this.#text[mark] !== '"') return false;
    const { start, end } = scanJsonString(this.#text, mark);
    return end - start < 40 && itemMembers.has(this.#text.slice(start, end));
  }

  #expectComma(name: string): void {
    const next = this.#text[skipJsonBlank(this.#text, this.#at)];
    if (next === '"') this.#fault("missingComma", span(this.#at - 1, this.#at), name);
  }

  #slice(of: Span): string {
    return this.#text.slice(of.start, of.end);
  }

  #fault(kind: SyntaxFaultKind, at: Span, subject: string): void {
    this.#faults.push({ kind, span: at, subject, key: undefined });
  }
}

/** Members of Zotero's items whose objects have members like items. */
const holdsObjects: ReadonlySet<string> = new Set(["attachments", "notes", "relations", "custom"]);

const itemMembers: ReadonlySet<string> = new Set([
  "id",
  "type",
  "title",
  "abstract",
  "author",
  "DOI",
  "citation-key",
  "accessed",
  "itemType",
  "itemID",
]);

/** Identifiers may be numbers; anything else is no name. */
function scalarOf(json: string): string {
  const value = parseJson(json.startsWith('"') && !/"$/.test(json) ? `${json}"` : json);
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}
