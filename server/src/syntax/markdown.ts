import type { Span } from "../text/span.ts";
import type { CitationGroup, DraftFacts, DraftNote, DraftSettings, PrintedLink, Quotation, Suppression } from "./facts.ts";
import { type FrontMatter, noFrontMatter, readFrontMatter } from "./frontMatter.ts";
import { type MarkdownBlocks, readBlocks } from "./markdownBlocks.ts";
import { readCitations } from "./markdownCitations.ts";
import { readInlines } from "./markdownInlines.ts";
import type { Leaf } from "./markdownLeaf.ts";
import { addressesInTag, createLink } from "./markdownLinks.ts";
import { placedGroup } from "./markdownPlacing.ts";
import { blockQuotation, isCallout, type QuotedLeaf } from "./markdownQuotations.ts";
import { type MarkdownMemory, readLeaf } from "./markdownReading.ts";
import { DocumentScope, LeafScope } from "./markdownScope.ts";
import { suppressionAt } from "./suppressions.ts";
import { isWebAddress } from "./urls.ts";

export interface MarkdownDialect {
  /** Quarto and bookdown: `@fig-map`, `@sec-intro` are cross-references, no citations. */
  readonly quarto?: boolean;
}

/**
 * What a Markdown draft says, read as Pandoc's `markdown` reads it. Linear, and never fails. Blocks are always read anew, since an edit may
 * change them all; what stands in a leaf is taken from `memory` where the version before had the same leaf anywhere.
 */
export function readMarkdown(text: string, dialect: MarkdownDialect = {}, memory?: MarkdownMemory): DraftFacts {
  const blocks = readBlocks(text, { start: 0, end: text.length });
  const matter = mergeFrontMatter(blocks.metadata.map((span) => readFrontMatter(text, span)));
  memory?.beginVersion(JSON.stringify([dialect.quarto === true, matter.lang]));
  const found = new Findings(text, blocks, matter, dialect);
  for (const leaf of blocks.leaves) found.addLeaf(leaf, memory);
  return found.finish();
}

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

/** Gathers the facts leaf by leaf. */
class Findings {
  readonly #text: string;
  readonly #blocks: MarkdownBlocks;
  readonly #matter: FrontMatter;
  readonly #scope: DocumentScope;
  readonly #groups: CitationGroup[] = [];
  readonly #quotations: Quotation[] = [];
  readonly #links: PrintedLink[] = [];
  readonly #inlineNotes: DraftNote[] = [];
  readonly #calls = new Map<string, Span[]>();
  readonly #comments: Span[];
  readonly #quoted: QuotedLeaf[][];

  constructor(text: string, blocks: MarkdownBlocks, matter: FrontMatter, dialect: MarkdownDialect) {
    this.#text = text;
    this.#blocks = blocks;
    this.#matter = matter;
    this.#scope = new DocumentScope(blocks, dialect.quarto === true);
    this.#comments = [...blocks.comments];
    this.#quoted = blocks.quotations.map(() => []);
    this.#addMetadata();
    this.#addAddresses();
  }

  addLeaf(leaf: Leaf, memory: MarkdownMemory | undefined): void {
    const { lang } = this.#matter;
    const reading = memory?.read(leaf, this.#scope, lang) ?? readLeaf(leaf, this.#scope, lang);
    const placed = reading.at(leaf);
    append(this.#groups, placed.groups);
    append(this.#links, placed.links);
    append(this.#inlineNotes, placed.inlineNotes);
    append(this.#comments, placed.comments);
    for (const { label, span } of placed.noteCalls) this.#addCall(label, span);
    const block = leaf.quotation === undefined ? undefined : this.#quoted[leaf.quotation];
    if (block !== undefined && !isCallout(block[0]?.leaf ?? leaf)) block.push({ leaf, reading });
    else append(this.#quotations, placed.quotations);
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
        const scope = new LeafScope(this.#scope, leaf.span.start);
        const { groups } = readCitations(readInlines(leaf.text), scope, nocite ? "nocite" : undefined);
        for (const group of groups) this.#groups.push(placedGroup(leaf, group));
      }
    }
  }

  /** Addresses between blocks: reference definitions and HTML tags. */
  #addAddresses(): void {
    const places = this.#blocks.definitions.filter((span) => isWebAddress(this.#text.slice(span.start, span.end)));
    for (const tag of this.#blocks.tags) append(places, addressesInTag(this.#text, tag.start, tag.end));
    for (const span of places) this.#links.push(createLink(this.#text.slice(span.start, span.end), span));
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
    const references = this.#blocks.metadata.filter(({ start, end }) => /^references[ \t]*:/m.test(this.#text.slice(start, end)));
    return { bibliographies, references, csl, lang, inputs: [], root: undefined };
  }

  #suppressions(): Suppression[] {
    const found = this.#comments.map((comment) => suppressionAt(this.#text, comment));
    return found.filter((suppression) => suppression !== undefined).sort(byPlace);
  }
}

const byPlace = (one: { readonly span: Span }, other: { readonly span: Span }): number => one.span.start - other.span.start;

/** One leaf may hold more than a call takes arguments. */
function append<Item>(list: Item[], items: readonly Item[]): void {
  for (const item of items) list.push(item);
}
