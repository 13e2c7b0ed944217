import type { Span } from "../text/span.ts";
import type { CitationGroup, DraftFacts, DraftNote, DraftSettings, PrintedLink, Quotation, Suppression } from "./facts.ts";
import { type FrontMatter, noFrontMatter, readFrontMatter } from "./frontMatter.ts";
import { type MarkdownBlocks, readBlocks } from "./markdownBlocks.ts";
import { type CitationScope, readCitations } from "./markdownCitations.ts";
import { printedText } from "./markdownContent.ts";
import { type Inlines, type OpaqueInline, readInlines } from "./markdownInlines.ts";
import { type Leaf, spanInDocument } from "./markdownLeaf.ts";
import { addressesInTag, createLink, linksOfLeaf } from "./markdownLinks.ts";
import { blockQuotation, isCallout, quotationsInMarks, type ReadLeaf } from "./markdownQuotations.ts";
import { suppressionAt } from "./suppressions.ts";
import { isWebAddress } from "./urls.ts";

export interface MarkdownDialect {
  /** Quarto and bookdown: `@fig-map`, `@sec-intro` are cross-references, no citations. */
  readonly quarto?: boolean;
}

/** What a Markdown draft says, read as Pandoc's `markdown` reads it. Linear, and never fails. */
export function readMarkdown(text: string, dialect: MarkdownDialect = {}): DraftFacts {
  const blocks = readBlocks(text, { start: 0, end: text.length });
  const matter = mergeFrontMatter(blocks.metadata.map((span) => readFrontMatter(text, span)));
  const found = new Findings(text, blocks, matter, dialect);
  for (const leaf of blocks.leaves) found.addLeaf(leaf);
  return found.finish();
}

const crossReference = /^(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid)-/u;

function mergeFrontMatter(found: readonly FrontMatter[]): FrontMatter {
  const [first = noFrontMatter()] = found;
  if (found.length < 2) return first;
  return {
    bibliographies: found.find((matter) => matter.bibliographies.length > 0)?.bibliographies ?? [],
    csl: found.find((matter) => matter.csl !== undefined)?.csl,
    lang: found.find((matter) => matter.lang !== undefined)?.lang,
    referenceIds: found.flatMap((matter) => matter.referenceIds),
    texts: found.flatMap((matter) => matter.texts),
  };
}

function firstPlaces(blocks: MarkdownBlocks): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const { label, span } of blocks.examples) if (!places.has(label)) places.set(label, span.start);
  return places;
}

/** Gathers the facts leaf by leaf. */
class Findings {
  readonly #text: string;
  readonly #blocks: MarkdownBlocks;
  readonly #matter: FrontMatter;
  readonly #scope: CitationScope;
  readonly #groups: CitationGroup[] = [];
  readonly #quotations: Quotation[] = [];
  readonly #links: PrintedLink[] = [];
  readonly #inlineNotes: DraftNote[] = [];
  readonly #calls = new Map<string, Span[]>();
  readonly #comments: Span[];
  readonly #quoted: ReadLeaf[][];

  constructor(text: string, blocks: MarkdownBlocks, matter: FrontMatter, dialect: MarkdownDialect) {
    this.#text = text;
    this.#blocks = blocks;
    this.#matter = matter;
    this.#scope = {
      labels: blocks.labels,
      examples: firstPlaces(blocks),
      isCrossReference: (key) => dialect.quarto === true && crossReference.test(key),
    };
    this.#comments = [...blocks.comments];
    this.#quoted = blocks.quotations.map(() => []);
    this.#addMetadata();
    this.#addAddresses();
  }

  addLeaf(leaf: Leaf): void {
    const inlines = readInlines(leaf.text);
    const citations = readCitations(leaf, inlines, this.#scope);
    this.#groups.push(...citations.groups);
    for (const note of citations.inlineNotes) {
      const span = spanInDocument(leaf, note.start, note.end);
      this.#inlineNotes.push({ label: undefined, calls: [span], body: spanInDocument(leaf, note.start + 2, note.end - 1) });
    }
    this.#addOpaque(leaf, inlines);
    const isHidden = within(inlines.opaque.filter((inline) => inline.kind !== "escape"));
    this.#links.push(...linksOfLeaf(leaf, inlines, isHidden));
    const read = { leaf, printed: printedText(inlines, citations.places), citations: citations.places, isHidden };
    const block = leaf.quotation === undefined ? undefined : this.#quoted[leaf.quotation];
    if (block !== undefined && !isCallout(block[0]?.leaf ?? leaf)) block.push(read);
    else this.#quotations.push(...quotationsInMarks({ ...read, isHidden: within(inlines.opaque) }, this.#matter.lang));
  }

  finish(): DraftFacts {
    const blockQuotations = this.#quoted.map((leaves, i) => blockQuotation(this.#blocks.quotations[i] ?? { start: 0, end: 0 }, leaves));
    return {
      language: "markdown",
      groups: this.#groups.sort(byPlace),
      quotations: [...this.#quotations, ...blockQuotations.filter((quotation) => quotation !== undefined)].sort(byPlace),
      notes: [...this.#definedNotes(), ...this.#inlineNotes].sort((one, other) => one.body.start - other.body.start),
      links: this.#links.sort(byPlace),
      blocks: this.#blocks.leaves.map((leaf) => leaf.span).sort((one, other) => one.start - other.start),
      settings: this.#settings(),
      suppressions: this.#suppressions(),
      definedKeys: this.#matter.referenceIds,
      examples: this.#blocks.examples,
      openEnded: false,
    };
  }

  /** Texts of the front matter may cite; their words are no part of the draft. */
  #addMetadata(): void {
    for (const { span, nocite } of this.#matter.texts) {
      for (const leaf of readBlocks(this.#text, span, {}, "metadata").leaves) {
        const citations = readCitations(leaf, readInlines(leaf.text), this.#scope, nocite ? "nocite" : undefined);
        this.#groups.push(...citations.groups);
      }
    }
  }

  /** Addresses between blocks: reference definitions and HTML tags. */
  #addAddresses(): void {
    const places = this.#blocks.definitions.filter((span) => isWebAddress(this.#text.slice(span.start, span.end)));
    for (const tag of this.#blocks.tags) places.push(...addressesInTag(this.#text, tag.start, tag.end));
    for (const span of places) this.#links.push(createLink(this.#text.slice(span.start, span.end), span));
  }

  #addOpaque(leaf: Leaf, inlines: Inlines): void {
    for (const inline of inlines.opaque) {
      const span = spanInDocument(leaf, inline.start, inline.end);
      if (inline.kind === "comment") this.#comments.push(span);
      else if (inline.kind === "noteCall") this.#addCall(leaf.text.slice(inline.start + 2, inline.end - 1), span);
    }
  }

  #addCall(label: string, span: Span): void {
    const calls = this.#calls.get(label);
    if (calls === undefined) this.#calls.set(label, [span]);
    else calls.push(span);
  }

  #definedNotes(): DraftNote[] {
    return this.#blocks.notes.map(({ label, body }) => ({ label, body, calls: this.#calls.get(label) ?? [] }));
  }

  #settings(): DraftSettings {
    const { bibliographies, csl, lang } = this.#matter;
    return { bibliographies, csl, lang, inputs: [], root: undefined };
  }

  #suppressions(): Suppression[] {
    const found = this.#comments.map((comment) => suppressionAt(this.#text, comment));
    return found.filter((suppression) => suppression !== undefined).sort(byPlace);
  }
}

const byPlace = (one: { readonly span: Span }, other: { readonly span: Span }): number => one.span.start - other.span.start;

/** A test for offsets within sorted pieces, for askers that go from left to right or jump about. */
function within(pieces: readonly OpaqueInline[]): (index: number) => boolean {
  return (index) => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pieces[middle]?.end ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return (pieces[low]?.start ?? Number.POSITIVE_INFINITY) <= index;
  };
}
