import { readDate, yearOf } from "../csl/dates.ts";
import type { CslDate, CslItem, CslName } from "../csl/types.ts";
import type { RawEntry, RawField } from "../syntax/bibliography.ts";
import { parseJson } from "../syntax/jsonScanner.ts";
import { bareDoi, doiOfAddress } from "./doi.ts";
import type { Entry, EntryAddress } from "./entry.ts";
import { EntryIdentity } from "./entryIdentity.ts";
import type { FormatEntry } from "./formatting.ts";

/** An item of a CSL-JSON file, read member by member when asked for. What is not as CSL's schema has it counts as not there. */
export class CslEntry implements Entry {
  readonly raw: RawEntry;
  readonly path: string;
  /** See `identityOf`. */
  readonly identity: object;
  readonly #values = new Map<string, unknown>();

  constructor(raw: RawEntry, path: string, identity: object = new EntryIdentity()) {
    this.raw = raw;
    this.path = path;
    this.identity = identity;
  }

  get key(): string {
    return this.raw.key;
  }

  get aliases(): readonly string[] {
    return [];
  }

  get type(): string {
    return this.raw.type;
  }

  get authors(): readonly CslName[] {
    return this.#once("author", namesOf);
  }

  get editors(): readonly CslName[] {
    return this.#once("editor", namesOf);
  }

  get title(): string {
    return this.#text("title");
  }

  get shortTitle(): string {
    return this.#text("title-short") || this.#text("shortTitle");
  }

  get container(): string {
    return this.#text("container-title");
  }

  get publisher(): string {
    return this.#text("publisher");
  }

  get issued(): CslDate | undefined {
    return this.#once("issued", dateOf);
  }

  get year(): string {
    return yearOf(this.issued);
  }

  get pages(): string {
    return this.#text("page").replace(/(\d)\s*-\s*(?=\d)/g, "$1–");
  }

  get doi(): string {
    return bareDoi(this.#text("DOI")) || doiOfAddress(this.#text("URL"));
  }

  get isbn(): string {
    return this.#text("ISBN");
  }

  get addresses(): readonly EntryAddress[] {
    // As text the member is remembered under its own name.
    return this.#once("URL", (value, field) => addressIn(value, field), "addresses");
  }

  get files(): readonly string[] {
    return [];
  }

  get abstract(): string {
    return this.#text("abstract");
  }

  get language(): string {
    return this.#text("language");
  }

  get unresolved(): readonly string[] {
    return [];
  }

  formatted(): FormatEntry {
    const members = this.raw.fields.map((field) => [field.name, valueOfField(field)] as const).filter(([, value]) => value !== undefined);
    const item: CslItem = { ...Object.fromEntries(members), id: this.key };
    return { kind: "csl", item };
  }

  #text(name: string): string {
    return this.#once(name, textOf);
  }

  #once<Value>(name: string, read: (value: unknown, field: RawField | undefined) => Value, as: string = name): Value {
    if (!this.#values.has(as)) {
      const field = this.raw.fields.find((candidate) => candidate.name === name);
      this.#values.set(as, read(field === undefined ? undefined : valueOfField(field), field));
    }
    return this.#values.get(as) as Value;
  }
}

const valueOfField = (field: RawField): unknown => parseJson(field.parts[0]?.text ?? "");

/** CSL's few tags inside strings fall away. */
function textOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return "";
  return value
    .replace(/<\/?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>/gi, "")
    .replace(/\s+/g, " ")
    .trim();
}

function namesOf(value: unknown): readonly CslName[] {
  return Array.isArray(value) ? value.map(nameOf).filter((name) => name !== undefined) : [];
}

const nameParts = ["family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal"] as const;

function nameOf(value: unknown): CslName | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const parts = new Map(Object.entries(value));
  const present = nameParts.map((part) => [part, textOf(parts.get(part))] as const).filter(([, text]) => text !== "");
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

/** `date-parts` may hold strings, as Zotero writes them; `raw` and plain strings are read as dates. */
function dateOf(value: unknown): CslDate | undefined {
  if (typeof value === "string" || typeof value === "number") return readDate(String(value));
  if (typeof value !== "object" || value === null) return undefined;
  const members = new Map(Object.entries(value));
  const dates = datePartsOf(members.get("date-parts"));
  const raw = members.get("raw") ?? members.get("literal");
  if (dates.length === 0) return typeof raw === "string" ? readDate(raw) : undefined;
  const circa = members.get("circa");
  return { "date-parts": dates, ...(circa !== undefined && circa !== false && circa !== 0 ? { circa: true } : {}) };
}

function datePartsOf(value: unknown): number[][] {
  if (!Array.isArray(value)) return [];
  return value
    .map((date: unknown) => (Array.isArray(date) ? date.map(Number).filter((part) => Number.isInteger(part)) : []))
    .filter((date) => date.length > 0)
    .slice(0, 2);
}

function addressIn(value: unknown, field: RawField | undefined): readonly EntryAddress[] {
  const part = field?.parts[0];
  if (typeof value !== "string" || part === undefined || value.trim() === "") return [];
  const isQuoted = part.text.startsWith('"');
  const span = isQuoted ? { start: part.span.start + 1, end: part.span.end - (part.text.endsWith('"') ? 1 : 0) } : part.span;
  return [{ url: value.trim(), printed: isQuoted ? part.text.slice(1, span.end - part.span.start) : part.text, span }];
}
