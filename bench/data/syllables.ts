import type { Random } from "./random.ts";

const onsets = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w"];
const vowels = ["a", "e", "i", "o", "u", "ea"];
const codas = ["", "", "", "", "n", "r", "s", "l", "t", "m"];

/** Two to four syllables that look like a word of English. */
export function madeWord(random: Random): string {
  let word = "";
  for (let syllable = random.between(2, 4); syllable > 0; syllable--)
    word += random.pick(onsets) + random.pick(vowels) + random.pick(codas);
  return word;
}
