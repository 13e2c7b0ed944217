import type { Span } from "../text/span.ts";
import type { Citation, CitationGroup, DraftNote, PrintedLink, Quotation } from "./facts.ts";
import { isSamePlace, type LeafLines, mappedToDocument, spanInDocument } from "./markdownLeaf.ts";
import type { LeafReading } from "./markdownReading.ts";

/** What a leaf says, moved from its own text to where the leaf stands in the document. */
export class PlacedReading {
  readonly groups: readonly CitationGroup[];
  readonly links: readonly PrintedLink[];
  readonly inlineNotes: readonly DraftNote[];
  readonly noteCalls: readonly { readonly label: string; readonly span: Span }[];
  readonly comments: readonly Span[];
  readonly #reading: LeafReading;
  readonly #lines: LeafLines;
  #quotations: readonly Quotation[] | undefined;

  constructor(reading: LeafReading, { starts, origins }: LeafLines) {
    const lines = { starts, origins };
    this.#reading = reading;
    this.#lines = lines;
    this.groups = all(reading.citations.groups, (group) => placedGroup(lines, group));
    this.links = all(reading.links, (link) => ({ ...link, span: placedSpan(lines, link.span) }));
    this.inlineNotes = all(reading.citations.inlineNotes, (note) => placedNote(lines, note));
    this.noteCalls = all(reading.noteCalls, ({ label, span }) => ({ label, span: placedSpan(lines, span) }));
    this.comments = all(reading.comments, (comment) => placedSpan(lines, comment));
  }

  /** Those in marks; nobody asks for them within a block quotation. */
  get quotations(): readonly Quotation[] {
    this.#quotations ??= all(this.#reading.quotations, (quotation) => placedQuotation(this.#lines, quotation));
    return this.#quotations;
  }

  isAt(lines: LeafLines): boolean {
    return isSamePlace(this.#lines, lines);
  }
}

export function placedGroup(lines: LeafLines, group: CitationGroup): CitationGroup {
  return { ...group, span: placedSpan(lines, group.span), citations: group.citations.map((citation) => placedCitation(lines, citation)) };
}

/** Most leaves have none of most things. */
function all<From, To>(items: readonly From[], place: (item: From) => To): readonly To[] {
  return items.length === 0 ? none : items.map(place);
}

const none: readonly never[] = [];

const placedSpan = (lines: LeafLines, { start, end }: Span): Span => spanInDocument(lines, start, end);

function placedCitation(lines: LeafLines, citation: Citation): Citation {
  return {
    ...citation,
    keySpan: placedSpan(lines, citation.keySpan),
    locatorSpan: citation.locatorSpan && placedSpan(lines, citation.locatorSpan),
  };
}

function placedQuotation(lines: LeafLines, quotation: Quotation): Quotation {
  const { span, inner, content } = quotation;
  return { ...quotation, span: placedSpan(lines, span), inner: placedSpan(lines, inner), content: mappedToDocument(lines, content) };
}

/** `^[…]`: called where it is typed. */
function placedNote(lines: LeafLines, { start, end }: Span): DraftNote {
  return { label: undefined, calls: [spanInDocument(lines, start, end)], body: spanInDocument(lines, start + 2, end - 1) };
}
