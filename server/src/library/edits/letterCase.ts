/** `article`, `ARTICLE`, `Article`, `InProceedings`. */
export type LetterCase = "lower" | "upper" | "capital" | "camel";

export function letterCaseOf(word: string): LetterCase {
  if (word === word.toLowerCase()) return "lower";
  if (word === word.toUpperCase()) return "upper";
  return word.slice(1) === word.slice(1).toLowerCase() ? "capital" : "camel";
}
