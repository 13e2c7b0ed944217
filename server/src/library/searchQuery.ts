import { foldForSearch } from "../text/fold.ts";

/** A word that somebody looks for, folded, and how else it may be written in an entry: `möller` is `moller`, else `moeller`. */
export interface SoughtWord {
  readonly word: string;
  /** All of them, the word itself first. */
  readonly spellings: readonly string[];
}

/**
 * The words of a query; commas, quotation marks and the "and" and "et al." of copied labels mean nothing:
 * `“Webber, Sperling and Smith” (2012)` is `webber sperling smith 2012`.
 */
export function wordsOfQuery(query: string): readonly SoughtWord[] {
  const words = pieces(query);
  const meant = words.filter((word) => !conjunctions.has(word.toLowerCase()));
  return soughtWords(meant.length > 0 ? meant : words);
}

/**
 * What the words fall into where one of them is put together: `sperling99` is `sperling 99`, `twoTiers_1999` is `two tiers 1999`.
 * undefined where none is.
 */
export function partsOfQuery(query: string): readonly SoughtWord[] | undefined {
  const words = pieces(query);
  const parts = words.flatMap((word) => word.replace(joints, " ").split(" "));
  return parts.length === words.length ? undefined : soughtWords(parts);
}

/** `ö` as those write it whose keyboard has none, or whose bibliography came from a machine that had none: `oe`. */
export const spelledOut = (text: string): string =>
  spelledOutLetter.test(text) ? text.replace(spelledOutLetters, (letter) => spelledOutForms.get(letter) ?? letter) : text;

function pieces(query: string): readonly string[] {
  return query
    .normalize("NFC")
    .replace(/\bet al\b\.?/gi, " ")
    .split(/[\s,;&"“”„«»()[\]{}]+/u)
    .filter((word) => word !== "");
}

const conjunctions: ReadonlySet<string> = new Set(["and", "und", "et", "y"]);

/** Between small letters and capitals or digits, and at marks within a word. */
const joints = /(?<=[\p{Ll}\p{Lo}])(?=[\p{Lu}\p{Nd}])|(?<=\p{Nd})(?=\p{L})|(?<=[\p{L}\p{Nd}])[^\p{L}\p{Nd}\p{M}\s]+(?=[\p{L}\p{Nd}])/gu;

const soughtWords = (words: readonly string[]): readonly SoughtWord[] => words.map(soughtWord).filter(({ word }) => word !== "");

function soughtWord(typed: string): SoughtWord {
  const whole = foldForSearch(typed);
  // A mark at an edge is rarely meant, but a key may begin with one.
  const word = whole.replace(edges, "");
  const spellings = new Set([word, whole, foldForSearch(spelledOut(typed.toLowerCase())).replace(edges, "")]);
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) spellings.add(word.replaceAll(".", ""));
  return { word, spellings: [...spellings] };
}

const edges = /^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu;

const spelledOutForms: ReadonlyMap<string, string> = new Map([
  ["ä", "ae"],
  ["ö", "oe"],
  ["ü", "ue"],
  ["ø", "oe"],
  ["å", "aa"],
  ["đ", "dj"],
]);

const spelledOutLetter = /[äöüøåđ]/;

const spelledOutLetters = /[äöüøåđ]/g;
