import type { Span } from "../text/span.ts";
import type { DraftFacts } from "./facts.ts";
import { readBlocks } from "./markdownBlocks.ts";
import { readInlines } from "./markdownInlines.ts";
import { indexInLeaf, type Leaf, spanInDocument } from "./markdownLeaf.ts";
import { isWordCharacter, keyAt, mayBeginKey } from "./pandocCitation.ts";

/** The key that is being typed. In `[@sperling 19|99, p. 3]` (the cursor is the bar) typed is `sperling 19`. */
export interface MarkdownCitationContext {
  readonly kind: "key";
  /** From the `@` to the cursor; within brackets it may hold spaces. */
  readonly typed: string;
  /** The whole key under the cursor. */
  readonly replace: Span;
  /** From the `@` to the cursor. */
  readonly insert: Span;
  /** Within brackets. */
  readonly group: boolean;
}

/** What is typed at a place, for completion; undefined where no key can stand. `_facts` are those of the text before the keystroke. */
export function citationContext(text: string, offset: number, _facts?: DraftFacts): MarkdownCitationContext | undefined {
  if (!mayStandBehindAt(text, offset)) return undefined;
  const leaf = leafAt(text, offset);
  const cursor = leaf === undefined ? undefined : indexInLeaf(leaf, offset);
  if (leaf === undefined || cursor === undefined) return undefined;
  const found = typedKey(leaf.text, cursor);
  if (found === undefined || isOpaque(leaf.text, found.at, cursor)) return undefined;
  const key = keyAt(leaf.text, found.at);
  const start = leaf.text[found.at + 1] === "{" ? found.at + 2 : found.at + 1;
  const end = Math.max(cursor, key?.end ?? cursor);
  return {
    kind: "key",
    typed: leaf.text.slice(start, cursor),
    replace: spanInDocument(leaf, start, end),
    insert: { start: spanInDocument(leaf, start, start).start, end: offset },
    group: found.group,
  };
}

/** A glance at the line before the text is read: most keystrokes are nowhere near a citation. */
function mayStandBehindAt(text: string, offset: number): boolean {
  const line = Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - longestQuery);
  return text.slice(line, offset).includes("@");
}

const longestQuery = 200;

/** Also the front matter's texts, where `nocite` stands; a fence that is not yet closed hides what is below it. */
function leafAt(text: string, offset: number): Leaf | undefined {
  const blocks = readBlocks(text, { start: 0, end: text.length }, { typing: true });
  if (blocks.metadata.some((span) => span.start <= offset && offset <= span.end)) return undefined;
  return blocks.leaves.find((leaf) => leaf.span.start <= offset && offset <= leaf.span.end);
}

/** The `@` that the cursor stands behind: in an open bracket on the line anything but `;` and `,` may stand between, else a key alone. */
function typedKey(text: string, cursor: number): { readonly at: number; readonly group: boolean } | undefined {
  const lineStart = Math.max(text.lastIndexOf("\n", cursor - 1) + 1, cursor - longestQuery);
  const at = text.lastIndexOf("@", cursor - 1);
  if (at < lineStart || cursor === at || !mayBeginKey(text, beforeHyphen(text, at), -1, -1)) return undefined;
  const group = isInBracket(text, lineStart, at);
  const typed = text.slice(at + 1, cursor);
  if (/[\],;[]/u.test(typed) || (!group && /[\s()]/u.test(typed))) return undefined;
  if (group && typed.startsWith(" ")) return undefined;
  return { at, group };
}

const beforeHyphen = (text: string, at: number): number =>
  text[at - 1] === "-" && !isWordCharacter(text.charCodeAt(at - 2)) ? at - 1 : at;

function isInBracket(text: string, from: number, to: number): boolean {
  let depth = 0;
  for (let i = from; i < to; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") depth++;
    else if (text[i] === "]" && depth > 0) depth--;
  }
  return depth > 0;
}

/** True in code, formulas, addresses, tags and comments, also where a backquote before the cursor is not closed yet. */
function isOpaque(text: string, at: number, cursor: number): boolean {
  if (readInlines(text).opaque.some((inline) => inline.start < cursor && at < inline.end)) return true;
  const lineStart = text.lastIndexOf("\n", at) + 1;
  const before = text.slice(lineStart, at);
  if (before.replace(/(`+)[^`]+\1/gu, "").includes("`")) return true;
  return /(?:\w:\/\/|www\.|\\)\S*$/u.test(before);
}
