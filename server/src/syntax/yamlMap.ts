import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar, type YAMLMap } from "yaml";
import type { Span } from "../text/span.ts";
import type { NamedFile } from "./facts.ts";

/** The map that a YAML text is; undefined for anything else, and for what is too large or nested to be read safely. */
export function yamlMap(source: string): YAMLMap | undefined {
  if (!isHarmless(source)) return undefined;
  const document = parseDocument(source, { strict: false, uniqueKeys: false, logLevel: "silent", prettyErrors: false, merge: false });
  return isMap(document.contents) ? document.contents : undefined;
}

/** A YAML text with what is wrong in it, all scalars as written; undefined for what is too large or nested to be read safely. */
export function yamlDocument(source: string): Document | undefined {
  if (!isHarmless(source)) return undefined;
  return parseDocument(source, {
    schema: "failsafe",
    strict: false,
    uniqueKeys: false,
    logLevel: "silent",
    prettyErrors: false,
    merge: false,
  });
}

/** What stands under a key. */
export function valueAt(map: YAMLMap, name: string): Node | undefined {
  for (const pair of map.items) if (isScalar(pair.key) && pair.key.value === name) return (pair.value ?? undefined) as Node | undefined;
  return undefined;
}

/** A name, a list of names, or names by topic (`main: a.bib`); `shift` is where the source begins in its document. */
export function namedFiles(node: Node | undefined, source: string, shift: number): NamedFile[] {
  if (isScalar(node)) return fileOf(node, source, shift);
  if (isSeq(node)) return node.items.flatMap((item) => namedFiles(item as Node, source, shift));
  if (isMap(node)) return node.items.flatMap((pair) => namedFiles(pair.value as Node, source, shift));
  return [];
}

function fileOf(scalar: Scalar, source: string, shift: number): NamedFile[] {
  const name = textOf(scalar);
  const span = innerSpan(scalar, source);
  return name === undefined || span === undefined ? [] : [{ name, span: { start: span.start + shift, end: span.end + shift } }];
}

/** A text that says something, without the space around it. */
export function textOf(node: Node | undefined): string | undefined {
  return isScalar(node) && typeof node.value === "string" && node.value.trim() !== "" ? node.value.trim() : undefined;
}

/** A scalar without its quotation marks or spaces; of a block scalar its lines. */
export function innerSpan(scalar: Scalar, source: string): Span | undefined {
  const [start, end] = scalar.range ?? [];
  if (start === undefined || end === undefined) return undefined;
  const quoted = scalar.type === "QUOTE_DOUBLE" || scalar.type === "QUOTE_SINGLE";
  if (quoted) return { start: start + 1, end: Math.max(start + 1, end - 1) };
  const lines = scalar.type === "BLOCK_LITERAL" || scalar.type === "BLOCK_FOLDED";
  const header = lines ? source.indexOf("\n", start) + 1 : start;
  return { start: header, end: Math.max(header, end) };
}

const largestSource = 256 * 1024;
const deepestNesting = 60;

/** False for what would fill the YAML reader's stack: nested brackets, `- - - -`, deep indentation. */
function isHarmless(source: string): boolean {
  if (source.length > largestSource) return false;
  let depth = 0;
  for (const line of source.split("\n")) {
    for (const character of line) {
      if (character === "[" || character === "{") depth++;
      else if ((character === "]" || character === "}") && depth > 0) depth--;
      if (depth > deepestNesting) return false;
    }
    const indent = /^[\s?:-]*/u.exec(line)?.[0].length ?? 0;
    if (indent > 4 * deepestNesting) return false;
  }
  return true;
}
