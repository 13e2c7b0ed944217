import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { BibliographyFacts, RawEntry, RawField, StringDefinition, ValuePart } from "../../syntax/bibliography.ts";
import { type Span, span, touches } from "../../text/span.ts";
import { type KeyMention, keyMentions } from "./mentions.ts";

/** What stands at an offset of a bibliography. `span` is what the answer is about. */
export type BibliographyPlace =
  /** `@article{smith2006`: the type or the key. */
  | { readonly kind: "head"; readonly entry: RawEntry; readonly span: Span }
  | { readonly kind: "fieldName"; readonly entry: RawEntry; readonly field: RawField; readonly span: Span }
  /** A key of another entry: in `crossref`, `xdata`, `related` … */
  | { readonly kind: "mention"; readonly entry: RawEntry; readonly mention: KeyMention; readonly span: Span }
  /** The name of an `@string`, used in a value or where it is defined; in lower case. */
  | { readonly kind: "string"; readonly name: string; readonly span: Span }
  | { readonly kind: "value"; readonly entry: RawEntry; readonly field: RawField; readonly span: Span };

/** Undefined between entries and between fields. */
export function placeAt(facts: BibliographyFacts, offset: number): BibliographyPlace | undefined {
  const entry = entryAround(facts, offset);
  if (entry === undefined) return stringPlace(facts.strings, offset);
  const head = headOf(facts, entry);
  if (touches(head, offset)) return { kind: "head", entry, span: head };
  for (const field of entry.fields) {
    if (touches(field.nameSpan, offset)) return { kind: "fieldName", entry, field, span: field.nameSpan };
    if (touches(field.valueSpan, offset)) return valuePlace(facts, entry, field, offset);
  }
  return undefined;
}

/** The entry whose text holds an offset; entries stand in order, so that few are looked at. */
export function entryAround(facts: BibliographyFacts, offset: number): RawEntry | undefined {
  const entry = facts.entries[firstBehind(facts.entries, offset) - 1];
  return entry !== undefined && offset <= entry.span.end ? entry : undefined;
}

/** How many entries begin at an offset or before it. */
export function firstBehind(entries: readonly RawEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `@article{smith2006`; of a format without such heads the key alone. */
export const headOf = (facts: BibliographyFacts, entry: RawEntry): Span =>
  facts.format === "bibtex" ? span(entry.span.start, Math.max(entry.keySpan.end, entry.span.start + 1)) : entry.keySpan;

/** The entry as the library has it, with what it inherits; undefined for `@xdata`, which only lends. */
export function libraryEntry(snapshot: BibliographySnapshot, raw: RawEntry) {
  const isIt = (candidate: { readonly path: string; readonly raw: RawEntry }): boolean =>
    candidate.path === snapshot.path && candidate.raw.span.start === raw.span.start;
  const named = snapshot.library.find(raw.key);
  return named !== undefined && isIt(named) ? named : snapshot.library.entries.find(isIt);
}

function valuePlace(facts: BibliographyFacts, entry: RawEntry, field: RawField, offset: number): BibliographyPlace {
  const mention = keyMentions(facts, field).find((candidate) => touches(candidate.span, offset));
  if (mention !== undefined) return { kind: "mention", entry, mention, span: mention.span };
  const name = facts.format === "bibtex" ? stringUse(field.parts, offset) : undefined;
  return name ?? { kind: "value", entry, field, span: field.valueSpan };
}

function stringPlace(strings: readonly StringDefinition[], offset: number): BibliographyPlace | undefined {
  for (const { name, nameSpan, parts } of strings) {
    if (touches(nameSpan, offset)) return { kind: "string", name, span: nameSpan };
    const used = stringUse(parts, offset);
    if (used !== undefined) return used;
  }
  return undefined;
}

function stringUse(parts: readonly ValuePart[], offset: number): BibliographyPlace | undefined {
  const part = parts.find((candidate) => isStringName(candidate) && touches(candidate.span, offset));
  return part === undefined ? undefined : { kind: "string", name: part.text.toLowerCase(), span: part.span };
}

/** A bare word that is no number. */
export const isStringName = (part: ValuePart): boolean => part.kind === "word" && !/^\d+$/.test(part.text);
