import { foldForSearch } from "../text/fold.ts";
import { normalForm } from "../text/normalForm.ts";
import { sentencesOf } from "../text/sentences.ts";
import type { Span } from "../text/span.ts";
import { isStopWord } from "../text/stopWords.ts";
import { wordSpans } from "../text/words.ts";
import { prepareSource } from "./preparedSource.ts";
import type { PieceKind, Source, SourcePiece } from "./source.ts";

/** A source's passages, and in which of them each stem stands. */
export interface PassageIndex {
  readonly passages: readonly Passage[];
  /** Stems to the numbers of passages, each once, rising. */
  readonly stems: ReadonlyMap<string, readonly number[]>;
}

/** A sentence, or two short ones. */
export interface Passage {
  readonly span: Span;
  readonly kind: PieceKind;
  /** How many stems it has. */
  readonly length: number;
}

/** Made once a source, and kept as long as the source is. */
export function passageIndexOf(source: Source): PassageIndex {
  const known = indexes.get(source);
  if (known) return known;
  const index = indexed(source);
  indexes.set(source, index);
  return index;
}

const indexes = new WeakMap<Source, PassageIndex>();

/** The words of a text that say what it is about, cut to their stems, each once. */
export function stemsOf(text: string): ReadonlySet<string> {
  const form = normalForm(text).text;
  const words = wordSpans(form);
  const stems = new Set<string>();
  for (let i = 0; i < words.count; i++) {
    const word = form.slice(words.starts[i], words.ends[i]).toLowerCase();
    if (isMeaningful(word)) stems.add(stemOf(word));
  }
  return stems;
}

function indexed(source: Source): PassageIndex {
  const prepared = prepareSource(source);
  const stemOfWord = prepared.forms.map((form) => (isMeaningful(form) ? stemOf(form) : undefined));
  const stems = new Map<string, number[]>();
  let word = 0;
  const passages = source.read.pieces
    .flatMap((piece) => passagesOf(source.read.text, piece))
    .map((passage, number) => {
      const own = new Set<string>();
      while (word < prepared.starts.length && (prepared.starts[word] ?? 0) < passage.span.start) word++;
      for (; word < prepared.starts.length && (prepared.starts[word] ?? 0) < passage.span.end; word++) {
        const stem = stemOfWord[prepared.words[word] ?? -1];
        if (stem !== undefined) own.add(stem);
      }
      for (const stem of own) addTo(stems, stem, number);
      return { ...passage, length: own.size };
    });
  return { passages, stems };
}

function addTo(stems: Map<string, number[]>, stem: string, number: number): void {
  const places = stems.get(stem);
  if (places) places.push(number);
  else stems.set(stem, [number]);
}

const isMeaningful = (form: string): boolean => !isStopWord(form) && /[\p{L}\p{N}]/u.test(form);

/** About as much as one reads at a glance. */
const LONGEST = 300;

/** A sentence that is shorter than this takes the next one along. */
const SHORTEST = 60;

function passagesOf(text: string, piece: SourcePiece): readonly Omit<Passage, "length">[] {
  if (piece.kind === "heading") return [];
  const spans: Span[] = [];
  for (const sentence of sentencesOf(text.slice(piece.span.start, piece.span.end))) {
    const span = { start: piece.span.start + sentence.start, end: piece.span.start + sentence.end };
    const last = spans.at(-1);
    if (last && last.end - last.start < SHORTEST && span.end - last.start <= LONGEST)
      spans[spans.length - 1] = { start: last.start, end: span.end };
    else spans.push(...cut(text, span));
  }
  return spans.map((span) => ({ span, kind: piece.kind }));
}

/** A sentence as long as a paragraph is cut between words. */
function cut(text: string, span: Span): readonly Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  while (span.end - start > LONGEST * 1.5) {
    const space = text.lastIndexOf(" ", start + LONGEST);
    const end = space > start + SHORTEST ? space : start + LONGEST;
    pieces.push({ start, end });
    start = text.charAt(end) === " " ? end + 1 : end;
  }
  return [...pieces, { start, end: span.end }];
}

/** Endings off, so that `enlarged` and `enlargement` meet: light, since a wrong meeting costs more than a missed one. */
function stemOf(word: string): string {
  const plain = foldForSearch(word).replace(/'s?$/, "");
  return plain.length > 5 ? plain.replace(ENDINGS, "") : plain.replace(/(?<=\w{3})s$/, "");
}

const ENDINGS =
  /(?<=\w{4})(?:ements?|ments?|ations?|ingly|edly|ings?|ness(?:es)?|ities|ity|ies|ied|ively|ive|ally|ly|ers?|ed|es|ungen|ung|heiten|heit|keiten|keit|lichen|liche|lich|ischen|ische|isch|ern|en|em|er|ement|euses?|eux|ees?|aux|ait|ant|s|e|y)$/;
