import type { Random } from "./random.ts";
import { createRandom } from "./random.ts";
import { capitalised, vocabulary } from "./words.ts";

/** Characters of one source, as of an article. */
const sourceLength = 60_000;

/** The words that make up half of any English text, then those that stand in it seldom. */
const common = vocabulary.slice(0, 420);
const rare = vocabulary.slice(420);

/** Sources of about so many characters together; every second word or more is a common one, as in prose. */
export function makeTexts(length: number): readonly string[] {
  const random = createRandom(23);
  return Array.from({ length: Math.ceil(length / sourceLength) }, () => makeText(random));
}

function makeText(random: Random): string {
  const paragraphs: string[] = [];
  let length = 0;
  while (length < sourceLength) {
    const paragraph = Array.from({ length: random.between(3, 9) }, () => prose(random, random.between(8, 30))).join(" ");
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join("\n\n");
}

/** A sentence of words that never stood together. */
export function prose(random: Random, words: number): string {
  const word = (): string => (random.chance(0.72) ? random.pickByRank(common) : random.pickByRank(rare));
  return `${capitalised(Array.from({ length: words }, word).join(" "))}.`;
}

export const stopWords = (random: Random, words: number): string =>
  Array.from({ length: words }, () => random.pick(common.slice(0, 40))).join(" ");

/** Words from inside one source, of at least so many characters; which source it is, too. */
export function cutFrom(texts: readonly string[], random: Random, length: number): { readonly source: number; readonly words: string } {
  const source = random.below(texts.length);
  const text = texts[source] ?? "";
  const start = text.indexOf(" ", random.below(text.length - length - 100)) + 1;
  return { source, words: text.slice(start, text.indexOf(" ", start + length)).replaceAll("\n\n", " ") };
}

/** A share of the characters changed, left out or doubled by another. */
export function damaged(words: string, share: number, random: Random): string {
  const letter = (): string => String.fromCharCode(97 + random.below(26));
  return Array.from(words, (character) => {
    if (!random.chance(share)) return character;
    return random.pick([letter(), "", character + letter()]);
  }).join("");
}
