import { normalForm } from "../text/normalForm.ts";
import type { Span } from "../text/span.ts";
import { wordForm, wordSpans } from "../text/words.ts";
import type { Callout, Source } from "./source.ts";

/** A source made ready for comparing: its words as numbers, and where each word stands. */
export interface PreparedSource {
  readonly source: Source;
  /** In text order: where word i stands in the source's text, and which word it is. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly words: Int32Array;
  /** Folded forms to the numbers of words, and back. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly forms: readonly string[];
  /** By word: the length of its form, so that most comparisons need no strings. */
  readonly lengths: Uint16Array;
  /** Word n stands at `places[placeStarts[n]]` up to `places[placeStarts[n + 1]]`, in text order. */
  readonly placeStarts: Int32Array;
  readonly places: Int32Array;
}

/** The sources that were asked last are kept ready; preparing one takes some milliseconds. */
export function prepareSource(source: Source): PreparedSource {
  const prepared = lately.get(source) ?? prepare(source, { start: 0, end: source.read.text.length });
  // Put behind all others, so that the first is always the one that was not asked for longest.
  lately.delete(source);
  lately.set(source, prepared);
  letGo();
  return prepared;
}

/** A stretch of a source as if it were all of it; places in it are places in the source. Costs only the stretch. */
export function prepareStretch(source: Source, { start, end }: Span): PreparedSource {
  const { text } = source.read;
  return prepare(source, { start: gapNear(text, Math.max(0, start), -1), end: gapNear(text, Math.min(text.length, end), 1) });
}

const lately = new Map<Source, PreparedSource>();

/** Words of all sources that are kept ready: some 25 million characters of text, which hold about 70 MB. */
const mostWords = 4_000_000;

function letGo(): void {
  let words = 0;
  for (const prepared of lately.values()) words += prepared.words.length;
  for (const [source, prepared] of lately) {
    if (words <= mostWords || lately.size === 1) return;
    words -= prepared.words.length;
    lately.delete(source);
  }
}

/** The nearest place between words, within the length of a long one. */
function gapNear(text: string, from: number, step: 1 | -1): number {
  for (let at = from; Math.abs(at - from) < 60; at += step) {
    if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
    if (/\s/.test(text.charAt(step > 0 ? at : at - 1))) return at;
  }
  return from;
}

export const wordCount = (prepared: PreparedSource): number => prepared.words.length;

export const formAt = (prepared: PreparedSource, word: number): string => prepared.forms[prepared.words[word] ?? -1] ?? "";

/** Where a word of the vocabulary stands: a view, in text order. */
export const placesOfWord = (prepared: PreparedSource, id: number): Int32Array =>
  id < 0 ? NO_PLACES : prepared.places.subarray(prepared.placeStarts[id] ?? 0, prepared.placeStarts[id + 1] ?? 0);

export const frequencyOf = (prepared: PreparedSource, id: number): number =>
  id < 0 ? 0 : (prepared.placeStarts[id + 1] ?? 0) - (prepared.placeStarts[id] ?? 0);

/** The index of the first place that is not before a word. */
export function firstNotBefore(places: Int32Array, from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From the first character of word `from` to the last of word `to - 1`, in the source's text. */
export function wordsSpan(prepared: PreparedSource, from: number, to: number): Span {
  const length = prepared.source.read.text.length;
  const start = prepared.starts[from] ?? length;
  return { start, end: to > from ? (prepared.ends[to - 1] ?? length) : start };
}

/** What stands between word `word - 1` and word `word`: spaces, punctuation, callouts. */
export function gapBefore(prepared: PreparedSource, word: number): string {
  const text = prepared.source.read.text;
  return text.slice(word > 0 ? prepared.ends[word - 1] : 0, prepared.starts[word] ?? text.length);
}

const NO_PLACES = new Int32Array(0);

function prepare(source: Source, within: Span): PreparedSource {
  const { text, callouts } = source.read;
  const whole = within.start === 0 && within.end === text.length;
  const form = normalForm(whole ? text : text.slice(within.start, within.end), calloutsWithin(callouts, within));
  const spans = wordSpans(form.text);
  const starts = new Int32Array(spans.count);
  const ends = new Int32Array(spans.count);
  for (let i = 0; i < spans.count; i++) {
    starts[i] = within.start + (form.starts[spans.starts[i] ?? 0] ?? 0);
    ends[i] = within.start + (form.ends[(spans.ends[i] ?? 1) - 1] ?? 0);
  }
  const { words, vocabulary, forms } = numbered(form.text, spans.starts, spans.ends);
  const lengths = Uint16Array.from(forms, (each) => Math.min(each.length, 65535));
  return { source, starts, ends, words, vocabulary, forms, lengths, ...placed(words, forms.length) };
}

/** Counted from where the stretch begins. */
function calloutsWithin(callouts: readonly Callout[], { start, end }: Span): readonly Span[] {
  return callouts
    .filter(({ span }) => span.start >= start && span.end <= end)
    .map(({ span }) => ({ start: span.start - start, end: span.end - start }))
    .sort((one, other) => one.start - other.start);
}

function numbered(text: string, starts: Int32Array, ends: Int32Array) {
  const vocabulary = new Map<string, number>();
  const forms: string[] = [];
  // Most words recur exactly as they are: folding is asked once for each spelling.
  const seen = new Map<string, number>();
  const words = new Int32Array(starts.length);
  for (let i = 0; i < starts.length; i++) {
    const word = text.slice(starts[i], ends[i]);
    let id = seen.get(word);
    if (id === undefined) {
      const form = wordForm(word);
      id = vocabulary.get(form) ?? forms.length;
      if (id === forms.length) {
        forms.push(form);
        vocabulary.set(form, id);
      }
      seen.set(word, id);
    }
    words[i] = id;
  }
  return { words, vocabulary, forms };
}

function placed(words: Int32Array, vocabularySize: number): { readonly placeStarts: Int32Array; readonly places: Int32Array } {
  const placeStarts = new Int32Array(vocabularySize + 1);
  for (const id of words) placeStarts[id + 1] = (placeStarts[id + 1] ?? 0) + 1;
  for (let id = 0; id < vocabularySize; id++) placeStarts[id + 1] = (placeStarts[id + 1] ?? 0) + (placeStarts[id] ?? 0);
  const next = placeStarts.slice();
  const places = new Int32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const id = words[i] ?? 0;
    const place = next[id] ?? 0;
    places[place] = i;
    next[id] = place + 1;
  }
  return { placeStarts, places };
}
