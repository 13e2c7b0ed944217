import type { Span } from "../text/span.ts";
import { readBlockQuotation, readBulletList, readDefinitionList, readDivFence, readNote, readOrderedList } from "./markdownContainers.ts";
import type { Leaf, LeafKind } from "./markdownLeaf.ts";
import { isBlank, splitLines } from "./markdownLines.ts";
import { paragraphEnd, readHeading, readLineBlock, readReference, readRule } from "./markdownParagraphs.ts";
import { readFence, readHtml, readIndentedCode, readMetadata, readTex } from "./markdownRawBlocks.ts";
import { addLeaf, type BlockOptions, type BlockReader, type BlockState, createRegion, type Region } from "./markdownState.ts";
import { readTable } from "./markdownTables.ts";
import { findEnvironments } from "./markdownTex.ts";

/** The block structure of a Markdown text, as Pandoc's `markdown` has it: leaves hold the inline text, the rest says what stands around them. */
export interface MarkdownBlocks {
  readonly leaves: readonly Leaf[];
  /** The outermost block quotations; a leaf names its own by number. */
  readonly quotations: readonly Span[];
  readonly notes: readonly { readonly label: string; readonly body: Span }[];
  /** `[label]: https://…`: where the address stands. */
  readonly definitions: readonly Span[];
  /** Labels that make `[label]` a link: of definitions and of headings. */
  readonly labels: ReadonlySet<string>;
  /** `@label.` at the beginning of example lists: `@label` is then no citation. */
  readonly examples: readonly { readonly label: string; readonly span: Span }[];
  readonly comments: readonly Span[];
  /** HTML tags between blocks, where addresses may stand. */
  readonly tags: readonly Span[];
  /** YAML between its `---` lines. */
  readonly metadata: readonly Span[];
  /** Code and raw text between leaves: no citation, no quotation, nothing to complete. */
  readonly raw: readonly Span[];
}

export function readBlocks(text: string, within: Span, options: BlockOptions = {}, leafKind: LeafKind = "paragraph"): MarkdownBlocks {
  let lastCommentEnd: number | undefined;
  const state: BlockState = {
    text,
    options,
    leaves: [],
    quotations: [],
    notes: [],
    definitions: [],
    labels: new Set(),
    examples: [],
    comments: [],
    tags: [],
    metadata: [],
    raw: [],
    environments: findEnvironments(text),
    get lastCommentEnd() {
      lastCommentEnd ??= text.lastIndexOf("-->") + 3;
      return lastCommentEnd;
    },
    unclosedElements: new Set(),
    divs: 0,
    read: (region) => readRegion(state, region),
  };
  state.read(createRegion(splitLines(text, within), { depth: 0, inList: false, quotation: undefined, leafKind }));
  return state;
}

/** In Pandoc's order: what comes first wins. */
const readers: readonly BlockReader[] = [
  readFence,
  readMetadata,
  readBulletList,
  readDivFence,
  readHeading,
  readHtml,
  readTable,
  readIndentedCode,
  readTex,
  readLineBlock,
  readBlockQuotation,
  readRule,
  readOrderedList,
  readDefinitionList,
  readNote,
  readReference,
];

function readRegion(state: BlockState, region: Region): void {
  let at = 0;
  while (at < region.lines.length) at = isBlank(region.lines[at]) ? at + 1 : readBlock(state, region, at);
}

function readBlock(state: BlockState, region: Region, at: number): number {
  for (const read of readers) {
    const next = read(state, region, at);
    if (next !== undefined) return next;
  }
  const end = paragraphEnd(state, region, at);
  addLeaf(state, region, region.lines.slice(at, end));
  return end;
}
