import { splitNames } from "../csl/names.ts";
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
  /** Of a set that of its first member. */
  readonly type: string;
  /** Field name to LaTeX value, inherited fields included; the last of duplicate fields counts, as for biber. */
  readonly values: ReadonlyMap<string, string>;
  /** Names that no file defines. */
  readonly unresolved: readonly string[];
}

/** True where the entry can only be read with the help of others: strings, crossref, xdata, the members of a set. */
export function needsScope(raw: RawEntry, scope: Scope): boolean {
  if (raw.type === "set" || scope.strings.redefinesMonths) return true;
  if (raw instanceof ScannedEntry) return raw.has("crossref") || raw.has("xdata") || raw.namesStrings() || raw.borrowsParts();
  return raw.fields.some(
    (field) => field.name === "crossref" || field.name === "xdata" || namesStrings(field) || borrows(plainValue(field)),
  );
}

/** An entry's fields with strings in place and what it inherits by `xdata` and `crossref`; cycles are cut. */
export function resolvedFields(raw: RawEntry, path: string, scope: Scope): ResolvedFields {
  return new Resolution(scope).resolve(raw, path);
}

/** The LaTeX of an entry's field by itself; "" where there is none. Of several the last that is not empty counts. */
export function ownValue(raw: RawEntry, name: string): string {
  if (raw instanceof ScannedEntry) return raw.lastValue(name, plainValue);
  let value = "";
  for (const field of raw.fields) if (field.name === name) value = plainValue(field) || value;
  return value;
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
    const { type, values } = this.#read(raw, path, [raw]);
    return { type, values, unresolved: [...this.#unresolved] };
  }

  #read(raw: RawEntry, path: string, chain: readonly RawEntry[]): Ancestor {
    const values = new Map<string, string>();
    for (const field of raw.fields) {
      const value = this.#value(field, path);
      if (value !== "") values.set(field.name, value);
    }
    for (const [name, value] of values) if (borrows(value)) values.set(name, this.#borrowed(value, chain));
    for (const key of keysIn(values.get("xdata"))) addMissing(values, this.#ancestor(key, chain)?.values);
    const parent = values.get("crossref");
    if (parent !== undefined) this.#addParent(values, raw.type, parent, chain);
    const [first] = raw.type === "set" ? keysIn(values.get("entryset")) : [];
    const member = first === undefined ? undefined : this.#ancestor(first, chain);
    addMissing(values, member?.values);
    return { type: member?.type ?? raw.type, values };
  }

  #value(field: RawField, path: string): string {
    if (!this.#scope.strings.redefinesMonths && !namesStrings(field)) return plainValue(field);
    const texts = field.parts.map((part) => {
      if (part.kind === "text" || /^\d/.test(part.text)) return part.text;
      const value = this.#scope.strings.valueOf(part.text, path);
      if (value === undefined && isName(part.text)) this.#unresolved.add(part.text);
      return value ?? part.text;
    });
    return texts.join("").trim();
  }

  /** `xdata=pe-author-2 and Poe, A`: parts of lists, or whole values, that stand in an `@xdata` entry. */
  #borrowed(value: string, chain: readonly RawEntry[]): string {
    const parts = splitNames(value).map((part) => {
      const named = borrowedPart.exec(part);
      const [, key = "", field = "", number] = named ?? [];
      if (named === null) return part;
      const lent = this.#ancestor(key, chain)?.values.get(field.toLowerCase()) ?? "";
      return number === undefined ? lent : (splitNames(lent)[Number(number) - 1] ?? "");
    });
    return parts.filter((part) => part !== "").join(" and ");
  }

  /** What is inherited under another name goes before what the parent calls so itself. A child that has a date of its own takes no part of its parent's. */
  #addParent(values: Map<string, string>, type: string, key: string, chain: readonly RawEntry[]): void {
    const parent = this.#ancestor(key, chain);
    if (parent === undefined) return;
    const hasDate = values.has("date") || values.has("year");
    const isKept = keptOut(values.get("options") ?? "");
    const inherited = [...parent.values]
      .filter(([name]) => !(hasDate && dateFields.has(name)))
      .flatMap(([name, value]) => inheritedName(name, parent.type, type).map((target) => ({ target, value, isRenamed: target !== name })))
      .filter(({ target }) => !isKept.has(target));
    addMissing(values, new Map(inherited.filter(({ isRenamed }) => isRenamed).map(({ target, value }) => [target, value])));
    addMissing(values, new Map(inherited.filter(({ isRenamed }) => !isRenamed).map(({ target, value }) => [target, value])));
  }

  #ancestor(key: string, chain: readonly RawEntry[]): Ancestor | undefined {
    const found = this.#scope.parent(key);
    if (found === undefined) this.#unresolved.add(key);
    if (found === undefined || chain.includes(found.raw) || chain.length > longestChain || this.#ancestors++ > mostAncestors)
      return undefined;
    return this.#read(found.raw, found.path, [...chain, found.raw]);
  }
}

interface Ancestor {
  readonly type: string;
  readonly values: Map<string, string>;
}

/** A part of a value that is to be found in an `@xdata` entry: `xdata=key-field` or, of a list, `xdata=key-field-2`. */
const borrowedPart = /^xdata\s*=\s*(.+)-([a-z]+)(?:-(\d+))?$/i;

const borrows = (value: string): boolean => value.includes("xdata") && splitNames(value).some((part) => borrowedPart.test(part));

/** Takes over what is not there under its own name or its other one: who has a `location` needs no `address`. */
function addMissing(values: Map<string, string>, lent: ReadonlyMap<string, string> | undefined): void {
  for (const [name, value] of lent ?? []) {
    if (!notLent.has(name) && !values.has(name) && !values.has(otherNames.get(name) ?? name)) values.set(name, value);
  }
}

const notLent: ReadonlySet<string> = new Set(["ids", "xdata", "entryset", "crossref"]);

/** biblatex's names and BibTeX's for the same fields, both ways. */
const otherNames: ReadonlyMap<string, string> = new Map(
  [
    ["location", "address"],
    ["institution", "school"],
    ["journaltitle", "journal"],
    ["langid", "hyphenation"],
    ["annotation", "annote"],
    ["eprinttype", "archiveprefix"],
    ["eprintclass", "primaryclass"],
    ["file", "pdf"],
  ].flatMap(([one = "", other = ""]): [string, string][] => [
    [one, other],
    [other, one],
  ]),
);

/** What `options = {noinherit=settitles}` keeps out: biblatex's two sets of fields. */
function keptOut(options: string): ReadonlySet<string> {
  const named = [...options.matchAll(/noinherit\s*=\s*\{?(\w+)/g)].map(([, set]) => fieldSets.get(set ?? "") ?? []);
  return new Set(named.flat());
}

const fieldSets: ReadonlyMap<string, readonly string[]> = new Map([
  ["settitles", ["title", "booktitle", "eventtitle", "issuetitle", "journaltitle", "maintitle", "origtitle"]],
  ["setnames", ["author", "bookauthor", "editor", "editora", "editorb", "editorc", "translator", "annotator", "commentator", "holder"]],
]);

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
