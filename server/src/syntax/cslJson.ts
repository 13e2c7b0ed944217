import { type Span, span } from "../text/span.ts";
import type { BibliographyFacts, RawEntry, SyntaxFault } from "./bibliography.ts";
import type { BibliographyReading } from "./bibtex.ts";
import { endOfLineWithin } from "./bibtexScanner.ts";
import { readItem } from "./cslJsonItem.ts";
import { scanJsonString, scanJsonValue, skipJsonBlank } from "./jsonScanner.ts";
import { programWritingJson } from "./writtenBy.ts";

/**
 * Reads CSL-JSON: an array of items, an object that holds them in `items` or `references`, or one item. Each broken item loses only itself.
 * Better BibTeX's own JSON, with Zotero's items as they are, has the same shape.
 */
export function readCslJson(text: string): BibliographyFacts {
  const reading = startCslJson(text);
  reading.advance(() => true);
  return reading.facts();
}

export function startCslJson(text: string): BibliographyReading {
  return new CslJsonReading(text);
}

class CslJsonReading implements BibliographyReading {
  readonly #text: string;
  readonly #entries: RawEntry[] = [];
  readonly #faults: SyntaxFault[] = [];
  #at = 0;
  #isBegun = false;
  #isDone = false;
  #holdsZoteroItems = false;
  /** An item was read and no comma yet. */
  #awaitsComma = false;

  constructor(text: string) {
    this.#text = text;
  }

  advance(mayContinue: () => boolean): boolean {
    while (!this.#isDone) {
      if (this.#isBegun) this.#readNext();
      else this.#begin();
      if (!mayContinue()) break;
    }
    return this.#isDone;
  }

  facts(): BibliographyFacts {
    const format = this.#holdsZoteroItems ? "zotero-json" : "csl-json";
    const writtenBy = programWritingJson(this.#text);
    return { format, entries: this.#entries, strings: [], faults: this.#faults, suppressions: [], writtenBy };
  }

  #begin(): void {
    this.#isBegun = true;
    const first = skipJsonBlank(this.#text, 0);
    const character = this.#text[first];
    if (character === "[") this.#at = first + 1;
    else if (character === "{") this.#beginObject(first);
    else this.#end(character === undefined ? undefined : { kind: "notJson", at: first });
  }

  #beginObject(open: number): void {
    const items = itemsArray(this.#text, open);
    if (items !== undefined) this.#at = items + 1;
    else {
      this.#readItem(open);
      this.#isDone = true;
    }
  }

  #end(fault: { readonly kind: SyntaxFault["kind"]; readonly at: number } | undefined): void {
    if (fault !== undefined) this.#fault(fault.kind, span(fault.at, Math.min(this.#text.length, fault.at + 1)), "");
    this.#isDone = true;
  }

  #readNext(): void {
    this.#at = skipJsonBlank(this.#text, this.#at);
    const character = this.#text[this.#at];
    if (character === undefined) this.#end(undefined);
    else if (character === "]") this.#end(undefined);
    else if (character === "{") {
      if (this.#awaitsComma) this.#fault("missingComma", span(this.#at - 1, this.#at), this.#entries.at(-1)?.key ?? "");
      this.#awaitsComma = this.#readItem(this.#at);
    } else {
      if (character !== ",") this.#skipStray();
      else this.#at++;
      this.#awaitsComma = false;
    }
  }

  #skipStray(): void {
    const end = Math.max(this.#at + 1, scanJsonValue(this.#text, this.#at).end);
    this.#fault("notAnEntry", span(this.#at, Math.max(this.#at + 1, endOfLineWithin(this.#text, this.#at, end))), "");
    this.#at = end;
  }

  /** True where it was closed, so that a comma should follow. */
  #readItem(open: number): boolean {
    const { entry, faults, resume, isClosed } = readItem(this.#text, open);
    this.#at = resume;
    if (isZoteroItem(entry)) {
      this.#holdsZoteroItems = true;
      if (zoteroAppendices.has(entry.type)) return isClosed;
    } else if (!describesWork(entry)) {
      this.#fault("notAnEntry", span(open, open + 1), "");
      return isClosed;
    }
    if (entry.key === "") this.#fault("missingKey", entry.keySpan, entry.type);
    this.#entries.push(entry);
    this.#faults.push(...faults);
    return isClosed;
  }

  #fault(kind: SyntaxFault["kind"], at: Span, subject: string): void {
    this.#faults.push({ kind, span: at, subject, key: undefined });
  }
}

const workFields: ReadonlySet<string> = new Set(["title", "author", "editor", "issued", "container-title", "DOI", "URL"]);

const isZoteroItem = (entry: RawEntry): boolean => entry.fields.some(({ name }) => name === "itemType");

const zoteroAppendices: ReadonlySet<string> = new Set(["note", "attachment", "annotation"]);

/** A half-written item counts once it has a name; any other object must say something that only works say. */
function describesWork(entry: RawEntry): boolean {
  const names = entry.fields.map((field) => field.name);
  return (entry.key !== "" && (names.length === 1 || names.includes("type"))) || names.some((name) => workFields.has(name));
}

/** The `[` of the member `items` (or `references`, as pandoc's metadata has it) of the object that opens at `open`. */
function itemsArray(text: string, open: number): number | undefined {
  for (let at = skipJsonBlank(text, open + 1); text[at] === '"' || text[at] === ","; at = skipJsonBlank(text, at)) {
    if (text[at] === ",") {
      at++;
      continue;
    }
    const name = scanJsonString(text, at);
    const sign = skipJsonBlank(text, name.resume);
    if (text[sign] !== ":") return undefined;
    const value = skipJsonBlank(text, sign + 1);
    if (text[value] === "[" && /^(?:items|references)$/.test(text.slice(name.start, name.end))) return value;
    at = scanJsonValue(text, value).end;
  }
  return undefined;
}
