import type { Span } from "../text/span.ts";
import { createLeaf, type Leaf, type LeafKind } from "./markdownLeaf.ts";
import type { Line } from "./markdownLines.ts";
import type { TexEnvironments } from "./markdownTex.ts";

export interface BlockOptions {
  /** As it looks to somebody who is just typing: a fence not closed yet hides the rest, and `@key.` is no example yet. */
  readonly typing?: boolean;
}

/** What the block readers share while they read; the lists grow in document order. */
export interface BlockState {
  readonly text: string;
  readonly options: BlockOptions;
  readonly leaves: Leaf[];
  readonly quotations: Span[];
  readonly notes: { readonly label: string; readonly body: Span }[];
  readonly definitions: Span[];
  readonly labels: Set<string>;
  readonly examples: { readonly label: string; readonly span: Span }[];
  readonly comments: Span[];
  readonly tags: Span[];
  readonly metadata: Span[];
  readonly raw: Span[];
  readonly environments: TexEnvironments;
  /** Behind the last `-->` of the text no comment ends. */
  readonly lastCommentEnd: number;
  /** Verbatim elements that are not closed from here on. */
  readonly unclosedElements: Set<string>;
  /** Open fenced divs: only then does `:::` end anything. */
  divs: number;
  readonly read: (region: Region) => void;
}

/** Lines that are read as a document of their own: all, or those of a quotation, list item, note or cell. */
export interface Region {
  readonly lines: Line[];
  readonly depth: number;
  /** Inside a list item a line that looks like an item is one, also in the midst of a paragraph. */
  readonly inList: boolean;
  readonly quotation: number | undefined;
  readonly leafKind: LeafKind;
  /** Shortest fence of each kind that was found unclosed: longer ones below it are unclosed too. */
  readonly unclosed: Map<string, number>;
  /** White space that a block tag above lets its lines have. */
  htmlIndent: number;
}

/** Reads the blocks that begin at a line; the index of the first line behind them, or undefined where it is something else. */
export type BlockReader = (state: BlockState, region: Region, at: number) => number | undefined;

export function createRegion(lines: Line[], from: Pick<Region, "depth" | "inList" | "quotation" | "leafKind">): Region {
  const { depth, inList, quotation, leafKind } = from;
  return { lines, depth, inList, quotation, leafKind, unclosed: new Map(), htmlIndent: 0 };
}

export function addLeaf(state: BlockState, region: Region, lines: readonly Line[], kind: LeafKind = region.leafKind): void {
  const leaf = createLeaf(state.text, kind, lines, region.quotation);
  if (leaf.text !== "") state.leaves.push(leaf);
}

/** Deeper containers are read as paragraphs: no text needs them, and hostile input must not fill the stack. */
export const deepestContainer = 40;
