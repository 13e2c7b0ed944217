import type { BibliographyFormat, RawEntry, RawField } from "../syntax/bibliography.ts";
import { ScannedEntry } from "../syntax/scannedEntry.ts";
import { BibtexEntry } from "./bibtexEntry.ts";
import { CslEntry } from "./cslEntry.ts";
import type { Entry } from "./entry.ts";
import { EntryIdentity, type ScopeChange } from "./entryIdentity.ts";
import type { FormatEntry } from "./formatting.ts";
import { itemReaderOf } from "./itemReader.ts";
import { needsScope, type ResolvedFields, type Scope } from "./resolve.ts";

/** An entry as the library holds it: cheap to make, decoded field by field when asked. */
export function createEntry(format: BibliographyFormat, raw: RawEntry, path: string, scope: Scope): Entry {
  if (format !== "bibtex") return new CslEntry(raw, path, itemReaderOf(format));
  return new BibtexEntry(raw, path, needsScope(raw, scope) ? scope : undefined);
}

/** The same entry where its file changed elsewhere: what was told of it by its identity still holds. */
export function movedEntry(entry: Entry, raw: RawEntry, scope: Scope): Entry | undefined {
  if (entry instanceof CslEntry) return new CslEntry(raw, entry.path, entry.reader, entry.identity);
  if (!(entry instanceof BibtexEntry)) return undefined;
  if (entry.scope === undefined && scope.strings.redefinesMonths) return new BibtexEntry(raw, entry.path, scope);
  return new BibtexEntry(raw, entry.path, entry.scope === undefined ? undefined : scope, entry.identity);
}

/** The same where it is not known whether it was written anew: undefined where it says something else now. */
export const rewrittenEntry = (entry: Entry, raw: RawEntry, scope: Scope): Entry | undefined =>
  sameRaw(entry.raw, raw) ? movedEntry(entry, raw, scope) : undefined;

/** The entry as it is when others changed: itself where it takes nothing from them, another one where it says something else now. */
export function inNewScope(entry: Entry, scope: Scope, change: ScopeChange): Entry {
  if (!(entry instanceof BibtexEntry)) return entry;
  if (entry.scope === undefined) return scope.strings.redefinesMonths ? new BibtexEntry(entry.raw, entry.path, scope) : entry;
  const isTouched = entry.identity.isTouchedBy(change);
  if (entry.scope === scope && !isTouched) return entry;
  return new BibtexEntry(entry.raw, entry.path, scope, isTouched ? new EntryIdentity() : entry.identity);
}

/** Shared by all copies of an entry that say the same, wherever they stand in their file. */
export const identityOf = (entry: Entry): object => (entry instanceof BibtexEntry || entry instanceof CslEntry ? entry.identity : entry);

/** A copy for one reading of all: the library's own entry remembers what was decoded, and would weigh several times as much. */
export function readOnce(entry: Entry): Entry {
  if (entry instanceof BibtexEntry) return new BibtexEntry(entry.raw, entry.path, entry.scope, entry.identity);
  return entry instanceof CslEntry ? new CslEntry(entry.raw, entry.path, entry.reader, entry.identity) : entry;
}

export function formatEntry(entry: Entry): FormatEntry {
  if (entry instanceof BibtexEntry || entry instanceof CslEntry) return entry.formatted();
  return new BibtexEntry(entry.raw, entry.path, undefined).formatted();
}

/** True where two entries say the same, wherever they stand in their files. */
export function sameContent(one: Entry, other: Entry): boolean {
  if (one === other) return true;
  if (one.path !== other.path || !sameRaw(one.raw, other.raw)) return false;
  const resolved = one instanceof BibtexEntry ? one.resolved : undefined;
  const otherResolved = other instanceof BibtexEntry ? other.resolved : undefined;
  if (resolved === undefined || otherResolved === undefined) return resolved === otherResolved;
  return sameFields(resolved, otherResolved);
}

const sameRaw = (one: RawEntry, other: RawEntry): boolean => one.type === other.type && one.key === other.key && sameRawFields(one, other);

function sameRawFields(one: RawEntry, other: RawEntry): boolean {
  if (one instanceof ScannedEntry && other instanceof ScannedEntry && one.isWrittenLike(other)) return true;
  const fields = one.fields;
  const others = other.fields;
  return fields.length === others.length && fields.every((field, index) => sameField(field, others[index]));
}

function sameField(one: RawField, other: RawField | undefined): boolean {
  if (other === undefined || one.name !== other.name) return false;
  const parts = one.parts;
  const others = other.parts;
  return parts.length === others.length && parts.every((part, at) => part.text === others[at]?.text && part.kind === others[at]?.kind);
}

function sameFields(one: ResolvedFields, other: ResolvedFields): boolean {
  if (one.values.size !== other.values.size || one.unresolved.join() !== other.unresolved.join()) return false;
  for (const [name, value] of one.values) if (other.values.get(name) !== value) return false;
  return true;
}
