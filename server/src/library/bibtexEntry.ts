import { readDate, readYearAndMonth, yearOf } from "../csl/dates.ts";
import { readNames } from "../csl/names.ts";
import type { CslDate, CslName } from "../csl/types.ts";
import type { RawEntry } from "../syntax/bibliography.ts";
import { latexToText, unescapeVerbatim } from "../syntax/latexText.ts";
import { fieldsNamed } from "../syntax/scannedEntry.ts";
import { copied } from "../text/copied.ts";
import { addressesOf } from "./addresses.ts";
import { bareDoi, doiOfAddress } from "./doi.ts";
import type { Entry, EntryAddress } from "./entry.ts";
import { EntryIdentity } from "./entryIdentity.ts";
import { filePaths } from "./fileField.ts";
import type { FormatEntry } from "./formatting.ts";
import { ownValue, plainValue, type ResolvedFields, resolvedFields, type Scope } from "./resolve.ts";

/** An entry of a BibTeX file. Nothing is decoded before it is asked for, and then once: a library holds tens of thousands. */
export class BibtexEntry implements Entry {
  readonly raw: RawEntry;
  readonly path: string;
  /** Only where the entry needs others: without it the fields speak for themselves. */
  readonly scope: Scope | undefined;
  /** See `identityOf`. */
  readonly identity: EntryIdentity;
  #resolved: ResolvedFields | undefined;
  #authors: readonly CslName[] | undefined;
  #editors: readonly CslName[] | undefined;
  #title: string | undefined;
  #shortTitle: string | undefined;
  #container: string | undefined;
  #issued: CslDate | null | undefined;
  #doi: string | undefined;
  #addresses: readonly EntryAddress[] | undefined;
  #files: readonly string[] | undefined;

  constructor(raw: RawEntry, path: string, scope: Scope | undefined, identity: EntryIdentity = new EntryIdentity()) {
    this.raw = raw;
    this.path = path;
    this.scope = scope;
    this.identity = identity;
  }

  /** The entry's fields with what it takes from others. */
  get resolved(): ResolvedFields | undefined {
    if (this.scope === undefined) return undefined;
    this.#resolved ??= resolvedFields(this.raw, this.path, this.identity.watched(this.scope));
    return this.#resolved;
  }

  get key(): string {
    this.identity.key ??= copied(this.raw.key);
    return this.identity.key;
  }

  get type(): string {
    return this.raw.type;
  }

  get aliases(): readonly string[] {
    return aliasesOf(this.raw);
  }

  get authors(): readonly CslName[] {
    this.#authors ??= readNames(this.#latex("author"), decoded);
    return this.#authors;
  }

  get editors(): readonly CslName[] {
    this.#editors ??= readNames(this.#latex("editor"), decoded);
    return this.#editors;
  }

  get title(): string {
    this.#title ??= this.#titled("title", "subtitle") || this.#text("maintitle", "booktitle", "issuetitle");
    return this.#title;
  }

  get shortTitle(): string {
    this.#shortTitle ??= this.#text("shorttitle");
    return this.#shortTitle;
  }

  get container(): string {
    this.#container ??= this.#containerTitle();
    return this.#container;
  }

  get publisher(): string {
    return this.#text("publisher", "institution", "school", "organization");
  }

  get issued(): CslDate | undefined {
    this.#issued ??= this.#date() ?? null;
    return this.#issued ?? undefined;
  }

  get year(): string {
    return yearOf(this.issued);
  }

  get pages(): string {
    return this.#text("pages").replace(/(\d)\s*-\s*(?=\d)/g, "$1–");
  }

  get doi(): string {
    this.#doi ??= bareDoi(unescapeVerbatim(this.#latex("doi"))) || doiOfAddress(unescapeVerbatim(this.#latex("url")));
    return this.#doi;
  }

  get isbn(): string {
    return this.#text("isbn");
  }

  get addresses(): readonly EntryAddress[] {
    this.#addresses ??= addressesOf(this.raw);
    return this.#addresses;
  }

  get files(): readonly string[] {
    this.#files ??= filePaths(this.#latex("file", "pdf"));
    return this.#files;
  }

  get abstract(): string {
    return this.#text("abstract");
  }

  get language(): string {
    return this.#text("langid", "language", "hyphenation");
  }

  get unresolved(): readonly string[] {
    return this.resolved?.unresolved ?? [];
  }

  /** The LaTeX of a field, inherited or own; "" where there is none. */
  field(name: string): string {
    return this.resolved === undefined ? ownValue(this.raw, name) : (this.resolved.values.get(name) ?? "");
  }

  /** For the worker: all that a reference may need; files stay here. */
  formatted(): FormatEntry {
    const fields: [string, string][] = [];
    const names = this.resolved?.values.keys() ?? this.raw.fields.map((field) => field.name);
    for (const name of new Set(names)) {
      const value = keptHere.has(name) ? "" : this.field(name);
      if (value !== "") fields.push([name, value]);
    }
    return { kind: "biblatex", key: this.key, type: this.resolved?.type ?? this.type, fields: Object.fromEntries(fields) };
  }

  #latex(...names: readonly string[]): string {
    for (const name of names) {
      const value = this.field(name);
      if (value !== "") return value;
    }
    return "";
  }

  #text(...names: readonly string[]): string {
    return decoded(this.#latex(...names));
  }

  /** "Power and Purpose: U.S. Policy toward Russia". */
  #titled(title: string, subtitle: string): string {
    const main = this.#text(title);
    const sub = this.#text(subtitle);
    if (main === "" || sub === "") return main || sub;
    return /[?!.:]$/.test(main) ? `${main} ${sub}` : `${main}: ${sub}`;
  }

  #containerTitle(): string {
    const journal = this.#titled("journaltitle", "journalsubtitle") || this.#text("journal");
    const book = journal || this.#titled("booktitle", "booksubtitle");
    const main = book || (this.field("title") === "" ? "" : this.#titled("maintitle", "mainsubtitle"));
    return main || (this.type === "online" || this.type === "www" || this.type === "electronic" ? this.#text("organization") : "");
  }

  #date(): CslDate | undefined {
    const date = this.#text("date");
    return date === "" ? readYearAndMonth(this.#text("year"), this.#text("month")) : readDate(latexDate(this.field("date")));
  }
}

/** Other keys of the same entry. */
export function aliasesOf(raw: RawEntry): readonly string[] {
  const [ids] = fieldsNamed(raw, "ids");
  if (ids === undefined) return none;
  return plainValue(ids)
    .split(",")
    .map((alias) => alias.trim())
    .filter((alias) => alias !== "");
}

/** Most of what is asked for is not there: suffixes, particles, subtitles. */
const decoded = (latex: string): string => (latex === "" ? "" : latexToText(latex));

const none: readonly string[] = [];

/** What has done its work by inheritance, or is of this machine. */
const keptHere: ReadonlySet<string> = new Set(["crossref", "xdata", "xref", "ids", "entryset", "file", "pdf"]);

/** In a date `~` means "about"; LaTeX would make it a space. */
const latexDate = (value: string): string => value.replace(/[{}]/g, "").trim();
