import { readOnce } from "../../library/entries.ts";
import type { Entry } from "../../library/entry.ts";
import { shortReference } from "../../library/shortReference.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawEntry, RawField, StringDefinition } from "../../syntax/bibliography.ts";
import { bibtexBlocks } from "../../syntax/bibtexBlocks.ts";
import { latexToText } from "../../syntax/latexText.ts";
import { contains, type Span, span } from "../../text/span.ts";
import { shortened } from "../places.ts";
import { outlineWords } from "../words/bibliography.ts";

/** A line of the outline. `nameSpan` lies within `span`. */
export interface OutlineSymbol {
  readonly kind: "entry" | "template" | "set" | "field" | "string" | "preamble";
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

/** In larger files the entries show without their fields: hundreds of thousands of lines help nobody. */
export const outlinedFieldsLimit = 2000;

/** An outline that is made in steps. */
export interface Outline {
  /** Goes on as long as it may; true when all is there. */
  advance(mayContinue: () => boolean): boolean;
  readonly symbols: readonly OutlineSymbol[];
}

/** Entries with author, year and title, their fields within; strings and preambles; in file order. */
export function outline(snapshot: BibliographySnapshot): Outline {
  return new BibliographyOutline(snapshot);
}

class BibliographyOutline implements Outline {
  readonly #snapshot: BibliographySnapshot;
  /** The library's entry that is looked at: those of the file stand in its order, without `@xdata`. */
  #at = 0;
  readonly #entries: OutlineSymbol[] = [];
  #symbols: readonly OutlineSymbol[] | undefined;

  constructor(snapshot: BibliographySnapshot) {
    this.#snapshot = snapshot;
  }

  advance(mayContinue: () => boolean): boolean {
    const { entries } = this.#snapshot.facts;
    while (this.#entries.length < entries.length) {
      const raw = entries[this.#entries.length];
      if (raw !== undefined) this.#entries.push(this.#entrySymbol(raw));
      if (!mayContinue()) return false;
    }
    return true;
  }

  get symbols(): readonly OutlineSymbol[] {
    this.#symbols ??= inOrder(this.#entries, this.#others());
    return this.#symbols;
  }

  #entrySymbol(raw: RawEntry): OutlineSymbol {
    const entry = this.#libraryEntry(raw);
    const showsFields = this.#snapshot.facts.entries.length <= outlinedFieldsLimit;
    return {
      kind: raw.type === "xdata" ? "template" : raw.type === "set" ? "set" : "entry",
      name: raw.key === "" ? outlineWords.noKey : raw.key,
      detail: [raw.type, ...(entry === undefined ? [] : workOf(readOnce(entry)))].filter((part) => part !== "").join(" · "),
      span: raw.span,
      nameSpan: contains(raw.span, raw.keySpan) ? raw.keySpan : span(raw.span.start, raw.span.start),
      children: showsFields ? raw.fields.map((field) => fieldSymbol(this.#snapshot.text, field)) : [],
    };
  }

  #libraryEntry(raw: RawEntry): Entry | undefined {
    const { library, path } = this.#snapshot;
    for (; this.#at < library.entries.length; this.#at++) {
      const entry = library.entries[this.#at];
      if (entry?.path === path && entry.raw.span.start >= raw.span.start)
        return entry.raw.span.start === raw.span.start ? entry : undefined;
    }
    return undefined;
  }

  #others(): readonly OutlineSymbol[] {
    const { facts, text } = this.#snapshot;
    if (facts.format !== "bibtex") return [];
    const preambles = bibtexBlocks(text, facts.entries).filter((block) => block.kind === "preamble");
    return [
      ...facts.strings.map((definition) => stringSymbol(text, definition)),
      ...preambles.map((block) => preambleSymbol(text, block.span)),
    ];
  }
}

const inOrder = (entries: readonly OutlineSymbol[], others: readonly OutlineSymbol[]): readonly OutlineSymbol[] =>
  others.length === 0 ? entries : [...entries, ...others].sort((one, other) => one.span.start - other.span.start);

/** `Webber & Smith 2012`, `Relations in Doubt`. */
function workOf(entry: Entry): readonly string[] {
  const isNamed = entry.authors.length > 0 || entry.editors.length > 0;
  return [isNamed ? shortReference(entry) : entry.year, shortened(entry.title, 80)];
}

function fieldSymbol(text: string, { name, nameSpan, valueSpan }: RawField): OutlineSymbol {
  const value = text.slice(valueSpan.start, Math.min(valueSpan.end, valueSpan.start + 400));
  const whole = span(nameSpan.start, Math.max(nameSpan.end, valueSpan.end));
  return { kind: "field", name, detail: shortened(plain(value), 80), span: whole, nameSpan, children: [] };
}

function stringSymbol(text: string, { name, nameSpan, parts }: StringDefinition): OutlineSymbol {
  const value = parts.map((part) => part.text).join("");
  const last = parts.at(-1)?.span.end ?? nameSpan.end;
  const end = /["}]/.test(text[last] ?? "") ? last + 1 : last;
  return {
    kind: "string",
    name: `@string ${name}`,
    detail: shortened(plain(value), 80),
    span: span(nameSpan.start, end),
    nameSpan,
    children: [],
  };
}

function preambleSymbol(text: string, whole: Span): OutlineSymbol {
  const content = text.slice(whole.start, Math.min(whole.end, whole.start + 400)).replace(/^@\s*\w+\s*[{(]\s*|\s*[})]$/g, "");
  return {
    kind: "preamble",
    name: "@preamble",
    detail: shortened(content, 80),
    span: whole,
    nameSpan: span(whole.start, whole.start + 1),
    children: [],
  };
}

const plain = (value: string): string => latexToText(value.replace(/^[{"]|[}"]$/g, ""));
