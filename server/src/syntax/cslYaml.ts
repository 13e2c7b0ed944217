import { isMap, isSeq, type Node, type YAMLMap } from "yaml";
import { type Span, span } from "../text/span.ts";
import type { BibliographyFacts, RawEntry, SyntaxFault } from "./bibliography.ts";
import type { BibliographyReading } from "./bibtex.ts";
import { readYamlItem, type YamlItem, yamlItemOf } from "./yamlItem.ts";
import { valueAt, yamlDocument } from "./yamlMap.ts";

/**
 * Reads CSL-YAML: CSL-JSON's items as a YAML list, by itself or under `references:`, as pandoc's metadata has it. The list is cut into its items by
 * their dashes, so that a fault stays within its item and a large file is read in slices. `within`: the metadata blocks of a draft.
 */
export function readCslYaml(text: string, within?: readonly Span[]): BibliographyFacts {
  const reading = startCslYaml(text, within);
  reading.advance(() => true);
  return reading.facts();
}

export const startCslYaml = (text: string, within: readonly Span[] = [span(0, text.length)]): BibliographyReading =>
  new CslYamlReading(text, within);

class CslYamlReading implements BibliographyReading {
  readonly #text: string;
  readonly #entries: RawEntry[] = [];
  readonly #faults: SyntaxFault[] = [];
  readonly #waiting: Span[];
  #lines: Lines | undefined;

  constructor(text: string, within: readonly Span[]) {
    this.#text = text;
    this.#waiting = [...within];
  }

  advance(mayContinue: () => boolean): boolean {
    while (this.#lines !== undefined || this.#waiting.length > 0) {
      this.#step();
      if (!mayContinue()) break;
    }
    return this.#lines === undefined && this.#waiting.length === 0;
  }

  facts(): BibliographyFacts {
    return { format: "csl-yaml", entries: this.#entries, strings: [], faults: this.#faults, suppressions: [], writtenBy: undefined };
  }

  #step(): void {
    const block = this.#lines === undefined ? this.#waiting.shift() : undefined;
    if (block !== undefined) this.#lines = new Lines(this.#text, block);
    const lines = this.#lines;
    if (lines === undefined) return;
    const item = lines.nextItem();
    if (item !== undefined) this.#add(readYamlItem(this.#text, item));
    else {
      this.#lines = undefined;
      if (lines.flow !== undefined) this.#readFlow(lines.flow);
    }
  }

  /** `references: [{id: a, …}]`: to be read in one. */
  #readFlow(within: Span): void {
    const source = this.#text.slice(within.start, within.end);
    const document = yamlDocument(source);
    const root = document?.contents as Node | null | undefined;
    const list = isMap(root) ? valueAt(root as YAMLMap, "references") : root;
    if (document === undefined || !isSeq(list)) return;
    for (const item of list.items) if (isMap(item)) this.#add(yamlItemOf(item as YAMLMap, document, this.#text, within));
    const [error] = document.errors;
    if (error === undefined) return;
    const at = within.start + Math.min(error.pos[0], source.length - 1);
    this.#faults.push({ kind: "notYaml", span: span(at, at + 1), subject: "", key: undefined });
  }

  #add(item: YamlItem | undefined): void {
    if (item === undefined || !describesWork(item.entry)) return;
    this.#entries.push(item.entry);
    for (const fault of item.faults) this.#faults.push(fault);
  }
}

/** A list of anything else may stand in a YAML file. */
const describesWork = (entry: RawEntry): boolean =>
  entry.fields.some(({ name }) => workFields.has(name)) && (entry.key !== "" || entry.type !== "" || entry.fields.length > 1);

const workFields: ReadonlySet<string> = new Set([
  ...["id", "type", "title", "author", "editor", "issued", "container-title", "DOI", "URL", "publisher"],
]);

/** Finds the items of the lists in a stretch of YAML, line by line. */
class Lines {
  readonly #text: string;
  readonly #end: number;
  #at: number;
  /** How far the dashes of the list are indented; undefined outside a list. */
  #indent: number | undefined;
  /** The stretch to read in one, where the list is written in brackets. */
  flow: Span | undefined;
  #hasBegun = false;

  constructor(text: string, { start, end }: Span) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  nextItem(): Span | undefined {
    while (this.#at < this.#end) {
      const line = this.#lineAt(this.#at);
      if (this.#indent === undefined) this.#lookForList(line);
      else if (line.dash === this.#indent) return this.#takeItem(line.start);
      else {
        if (this.#endsList(line)) this.#indent = undefined;
        else this.#at = line.next;
      }
    }
    return undefined;
  }

  #lookForList(line: Line): void {
    const content = this.#text.slice(line.start, line.end);
    if (/^(?:references|["']references["'])[ \t]*:[ \t]*(?:#.*|[&!]\S+[ \t]*)?$/.test(content)) this.#enterList(line.next);
    else if (/^(?:references[ \t]*:[ \t]*)?\[/.test(content) && !this.#hasBegun) {
      this.flow = span(line.start, this.#end);
      this.#at = this.#end;
      return;
    } else if (line.dash !== undefined && !this.#hasBegun) {
      this.#hasBegun = true;
      this.#indent = line.dash;
      return;
    }
    if (!/^\ufeff?(?:\s*$|#|%|---|\.\.\.)/.test(content)) this.#hasBegun = true;
    this.#at = line.next;
  }

  /** The first dash below `references:` says how far the list is indented. */
  #enterList(from: number): void {
    for (let at = from; at < this.#end; ) {
      const line = this.#lineAt(at);
      if (line.dash !== undefined) {
        this.#indent = line.dash;
        return;
      }
      if (!line.isBlank) return;
      at = line.next;
    }
  }

  /** Up to the next dash of the list, or to what ends it. */
  #takeItem(start: number): Span {
    let at = this.#lineAt(start).next;
    while (at < this.#end) {
      const line = this.#lineAt(at);
      if (line.dash === this.#indent || this.#endsList(line)) break;
      at = line.next;
    }
    this.#at = at;
    return span(start, at);
  }

  /** A key or a document's end at the margin; anything else that is indented too little belongs to the item that it stands in. */
  #endsList(line: Line): boolean {
    if (line.isBlank || line.indent > (this.#indent ?? 0)) return false;
    const content = this.#text.slice(line.start, line.end);
    return (
      /^(?:---|\.\.\.)\s*$/.test(content) ||
      (line.indent <= (this.#indent ?? 0) && /^\s*["']?[A-Za-z][\w-]*["']?[ \t]*:(?:\s|$)/.test(content))
    );
  }

  #lineAt(start: number): Line {
    let end = start;
    while (end < this.#end && this.#text.charCodeAt(end) !== 10 && this.#text.charCodeAt(end) !== 13) end++;
    const next = this.#text[end] === "\r" && this.#text[end + 1] === "\n" ? end + 2 : end + 1;
    let at = start;
    while (at < end && isSpace(this.#text.charCodeAt(at))) at++;
    const indent = at - start;
    const behind = this.#text.charCodeAt(at + 1);
    const isDash = this.#text[at] === "-" && (at + 1 >= end || isSpace(behind));
    return {
      start,
      end,
      next: Math.min(next, this.#end),
      indent,
      dash: isDash ? indent : undefined,
      isBlank: at === end || this.#text[at] === "#",
    };
  }
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly indent: number;
  /** The indentation of the dash that it begins with. */
  readonly dash: number | undefined;
  readonly isBlank: boolean;
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 0xfeff;
