import { createRandom, type Random } from "./random.ts";
import { paragraph, title, vocabulary } from "./words.ts";

/** A source as a publisher's page prints it, and what its paragraphs say. */
export interface MadeArticle {
  readonly html: string;
  readonly paragraphs: readonly string[];
}

/** `length`: characters of running text. */
export function makeArticle(length: number): MadeArticle {
  const random = createRandom(7);
  const paragraphs: string[] = [];
  while (paragraphs.join("").length < length) paragraphs.push(paragraph(random, random.between(3, 8)));
  const body = paragraphs.map((text, index) => `${index % 8 === 0 ? `<h2>${title(random)}</h2>\n` : ""}<p>${text}</p>`);
  const head = `<head><meta charset="utf-8"><title>${title(random)}</title><meta name="citation_author" content="Sample, Ada"></head>`;
  return { html: `<!doctype html><html lang="en">${head}<body><article>\n${body.join("\n")}\n</article></body></html>`, paragraphs };
}

export type QuotedAs = "verbatim" | "typographic" | "marked" | "altered" | "notFound";

export interface MadeQuotation {
  readonly text: string;
  readonly expected: QuotedAs;
}

const kinds: readonly QuotedAs[] = ["verbatim", "verbatim", "verbatim", "typographic", "marked", "altered", "altered", "notFound"];

/** Quotations of 6 to 60 words: right, right but for their typography, shortened with a mark, with a word changed, and invented. */
export function makeQuotations(article: MadeArticle, count: number): readonly MadeQuotation[] {
  const random = createRandom(13);
  return Array.from({ length: count }, (_, index) => makeQuotation(article, kinds[index % kinds.length] ?? "verbatim", random));
}

function makeQuotation(article: MadeArticle, expected: QuotedAs, random: Random): MadeQuotation {
  const words = passage(article, random);
  const inside = random.between(2, words.length - 3);
  switch (expected) {
    case "verbatim":
      return { text: words.join(" "), expected };
    case "typographic":
      return { text: otherCase(words.join(" ")), expected };
    case "marked":
      return { text: [...words.slice(0, inside), "[…]", ...words.slice(inside + 1)].join(" "), expected };
    case "altered":
      return { text: words.with(inside, "zebra").join(" "), expected };
    case "notFound":
      return { text: words.map(() => random.pick(vocabulary)).join(" "), expected };
  }
}

/** Words in a row of one paragraph. */
function passage(article: MadeArticle, random: Random): string[] {
  const words = random.pick(article.paragraphs).split(" ");
  const length = Math.min(words.length, random.between(6, 60));
  const start = random.below(words.length - length + 1);
  return words.slice(start, start + length);
}

/** Its first letter made small, or large. */
const otherCase = (text: string): string => {
  const first = text.slice(0, 1);
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
};
