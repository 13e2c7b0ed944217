import { readDate, yearOf } from "../csl/dates.ts";
import type { CslDate, CslItem, CslName } from "../csl/types.ts";
import type { RawEntry, RawField } from "../syntax/bibliography.ts";
import { parseJson } from "../syntax/jsonScanner.ts";
import { addressesInMembers } from "./addresses.ts";
import { bareDoi, doiOfAddress } from "./doi.ts";
import type { Entry, EntryAddress } from "./entry.ts";
import { EntryIdentity } from "./entryIdentity.ts";
import type { FormatEntry } from "./formatting.ts";
import type { ItemReader } from "./itemReader.ts";

/**
 * An item of CSL-JSON, read member by member when asked for, or a record of another format, which its reader makes into such an item as a whole.
 * What is not as CSL's schema has it counts as not there.
 */
export class CslEntry implements Entry {
  readonly raw: RawEntry;
  readonly path: string;
  /** Undefined for CSL-JSON, whose members are what they are. */
  readonly reader: ItemReader | undefined;
  /** See `identityOf`. */
  readonly identity: object;
  readonly #values = new Map<string, unknown>();
  #item: CslItem | undefined;

  constructor(raw: RawEntry, path: string, reader: ItemReader | undefined, identity: object = new EntryIdentity()) {
    this.raw = raw;
    this.path = path;
    this.reader = reader;
    this.identity = identity;
  }

  get key(): string {
    return this.raw.key;
  }

  /** Zotero's own exports have an address as `id` and the key beside it. */
  get aliases(): readonly string[] {
    const key = this.reader === undefined ? this.#text("citation-key") : "";
    return key === "" || key === this.key ? [] : [key];
  }

  get type(): string {
    return this.reader === undefined ? this.raw.type : this.#text("type");
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
    return this.#once("URL", (value, field) => [...addressIn(value, field), ...addressesInMembers(this.raw)], "addresses");
  }

  get files(): readonly string[] {
    return this.reader?.files(this.raw) ?? [];
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
    if (this.reader !== undefined) return { kind: "csl", item: { ...this.#whole(this.reader), id: this.key } };
    const members = this.raw.fields.map((field) => [field.name, valueOfField(field)] as const).filter(([, value]) => value !== undefined);
    const item: CslItem = { ...Object.fromEntries(members), id: this.key };
    return { kind: "csl", item };
  }

  #text(name: string): string {
    return this.#once(name, textOf);
  }

  #once<Value>(name: string, read: (value: unknown, field: RawField | undefined) => Value, as: string = name): Value {
    if (!this.#values.has(as)) this.#values.set(as, this.#read(name, read));
    return this.#values.get(as) as Value;
  }

  #read<Value>(name: string, read: (value: unknown, field: RawField | undefined) => Value): Value {
    if (this.reader === undefined) {
      const field = this.raw.fields.find((candidate) => candidate.name === name);
      return read(field === undefined ? undefined : valueOfField(field), field);
    }
    const value = this.#whole(this.reader)[name];
    // Under whatever name the format has it: where an address stands is what matters.
    return read(value, name === "URL" && typeof value === "string" ? fieldHolding(this.raw, value) : undefined);
  }

  #whole(reader: ItemReader): CslItem {
    this.#item ??= reader.item(this.raw);
    return this.#item;
  }
}

const fieldHolding = (raw: RawEntry, text: string): RawField | undefined =>
  raw.fields.find((field) => field.parts[0]?.text.includes(text) === true);

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

/** The address alone, without what stands round it in its field: quotation marks, `Full text: …`. */
function addressIn(value: unknown, field: RawField | undefined): readonly EntryAddress[] {
  const part = field?.parts[0];
  if (typeof value !== "string" || part === undefined || value.trim() === "") return [];
  const length = part.span.end - part.span.start;
  const at = part.text.indexOf(value);
  // YAML's values are held as JSON: whether there are marks in the file, too, the length tells.
  if (part.text.length !== length) return [placed(value, value, part.span.start + (length > value.length ? 1 : 0))];
  if (at >= 0) return [placed(value, value, part.span.start + at)];
  const inside = part.text.replace(/^"|"$/g, "");
  return [placed(value, inside, part.span.start + part.text.indexOf(inside))];
}

const placed = (url: string, printed: string, start: number): EntryAddress => ({
  url: url.trim(),
  printed,
  span: { start, end: start + printed.length },
});
