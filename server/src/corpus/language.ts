import { languageOf } from "../text/language.ts";
import type { Source } from "./source.ts";

/**
 * True where a quotation is in a language or script that no passage of the source is in: then it is a translation, and its words can't be
 * compared. A source in two languages has both.
 */
export function seemsTranslated(source: Source, quotation: string): boolean {
  const language = languageOf(quotation);
  if (language === undefined) return false;
  const there = languagesOf(source);
  return there.size > 0 && !there.has(language);
}

const known = new WeakMap<Source, ReadonlySet<string>>();

function languagesOf(source: Source): ReadonlySet<string> {
  const asked = known.get(source);
  if (asked !== undefined) return asked;
  const { text, pieces } = source.read;
  const found = new Set<string>();
  for (const { kind, span } of pieces) {
    if (kind === "note" || kind === "reference" || kind === "heading") continue;
    const language = languageOf(text.slice(span.start, Math.min(span.end, span.start + longestSample)));
    if (language !== undefined) found.add(language);
  }
  known.set(source, found);
  return found;
}

const longestSample = 4000;
