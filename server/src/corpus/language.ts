import { languageOf } from "../text/language.ts";
import type { Span } from "../text/span.ts";
import { pieceAt } from "./place.ts";
import type { Source } from "./source.ts";

/**
 * True where a quotation is in another language or script than the passage that comes nearest; where none does, than every passage of the
 * source: then it is a translation, and its words can't be compared. A source in two languages has both.
 */
export function seemsTranslated(source: Source, quotation: string, nearest?: Span): boolean {
  const language = languageOf(quotation);
  if (language === undefined) return false;
  const there = languagesOf(source);
  if (there.size > 0 && !there.has(language)) return true;
  const passage = nearest === undefined ? undefined : languageAround(source, nearest);
  return passage !== undefined && passage !== language;
}

const known = new WeakMap<Source, ReadonlySet<string>>();

function languagesOf(source: Source): ReadonlySet<string> {
  const asked = known.get(source);
  if (asked !== undefined) return asked;
  const { text, pieces } = source.read;
  const found = new Set<string>();
  for (const { kind, span } of pieces) {
    // An abstract may be there in several languages of which the text has one.
    if (kind === "note" || kind === "reference" || kind === "heading" || (kind === "abstract" && source.extent === "whole")) continue;
    const language = languageOf(text.slice(span.start, Math.min(span.end, span.start + longestSample)));
    if (language !== undefined) found.add(language);
  }
  known.set(source, found);
  return found;
}

function languageAround(source: Source, place: Span): string | undefined {
  const piece = pieceAt(source, place.start)?.span ?? place;
  const start = Math.max(piece.start, place.start - aroundPlace);
  return languageOf(source.read.text.slice(start, Math.min(piece.end, place.end + aroundPlace)));
}

const longestSample = 4000;
const aroundPlace = 400;
