import { bareDoi } from "../../../library/doi.ts";
import { type Suspicion, suspicion } from "./suspicion.ts";

/** A DOI stands bare: `10.1057/9781137`. */
export function suspectDoi(value: string): Suspicion | undefined {
  const doi = value.trim();
  if (doi === "" || /^10\.\d{3,9}\/\S*[^\s.,;]$/.test(doi)) return undefined;
  const spaceless = doi.replace(/\s+/g, "");
  const bare = bareDoi(spaceless);
  if (bare === "") return suspicion({ kind: /^https?:/i.test(doi) ? "linkInDoi" : "doiUnknown" }, doi);
  return suspicion({ kind: spaceless === doi ? "doiPrefixed" : "doiSpaced" }, doi, bare);
}

/** One or several numbers, with words around them: `978-0-19-852663-6 (pbk)`. */
export function suspectIsbn(value: string): Suspicion | undefined {
  for (const [printed] of value.matchAll(/(?<![\w-])\d(?:[ -]?[\dXx]){7,16}(?![\w-])/g)) {
    const number = printed.replace(/[ -]/g, "").toUpperCase();
    if (isIssn(number)) continue;
    if (number.length !== 10 && number.length !== 13) return suspicion({ kind: "isbnLength", number: printed }, printed);
    if (!(number.length === 10 ? isIsbn10(number) : isIsbn13(number))) return suspicion({ kind: "isbnChecksum", number: printed }, printed);
  }
  return undefined;
}

export function suspectIssn(value: string): Suspicion | undefined {
  const wrong = [...value.matchAll(/(?<![\w-])\d{4}[-‐–]?\d{3}[\dXx](?![\w-])/g)].find(
    ([printed]) => !isIssn(printed.replace(/\D(?=.)/g, "")),
  );
  return wrong === undefined ? undefined : suspicion({ kind: "issnChecksum", number: wrong[0] }, wrong[0]);
}

const digitOf = (character: string): number => (character === "X" || character === "x" ? 10 : Number(character));

const weighted = (number: string, weightOf: (index: number) => number): number =>
  [...number].reduce((sum, character, index) => sum + digitOf(character) * weightOf(index), 0);

const isIssn = (number: string): boolean => /^\d{7}[\dXx]$/.test(number) && weighted(number, (index) => 8 - index) % 11 === 0;

const isIsbn10 = (number: string): boolean => /^\d{9}[\dX]$/.test(number) && weighted(number, (index) => 10 - index) % 11 === 0;

/** Also a music number, which has thirteen digits of the same kind. */
const isIsbn13 = (number: string): boolean =>
  /^97[89]\d{10}$/.test(number) && weighted(number, (index) => (index % 2 === 0 ? 1 : 3)) % 10 === 0;
