import type { CslItem, CslName } from "../../csl/types.ts";
import { foldForSearch } from "../../text/fold.ts";
import { isStopWord } from "../../text/stopWords.ts";
import type { Entry } from "../entry.ts";

/** How letters beyond ASCII come into keys: `muller`, `mueller`, `müller`. */
export type KeyLetters = "ascii" | "german" | "unicode";

/** What keys are made of, in the letters that they have. */
export interface KeySource {
  /** Family names, as written: `deGaulle`, `SmithJones`; without the particle in `bareFamilies`. */
  readonly families: readonly string[];
  readonly bareFamilies: readonly string[];
  /** `2012`; "" where unknown. */
  readonly year: string;
  readonly titleWords: readonly string[];
  /** Without articles, prepositions and the like. */
  readonly tellingWords: readonly string[];
}

/** What keys say of a work: authors, else editors; the first year; the title. */
export interface KeyFacts {
  readonly names: readonly CslName[];
  readonly year: string;
  readonly title: string;
}

export function keyFactsOfEntry(entry: Entry): KeyFacts {
  return {
    names: entry.authors.length > 0 ? entry.authors : entry.editors,
    year: /\d{4}/.exec(entry.year)?.[0] ?? "",
    title: entry.title,
  };
}

export function keyFactsOfItem(item: CslItem): KeyFacts {
  const year = item.issued?.["date-parts"]?.[0]?.[0] ?? item.issued?.literal ?? item.issued?.raw ?? "";
  const names = [item.author, item.editor].find((list) => list !== undefined && list.length > 0) ?? [];
  return { names, year: /\d{4}/.exec(String(year))?.[0] ?? "", title: item.title ?? "" };
}

export function keySource(facts: KeyFacts, letters: KeyLetters): KeySource {
  const names = facts.names.filter((name) => name.literal !== "others");
  const titleWords = wordsOf(facts.title, letters);
  return {
    families: names.map((name) =>
      compact([name["non-dropping-particle"], name["dropping-particle"], name.family ?? name.literal], letters),
    ),
    bareFamilies: names.map((name) => compact([name.family ?? name.literal], letters)),
    year: facts.year,
    titleWords,
    tellingWords: titleWords.filter((word) => !isStopWord(word.toLowerCase())),
  };
}

const compact = (parts: readonly (string | undefined)[], letters: KeyLetters): string =>
  inLetters(parts.join(" "), letters).replace(/[^\p{L}\p{N}]/gu, "");

function wordsOf(title: string, letters: KeyLetters): readonly string[] {
  const words = inLetters(title.replace(/<[^<>]{1,80}>/g, ""), letters)
    .replace(/['’]/g, "")
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).slice(0, 24);
}

function inLetters(text: string, letters: KeyLetters): string {
  if (letters === "unicode") return text;
  const spelled = letters === "german" ? text.replace(/[äöüÄÖÜ]/g, (letter) => umlauts.get(letter) ?? letter) : text;
  return spelled.replace(/\P{ASCII}\p{M}*/gu, foldLetter);
}

function foldLetter(letter: string): string {
  const folded = foldForSearch(letter);
  return letter === letter.toLowerCase() ? folded : folded.slice(0, 1).toUpperCase() + folded.slice(1);
}

const umlauts: ReadonlyMap<string, string> = new Map([
  ["ä", "ae"],
  ["ö", "oe"],
  ["ü", "ue"],
  ["Ä", "Ae"],
  ["Ö", "Oe"],
  ["Ü", "Ue"],
]);
