import { normalForm, originalSpanOf } from "../text/normalForm.ts";
import type { Span } from "../text/span.ts";
import { wordForm, wordSpans } from "../text/words.ts";
import { type PreparedSource, prepareSource, wordCount, wordsSpan } from "./preparedSource.ts";
import type { Source } from "./source.ts";

/** Words of a text that stand in a source in the same order; spans in the text and in the source's. */
export interface CopiedWords {
  readonly source: Source;
  readonly span: Span;
  readonly sourceSpan: Span;
  readonly words: number;
}

/** Fewer words in a row than this come about by chance. */
export const fewestCopied = 8;

/** The longest stretches that a text shares with a source, in text order, none within another. */
export function copiedFrom(source: Source, text: string): readonly CopiedWords[] {
  const prepared = prepareSource(source);
  const { spans, ids } = wordsOf(prepared, text);
  const index = shinglesOf(prepared);
  const found: CopiedWords[] = [];
  for (let i = 0; i + fewestCopied <= ids.length; ) {
    const hit = longestAt(prepared, index, ids, i);
    if (hit === undefined) i++;
    else {
      const span = { start: spans[i]?.start ?? 0, end: spans[i + hit.words - 1]?.end ?? 0 };
      found.push({ source, span, sourceSpan: wordsSpan(prepared, hit.at, hit.at + hit.words), words: hit.words });
      i += hit.words;
    }
  }
  return found;
}

function wordsOf(prepared: PreparedSource, text: string): { readonly spans: readonly Span[]; readonly ids: readonly number[] } {
  const form = normalForm(text);
  const words = wordSpans(form.text);
  const spans: Span[] = [];
  const ids: number[] = [];
  for (let i = 0; i < words.count; i++) {
    const within = { start: words.starts[i] ?? 0, end: words.ends[i] ?? 0 };
    spans.push(originalSpanOf(form, within));
    ids.push(prepared.vocabulary.get(wordForm(form.text.slice(within.start, within.end))) ?? -1);
  }
  return { spans, ids };
}

/** The places of a source by the hash of the words that begin there; hashes rise. */
interface Shingles {
  readonly hashes: Uint32Array;
  readonly places: Uint32Array;
}

const known = new WeakMap<PreparedSource, Shingles>();

function shinglesOf(prepared: PreparedSource): Shingles {
  const there = known.get(prepared);
  if (there !== undefined) return there;
  const count = Math.max(0, wordCount(prepared) - fewestCopied + 1);
  const order = new Float64Array(count);
  // Hash and place in one number, so that typed arrays can sort them together.
  for (let at = 0; at < count; at++) order[at] = hashAt(prepared.words, at) * PLACES + at;
  order.sort();
  const shingles = { hashes: new Uint32Array(count), places: new Uint32Array(count) };
  for (let i = 0; i < count; i++) {
    const packed = order[i] ?? 0;
    shingles.hashes[i] = Math.floor(packed / PLACES);
    shingles.places[i] = packed % PLACES;
  }
  known.set(prepared, shingles);
  return shingles;
}

const PLACES = 2 ** 21;

function hashAt(words: Int32Array | readonly number[], at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + fewestCopied; i++) hash = Math.imul(hash ^ (words[i] ?? -1), 0x01000193);
  return hash >>> 0;
}

function longestAt(
  { words }: PreparedSource,
  { hashes, places }: Shingles,
  ids: readonly number[],
  at: number,
): { readonly at: number; readonly words: number } | undefined {
  let best: { at: number; words: number } | undefined;
  const hash = hashAt(ids, at);
  for (let i = firstOf(hashes, hash); hashes[i] === hash; i++) {
    const place = places[i] ?? 0;
    let length = 0;
    while (at + length < ids.length && ids[at + length] !== -1 && ids[at + length] === words[place + length]) length++;
    if (length >= fewestCopied && length > (best?.words ?? 0)) best = { at: place, words: length };
  }
  return best;
}

function firstOf(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}
