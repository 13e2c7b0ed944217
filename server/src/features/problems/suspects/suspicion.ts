/** Why a value looks wrong; the words for each stand in `words/suspicions.ts`. */
export type SuspectReason =
  | { readonly kind: "yearAhead" | "yearOdd"; readonly year: string }
  | { readonly kind: "dateUnreadable" | "monthUnknown"; readonly value: string }
  | { readonly kind: "pagesReversed"; readonly first: string; readonly last: string }
  | { readonly kind: "pagesLabelled" }
  | { readonly kind: "entity"; readonly entity: string; readonly character: string }
  | { readonly kind: "doiPrefixed" | "doiSpaced" | "doiUnknown" | "linkInDoi" }
  | { readonly kind: "isbnChecksum" | "isbnLength" | "issnChecksum"; readonly number: string }
  | { readonly kind: "namesByCommas" | "namesBySemicolons" | "namesByAmpersand" | "namesEtAl" }
  | { readonly kind: "allCapitals" | "bareAmpersand" };

/** `words`, of the value as written, may well be wrong. */
export interface Suspicion {
  readonly because: SuspectReason;
  readonly words: string;
  /** What is meant, where that is beyond doubt but for the writer's yes; it takes the place of `words`. */
  readonly mended: string | undefined;
  /** True for matters of taste. */
  readonly slight: boolean;
}

export const suspicion = (because: SuspectReason, words: string, mended?: string, slight = false): Suspicion => ({
  because,
  words,
  mended: mended === words ? undefined : mended,
  slight,
});
