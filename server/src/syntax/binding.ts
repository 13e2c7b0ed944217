import type { Span } from "../text/span.ts";
import {
  type BoundDraft,
  boundDraft,
  type Cite,
  citesBefore,
  citesIn,
  type KnownSentences,
  noteAround,
  paragraphAt,
  sentenceAt,
} from "./bindingScope.ts";
import type { DraftFacts, Quotation } from "./facts.ts";

/** Which citations a quotation belongs to, and how that is told. */
export interface QuotationBinding {
  /** Indices into the facts' groups, best first; empty where nothing is cited. */
  readonly groups: readonly number[];
  readonly how: "own" | "after" | "before" | "note" | "block" | "none";
}

/**
 * Binds quotations to citations as scholars write: the quoting command's own; what follows in the sentence, a citation or a note's call;
 * an author or citation that precedes in the sentence; a note further on in the paragraph, which covers all back to the note before it;
 * for a block its last line, the line after, or the sentence that introduces it. One binding a quotation, in their order.
 */
export function bindQuotations(facts: DraftFacts, text: string, known?: KnownSentences): readonly QuotationBinding[] {
  const draft = boundDraft(facts, text, known);
  return facts.quotations.map((quotation) => bindingOf(draft, quotation) ?? NONE);
}

const NONE: QuotationBinding = { groups: [], how: "none" };

function bindingOf(draft: BoundDraft, quotation: Quotation): QuotationBinding | undefined {
  if (quotation.ownGroup !== undefined) return { groups: [quotation.ownGroup], how: "own" };
  const note = noteAround(draft, quotation.span);
  if (quotation.kind === "block") return blockBinding(draft, quotation, note);
  const scope = note ?? paragraphAt(draft, quotation.span.start);
  const inSentence = sentenceBinding(draft, quotation, scope, note);
  if (inSentence) return inSentence;
  return note ? binding("note", citesIn(draft, note, note)) : coveringNote(draft, quotation, scope);
}

function binding(how: QuotationBinding["how"], cites: readonly (Cite | undefined)[]): QuotationBinding | undefined {
  const groups = [...new Set(cites.flatMap((cite) => cite?.groups ?? []))];
  return groups.length > 0 ? { groups, how } : undefined;
}

/** `"…" [@key]`, `"…"[^1]`, `@key says "…"`, `"…", writes @key`, `one observer [@key] noted that "…"`; undefined where the sentence has none. */
function sentenceBinding(draft: BoundDraft, quotation: Quotation, scope: Span, note: Span | undefined): QuotationBinding | undefined {
  const sentence = sentenceAt(draft, scope, quotation.span.start);
  const inside = citesIn(draft, quotation.span, note);
  if (inside.length > 0) return binding("after", inside);
  const following = citesIn(draft, { start: quotation.span.end, end: sentence.end }, note);
  const preceding = citesBefore(draft, { start: sentence.start, end: quotation.span.start }, note);
  const author = preceding.find((cite) => cite.kind === "author");
  const next = following[0];
  // An author further on introduces what comes after; the quotation belongs to the one before it.
  if (!next || (next.kind === "author" && author) || next.groups.length === 0) {
    return binding("before", [author ?? preceding.find((cite) => cite.kind === "group")]);
  }
  return binding(next.kind === "note" ? "note" : "after", [...together(draft, following), author]);
}

/** The first cite with those that touch it: `\autocite{a}\autocite{b}`, `[@a][^1]`. */
function together(draft: BoundDraft, cites: readonly Cite[]): readonly Cite[] {
  const apart = cites.findIndex((cite, index) => {
    const before = cites[index - 1];
    return before !== undefined && /[^\s.,;]/.test(draft.text.slice(before.span.end, cite.span.start));
  });
  return apart < 0 ? cites : cites.slice(0, apart);
}

/** The next note of the paragraph, which speaks for everything since the note before it. */
function coveringNote(draft: BoundDraft, quotation: Quotation, scope: Span): QuotationBinding | undefined {
  const after = { start: quotation.span.end, end: scope.end };
  return binding("note", citesIn(draft, after, undefined, "note"));
}

function blockBinding(draft: BoundDraft, quotation: Quotation, note: Span | undefined): QuotationBinding | undefined {
  const inside = citesIn(draft, quotation.span, note).toReversed();
  return (
    binding("block", inside) ??
    binding("block", lineAfter(draft, quotation, note)) ??
    binding("block", introduction(draft, quotation, note))
  );
}

/** `[@key, p. 3]`, `— Anthony [@key]` or a note's call, directly behind the block. */
function lineAfter(draft: BoundDraft, quotation: Quotation, note: Span | undefined): readonly Cite[] {
  const { text } = draft;
  const start = skipped(text, quotation.span.end, 1);
  if (start >= text.length) return [];
  const paragraph = note ?? paragraphAt(draft, start);
  const cites = citesIn(draft, { start, end: paragraph.end }, note);
  const lead = text.slice(start, cites[0]?.span.start ?? start);
  const attribution = /^(?:[-–—―~]|\\hfill)/.test(lead) && lead.length < 160 && !/[.!?]\s/.test(lead.slice(3));
  return cites[0] && (/^[\s()[\]"'“”*_—–-]*$/.test(lead) || attribution) && cites[0].kind !== "author" ? together(draft, cites) : [];
}

/** An author in the text of the sentence before the block; any citation of one that ends in a colon or comma. */
function introduction(draft: BoundDraft, quotation: Quotation, note: Span | undefined): readonly (Cite | undefined)[] {
  const last = skipped(draft.text, quotation.span.start - 1, -1);
  if (last < 0) return [];
  const sentence = sentenceAt(draft, note ?? paragraphAt(draft, last), last);
  const cites = citesBefore(draft, { start: sentence.start, end: quotation.span.start }, note);
  const author = cites.find((cite) => cite.kind === "author");
  const leadsOn =
    /[:,]/.test(draft.text.charAt(last)) || /[:,]\s*$/.test(draft.text.slice(sentence.start, cites[0]?.span.start ?? sentence.start));
  return [author ?? (leadsOn ? cites[0] : undefined)];
}

function skipped(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (at >= 0 && at < text.length && /\s/.test(text.charAt(at))) at += step;
  return at;
}
