import { firstNotBefore, type PreparedSource, placesOfWord } from "./preparedSource.ts";
import { align, type LookedUp, type Step, type Window } from "./quoteAlign.ts";

/**
 * Aligns a long part: first the words that stand once in the part and once in the window, in the longest run that keeps their order;
 * then what lies between them, piece by piece. Pages of quotation so cost little more than their length. Undefined where they share none.
 */
export function alignByAnchors(
  prepared: PreparedSource,
  looked: LookedUp,
  window: Window,
): { readonly steps: readonly Step[]; readonly cost: number } | undefined {
  const steps: Step[] = [];
  let cost = 0;
  let token = 0;
  let word = window.from;
  const anchors = anchorsOf(prepared, looked, window);
  if (anchors.length === 0) return undefined;
  for (const anchor of [...anchors, undefined]) {
    const tokens = { from: token, to: anchor?.token ?? looked.part.tokens.length };
    const words = { from: word, to: anchor?.word ?? window.to };
    const between = alignBetween(prepared, looked, tokens, words, { start: steps.length === 0, end: anchor === undefined });
    steps.push(...between.steps);
    cost += between.cost;
    if (!anchor) break;
    steps.push({ kind: "same", token: anchor.token, tokens: 1, word: anchor.word, words: 1 });
    token = anchor.token + 1;
    word = anchor.word + 1;
  }
  return { steps, cost };
}

const MOST_CELLS = 2_000_000;

function alignBetween(
  prepared: PreparedSource,
  looked: LookedUp,
  tokens: Window,
  words: Window,
  open: { readonly start: boolean; readonly end: boolean },
): { readonly steps: readonly Step[]; readonly cost: number } {
  if ((tokens.to - tokens.from) * (words.to - words.from) <= MOST_CELLS) return align(prepared, looked, tokens, words, open);
  // Nothing in common over hundreds of words: all of it differs.
  const added = Array.from({ length: tokens.to - tokens.from }, (_, i) => difference(tokens.from + i, 1, words.from, 0));
  const left =
    open.start || open.end ? [] : Array.from({ length: words.to - words.from }, (_, i) => difference(tokens.to, 0, words.from + i, 1));
  return { steps: [...added, ...left], cost: 100 * (added.length + left.length) };
}

const difference = (token: number, tokens: number, word: number, words: number): Step => ({
  kind: "different",
  token,
  tokens,
  word,
  words,
});

interface Anchor {
  readonly token: number;
  readonly word: number;
}

function anchorsOf(prepared: PreparedSource, { ids }: LookedUp, window: Window): readonly Anchor[] {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const pairs: Anchor[] = [];
  for (let token = 0; token < ids.length; token++) {
    const id = ids[token] ?? -1;
    if (id < 0 || counts.get(id) !== 1) continue;
    const word = onlyPlace(placesOfWord(prepared, id), window);
    // A word that stands alone in strange company is no anchor.
    if (word !== undefined && (prepared.words[word + 1] === ids[token + 1] || prepared.words[word - 1] === ids[token - 1])) {
      pairs.push({ token, word });
    }
  }
  return longestRise(pairs);
}

function onlyPlace(places: Int32Array, window: Window): number | undefined {
  const index = firstNotBefore(places, window.from);
  const place = places[index];
  if (place === undefined || place >= window.to || (places[index + 1] ?? window.to) < window.to) return undefined;
  return place;
}

/** The longest run of pairs whose words rise with their tokens. */
function longestRise(pairs: readonly Anchor[]): readonly Anchor[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach((pair, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.word ?? 0) < pair.word) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const run: Anchor[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}
