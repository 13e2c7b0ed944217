import { firstYear } from "../../src/csl/dates.ts";
import { familyName, isOthers } from "../../src/csl/names.ts";
import type { Entry } from "../../src/library/entry.ts";
import type { Library } from "../../src/library/library.ts";
import type { SearchHit, SearchOptions } from "../../src/library/search.ts";
import { foldForSearch } from "../../src/text/fold.ts";

/** What a search ought to find, told plainly: each word is looked for in each line of each entry, and all is sorted. */
export function plainSearch(library: Library, query: string, { limit, boost = () => 0 }: SearchOptions): readonly SearchHit[] {
  const words = wordsOf(query);
  const texts = library.entries.filter((entry) => entry.key !== "").map(plainText);
  const hits = (match: (text: PlainText, word: string) => number) =>
    texts
      .map((text) => ({
        text,
        score: scoreOf(
          words.map((word) => match(text, word)),
          boost(text.entry.key),
        ),
      }))
      .filter(({ score }) => score !== undefined)
      .map(({ text, score = 0 }) => ({ text, score }))
      .sort((one, other) => other.score - one.score || other.text.year - one.text.year);
  const exact = hits(worthOf);
  const found = new Set(exact.map(({ text }) => text));
  const mayBeNear = exact.length < limit && words.some((word) => word.length > 3);
  const near = mayBeNear ? hits((text, word) => worthOf(text, word) || nearWorthOf(text, word)).filter(({ text }) => !found.has(text)) : [];
  // All that was found is sorted together: a near hit may rank above an exact one in the middle of a word.
  return [...exact, ...near]
    .sort((one, other) => other.score - one.score || other.text.year - one.text.year)
    .slice(0, limit)
    .map(({ text, score }) => ({ entry: text.entry, score }));
}

function scoreOf(worths: readonly number[], boost: number): number | undefined {
  if (worths.length === 0) return boost;
  if (worths.includes(0)) return undefined;
  return worths.reduce((sum, worth) => sum + worth, 0) / worths.length + boost * 0.08;
}

interface PlainText {
  readonly entry: Entry;
  readonly text: string;
  readonly year: number;
}

const weights = [1, 1, 0.85, 0.9, 0.8, 0.8, 0.55, 0.5];

function plainText(entry: Entry): PlainText {
  const authors = entry.authors.filter((name) => !isOthers(name));
  const editors = entry.editors.filter((name) => !isOthers(name));
  const families = [authors, editors].map((names) => names.map(familyName).join(" "));
  const given = [...authors, ...editors].map((name) => name.given ?? "").join(" ");
  const lines = [entry.key, ...families, entry.year, entry.title, entry.shortTitle, entry.container, given];
  return { entry, text: lines.map((line) => foldForSearch(line.replaceAll("\n", " "))).join("\n"), year: firstYear(entry.issued) ?? 0 };
}

function worthOf({ text }: PlainText, word: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const isWholeKey = at === 0 && text[end] === "\n";
    const worth = isWordEnd(text, end) ? (isWholeKey ? 1.5 : weightAt(text, at)) : weightAt(text, at) * 0.9;
    best = Math.max(best, isWordStart(text, at) ? worth : weightAt(text, at) * 0.4);
  }
  return best;
}

function nearWorthOf({ text }: PlainText, word: string): number {
  if (word.length < 4 || /^\d/.test(word)) return 0;
  let best = 0;
  for (let at = 0; at < text.length; at++)
    if (isWordStart(text, at) && beginsNearly(word, text, at)) best = Math.max(best, weightAt(text, at) * 0.25);
  return best;
}

const weightAt = (text: string, at: number): number => weights[text.slice(0, at).split("\n").length - 1] ?? 0;

/** One letter wrong, left out, too many, or two swapped. */
function beginsNearly(word: string, text: string, at: number): boolean {
  return Array.from(word, (_, slip) => slip).some((slip) => {
    if (!text.startsWith(word.slice(0, slip), at)) return false;
    const here = at + slip;
    const isSwapped = text[here] === word[slip + 1] && text[here + 1] === word[slip];
    return (
      text.startsWith(word.slice(slip + 1), here + 1) ||
      text.startsWith(word.slice(slip + 1), here) ||
      text.startsWith(word.slice(slip), here + 1) ||
      (isSwapped && text.startsWith(word.slice(slip + 2), here + 2))
    );
  });
}

const isWordStart = (text: string, at: number): boolean =>
  isWordCharacter(text[at]) && (!isWordCharacter(text[at - 1]) || isTurn(text, at));

const isWordEnd = (text: string, at: number): boolean => !isWordCharacter(text[at]) || isTurn(text, at);

/** From digits to letters or back. */
const isTurn = (text: string, at: number): boolean => isDigit(text[at - 1]) !== isDigit(text[at]);

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character);

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[\da-z\u0080-\uffff]/.test(character);

const wordsOf = (query: string): string[] =>
  foldForSearch(query)
    .replace(/\bet al\b\.?/g, " ")
    .split(/[\s,;&"()[\]{}]+/)
    .map((word) => word.replace(/^[@.:]+|[.:]+$/g, ""))
    .filter((word) => word !== "");
