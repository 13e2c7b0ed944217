import { sentencesOf } from "../text/sentences.ts";
import { contains, type Span } from "../text/span.ts";
import type { CitationGroup, DraftFacts, DraftNote, Quotation } from "./facts.ts";
import { VersionMemory } from "./incrementalMemory.ts";
import { isSameMasks, maskedText, type SentenceMask } from "./sentenceMasks.ts";

/** A draft's facts, arranged so that what stands around a place is found quickly. */
export interface BoundDraft {
  readonly facts: DraftFacts;
  readonly text: string;
  /** In document order. */
  readonly cites: readonly Cite[];
  /** Bodies of notes and blocks by their beginning. */
  readonly notes: readonly Span[];
  readonly blocks: readonly Span[];
  readonly quotations: readonly Quotation[];
  /** By the beginning of the paragraph or note. */
  readonly sentences: Map<number, readonly Span[]>;
  readonly known: KnownSentences;
}

/** The sentences of paragraphs, in offsets of the paragraph. */
export type KnownSentences = VersionMemory<{ readonly masks: readonly SentenceMask[]; readonly sentences: readonly Span[] }>;

/** Something that cites: a group in its place, or a note's call, which stands for the groups of the note. */
export interface Cite {
  readonly span: Span;
  readonly groups: readonly number[];
  readonly kind: "group" | "author" | "note";
  /** The body of the note that it stands in. */
  readonly within: Span | undefined;
}

export function boundDraft(facts: DraftFacts, text: string, known: KnownSentences = new VersionMemory()): BoundDraft {
  known.beginVersion();
  const notes = facts.notes.map((note) => note.body).sort(byStart);
  const inNotes = new Map<Span, number[]>();
  const groups = facts.groups.flatMap((group, index) => groupCites(group, index, notes, inNotes));
  const calls = facts.notes.flatMap((note) => noteCites(note, notes, inNotes.get(note.body) ?? []));
  const cites = [...groups, ...calls].sort((one, other) => byStart(one.span, other.span));
  const quotations = facts.quotations.toSorted((one, other) => byStart(one.span, other.span));
  return { facts, text, cites, notes, blocks: facts.blocks.toSorted(byStart), quotations, sentences: new Map(), known };
}

export const noteAround = (draft: BoundDraft, span: Span): Span | undefined => innermost(draft.notes, span);

/** The paragraph or other leaf at a place; between blank lines where the facts have none. */
export function paragraphAt(draft: BoundDraft, offset: number): Span {
  const block = innermost(draft.blocks, { start: offset, end: offset });
  if (block) return block;
  const before = draft.text.lastIndexOf("\n\n", Math.max(0, offset - 1));
  const behind = draft.text.indexOf("\n\n", offset);
  return { start: before < 0 ? 0 : before + 2, end: behind < 0 ? draft.text.length : behind };
}

/** Cites within a span that stand in that note, or outside all notes; the first `MOST_CITES` of them. */
export function citesIn(draft: BoundDraft, span: Span, note: Span | undefined, kind?: Cite["kind"]): readonly Cite[] {
  const found: Cite[] = [];
  for (let i = firstFrom(draft.cites, span.start); i < draft.cites.length && found.length < MOST_CITES; i++) {
    const cite = draft.cites[i];
    if (!cite || cite.span.start >= span.end) break;
    if (cite.within === note && (kind === undefined || cite.kind === kind)) found.push(cite);
    if (found.length === 1 && kind !== undefined) break;
  }
  return found;
}

/** Cites that end within a span, the nearest to its end first; at most `MOST_CITES` are looked at. */
export function citesBefore(draft: BoundDraft, span: Span, note: Span | undefined): readonly Cite[] {
  const found: Cite[] = [];
  const last = firstFrom(draft.cites, span.end) - 1;
  for (let i = last; i > Math.max(-1, last - MOST_CITES); i--) {
    const cite = draft.cites[i];
    if (!cite || cite.span.start < span.start) break;
    if (cite.within === note && cite.span.end <= span.end) found.push(cite);
  }
  return found;
}

/** No sentence has more that matter, and no text may make us look at all of them for each of its quotations. */
const MOST_CITES = 40;

/** The sentence of a paragraph or note at a place, with the citations that follow its full stop. */
export function sentenceAt(draft: BoundDraft, scope: Span, offset: number): Span {
  const known = draft.sentences.get(scope.start) ?? sentencesIn(draft, scope);
  draft.sentences.set(scope.start, known);
  const sentence = known[lastBeginning(known.length, (index) => known[index]?.start ?? 0, offset)];
  return sentence && offset < sentence.end ? sentence : scope;
}

const byStart = (one: Span, other: Span): number => one.start - other.start || one.end - other.end;

function groupCites(group: CitationGroup, index: number, notes: readonly Span[], inNotes: Map<Span, number[]>): readonly Cite[] {
  const [first] = group.citations;
  if (!first || group.citations.every((citation) => citation.mode === "nocite")) return [];
  const within = innermost(notes, group.span);
  if (within) inNotes.set(within, [...(inNotes.get(within) ?? []), index]);
  return [{ span: group.span, groups: [index], kind: first.mode === "authorInText" ? "author" : "group", within }];
}

function noteCites(note: DraftNote, notes: readonly Span[], groups: readonly number[]): readonly Cite[] {
  return note.calls.map((span) => ({ span, groups, kind: "note" as const, within: innermost(notes, span, note.body) }));
}

/** The shortest of spans in order that holds another; notes in notes are rare, so that looking a few back is enough. */
function innermost(spans: readonly Span[], inner: Span, but?: Span): Span | undefined {
  const last = lastBeginning(spans.length, (index) => spans[index]?.start ?? 0, inner.start);
  for (let i = last; i >= Math.max(0, last - 8); i--) {
    const span = spans[i];
    if (span && span !== but && contains(span, inner)) return span;
  }
  return undefined;
}

const firstFrom = (cites: readonly Cite[], offset: number): number =>
  lastBeginning(cites.length, (index) => cites[index]?.span.start ?? 0, offset - 1) + 1;

/** The last of `count` things in order that begins at or before `offset`; -1 for none. */
function lastBeginning(count: number, startOf: (index: number) => number, offset: number): number {
  let low = -1;
  let high = count;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function sentencesIn(draft: BoundDraft, scope: Span): readonly Span[] {
  const text = draft.text.slice(scope.start, scope.end);
  const masks = masksIn(draft, scope);
  const { sentences } = draft.known.recall(
    text,
    () => ({ masks, sentences: sentencesOf(maskedText(text, masks)) }),
    (known) => isSameMasks(known.masks, masks),
  );
  return sentences.map(({ start, end }) => ({ start: scope.start + start, end: scope.start + end }));
}

/** Quotations first: citations inside them, and the full stops before those, are masked on top. */
function masksIn(draft: BoundDraft, scope: Span): readonly SentenceMask[] {
  const masks: SentenceMask[] = [];
  const add = (span: Span, kind: SentenceMask["kind"]): void => {
    masks.push({ start: span.start - scope.start, end: Math.min(span.end, scope.end) - scope.start, kind });
  };
  for (let i = firstQuotation(draft, scope.start); i < draft.quotations.length; i++) {
    const quotation = draft.quotations[i];
    if (!quotation || quotation.span.start >= scope.end) break;
    add({ start: Math.max(scope.start, quotation.span.start), end: quotation.span.end }, endsItself(quotation) ? "sentences" : "words");
  }
  for (let i = firstFrom(draft.cites, scope.start); i < draft.cites.length; i++) {
    const cite = draft.cites[i];
    if (!cite || cite.span.start >= scope.end) break;
    add(cite.span, cite.kind === "author" ? "author" : "citation");
  }
  return masks;
}

/** The first that reaches into what begins at `offset`: none lies in another. */
function firstQuotation({ quotations }: BoundDraft, offset: number): number {
  const last = lastBeginning(quotations.length, (index) => quotations[index]?.span.start ?? 0, offset);
  return last >= 0 && (quotations[last]?.span.end ?? 0) > offset ? last : last + 1;
}

/** True where the last words end a sentence, closing marks and spaces behind the full stop. */
function endsItself({ content }: Quotation): boolean {
  const text = content.text.trimEnd();
  let last = text.length - 1;
  while (last >= 0 && "\"'”’»".includes(text.charAt(last))) last--;
  return last >= 0 && ".!?…".includes(text.charAt(last));
}
