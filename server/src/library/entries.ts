import type { BibliographyFormat, RawEntry } from "../syntax/bibliography.ts";
import { ScannedField } from "../syntax/scannedField.ts";
import { BibtexEntry } from "./bibtexEntry.ts";
import { CslEntry } from "./cslEntry.ts";
import type { Entry } from "./entry.ts";
import type { FormatEntry } from "./formatting.ts";
import { needsScope, type ResolvedFields, resolvedFields, type Scope } from "./resolve.ts";

/** An entry as the library holds it: cheap to make, decoded field by field when asked. */
export function createEntry(format: BibliographyFormat, raw: RawEntry, path: string, scope: Scope): Entry {
  if (format === "csl-json") return new CslEntry(raw, path);
  return new BibtexEntry(raw, path, needsScope(raw) ? resolvedFields(raw, path, scope) : undefined);
}

/** The entry as it is when other files changed: itself, unless it takes something from them that is different now. */
export function inNewScope(entry: Entry, scope: Scope): Entry {
  if (!(entry instanceof BibtexEntry) || entry.resolved === undefined) return entry;
  const resolved = resolvedFields(entry.raw, entry.path, scope);
  return sameFields(entry.resolved, resolved) ? entry : new BibtexEntry(entry.raw, entry.path, resolved);
}

export function formatEntry(entry: Entry): FormatEntry {
  if (entry instanceof BibtexEntry || entry instanceof CslEntry) return entry.formatted();
  return new BibtexEntry(entry.raw, entry.path, undefined).formatted();
}

/** True where two entries say the same, wherever they stand in their files. */
export function sameContent(one: Entry, other: Entry): boolean {
  if (one === other) return true;
  if (one.path !== other.path || one.type !== other.type || one.key !== other.key) return false;
  if (!sameRawFields(one.raw, other.raw)) return false;
  const resolved = one instanceof BibtexEntry ? one.resolved : undefined;
  const otherResolved = other instanceof BibtexEntry ? other.resolved : undefined;
  if (resolved === undefined || otherResolved === undefined) return resolved === otherResolved;
  return sameFields(resolved, otherResolved);
}

function sameRawFields(one: RawEntry, other: RawEntry): boolean {
  const text = writtenText(one);
  if (text !== undefined && text === writtenText(other)) return true;
  return (
    one.fields.length === other.fields.length &&
    one.fields.every((field, index) => {
      const counterpart = other.fields[index];
      if (counterpart === undefined || field.name !== counterpart.name || field.parts.length !== counterpart.parts.length) return false;
      return field.parts.every((part, at) => part.text === counterpart.parts[at]?.text && part.kind === counterpart.parts[at]?.kind);
    })
  );
}

function writtenText(raw: RawEntry): string | undefined {
  const [field] = raw.fields;
  return field instanceof ScannedField ? field.source.slice(raw.span.start, raw.span.end) : undefined;
}

function sameFields(one: ResolvedFields, other: ResolvedFields): boolean {
  if (one.values.size !== other.values.size || one.unresolved.join() !== other.unresolved.join()) return false;
  for (const [name, value] of one.values) if (other.values.get(name) !== value) return false;
  return true;
}
