import type { MarkdownBlocks } from "./markdownBlocks.ts";
import { normalLabel } from "./markdownParagraphs.ts";

/** What the reading of a leaf's citations needs to know of the rest of the document. */
export interface CitationScope {
  /** True where `[label]` makes a link: of a definition or a heading. */
  isLabel(label: string): boolean;
  /** Where the example list that defines a label stands, seen from the leaf. */
  exampleOf(label: string): ExamplePlace;
  /** True for keys that are cross-references (`@fig-map` in Quarto). */
  isCrossReference(key: string): boolean;
}

export type ExamplePlace = "none" | "above" | "below";

/** What a document answers. */
export class DocumentScope {
  readonly isCrossReference: (key: string) => boolean;
  readonly #labels: ReadonlySet<string>;
  readonly #examples = new Map<string, number>();

  constructor(blocks: MarkdownBlocks, hasCrossReferences: boolean) {
    this.isCrossReference = (key) => hasCrossReferences && crossReference.test(key);
    this.#labels = blocks.labels;
    for (const { label, span } of blocks.examples) if (!this.#examples.has(label)) this.#examples.set(label, span.start);
  }

  isLabel(normal: string): boolean {
    return this.#labels.has(normal);
  }

  exampleOf(label: string, leafStart: number): ExamplePlace {
    const place = this.#examples.get(label);
    if (place === undefined) return "none";
    return place < leafStart ? "above" : "below";
  }
}

/** The scope of one leaf. It notes what is asked: what was read holds for as long as the document answers alike. */
export class LeafScope implements CitationScope {
  answers: Answers = noAnswers;
  readonly #document: DocumentScope;
  readonly #start: number;

  constructor(document: DocumentScope, leafStart: number) {
    this.#document = document;
    this.#start = leafStart;
  }

  isLabel(label: string): boolean {
    const name = normalLabel(label);
    const answer = this.#document.isLabel(name);
    this.#noted().labels.push({ name, answer });
    return answer;
  }

  exampleOf(label: string): ExamplePlace {
    const answer = this.#document.exampleOf(label, this.#start);
    this.#noted().examples.push({ name: label, answer });
    return answer;
  }

  isCrossReference(key: string): boolean {
    return this.#document.isCrossReference(key);
  }

  /** Most leaves ask nothing. */
  #noted(): Answers {
    if (this.answers === noAnswers) this.answers = { labels: [], examples: [] };
    return this.answers;
  }
}

/** What a leaf was told of the document. It is kept while the document is not. */
export interface Answers {
  readonly labels: Answer<boolean>[];
  readonly examples: Answer<ExamplePlace>[];
}

const noAnswers: Answers = { labels: [], examples: [] };

/** True where another version of the document would have told it the same. */
export function answersAlike({ labels, examples }: Answers, document: DocumentScope, leafStart: number): boolean {
  return (
    labels.every(({ name, answer }) => document.isLabel(name) === answer) &&
    examples.every(({ name, answer }) => document.exampleOf(name, leafStart) === answer)
  );
}

interface Answer<Value> {
  readonly name: string;
  readonly answer: Value;
}

const crossReference = /^(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid)-/u;
