import { isSentence, lineKey, wordCount } from "./furniture.ts";
import type { FileLine } from "./pageLines.ts";

/** Lines that only the page carries, and the printed pages that they tell of. */
export interface RunningHeads {
  readonly lines: ReadonlySet<FileLine>;
  /** Labels of pages by the line that begins them; empty where it can't be told whether the numbers stand at the head or the foot. */
  readonly starts: ReadonlyMap<FileLine, string>;
}

/**
 * `302 The Maritime Review`, `Who Paid the Pilot? 303`, and numbers alone, that count the pages of a text: each one more than the one
 * before, a page's worth of words between them. What a download stamps on each page goes with them.
 */
export function runningHeads(lines: readonly FileLine[]): RunningHeads {
  const stamps = new Set(lines.filter((line) => isStamp.test(line.text)));
  const worded = chainOf(lines, wordedHeads(lines));
  const chain = worded.length >= 2 ? worded : chainOf(lines, bareNumbers(lines));
  if (chain.length < 2) return { lines: stamps, starts: new Map() };
  const heads = new Set([...stamps, ...chain.map((head) => head.line)]);
  return { lines: heads, starts: startsOf(lines, chain, heads) };
}

const isStamp = /^(?:this content downloaded from|all use subject to https?:|downloaded (?:from|by) .{4,120} (?:on|at) )/i;

interface Head {
  readonly line: FileLine;
  readonly at: number;
  readonly number: number;
  readonly bare: boolean;
}

/** Words with a number at either end; the words stand elsewhere too: as title, as journal, or over other pages. */
function wordedHeads(lines: readonly FileLine[]): readonly Head[] {
  const found = lines.flatMap((line, at) => {
    const match =
      line.text.length > 120
        ? null
        : (/^(\d{1,4})\s+[|•·]?\s*(\D{3,})$/.exec(line.text) ?? /^(\D{3,}?)\s*[|•·]?\s+(\d{1,4})$/.exec(line.text));
    const numberFirst = match !== null && /^\d/.test(line.text);
    const words = lineKey((numberFirst ? match?.[2] : match?.[1]) ?? "");
    // "Article 7", "Sonnet 18": a word that counts the text's own parts.
    if (words.length < 4 || /[.,;:]$/.test(line.text) || (!numberFirst && wordCount(words) < 2)) return [];
    return [{ line, at, number: Number(numberFirst ? match?.[1] : match?.[2]), bare: false, words }];
  });
  const known =
    found.length < 2
      ? ""
      : lines
          .slice(0, 30)
          .map((line) => (line.text.length < 200 ? lineKey(line.text) : ""))
          .join("\n");
  const counts = new Map<string, number>();
  for (const { words } of found) counts.set(words, (counts.get(words) ?? 0) + 1);
  return found.filter(({ words, line }) => (counts.get(words) ?? 0) > 1 || known.replace(lineKey(line.text), "").includes(words));
}

/** Alone between two gaps. Small ones count sections, and those of four digits are years. */
const bareNumbers = (lines: readonly FileLine[]): readonly Head[] =>
  lines.flatMap((line, at) => {
    const number = /^[-–— ]{0,3}(\d{1,4})[-–— ]{0,3}$/.exec(line.text)?.[1];
    const alone = line.afterGap && lines[at + 1]?.afterGap !== false;
    const value = Number(number);
    return number === undefined || !alone || value < 4 || (value >= 1400 && value <= 2100) ? [] : [{ line, at, number: value, bare: true }];
  });

/** A page holds at least this much; what counts faster counts something else. */
const shortestPage = 150;

function chainOf(lines: readonly FileLine[], heads: readonly Head[]): readonly Head[] {
  const chain: Head[] = [];
  for (const head of heads) {
    const last = chain.at(-1);
    const step = last === undefined ? 1 : head.number - last.number;
    if (step < 1 || step > 2) return [];
    if (last !== undefined && head.line.span.start - (lines[last.at]?.span.end ?? 0) < shortestPage) return [];
    chain.push(head);
  }
  return chain;
}

function startsOf(lines: readonly FileLine[], chain: readonly Head[], heads: ReadonlySet<FileLine>): ReadonlyMap<FileLine, string> {
  const side = sideOf(lines, chain);
  if (side === undefined) return new Map();
  const starts = new Map<FileLine, string>();
  const nextAfter = (at: number): FileLine | undefined => lines.slice(at, at + 12).find((line) => !heads.has(line));
  const [first] = chain;
  if (side === "foot" && first !== undefined && lines[0] !== undefined) starts.set(lines[0], String(first.number));
  for (const head of chain) {
    const next = nextAfter(head.at + 1);
    if (next !== undefined) starts.set(next, String(head.number + (side === "foot" ? 1 : 0)));
  }
  return starts;
}

/** At the head where the first stands before all prose, or words go with it; at the foot where nothing follows the last; else by the pages that the front states. */
function sideOf(lines: readonly FileLine[], chain: readonly Head[]): "head" | "foot" | undefined {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isProse = (line: FileLine): boolean => wordCount(line.text) > 12 && isSentence(line.text);
  if (!lines.slice(0, first.at).some(isProse)) return "head";
  if (!lines.slice(last.at + 1).some(isProse)) return "foot";
  if (!first.bare) return "head";
  const stated = lines.slice(0, 30).map((line) => /(\d{1,4})\s?[–-]\s?\d{1,4}\D*$/.exec(line.text.slice(-60))?.[1]);
  if (stated.includes(String(first.number))) return "foot";
  return stated.includes(String(first.number - 1)) ? "head" : undefined;
}
