import type { Entry } from "../../src/library/entry.ts";
import type { Library } from "../../src/library/library.ts";
import type { SearchHit, SearchOptions } from "../../src/library/search.ts";
import { partsOfQuery, type SoughtWord, wordsOfQuery } from "../../src/library/searchQuery.ts";
import { lineWeights, searchTextOf } from "../../src/library/searchText.ts";
import { foldForSearch } from "../../src/text/fold.ts";

/** What a search ought to find, told plainly: each word is looked for in each line of each entry, one way after the other, and all is sorted. */
export function plainSearch(library: Library, query: string, { limit, boost = () => 0 }: SearchOptions): readonly SearchHit[] {
  const words = wordsOfQuery(query);
  const citable = library.entries.filter((entry) => library.find(entry.key) === entry);
  const texts = citable.map((entry) => textOf(entry));
  const hits = new Map(texts.filter(() => words.length === 0).map((text) => [text, boost(text.entry.key)]));
  const named = texts.find(({ entry }) => words.length > 0 && entry === library.find(query.trim()));
  if (named !== undefined) hits.set(named, 12);
  let found = 0;
  for (const [rank, { sought, worth, isTried }] of ways(query, words).entries()) {
    if (sought === undefined || words.length === 0 || found >= limit || !isTried(found)) continue;
    const worths = texts.map(({ text }) => sought.map((word) => worth(text, word)));
    const fitting = texts.filter((_, at) => worths[at]?.every((one) => one > 0));
    found = Math.max(found, fitting.length);
    for (const text of fitting) {
      const all = worths[texts.indexOf(text)] ?? [];
      const score = (5 - rank) * 2 + all.reduce((sum, one) => sum + one, 0) / all.length + boost(text.entry.key) * 0.08;
      if (!hits.has(text)) hits.set(text, score);
    }
  }
  return [...hits]
    .sort(([one, score], [other, otherScore]) => otherScore - score || other.year - one.year)
    .slice(0, limit)
    .map(([{ entry }, score]) => ({ entry, score }));
}

function textOf(entry: Entry) {
  const { lines, year } = searchTextOf(entry);
  return { entry, year, text: `${lines.map((line) => foldForSearch(line.replaceAll("\n", " "))).join("\n")}\n` };
}

type Worth = (text: string, sought: SoughtWord) => number;

interface Way {
  readonly sought: readonly SoughtWord[] | undefined;
  readonly worth: Worth;
  readonly isTried: (found: number) => boolean;
}

function ways(query: string, words: readonly SoughtWord[]): readonly Way[] {
  const parts = partsOfQuery(query);
  const exact: Worth = (text, { spellings }) => Math.max(...spellings.map((spelling) => worthOf(text, spelling)));
  const near: Worth = (text, sought) => exact(text, sought) || nearWorthOf(text, sought.word);
  const vague: Worth = (text, sought) => exact(text, sought) || initialWorthOf(text, sought.word);
  const mayBeNear = (sought: readonly SoughtWord[] | undefined) => () => sought?.some(({ word }) => mayHoldSlip(word)) === true;
  return [
    { sought: words, worth: exact, isTried: () => true },
    { sought: parts, worth: exact, isTried: () => true },
    { sought: words, worth: near, isTried: mayBeNear(words) },
    { sought: parts, worth: near, isTried: mayBeNear(parts) },
    { sought: words, worth: vague, isTried: (found) => found === 0 && words.length > 1 },
  ];
}

function worthOf(text: string, word: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const isWholeKey = at === 0 && text[end] === "\n";
    const whole = weightAt(text, at) * (isBehindGap(text, at) ? 1 : 0.97);
    const worth = isWordEnd(text, end) ? (isWholeKey ? 1.5 : whole) : weightAt(text, at) * 0.9;
    const inside = isEndOfYear(text, at, end) ? 0.9 : 0.4;
    best = Math.max(best, isWordStart(text, at) ? worth : weightAt(text, at) * inside);
  }
  return best;
}

const isBehindGap = (text: string, at: number): boolean => at === 0 || /[\s,;&"()[\]{}]/.test(text[at - 1] ?? "");

const isEndOfYear = (text: string, at: number, end: number): boolean =>
  end - at === 2 && /(?:^|[^\d])\d{4}$/.test(text.slice(Math.max(0, at - 3), end)) && isWordEnd(text, end);

const mayHoldSlip = (word: string): boolean => word.length > 3 && !/^\d/.test(word);

function nearWorthOf(text: string, word: string): number {
  if (!mayHoldSlip(word)) return 0;
  let best = 0;
  for (let at = 0; at < text.length; at++)
    if (isWordStart(text, at)) best = Math.max(best, weightAt(text, at) * nearQuality(word, text, at));
  return best;
}

/** One letter wrong, left out, too many, or two swapped; better where the word ends there. */
function nearQuality(word: string, text: string, at: number): number {
  let best = 0;
  for (let slip = 0; slip < word.length; slip++) {
    if (!text.startsWith(word.slice(0, slip), at)) continue;
    const here = at + slip;
    const isSwapped = text[here] === word[slip + 1] && text[here + 1] === word[slip];
    const tails = [
      [word.slice(slip + 1), here + 1],
      [word.slice(slip + 1), here],
      [word.slice(slip), here + 1],
      ...(isSwapped ? ([[word.slice(slip + 2), here + 2]] as const) : []),
    ] as const;
    for (const [tail, from] of tails) {
      if (text.startsWith(tail, from))
        best = Math.max(best, isWordEnd(text, from + tail.length) && !spansWords(text, at, from) ? 0.3 : 0.25);
    }
  }
  return best;
}

const spansWords = (text: string, from: number, to: number): boolean => /[\s,;&"()[\]{}]/.test(text.slice(from, to));

function initialWorthOf(text: string, word: string): number {
  if (word.length < 2 || /^\d/.test(word)) return 0;
  const given = (text.split("\n")[7] ?? "").split(/[\s,;&"()[\]{}]+/);
  return given.some((name) => name.replace(/\.$/, "") === word[0]) ? 0.2 * 0.5 : 0;
}

const weightAt = (text: string, at: number): number => lineWeights[text.slice(0, at).split("\n").length - 1] ?? 0;

const isWordStart = (text: string, at: number): boolean =>
  isWordCharacter(text[at]) && (!isWordCharacter(text[at - 1]) || isTurn(text, at) || /[\u2e80-\u9fff\uf900-\ufaff]/.test(text[at] ?? ""));

const isWordEnd = (text: string, at: number): boolean => !isWordCharacter(text[at]) || isTurn(text, at);

/** From digits to letters or back. */
const isTurn = (text: string, at: number): boolean => isDigit(text[at - 1]) !== isDigit(text[at]);

const isDigit = (character: string | undefined): boolean => character !== undefined && /\d/.test(character);

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[\da-z\u0080-\uffff]/.test(character);
