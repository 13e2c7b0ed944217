import type { Source } from "../../../src/corpus/source.ts";
import { sourceOf } from "../quoteFixture.ts";

/** Sources of some thousand words each, made up, the same in every run. */
export const shelf = (count: number): readonly Source[] =>
  Array.from({ length: count }, (_, i) =>
    sourceOf(Array.from({ length: 12 }, (_, k) => madeText(i * 100 + k, 160)).join("\n\n"), `/s/${i}.txt`),
  );

/** Common words often, rare ones seldom; capitals, commas, accents and typographic marks here and there. */
export function madeText(seed: number, words: number): string {
  let state = seed * 2_654_435_761 + 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const word = (): string => {
    if (below(2) === 0) return common[below(common.length)] ?? "";
    const length = 2 + below(3);
    return Array.from({ length }, () => syllables[below(syllables.length)] ?? "").join("");
  };
  return Array.from({ length: words }, (_, i) => {
    const own = i % 14 === 0 ? word().replace(/^./, (letter) => letter.toUpperCase()) : word();
    return i % 14 === 13 ? `${own}.` : below(12) === 0 ? `${own},` : own;
  }).join(" ");
}

const common = "the of and to in a is that for it as was with be by on not his but this from or have an they which one were all her".split(
  " ",
);
const syllables = "ba co di fe gu ha lo mi né pra ré sta tü vo we zi ker lan mon til’s".split(" ");

/** Words of one paragraph, from about a share of the source's text on, of at least so many characters. */
export function wordsOf({ read: { text } }: Source, at: number, length: number): string {
  const start = text.indexOf(" ", Math.floor(at * (text.length - length - 60))) + 1;
  return text
    .slice(start, text.indexOf(" ", start + length))
    .trim()
    .replaceAll("\n\n", " ");
}
