import type { Callout } from "../source.ts";

/** A number that may call a note; `weak` where it is glued to a bare word and could be part of a name ("Agenda21"). */
export interface PossibleCallout extends Callout {
  readonly certainty: "strong" | "weak";
}

/** `partnership."1`, `'near abroad'.12 More`, `cooperation¹²`, `policy.[3]`, `policy3`. */
export function findCallouts(text: string): PossibleCallout[] {
  const found: PossibleCallout[] = [];
  for (const match of text.matchAll(/\d+|[⁰¹²³⁴-⁹]+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    const certainty = certaintyOf(text, start, end);
    const number = Number(plainDigits(match[0]));
    if (certainty !== undefined && number > 0 && number < 1000) found.push({ number, span: { start, end }, certainty });
  }
  return found;
}

/**
 * Callouts count upwards. The longest rising run among the strong ones is kept, and of the weak ones those
 * that fill the very next number between two of them.
 */
export function plausibleCallouts(candidates: readonly PossibleCallout[], highestNote: number | undefined): Callout[] {
  const possible = candidates.filter((candidate) => highestNote === undefined || candidate.number <= highestNote);
  const strong = longestRise(possible.filter((candidate) => candidate.certainty === "strong"));
  const kept = new Set<Callout>(strong);
  let last = 0;
  let next = 0;
  for (const candidate of possible) {
    while (next < strong.length && (strong[next]?.span.start ?? 0) < candidate.span.start) next++;
    if (kept.has(candidate)) last = candidate.number;
    else if (candidate.certainty === "weak" && candidate.number === last + 1 && candidate.number < (strong[next]?.number ?? 1000)) {
      kept.add(candidate);
      last = candidate.number;
    }
  }
  return possible.filter((candidate) => kept.has(candidate));
}

function certaintyOf(text: string, start: number, end: number): "strong" | "weak" | undefined {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 2);
  if (/^[⁰¹²³⁴-⁹]/.test(text.slice(start, end))) return /[\p{L}\p{P}]$/u.test(before) ? "strong" : undefined;
  if (end - start > 3) return undefined;
  if (/[\p{L}.,;:!?)"”’'»]\[$/u.test(before)) return after.startsWith("]") ? "strong" : undefined;
  if (/^(?:[.,:]?\d|%|[\p{Ll}/–-])/u.test(after)) return undefined;
  if (/["”’'»)\]!?]$/u.test(before)) return /^(?:["”’'»)\]!?]+)$/u.test(before) ? undefined : afterClosing(before);
  if (/[.,;:]$/.test(before)) return afterPoint(before, after);
  if (/(?:^|[^\p{L}\d])\p{Lu}?\p{Ll}{3,}$/u.test(before) || /^\p{Ll}{12}$/u.test(before)) return "weak";
  return undefined;
}

/** `(see 3)4`: after a closing mark, where it isn't an arithmetic or a year: `'90s`, `f'2`. */
function afterClosing(before: string): "strong" | undefined {
  return /(?:[\p{L}\d.,!?…]|\p{P})["”’'»)\]!?]$/u.test(before) ? "strong" : undefined;
}

/** After a point or comma, unless it is a decimal, an abbreviation (`p.12`, `No.3`) or a chapter and verse (`John 3:16`). */
function afterPoint(before: string, after: string): "strong" | undefined {
  const word = /([\p{L}\d]+|["”’'»)\]])[.,;:]$/u.exec(before)?.[1];
  if (word === undefined) return undefined;
  if (/^\d+$/.test(word)) return /^\d{4}$/.test(word) && /^(?:\s|$)/.test(after) && before.endsWith(".") ? "strong" : undefined;
  if (/^(?:pp?|nos?|vols?|n|nn|ch|chap|art|arts|fig|figs|para|sec|col|ed|cf|c|ca|f|fol|bd|nr|s|v|r)$/i.test(word)) return undefined;
  if (before.endsWith(":") && !/^(?:\s|$)/.test(after)) return undefined;
  return "strong";
}

function plainDigits(digits: string): string {
  const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  return [...digits].map((digit) => (raised.includes(digit) ? String(raised.indexOf(digit)) : digit)).join("");
}

/** The longest strictly rising subsequence, by patience sorting. */
function longestRise(candidates: readonly PossibleCallout[]): PossibleCallout[] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const place = firstNotBelow(tails, candidates, candidate.number);
    previous[index] = place > 0 ? (tails[place - 1] ?? -1) : -1;
    tails[place] = index;
  }
  const rise: PossibleCallout[] = [];
  for (let at = tails[tails.length - 1] ?? -1; at >= 0; at = previous[at] ?? -1) {
    const candidate = candidates[at];
    if (candidate !== undefined) rise.push(candidate);
  }
  return rise.reverse();
}

function firstNotBelow(tails: readonly number[], candidates: readonly PossibleCallout[], number: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tail = candidates[tails[middle] ?? 0];
    if (tail !== undefined && tail.number < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
