import { frequencyOf, type PreparedSource, wordCount } from "./preparedSource.ts";
import { type LookedUp, lookUp, type Window } from "./quoteAlign.ts";
import { addedPart, type Comparison, differencesOf, relationOf } from "./quoteDifference.ts";
import type { QuotePart, QuoteParts } from "./quoteParts.ts";
import { exactPlacements, type Placement, placementsOf } from "./quotePlaces.ts";
import type { Difference } from "./quoteVerdict.ts";
import { looksGerman } from "./spelling.ts";

/** One way in which all parts of a quotation may lie in a source. */
export interface Arrangement {
  /** A part that stands nowhere near the others is missing here; its words are a difference. */
  readonly placements: readonly PartPlacement[];
  readonly words: Window;
  readonly differences: readonly Difference[];
  readonly outOfOrder: boolean;
  /** How many of the quotation's words align. */
  readonly aligned: number;
  /** Their places in the source. */
  readonly alignedWords: readonly number[];
  /** The lengths of unbroken runs of aligned words. */
  readonly runs: readonly number[];
  /** How far the parts lie apart. */
  readonly extent: number;
}

export interface PartPlacement {
  readonly part: QuotePart;
  readonly placement: Placement;
  readonly words: Window;
}

/** `wordForWord`: only where every part stands as it is, found in no time; `likely`: what comes nearest. */
export type Search = "wordForWord" | "likely";

/** The ways that have most aligned words, then fewest differences, then least between the parts; in text order where equal. */
export function arrangementsOf(prepared: PreparedSource, quotation: QuoteParts, search: Search): readonly Arrangement[] {
  const all = quotation.parts.map((part) => lookUp(prepared, part));
  const anchor = anchorOf(prepared, all);
  const looked = all[anchor];
  if (!looked) return [];
  const whole = { from: 0, to: wordCount(prepared) };
  const places = search === "likely" ? placementsOf : exactPlacements;
  const found = places(
    prepared,
    looked,
    whole,
    all.length > 1 ? Math.max(2, Math.min(MOST_ANCHORS, Math.floor(200 / all.length))) : MOST_PLACES,
  )
    .map((placement) => arranged(prepared, quotation, around(prepared, all, anchor, placement, search)))
    .sort(better);
  const best = found[0];
  if (!best || best.differences.length > 0)
    return search === "likely" ? [...(elsewhere(prepared, quotation, all) ?? []), ...found.slice(0, 1)] : [];
  return found.filter((arrangement) => better(best, arrangement) === 0);
}

const MOST_ANCHORS = 32;
const MOST_PLACES = 24;

/** A part of fewer words than this must stand near the others: a common phrase stands somewhere in any book. */
const SURE_WORDS = 4;
const NEAR = 400;

function better(one: Arrangement, other: Arrangement): number {
  return other.aligned - one.aligned || one.differences.length - other.differences.length || one.extent - other.extent;
}

/** The part that tells most: its words are many, or rare. */
function anchorOf(prepared: PreparedSource, all: readonly LookedUp[]): number {
  const weights = all.map(({ ids }) =>
    ids.reduce((sum, id) => sum + (id < 0 ? 0 : Math.log2(1 + wordCount(prepared) / frequencyOf(prepared, id))), 0),
  );
  return weights.indexOf(Math.max(...weights));
}

/** The other parts as near as they stand, in order, before and behind the one that is placed. */
function around(
  prepared: PreparedSource,
  all: readonly LookedUp[],
  anchor: number,
  placed: Placement,
  search: Search,
): readonly (Placement | undefined)[] {
  const placements: (Placement | undefined)[] = all.map(() => undefined);
  placements[anchor] = placed;
  let from = placed.words.to;
  for (let i = anchor + 1; i < all.length; i++) {
    const placement = behind(prepared, all[i], from, search);
    placements[i] = placement;
    from = placement?.words.to ?? from;
  }
  let to = placed.words.from;
  for (let i = anchor - 1; i >= 0; i--) {
    const placement = before(prepared, all[i], to, search);
    placements[i] = placement;
    to = placement?.words.from ?? to;
  }
  return placements;
}

function behind(prepared: PreparedSource, looked: LookedUp | undefined, from: number, search: Search): Placement | undefined {
  if (!looked) return undefined;
  const to = looked.part.wordCount < SURE_WORDS ? Math.min(wordCount(prepared), from + NEAR) : wordCount(prepared);
  const exact = exactPlacements(prepared, looked, { from, to }, 1)[0];
  return exact ?? (search === "likely" ? likely(prepared, looked, { from, to }) : undefined);
}

function before(prepared: PreparedSource, looked: LookedUp | undefined, to: number, search: Search): Placement | undefined {
  if (!looked) return undefined;
  const from = looked.part.wordCount < SURE_WORDS ? Math.max(0, to - NEAR) : 0;
  const exact = exactPlacements(prepared, looked, { from, to }, Number.MAX_SAFE_INTEGER).at(-1);
  return exact ?? (search === "likely" ? likely(prepared, looked, { from, to }) : undefined);
}

function likely(prepared: PreparedSource, looked: LookedUp, range: Window): Placement | undefined {
  const placement = placementsOf(prepared, looked, range, 2)[0];
  const same = placement?.steps.reduce((count, step) => count + (step.kind === "different" ? 0 : step.tokens), 0) ?? 0;
  return same * 2 >= looked.part.tokens.length ? placement : undefined;
}

/** All parts word for word, though not in their order: one arrangement, or none. */
function elsewhere(prepared: PreparedSource, quotation: QuoteParts, all: readonly LookedUp[]): readonly Arrangement[] | undefined {
  if (all.length < 2 || quotation.wordCount < SURE_WORDS) return undefined;
  const placements: Placement[] = [];
  const whole = { from: 0, to: wordCount(prepared) };
  for (const looked of all) {
    const placement = placementsOf(prepared, looked, whole, 1)[0];
    if (!placement?.exact) return undefined;
    placements.push(placement);
  }
  return [{ ...arranged(prepared, quotation, placements), outOfOrder: true }];
}

function arranged(prepared: PreparedSource, quotation: QuoteParts, placements: readonly (Placement | undefined)[]): Arrangement {
  const german = looksGerman(formsOf(quotation));
  const differences: Difference[] = [];
  const placed: PartPlacement[] = [];
  const alignedWords: number[] = [];
  const runs: number[] = [];
  let aligned = 0;
  quotation.parts.forEach((part, index) => {
    const placement = placements[index];
    if (!placement) {
      differences.push(addedPart({ part, text: quotation.text }, prepared.ends[(placed.at(-1)?.words.to ?? 1) - 1] ?? 0));
      return;
    }
    const comparison: Comparison = { prepared, text: quotation.text, part, german };
    placed.push({ part, placement, words: placement.words });
    differences.push(...differencesOf(comparison, placement.steps));
    aligned += countAligned(comparison, placement, alignedWords, runs);
  });
  const words = { from: Math.min(...placed.map((part) => part.words.from)), to: Math.max(...placed.map((part) => part.words.to)) };
  return { placements: placed, words, differences, outOfOrder: false, aligned, alignedWords, runs, extent: words.to - words.from };
}

function countAligned(comparison: Comparison, placement: Placement, alignedWords: number[], runs: number[]): number {
  let aligned = 0;
  let run = 0;
  for (const step of placement.steps) {
    if (relationOf(comparison, step) === "different") {
      if (run > 0) runs.push(run);
      run = 0;
    } else if (step.kind !== "bracket") {
      aligned += step.tokens;
      run += step.tokens;
      if (step.words > 0 && step.tokens > 0) alignedWords.push(step.word);
    }
  }
  if (run > 0) runs.push(run);
  return aligned;
}

function* formsOf(quotation: QuoteParts): Generator<string> {
  for (const part of quotation.parts) for (const token of part.tokens) if (token.kind === "word") yield token.form;
}
