import { nearestIn } from "../../text/approximate.ts";
import { ignored, isWordByItself, letterOf, separator, several, spelledOut } from "../../text/letterFold.ts";
import type { Span } from "../../text/span.ts";
import type { QuoteParts } from "../quoteParts.ts";
import type { Source } from "../source.ts";
import { type Effort, likelyBlocks } from "./likelyBlocks.ts";
import { blockBits, blockLength, type IndexedDocument, type Segment } from "./segment.ts";

/** An index over the texts of sources. Immutable, like all that a snapshot shows; a new one over the same segments costs next to nothing. */
export interface QuoteIndex {
  covers(source: Source): boolean;
  /** Where the quotation may stand, the likeliest source first; a place says where to look closely, not that it stands there. */
  locate(quotation: QuoteParts, accept: (source: Source) => boolean): readonly LocatedQuotation[];
}

export interface LocatedQuotation {
  readonly source: Source;
  /** From the first part found to the last, and some words around. */
  readonly span: Span;
  /** Of the letters of those parts that were found: the share that differs. */
  readonly errors: number;
  /** False where parts of the quotation were not looked for or not found: they may stand anywhere. */
  readonly isWhole: boolean;
}

/** `sources`: what stands under the ids of the segments' documents; several sources may have the same text. */
export function createQuoteIndex(segments: readonly Segment[], sources: ReadonlyMap<string, readonly Source[]>): QuoteIndex {
  return new SegmentedIndex(segments, sources);
}

export const emptyQuoteIndex: QuoteIndex = { covers: () => false, locate: () => [] };

/** First what is quick and mostly enough; then, where nothing came of it, what common words and damaged ones need. */
const efforts: readonly Effort[] = [
  { bytes: 3_000, blocks: 32 },
  { bytes: 60_000, blocks: 16 },
];

class SegmentedIndex implements QuoteIndex {
  readonly #segments: readonly Segment[];
  readonly #sources: ReadonlyMap<string, readonly Source[]>;
  readonly #covered = new WeakSet<Source>();

  constructor(segments: readonly Segment[], sources: ReadonlyMap<string, readonly Source[]>) {
    this.#segments = segments;
    this.#sources = sources;
    for (const { documents } of segments)
      for (const { id } of documents) for (const source of sources.get(id) ?? []) this.#covered.add(source);
  }

  covers(source: Source): boolean {
    return this.#covered.has(source);
  }

  locate(quotation: QuoteParts, accept: (source: Source) => boolean): readonly LocatedQuotation[] {
    const parts = partsToFind(quotation);
    const found = new Map<Source, FoundPart[]>();
    for (const part of parts) {
      for (const place of this.#placesOf(part, accept)) {
        const places = found.get(place.source) ?? [];
        if (places.length === 0) found.set(place.source, places);
        places.push(place);
      }
    }
    return [...found]
      .map(([source, places]) => located(source, places, quotation, parts.length))
      .sort((one, other) => other.weight - one.weight)
      .slice(0, mostSources);
  }

  #placesOf(part: PartToFind, accept: (source: Source) => boolean): readonly FoundPart[] {
    for (const effort of efforts) {
      const places = likelyBlocks(this.#segments, part.text, effort).flatMap(({ segment, block }) =>
        this.#look(segment, block, part, accept),
      );
      // What is nearly the same needs no second look.
      if (places.some((place) => place.errors < surely)) return places;
      if (effort === efforts.at(-1)) return places;
    }
    return [];
  }

  #look(segment: Segment, block: number, part: PartToFind, accept: (source: Source) => boolean): readonly FoundPart[] {
    // A text that begins with added words seems to begin in the document before.
    const documents = new Set([documentAt(segment.documents, block), documentAt(segment.documents, block + 1)]);
    return [...documents].flatMap((document) => (document === undefined ? [] : this.#lookInto(document, block, part, accept)));
  }

  #lookInto(document: IndexedDocument, block: number, part: PartToFind, accept: (source: Source) => boolean): readonly FoundPart[] {
    const sources = (this.#sources.get(document.id) ?? []).filter(accept);
    const [first] = sources;
    if (first === undefined) return [];
    const start = (block - document.firstBlock) << blockBits;
    const place = nearestPlace(
      first.read.text,
      { start: start - slack, end: start + 2 * blockLength + part.text.length * 1.25 + slack },
      part,
    );
    return place === undefined ? [] : sources.map((source) => ({ ...place, source, part }));
  }
}

/** More sources that hold the same words than anybody reads through. */
const mostSources = 24;

/** A smaller share of errors says that this is the place, not one like it. */
const surely = 0.25;

/** With a larger share anything is like anything. */
const atMost = 0.45;

/** Characters of the source that are looked at around the likely place. */
const slack = 96;

interface PartToFind {
  readonly text: string;
  readonly pieces: readonly Uint16Array[];
  readonly letters: number;
  readonly number: number;
}

interface FoundPart {
  readonly source: Source;
  readonly part: PartToFind;
  readonly span: Span;
  readonly errors: number;
}

const mostParts = 4;

/** The longest parts of a quotation with omissions. */
function partsToFind(quotation: QuoteParts): readonly PartToFind[] {
  return quotation.parts
    .map((part, number): PartToFind => {
      const start = part.tokens[0]?.span.start ?? 0;
      // The brackets of `[T]he` part no words, as those around whole words don't.
      const text = quotation.text.slice(start, part.tokens.at(-1)?.span.end ?? start).replace(/[[\]]/g, "");
      const pieces = piecesOf(foldedText(text, 0, text.length).codes);
      return { text, pieces, letters: pieces.reduce((sum, piece) => sum + piece.length, 0), number };
    })
    .filter((part) => part.letters > 0)
    .sort((one, other) => other.letters - one.letters)
    .slice(0, mostParts);
}

const pieceLength = 124;
const mostPieces = 6;

/** Equal pieces; of a long text some of them, all along it. */
function piecesOf(codes: Uint16Array): readonly Uint16Array[] {
  const count = Math.ceil(codes.length / pieceLength);
  const length = Math.ceil(codes.length / Math.max(1, count));
  const pieces = Array.from({ length: count }, (_, i) => codes.subarray(i * length, (i + 1) * length)).filter((piece) => piece.length > 0);
  if (pieces.length <= mostPieces) return pieces;
  return Array.from(
    { length: mostPieces },
    (_, i) => pieces[Math.round((i * (pieces.length - 1)) / (mostPieces - 1))] ?? new Uint16Array(),
  );
}

/** Each piece of the part where it comes nearest; those that come near nothing don't count, as words that were put in or left out. */
function nearestPlace(
  text: string,
  around: Span,
  { pieces, letters }: PartToFind,
): { readonly span: Span; readonly errors: number } | undefined {
  const window = foldedText(text, Math.max(0, around.start), Math.min(text.length, Math.round(around.end)));
  const most = letters * (pieces.length > 1 ? (atMost + 1) / 2 : atMost);
  let [start, end, errors] = [text.length, 0, 0];
  for (const piece of pieces) {
    const nearest = nearestIn(window.codes, piece);
    errors += nearest.errors;
    if (errors > most) return undefined;
    if (nearest.errors > piece.length * atMost) continue;
    end = Math.max(end, (window.offsets[nearest.end - 1] ?? 0) + 1);
    start = Math.min(start, window.offsets[Math.max(0, nearest.end - piece.length - nearest.errors)] ?? 0);
  }
  return end > start ? { span: { start, end }, errors: errors / letters } : undefined;
}

function located(source: Source, places: readonly FoundPart[], quotation: QuoteParts, looked: number) {
  const best = [...new Set(places.map(({ part }) => part))].map((part) =>
    places.filter((place) => place.part === part).reduce((one, other) => (other.errors < one.errors ? other : one)),
  );
  const letters = best.reduce((sum, { part }) => sum + part.letters, 0);
  const errors = best.reduce((sum, place) => sum + place.errors * place.part.letters, 0) / Math.max(1, letters);
  const start = Math.min(...best.map(({ span }) => span.start));
  const end = Math.max(...best.map(({ span }) => span.end));
  const isWhole = best.length === looked && looked === quotation.parts.length;
  return { source, span: { start, end }, errors, isWhole, weight: letters * (1 - errors) };
}

function documentAt(documents: readonly IndexedDocument[], block: number): IndexedDocument | undefined {
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((documents[middle]?.firstBlock ?? 0) <= block) low = middle + 1;
    else high = middle;
  }
  const document = documents[low - 1];
  return document !== undefined && block < document.firstBlock + document.blockCount ? document : undefined;
}

/** A stretch in plain letters, one space between words, with the offset of each letter. */
function foldedText(text: string, from: number, to: number): { readonly codes: Uint16Array; readonly offsets: Int32Array } {
  // No character stands for more than four letters.
  const room = Math.max(0, to - from) * 4;
  const codes = new Uint16Array(room);
  const offsets = new Int32Array(room);
  let length = 0;
  const push = (code: number, at: number): void => {
    codes[length] = code;
    offsets[length++] = at;
  };
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const letter = letterOf(code);
    if (letter === ignored) continue;
    if (letter === separator) {
      if (length > 0 && codes[length - 1] !== space) push(space, at);
    } else if (letter === several) for (const one of spelledOut(code)) push(one, at);
    else {
      push(letter, at);
      if (isWordByItself(letter)) push(space, at);
    }
  }
  if (codes[length - 1] === space) length--;
  return { codes: codes.subarray(0, length), offsets: offsets.subarray(0, length) };
}

const space = 32;
