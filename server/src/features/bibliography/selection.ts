import type { BibliographySnapshot } from "../../project/snapshot.ts";
import { contains, type Span, span, touches } from "../../text/span.ts";
import { keyMentions } from "./mentions.ts";
import { entryAround } from "./place.ts";

/** What to select around a place, from the smallest outwards: word, value, value with its braces, field, entry, file. */
export function selectionSpans({ facts, text }: BibliographySnapshot, offset: number): readonly Span[] {
  const entry = entryAround(facts, offset);
  const field = entry?.fields.find(
    ({ nameSpan, valueSpan }) => nameSpan.start <= offset && offset <= Math.max(nameSpan.end, valueSpan.end),
  );
  const inside: readonly Span[] =
    field === undefined
      ? entry === undefined
        ? []
        : [entry.keySpan]
      : [
          field.nameSpan,
          ...keyMentions(facts, field).map((mention) => mention.span),
          ...field.parts.map((part) => part.span),
          field.valueSpan,
          span(field.nameSpan.start, Math.max(field.nameSpan.end, field.valueSpan.end)),
        ];
  const spans = [...wordAt(text, offset), ...inside, ...(entry === undefined ? [] : [entry.span]), span(0, text.length)];
  return growing(spans.filter((candidate) => touches(candidate, offset)));
}

/** Each holds the one before it and is larger. */
export function growing(spans: readonly Span[]): readonly Span[] {
  const grown: Span[] = [];
  for (const next of spans) {
    const last = grown.at(-1);
    const isLarger = last === undefined || (contains(next, last) && next.end - next.start > last.end - last.start);
    if (isLarger && next.end > next.start) grown.push(next);
  }
  return grown;
}

/** Letters, digits, and the marks that LaTeX puts between them. */
export function wordAt(text: string, offset: number): readonly Span[] {
  let start = offset;
  let end = offset;
  while (start > 0 && offset - start < 200 && isWordCharacter(text[start - 1] ?? "")) start--;
  while (end < text.length && end - offset < 200 && isWordCharacter(text[end] ?? "")) end++;
  return start < end ? [span(start, end)] : [];
}

const isWordCharacter = (character: string): boolean => /[\p{L}\p{M}\p{N}_'’-]/u.test(character);
