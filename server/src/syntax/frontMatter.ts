import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Span } from "../text/span.ts";
import type { NamedFile } from "./facts.ts";
import { wordsIn } from "./projectFile.ts";
import { innerSpan, textOf, valueAt, yamlMap } from "./yamlMap.ts";

/** What the YAML at the top of a draft says. Spans are those of the draft. */
export interface FrontMatter {
  readonly bibliographies: readonly NamedFile[];
  readonly csl: NamedFile | undefined;
  readonly lang: string | undefined;
  /** Ids of the entries under `references:`. */
  readonly referenceIds: readonly string[];
  /** Texts, which Pandoc reads as Markdown: they may cite. */
  readonly texts: readonly { readonly span: Span; readonly nocite: boolean }[];
}

/**
 * Reads the YAML between the `---` lines. Malformed YAML gives what can still be told; what is too large or nested for the YAML reader
 * is looked through line by line for the bibliography alone.
 */
export function readFrontMatter(text: string, within: Span): FrontMatter {
  const source = text.slice(within.start, within.end);
  const root = yamlMap(source);
  if (root === undefined) return { ...nothing, ...scanLines(source, within.start) };
  const { bibliographies, csl, lang } = wordsIn(root, "frontMatter", source, within.start);
  const isNamed = bibliographies.length > 0 || valueAt(root, "bibliography") !== undefined;
  return {
    bibliographies: isNamed ? bibliographies : scanLines(source, within.start).bibliographies,
    csl,
    lang: lang ?? textOf(valueAt(root, "language")),
    referenceIds: referenceIds(valueAt(root, "references")),
    texts: textsIn(root, source, within.start),
  };
}

export const noFrontMatter = (): FrontMatter => nothing;

const nothing: FrontMatter = { bibliographies: [], csl: undefined, lang: undefined, referenceIds: [], texts: [] };

function referenceIds(node: Node | undefined): string[] {
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const id = isMap(item) ? valueAt(item, "id") : undefined;
    return isScalar(id) && id.value !== null ? [String(id.value)] : [];
  });
}

/** Files and references hold no running text. */
const withoutText = new Set(["bibliography", "csl", "references", "lang", "citation-abbreviations"]);

function textsIn(root: YAMLMap, source: string, shift: number): { readonly span: Span; readonly nocite: boolean }[] {
  const found: { readonly span: Span; readonly nocite: boolean }[] = [];
  for (const pair of root.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : "";
    if (!withoutText.has(name) && !name.endsWith("_")) collect(pair.value as Node | undefined, name === "nocite");
  }
  return found;

  function collect(node: Node | undefined, nocite: boolean): void {
    if (isScalar(node) && typeof node.value === "string" && node.value.includes("@")) {
      const span = innerSpan(node, source);
      if (span !== undefined) found.push({ span: { start: span.start + shift, end: span.end + shift }, nocite });
    } else if (isSeq(node)) for (const item of node.items) collect(item as Node, nocite);
    else if (isMap(node)) for (const item of node.items) collect(item.value as Node, nocite);
  }
}

/** `bibliography: a.bib`, `bibliography: [a.bib, b.bib]`, or `- a.bib` lines below it. */
function scanLines(source: string, shift: number): Pick<FrontMatter, "bibliographies"> {
  const bibliographies: NamedFile[] = [];
  let inList = false;
  for (const match of source.matchAll(/^[^\n\r]*/gmu)) {
    const line = match[0];
    const item: RegExpExecArray | null = inList ? /^\s*-\s+(?=\S)/u.exec(line) : null;
    const head = /^bibliography\s*:\s*/u.exec(line);
    inList = head !== null ? head[0].length === line.trimEnd().length : inList && item !== null;
    const from = (head ?? item)?.[0].length;
    if (from !== undefined) bibliographies.push(...namesIn(line, from, shift + match.index));
  }
  return { bibliographies };
}

function namesIn(line: string, from: number, shift: number): NamedFile[] {
  const names: NamedFile[] = [];
  for (const match of line.slice(from).matchAll(/[^\s,[\]"'#][^,[\]"'#]*/gu)) {
    const name = match[0].trimEnd();
    const start = shift + from + match.index;
    names.push({ name, span: { start, end: start + name.length } });
  }
  return names;
}
