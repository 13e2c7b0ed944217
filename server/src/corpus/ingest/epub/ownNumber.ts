import { leadingNumber } from "../noteRegion.ts";

/** The number before a note's own words, where it is the note's: `3. Text`, `[3] Text`, `3Text` of note 3. */
export function ownNumber(text: string, known: number | undefined): { readonly number: number; readonly length: number } | undefined {
  const lead = leadingNumber(text);
  if (lead !== undefined && lead.length < text.length && (known === undefined || lead.number === known) && lead.number < 2000) return lead;
  const digits = /^(\d{1,4})(?=\p{Lu})/u.exec(text)?.[1];
  return digits !== undefined && Number(digits) === known ? { number: known, length: digits.length } : undefined;
}
