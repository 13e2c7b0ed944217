import type { QuoteMatch } from "../corpus/quoteVerdict.ts";
import { foldForSearch } from "../text/fold.ts";
import { placeWords } from "./words/phrases.ts";

/**
 * A place in a source for people: the printed page, else the note's number, else the heading, else nothing. `title` is that of the source: below
 * its title stands all of it.
 */
export function placeInWords(place: Pick<QuoteMatch, "page" | "section" | "note">, title = ""): string {
  if (place.page !== undefined) return placeWords.page(place.page);
  if (place.note !== undefined) return placeWords.note(place.note);
  return place.section === "" || foldForSearch(place.section) === foldForSearch(title) ? "" : `"${shortened(place.section, 60)}"`;
}

/** Cut at a word, with an ellipsis. */
export function shortened(text: string, limit: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= limit) return flat;
  const cut = flat.slice(0, limit);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), limit - 20))} …`;
}
