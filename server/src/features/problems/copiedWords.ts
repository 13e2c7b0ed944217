import { type CopiedWords, copiedFrom } from "../../corpus/copiedWords.ts";
import type { Corpus } from "../../corpus/corpus.ts";
import { placeOf } from "../../corpus/place.ts";
import type { DraftSnapshot } from "../../project/snapshot.ts";
import { overlaps, type Span } from "../../text/span.ts";
import { placeInWords } from "../places.ts";
import type { FoundProblem } from "../problem.ts";
import { workOf } from "./quotations.ts";

/** Words of a source in the draft's own text: neither in quotation marks nor in a paragraph that cites the work. */
export function copiedProblems(snapshot: DraftSnapshot): readonly FoundProblem[] {
  const { facts, settings, corpusReady } = snapshot;
  if (!settings.quotations.copiedWords || !corpusReady) return [];
  return proseOf(snapshot)
    .flatMap((block) => longestFirst(copiedIn(snapshot, block)).flatMap((copied) => problemOf(snapshot, block, copied)))
    .filter(({ span }) => !facts.quotations.some((quotation) => overlaps(quotation.span, span)));
}

/** The same in steps, so that the first look at a long draft holds nothing up. */
export function copiedPass(snapshot: DraftSnapshot): { advance(mayContinue: () => boolean): boolean } {
  const blocks = snapshot.settings.quotations.copiedWords && snapshot.corpusReady ? proseOf(snapshot) : [];
  let next = 0;
  return {
    advance(mayContinue) {
      while (next < blocks.length && mayContinue()) {
        const block = blocks[next++];
        if (block !== undefined) copiedIn(snapshot, block);
      }
      return next >= blocks.length;
    },
  };
}

/** Paragraphs, and the notes, whose text is not among the blocks of every syntax. */
const proseOf = ({ facts }: DraftSnapshot): readonly Span[] => facts.blocks.filter(({ start, end }) => end - start > 40);

const remembered = new WeakMap<Corpus, Map<string, readonly CopiedWords[]>>();

/** Remembered by the paragraph's words: a keystroke asks again only about the paragraph that it changed. */
function copiedIn({ corpus, text }: DraftSnapshot, block: Span): readonly CopiedWords[] {
  const known = remembered.get(corpus) ?? new Map<string, readonly CopiedWords[]>();
  remembered.set(corpus, known);
  const words = text.slice(block.start, block.end);
  const there = known.get(words);
  if (there !== undefined) return there;
  if (known.size > MOST_REMEMBERED) known.clear();
  const found = corpus.sources.flatMap((source) => copiedFrom(source, words));
  known.set(words, found);
  return found;
}

const MOST_REMEMBERED = 5000;

/** Of stretches that share words the longest. */
function longestFirst(found: readonly CopiedWords[]): readonly CopiedWords[] {
  const kept: CopiedWords[] = [];
  for (const copied of found.toSorted((one, other) => other.words - one.words)) {
    if (!kept.some((other) => overlaps(other.span, copied.span))) kept.push(copied);
  }
  return kept;
}

function problemOf(snapshot: DraftSnapshot, block: Span, copied: CopiedWords): readonly FoundProblem[] {
  const { source, words } = copied;
  if (isCitedIn(snapshot, block, copied)) return [];
  const work = workOf(snapshot, source);
  const place = placeInWords(placeOf(source, copied.sourceSpan.start), source.work.title);
  const { start, end } = copied.sourceSpan;
  return [
    {
      facts: { code: "quotation.copied", work, place, words },
      span: { start: block.start + copied.span.start, end: block.start + copied.span.end },
      related: [{ path: source.path, span: copied.sourceSpan, source, message: source.read.text.slice(start, end) }],
    },
  ];
}

/** By a citation in the paragraph, or in a note that is called there. */
function isCitedIn({ facts, library, entrySources }: DraftSnapshot, block: Span, { source }: CopiedWords): boolean {
  const places = [block, ...facts.notes.filter(({ calls }) => calls.some((call) => overlaps(call, block))).map(({ body }) => body)];
  return facts.groups
    .filter(({ span }) => places.some((place) => overlaps(place, span)))
    .some(({ citations }) =>
      citations.some(({ key }) => {
        const entry = library.find(key);
        return entry !== undefined && entrySources.sourcesOf(entry).includes(source);
      }),
    );
}
