import type { Span } from "../text/span.ts";
import type { CiteCommands } from "./citeCommands.ts";
import type { Citation, CitationGroup, PrintedLink, Quotation, Suppression } from "./facts.ts";
import { readBlocks } from "./latexBlocks.ts";
import { readCitations } from "./latexCitations.ts";
import { readDefinedKeys } from "./latexDefinedKeys.ts";
import { type Definition, readDefinitions } from "./latexDefinitionReader.ts";
import { hiddenSpans, readFlows } from "./latexFlows.ts";
import { readLinks } from "./latexLinks.ts";
import { type NoteSign, pairNotes, readNoteSigns } from "./latexNotes.ts";
import { readQuotations } from "./latexQuotations.ts";
import { multibibEndings, settingCommands } from "./latexSettings.ts";
import { readSuppressions } from "./latexSuppressions.ts";
import type { LatexCommand, LatexSurface, SurfacePart } from "./latexSurface.ts";
import type { VerbatimNames } from "./latexVerbatim.ts";

/** What a stretch of a document says, in offsets of its own text or, placed, of the document. */
export interface ChunkFacts {
  readonly groups: readonly CitationGroup[];
  readonly quotations: readonly Quotation[];
  readonly noteSigns: readonly NoteSign[];
  readonly links: readonly PrintedLink[];
  readonly blocks: readonly Span[];
  readonly suppressions: readonly Suppression[];
}

interface ChunkReading {
  readonly part: SurfacePart;
  readonly text: string;
  readonly firstParagraph: string;
  /** That of the names that it was read with. */
  readonly signature: string;
  /** It has an `\iffalse` that ends nowhere. */
  readonly hangs: boolean;
  /** Nothing is read behind it. */
  readonly isLast: boolean;
}

/** A stretch of a LaTeX document that is understood without what stands before and behind it. */
export class LatexChunk {
  readonly text: string;
  readonly firstParagraph: string;
  readonly surface: LatexSurface;
  readonly names: VerbatimNames;
  readonly isLast: boolean;
  readonly definitions: readonly Definition[];
  readonly endings: readonly string[];
  readonly settings: readonly LatexCommand[];
  readonly definedKeys: readonly string[];
  readonly #signature: string;
  readonly #hangs: boolean;
  #facts: { readonly commands: CiteCommands; readonly language: string | undefined; readonly facts: ChunkFacts } | undefined;
  #placed: { readonly from: ChunkFacts; readonly start: number; readonly groupsBefore: number; readonly facts: ChunkFacts } | undefined;

  constructor({ part, text, firstParagraph, signature, hangs, isLast }: ChunkReading) {
    this.text = text;
    this.firstParagraph = firstParagraph;
    this.surface = part.surface;
    this.names = part.names;
    this.isLast = isLast;
    this.#signature = signature;
    this.#hangs = hangs;
    this.definitions = readDefinitions(part.surface);
    this.endings = multibibEndings(part.surface);
    this.settings = settingCommands(part.surface);
    this.definedKeys = readDefinedKeys(part.surface);
  }

  /** Whether the same would be read there. `least`: where it must not end before. */
  standsAt(text: string, at: number, least: number, signature: string): boolean {
    const end = at + this.text.length;
    if (this.#hangs || this.#signature !== signature || end < least || !text.startsWith(this.text, at)) return false;
    return this.isLast ? end === text.length : end < text.length && !isSpace(text.charCodeAt(end));
  }

  facts(commands: CiteCommands, language: string | undefined): ChunkFacts {
    if (this.#facts?.commands !== commands || this.#facts.language !== language)
      this.#facts = { commands, language, facts: readFacts(this.surface, commands, language) };
    return this.#facts.facts;
  }

  /** The facts where the chunk stands now; mostly that is where it stood before. */
  placed(facts: ChunkFacts, start: number, groupsBefore: number): ChunkFacts {
    const known = this.#placed;
    if (known?.from !== facts || known.start !== start || known.groupsBefore !== groupsBefore)
      this.#placed = { from: facts, start, groupsBefore, facts: placedFacts(facts, start, groupsBefore) };
    return this.#placed?.facts ?? facts;
  }
}

function readFacts(surface: LatexSurface, commands: CiteCommands, language: string | undefined): ChunkFacts {
  const groups = readCitations(surface, commands);
  const noteSigns = readNoteSigns(surface);
  const notes = pairNotes(noteSigns);
  const blocks = readBlocks(surface, commands, notes);
  const hidden = hiddenSpans(surface, groups);
  return {
    groups,
    quotations: readQuotations(surface, commands, groups, readFlows(blocks, notes, hidden), notes, language),
    noteSigns,
    links: readLinks(surface, hidden),
    blocks,
    suppressions: readSuppressions(surface),
  };
}

function placedFacts(facts: ChunkFacts, start: number, groupsBefore: number): ChunkFacts {
  const place = (span: Span): Span => ({ start: span.start + start, end: span.end + start });
  const placeIf = (span: Span | undefined): Span | undefined => span && place(span);
  const citation = (each: Citation): Citation => ({ ...each, keySpan: place(each.keySpan), locatorSpan: placeIf(each.locatorSpan) });
  return {
    groups: all(facts.groups, (group) => ({
      ...group,
      span: place(group.span),
      citations: group.citations.map(citation),
      keysSpan: placeIf(group.keysSpan),
    })),
    quotations: all(facts.quotations, (quotation) => ({
      ...quotation,
      span: place(quotation.span),
      inner: place(quotation.inner),
      content: { text: quotation.content.text, offsets: quotation.content.offsets.map((offset) => offset + start) },
      ownGroup: quotation.ownGroup === undefined ? undefined : quotation.ownGroup + groupsBefore,
    })),
    noteSigns: all(facts.noteSigns, (sign) => ({ ...sign, span: place(sign.span), body: placeIf(sign.body) })),
    links: all(facts.links, (link) => ({ ...link, span: place(link.span) })),
    blocks: all(facts.blocks, place),
    suppressions: all(facts.suppressions, (suppression) => ({ ...suppression, span: place(suppression.span) })),
  };
}

/** Most stretches have none of most things. */
function all<Item>(items: readonly Item[], place: (item: Item) => Item): readonly Item[] {
  return items.length === 0 ? none : items.map(place);
}

const none: readonly never[] = [];

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;
