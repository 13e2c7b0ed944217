import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { type Span, span } from "../../text/span.ts";

/** Places in other entries' fields where a key is named: `crossref`, `xdata`, `related`, `entryset`, and aliases in `ids`. */
export function keyMentions(entries: readonly RawEntry[], key: string): readonly Span[] {
  return entries.flatMap((entry) =>
    mentioningFields.flatMap((name) => fieldsNamed(entry, name).flatMap((field) => mentionsIn(field, key))),
  );
}

const mentioningFields = ["crossref", "xref", "xdata", "related", "entryset", "ids"];

function mentionsIn(field: RawField, key: string): readonly Span[] {
  return field.parts.flatMap((part) => {
    if (part.text.length > longestList || !part.text.includes(key)) return [];
    return [...part.text.matchAll(/[^,\s]+(?:\s+[^,\s]+)*/g)]
      .filter(([name]) => name === key)
      .map(({ index }) => span(part.span.start + index, part.span.start + index + key.length));
  });
}

/** A list of keys longer than this is none. */
const longestList = 100_000;
