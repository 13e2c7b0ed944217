import type { MappedText } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { PrintedLink, Quotation } from "./facts.ts";
import { copyOf, VersionMemory } from "./incrementalMemory.ts";
import { type LeafCitations, readCitations } from "./markdownCitations.ts";
import { type PrintedText, printedText } from "./markdownContent.ts";
import { type Inlines, type OpaqueInline, readInlines } from "./markdownInlines.ts";
import type { Leaf, LeafLines } from "./markdownLeaf.ts";
import { linksOfLeaf } from "./markdownLinks.ts";
import { PlacedReading } from "./markdownPlacing.ts";
import { quotationsInMarks, quotedWords } from "./markdownQuotations.ts";
import { type Answers, answersAlike, type DocumentScope, LeafScope } from "./markdownScope.ts";

/** What the leaves of a draft say, kept from one version to the next: an edit changes few of them, and moves the others. */
export class MarkdownMemory {
  readonly #readings = new VersionMemory<LeafReading>();
  #terms = "";

  /** `terms`: what all leaves are read by. Where it changes, nothing that is known holds. */
  beginVersion(terms: string): void {
    if (terms !== this.#terms) this.#readings.forget();
    this.#terms = terms;
    this.#readings.beginVersion();
  }

  read(leaf: Leaf, document: DocumentScope, language: string | undefined): LeafReading {
    return this.#readings.recall(
      leaf.text,
      () => readLeaf(leaf, document, language, copyOf(leaf.text)),
      (known) => known.holds(document, leaf),
    );
  }
}

export function readLeaf(leaf: Leaf, document: DocumentScope, language: string | undefined, text = leaf.text): LeafReading {
  return new LeafReading(text, new LeafScope(document, leaf.span.start), language);
}

/** What a leaf says, in offsets of its text: the same wherever it stands. */
export class LeafReading {
  readonly text: string;
  readonly citations: LeafCitations;
  readonly links: readonly PrintedLink[];
  readonly noteCalls: readonly { readonly label: string; readonly span: Span }[];
  readonly comments: readonly Span[];
  readonly #answers: Answers;
  readonly #language: string | undefined;
  readonly #inlines: Inlines;
  #quotedWords: Map<boolean, MappedText> | undefined;
  #quotations: readonly Quotation[] | undefined;
  #placed: PlacedReading | undefined;

  constructor(text: string, scope: LeafScope, language: string | undefined) {
    this.text = text;
    this.#language = language;
    this.#inlines = readInlines(text);
    this.citations = readCitations(this.#inlines, scope);
    this.#answers = scope.answers;
    this.links = linksOfLeaf(this.#inlines);
    this.noteCalls = noteCallsIn(this.#inlines);
    this.comments = this.#inlines.opaque.filter((inline) => inline.kind === "comment");
  }

  get quotations(): readonly Quotation[] {
    this.#quotations ??= quotationsInMarks(this.#inlines, this.#printed(), this.#language);
    return this.#quotations;
  }

  /** Its words as part of a block quotation; behind the last ones may stand whose they are. */
  quotedWords(isLast: boolean): MappedText {
    this.#quotedWords ??= new Map();
    const words = this.#quotedWords.get(isLast) ?? quotedWords(this.text, this.#printed(), isLast ? this.citations.places : undefined);
    this.#quotedWords.set(isLast, words);
    return words;
  }

  /** What it says where the leaf stands now; mostly that is where it stood before. */
  at(lines: LeafLines): PlacedReading {
    if (this.#placed?.isAt(lines) !== true) this.#placed = new PlacedReading(this, lines);
    return this.#placed;
  }

  holds(document: DocumentScope, leaf: Leaf): boolean {
    return answersAlike(this.#answers, document, leaf.span.start);
  }

  #printed(): PrintedText {
    return printedText(this.#inlines, this.citations.places);
  }
}

function noteCallsIn({ text, opaque }: Inlines): { readonly label: string; readonly span: Span }[] {
  const calls: OpaqueInline[] = opaque.filter((inline) => inline.kind === "noteCall");
  return calls.map(({ start, end }) => ({ label: text.slice(start + 2, end - 1), span: { start, end } }));
}
