import type { Locator } from "../csl/types.ts";
import { sentencesOf } from "../text/sentences.ts";
import type { Span } from "../text/span.ts";
import { namesPage } from "./locatorPages.ts";
import { type Passage, type PassageIndex, passageIndexOf, stemsOf } from "./passageIndex.ts";
import { type Place, pieceAt, placeOf } from "./place.ts";
import type { Source } from "./source.ts";

/** A passage that a sentence of the draft is about. */
export interface AboutPassage extends Place {
  readonly span: Span;
  readonly text: string;
  /** Higher is nearer; comparable between sources for one sentence. */
  readonly score: number;
}

/**
 * The passages that a sentence of the draft is about, by the words that they share, rare ones weighing more; on the locator's pages where
 * there are such. Empty where nothing is near. The source's notes come last: they name works rather than say things.
 */
export function passagesAbout(
  source: Source,
  sentence: string,
  options: { readonly locator?: Locator; readonly limit: number },
): readonly AboutPassage[] {
  const index = passageIndexOf(source);
  const onPages = passagesOnPages(source, index, options.locator);
  const near = scoresOf(index, stemsOf(sentence), onPages);
  const found = near.length > 0 ? near : firstOf(onPages);
  return found
    .flatMap(({ number, score }) => aboutPassage(source, index.passages[number], score))
    .sort((one, other) => other.score - one.score || one.span.start - other.span.start)
    .slice(0, options.limit);
}

/** A place with up to `sentences` sentences before and behind it, within its paragraph; `text` is the place's own words. */
export function passageAround(
  source: Source,
  span: Span,
  sentences: number,
): { readonly before: string; readonly text: string; readonly after: string } {
  const { text } = source.read;
  const start = Math.min(span.start, pieceAt(source, span.start)?.span.start ?? paragraphStart(text, span.start));
  const end = Math.max(span.end, pieceAt(source, Math.max(span.start, span.end - 1))?.span.end ?? paragraphEnd(text, span.end));
  const all = sentencesOf(text.slice(start, end)).map((sentence) => ({ start: start + sentence.start, end: start + sentence.end }));
  const before = all.filter((sentence) => sentence.start < span.start).slice(-(sentences + beginsWithin(all, span)));
  const after = all.filter((sentence) => sentence.end > span.end).slice(0, sentences + endsWithin(all, span));
  return {
    before: text.slice(before[0]?.start ?? span.start, span.start).trim(),
    text: text.slice(span.start, span.end),
    after: text.slice(span.end, after.at(-1)?.end ?? span.end).trim(),
  };
}

/** The beginning of the place's own sentence is shown beside the sentences before. */
const beginsWithin = (all: readonly Span[], span: Span): number =>
  all.some((sentence) => sentence.start < span.start && span.start < sentence.end) ? 1 : 0;

const endsWithin = (all: readonly Span[], span: Span): number =>
  all.some((sentence) => sentence.start < span.end && span.end < sentence.end) ? 1 : 0;

function paragraphStart(text: string, offset: number): number {
  const gap = text.lastIndexOf("\n\n", Math.max(0, offset - 1));
  return gap < 0 ? 0 : gap + 2;
}

function paragraphEnd(text: string, offset: number): number {
  const gap = text.indexOf("\n\n", offset);
  return gap < 0 ? text.length : gap;
}

/** Numbers of the passages on the pages that the locator names; undefined where it names none that are known. */
function passagesOnPages(source: Source, index: PassageIndex, locator: Locator | undefined): ReadonlySet<number> | undefined {
  if (locator?.label !== "page" || source.read.pages.length === 0) return undefined;
  const named = new Set(source.read.pages.filter((page) => namesPage(locator.value, page.label)).map((page) => page.label));
  const numbers = new Set<number>();
  if (named.size === 0) return undefined;
  index.passages.forEach((passage, number) => {
    const first = placeOf(source, passage.span.start).page ?? "";
    const last = placeOf(source, passage.span.end - 1).page ?? "";
    if (named.has(first) || named.has(last)) numbers.add(number);
  });
  return numbers.size > 0 ? numbers : undefined;
}

/** A page that shares no word with the sentence is still what the writer means: its first passage. */
function firstOf(onPages: ReadonlySet<number> | undefined): readonly Scored[] {
  const [first] = onPages ?? [];
  return first === undefined ? [] : [{ number: first, score: 0.01 }];
}

/** A passage that shares less than this share of what the sentence's words weigh is not near. */
const LEAST_SHARE = 0.2;

/** Few words in common are chance, unless the locator has said where to look. */
const LEAST_SHARED = 2;

interface Scored {
  readonly number: number;
  readonly score: number;
}

function scoresOf(index: PassageIndex, stems: ReadonlySet<string>, onPages: ReadonlySet<number> | undefined): readonly Scored[] {
  const weights = new Map<number, { weight: number; shared: number }>();
  let total = 0;
  for (const stem of stems) {
    const places = index.stems.get(stem) ?? [];
    const weight = Math.log2(1 + index.passages.length / (1 + places.length));
    // Words that the source doesn't have say nothing about where in it to look, but much about whether.
    total += places.length > 0 ? weight : weight / 3;
    for (const number of places) {
      if (onPages && !onPages.has(number)) continue;
      const known = weights.get(number);
      weights.set(number, { weight: (known?.weight ?? 0) + weight, shared: (known?.shared ?? 0) + 1 });
    }
  }
  return [...weights].flatMap(([number, { weight, shared }]) => {
    const near = onPages !== undefined || (shared >= Math.min(LEAST_SHARED, stems.size) && weight >= total * LEAST_SHARE);
    return near && total > 0 ? [{ number, score: scoreOf(index.passages[number], weight / total) }] : [];
  });
}

/** The share of the sentence's weight, a little less for long passages, much less for notes and references. */
function scoreOf(passage: Passage | undefined, share: number): number {
  if (!passage) return 0;
  const aside = passage.kind === "note" || passage.kind === "reference" ? 0.4 : 1;
  return (share * aside) / (1 + passage.length / 120);
}

function aboutPassage(source: Source, passage: Passage | undefined, score: number): readonly AboutPassage[] {
  if (!passage) return [];
  const { span } = passage;
  return [{ span, text: source.read.text.slice(span.start, span.end), score, ...placeOf(source, span.start) }];
}
