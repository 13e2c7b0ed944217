import { isStopWord } from "../text/stopWords.ts";
import { firstNotBefore, formAt, frequencyOf, gapBefore, type PreparedSource, placesOfWord, wordCount } from "./preparedSource.ts";
import { align, fitsCutWord, type LookedUp, type Step, stepsInARow, type Window } from "./quoteAlign.ts";
import { alignByAnchors } from "./quoteAnchors.ts";

/** Where a part of a quotation may stand in its source, and how the two go together there. */
export interface Placement {
  readonly steps: readonly Step[];
  /** Nothing changed, dropped or added; what the writer's own brackets stand for doesn't count. */
  readonly exact: boolean;
  /** From the first to behind the last word that the steps pass. */
  readonly words: Window;
  readonly cost: number;
}

/** The places of a part within `range`: all that hold it word for word, else those that come nearest, best first. */
export function placementsOf(prepared: PreparedSource, looked: LookedUp, range: Window, limit: number): readonly Placement[] {
  const exact = exactPlacements(prepared, looked, range, limit);
  if (exact.length > 0) return exact;
  return likelyWindows(prepared, looked, range, Math.min(limit, MOST_WINDOWS))
    .map((window) => placementIn(prepared, looked, window))
    .filter((placement) => placement !== undefined)
    .sort((one, other) => one.cost - other.cost);
}

const MOST_WINDOWS = 3;

/** Every place where all words of the part stand in a row; at most `limit`, in text order. */
export function exactPlacements(prepared: PreparedSource, looked: LookedUp, range: Window, limit: number): readonly Placement[] {
  const { length } = looked.ids;
  const rarest = rarestToken(prepared, looked);
  if (rarest === undefined) return [];
  const placements: Placement[] = [];
  const places = placesOfWord(prepared, looked.ids[rarest] ?? -1);
  for (let i = firstNotBefore(places, range.from + rarest); i < places.length; i++) {
    const from = (places[i] ?? 0) - rarest;
    if (from + length > range.to || placements.length === limit) break;
    if (!standsAt(prepared, looked, from)) continue;
    placements.push({ steps: stepsInARow(length, from), exact: true, words: { from, to: from + length }, cost: 0 });
  }
  return placements;
}

/** The token whose word is rarest in the source; undefined where one isn't there at all, or brackets stand for any. */
function rarestToken(prepared: PreparedSource, { ids, part }: LookedUp): number | undefined {
  let rarest: number | undefined;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? -1;
    const token = part.tokens[i];
    if (id < 0 && !(token?.kind === "word" && token.certain)) return undefined;
    if (id < 0) continue;
    if (rarest === undefined || frequencyOf(prepared, id) < frequencyOf(prepared, ids[rarest] ?? -1)) rarest = i;
  }
  return rarest;
}

function standsAt(prepared: PreparedSource, { ids, part }: LookedUp, from: number): boolean {
  for (let i = 0; i < ids.length; i++) {
    if (prepared.words[from + i] === ids[i]) continue;
    const token = part.tokens[i];
    if (token?.kind !== "word" || !fitsCutWord(token, formAt(prepared, from + i))) return false;
  }
  return true;
}

function placementIn(prepared: PreparedSource, looked: LookedUp, window: Window): Placement | undefined {
  const { steps: found, cost } = alignedIn(prepared, looked, window);
  const steps = addedAtEdges(prepared, found);
  const passing = steps.filter((step) => step.words > 0);
  const first = passing[0];
  const last = passing.at(-1);
  if (!first || !last) return undefined;
  const exact = steps.every((step) => step.kind !== "different");
  return { steps, exact, words: { from: first.word, to: last.word + last.words }, cost };
}

/**
 * Words at the edge of a quotation that would stand against those of the source's next sentence were added: `went hungry and cold` against
 * `went hungry. In spring`.
 */
function addedAtEdges(prepared: PreparedSource, steps: readonly Step[]): readonly Step[] {
  const isPair = ({ kind, tokens, words }: Step): boolean => kind === "different" && tokens === 1 && words === 1;
  const end = steps.findLastIndex((step) => !isPair(step)) + 1;
  const first = steps.findIndex((step) => !isPair(step));
  const from = steps.slice(end).findIndex((step) => endsSentence(gapBefore(prepared, step.word)));
  const to = first <= 0 ? -1 : steps.slice(0, first).findLastIndex((step) => endsSentence(gapBefore(prepared, step.word + 1)));
  if (end === 0 || (from < 0 && to < 0)) return steps;
  return steps.map((step, index) => (index <= to || (from >= 0 && index >= end + from) ? { ...step, words: 0 } : step));
}

const endsSentence = (gap: string): boolean => /[.!?]["'”’»)]*\s|\n\n/.test(gap);

/** Cut at the words that part and window surely share; as a whole where there are none, or few words at all. */
function alignedIn(prepared: PreparedSource, looked: LookedUp, window: Window): { readonly steps: readonly Step[]; readonly cost: number } {
  const all = { from: 0, to: looked.part.tokens.length };
  const cells = all.to * (window.to - window.from);
  const cut = cells > FEW_CELLS ? alignByAnchors(prepared, looked, window) : undefined;
  if (cut) return cut;
  return cells <= MOST_CELLS
    ? align(prepared, looked, all, window, { start: true, end: true })
    : { steps: [], cost: Number.MAX_SAFE_INTEGER };
}

const FEW_CELLS = 4000;
const MOST_CELLS = 300_000;

/**
 * Windows of the source where many of the part's words stand in about the right distance from each other. Each place of a word votes for
 * the place where the part would begin; rare words weigh more. Common words are asked as long as there is time for them.
 */
function likelyWindows(prepared: PreparedSource, looked: LookedUp, range: Window, limit: number): readonly Window[] {
  const length = looked.ids.length;
  const stride = Math.min(64, Math.max(8, length >> 2));
  const votes = new Float64Array(Math.ceil((range.to - range.from + length) / stride) + 2);
  const total = castVotes(prepared, looked, range, stride, votes);
  const best = highest(votes, 1, total * LEAST_SHARE)[0];
  if (best === undefined) return [];
  const least = RIVAL * ((votes[best] ?? 0) + (votes[best + 1] ?? 0));
  return highest(votes, limit, least).map((bucket) => windowAround(looked, range, bucket, stride));
}

/** A window that holds less than this share of what the words weigh can't be the place. */
const LEAST_SHARE = 0.3;

/** Windows with fewer votes than this share of the best one's are not looked at. */
const RIVAL = 0.7;

const MOST_VOTES = 2000;

function castVotes(prepared: PreparedSource, { ids, part }: LookedUp, range: Window, stride: number, votes: Float64Array): number {
  let total = 0;
  let cast = 0;
  for (const token of byRarity(prepared, ids)) {
    if (part.tokens[token]?.kind === "bracket") continue;
    const id = ids[token] ?? -1;
    const weight = weightOf(prepared, id);
    const places = placesOfWord(prepared, id);
    if (cast > 0 && cast + places.length > Math.max(MOST_VOTES, ids.length * 3)) continue;
    // A word that the source never has says less against a place than a rare one that stands elsewhere.
    total += id < 0 ? weight / 2 : weight;
    cast += places.length;
    for (let i = firstNotBefore(places, range.from); i < places.length; i++) {
      const place = places[i] ?? range.to;
      if (place >= range.to) break;
      const bucket = Math.floor((place - range.from - token + ids.length) / stride);
      votes[bucket] = (votes[bucket] ?? 0) + weight;
    }
  }
  return total;
}

function byRarity(prepared: PreparedSource, ids: Int32Array): readonly number[] {
  const tokens = Array.from(ids, (_, token) => token);
  return tokens.sort((one, other) => frequencyOf(prepared, ids[one] ?? -1) - frequencyOf(prepared, ids[other] ?? -1));
}

function weightOf(prepared: PreparedSource, id: number): number {
  const weight = Math.log2(1 + wordCount(prepared) / (1 + frequencyOf(prepared, id)));
  return isStopWord(prepared.forms[id] ?? "") ? weight / 2 : weight;
}

/** The buckets that with their neighbour hold most votes; neighbours of one already taken are left out. */
function highest(votes: Float64Array, limit: number, least: number): readonly number[] {
  const best: number[] = [];
  const score = (bucket: number): number => (votes[bucket] ?? 0) + (votes[bucket + 1] ?? 0);
  for (let round = 0; round < limit; round++) {
    let top = -1;
    for (let bucket = 0; bucket + 1 < votes.length; bucket++) {
      if (score(bucket) < least || score(bucket) <= (top < 0 ? 0 : score(top))) continue;
      if (best.every((taken) => Math.abs(taken - bucket) > 1)) top = bucket;
    }
    if (top < 0) break;
    best.push(top);
  }
  return best;
}

function windowAround({ ids, part }: LookedUp, range: Window, bucket: number, stride: number): Window {
  const brackets = part.tokens.length - part.wordCount;
  const slack = Math.min(160, Math.max(24, ids.length >> 1)) + 12 * brackets;
  const start = range.from + bucket * stride - ids.length;
  return { from: Math.max(range.from, start - slack), to: Math.min(range.to, start + 2 * stride + ids.length + slack) };
}
