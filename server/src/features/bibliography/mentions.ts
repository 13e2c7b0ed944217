import { fieldKind } from "../../library/biblatexModel.ts";
import type { BibliographyFacts, RawEntry, RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed, ScannedEntry } from "../../syntax/scannedEntry.ts";
import { namesStrings } from "../../syntax/scannedField.ts";
import { type Span, span } from "../../text/span.ts";
import { isStringName } from "./place.ts";

/** A key of another entry, named in a field: `crossref = {webber2012}`. */
export interface KeyMention {
  /** In lower case: `crossref`. */
  readonly field: string;
  readonly key: string;
  readonly span: Span;
}

/** The fields that name other entries; `ids` names only the entry itself. */
const mentioningFields: readonly string[] = ["crossref", "xref", "xdata", "related", "entryset"];

/** The keys that a field names: one, or several with commas between them. */
export function keyMentions({ format }: Pick<BibliographyFacts, "format">, field: RawField): readonly KeyMention[] {
  if (format !== "bibtex" || !mentioningFields.includes(field.name)) return [];
  const isList = fieldKind(field.name) === "entryKeys";
  return field.parts.flatMap((part) => {
    const items = isList ? [...part.text.matchAll(/[^,]+/g)] : [...part.text.matchAll(/^[\s\S]+$/g)];
    return items.flatMap((item) => {
      const key = item[0].trim();
      const start = part.span.start + item.index + (item[0].length - item[0].trimStart().length);
      return key === "" ? [] : [{ field: field.name, key, span: span(start, start + key.length) }];
    });
  });
}

/** Where entries of a file name one of these keys. Whatever names no other entry costs a glance. */
export function mentionsOf(facts: BibliographyFacts, keys: ReadonlySet<string>): readonly (KeyMention & { readonly entry: RawEntry })[] {
  const found: (KeyMention & { readonly entry: RawEntry })[] = [];
  if (facts.format !== "bibtex") return found;
  for (const entry of facts.entries) {
    for (const name of mentioningFields) {
      if (entry instanceof ScannedEntry && !entry.has(name)) continue;
      for (const field of fieldsNamed(entry, name))
        for (const mention of keyMentions(facts, field)) if (keys.has(mention.key)) found.push({ ...mention, entry });
    }
  }
  return found;
}

/** Where a file uses the name of an `@string`, its definitions apart; the name in lower case. */
export function stringUses(facts: BibliographyFacts, name: string): readonly Span[] {
  if (facts.format !== "bibtex") return [];
  const named = facts.entries.filter((entry) => !(entry instanceof ScannedEntry) || entry.namesStrings());
  const parts = [...named.flatMap((entry) => entry.fields).filter(namesStrings), ...facts.strings].flatMap((value) => value.parts);
  return parts.filter((part) => isStringName(part) && part.text.toLowerCase() === name).map((part) => part.span);
}
