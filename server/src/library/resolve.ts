import type { RawEntry, RawField } from "../syntax/bibliography.ts";
import { ScannedEntry } from "../syntax/scannedEntry.ts";
import { months, namesStrings } from "../syntax/scannedField.ts";
import { inheritedName } from "./inheritance.ts";
import type { StringTable } from "./strings.ts";

/** Where an entry's names are looked up: all files of a library. */
export interface Scope {
  readonly strings: StringTable;
  /** The entry that bears a key or alias; for `crossref` and `xdata`. */
  parent(key: string): { readonly raw: RawEntry; readonly path: string } | undefined;
}

export interface ResolvedFields {
  /** Field name to LaTeX value, inherited fields included; the first of duplicate fields counts, as for BibTeX. */
  readonly values: ReadonlyMap<string, string>;
  /** Names that no file defines. */
  readonly unresolved: readonly string[];
}

/** True where the entry can only be read with the help of others: strings, crossref, xdata. */
export function needsScope(raw: RawEntry): boolean {
  if (raw instanceof ScannedEntry) return raw.has("crossref") || raw.has("xdata") || raw.namesStrings();
  return raw.fields.some((field) => field.name === "crossref" || field.name === "xdata" || namesStrings(field));
}

/** An entry's fields with strings in place and what it inherits by `xdata` and `crossref`; cycles are cut. */
export function resolvedFields(raw: RawEntry, path: string, scope: Scope): ResolvedFields {
  return new Resolution(scope).resolve(raw, path);
}

/** The LaTeX of an entry's field by itself; "" where there is none. Of several the first that is not empty counts. */
export function ownValue(raw: RawEntry, name: string): string {
  if (raw instanceof ScannedEntry) return raw.firstValue(name, plainValue);
  for (const field of raw.fields) {
    const value = field.name === name ? plainValue(field) : "";
    if (value !== "") return value;
  }
  return "";
}

/** The LaTeX of a value that names no strings but months. */
export function plainValue(field: RawField): string {
  return field.parts
    .map((part) => (part.kind === "word" ? (months.get(part.text.toLowerCase()) ?? part.text) : part.text))
    .join("")
    .trim();
}

/** How far inheritance is followed, and to how many entries in all: more is a mistake. */
const longestChain = 12;
const mostAncestors = 100;

class Resolution {
  readonly #scope: Scope;
  readonly #unresolved = new Set<string>();
  #ancestors = 0;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  resolve(raw: RawEntry, path: string): ResolvedFields {
    const values = this.#valuesOf(raw, path, [raw]);
    return { values, unresolved: [...this.#unresolved] };
  }

  #valuesOf(raw: RawEntry, path: string, chain: readonly RawEntry[]): Map<string, string> {
    const values = new Map<string, string>();
    for (const field of raw.fields) {
      if (values.has(field.name)) continue;
      const value = this.#value(field, path);
      if (value !== "") values.set(field.name, value);
    }
    for (const key of keysIn(values.get("xdata"))) this.#addTemplate(values, key, chain);
    const crossref = values.get("crossref");
    if (crossref !== undefined) this.#addParent(values, raw.type, crossref, chain);
    return values;
  }

  #value(field: RawField, path: string): string {
    if (!namesStrings(field)) return plainValue(field);
    const texts = field.parts.map((part) => {
      if (part.kind === "text" || /^\d/.test(part.text)) return part.text;
      const value = this.#scope.strings.valueOf(part.text, path);
      if (value === undefined && isName(part.text)) this.#unresolved.add(part.text);
      return value ?? part.text;
    });
    return texts.join("").trim();
  }

  /** Fields of an `@xdata` entry, as they are. */
  #addTemplate(values: Map<string, string>, key: string, chain: readonly RawEntry[]): void {
    for (const [name, value] of this.#ancestor(key, chain)?.values ?? []) {
      if (name !== "ids" && name !== "xdata" && !values.has(name)) values.set(name, value);
    }
  }

  /** A child that has a date of its own takes no part of its parent's. */
  #addParent(values: Map<string, string>, type: string, key: string, chain: readonly RawEntry[]): void {
    const parent = this.#ancestor(key, chain);
    if (parent === undefined) return;
    const hasDate = values.has("date") || values.has("year");
    for (const [name, value] of parent.values) {
      if (hasDate && dateFields.has(name)) continue;
      for (const target of inheritedName(name, parent.type, type)) if (!values.has(target)) values.set(target, value);
    }
  }

  #ancestor(key: string, chain: readonly RawEntry[]): { readonly type: string; readonly values: Map<string, string> } | undefined {
    const found = this.#scope.parent(key);
    if (found === undefined) this.#unresolved.add(key);
    if (found === undefined || chain.includes(found.raw) || chain.length > longestChain || this.#ancestors++ > mostAncestors)
      return undefined;
    return { type: found.raw.type, values: this.#valuesOf(found.raw, found.path, [...chain, found.raw]) };
  }
}

/** An address that somebody left without braces is no name. */
const isName = (word: string): boolean => /^[^:/]+$/.test(word);

const keysIn = (list: string | undefined): readonly string[] =>
  list === undefined
    ? []
    : list
        .split(",")
        .map((key) => key.trim())
        .filter((key) => key !== "");

const dateFields: ReadonlySet<string> = new Set(["date", "year", "month", "day"]);
