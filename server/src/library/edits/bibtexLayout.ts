import type { RawEntry } from "../../syntax/bibliography.ts";
import { type EqualsLayout, EqualsObserver, usualEquals } from "./equalsLayout.ts";
import { type LetterCase, letterCaseOf } from "./letterCase.ts";
import { Tallies, Tally } from "./tally.ts";
import { type ValueLayout, ValueObserver } from "./valueLayout.ts";

/**
 * How a BibTeX file is written, in its own words:
 *
 *     @Article{smith2006,⏎··author  = "A. Smith",⏎··year    = 2006⏎}⏎⏎
 *     ^open   ^         ^first     ^equals       ^next            ^last ^between
 */
export interface BibtexLayout {
  readonly newline: string;
  /** Between the type and the key. */
  readonly open: string;
  readonly close: string;
  /** Between the key and the first field's name. */
  readonly first: string;
  /** Between a value and the next field's name. */
  readonly next: string;
  /** Between the last value and the closing bracket. */
  readonly last: string;
  /** Between two entries. */
  readonly between: string;
  readonly equals: EqualsLayout;
  readonly values: ValueLayout;
  /** A type or a field's name, given in lower case, as the file spells it. */
  readonly spellType: (type: string) => string;
  readonly spellField: (name: string) => string;
}

/** What is seen in these entries; where they show nothing, as `fallback` has it. */
export function observeLayout(text: string, entries: readonly RawEntry[], fallback: BibtexLayout): BibtexLayout {
  const observer = new LayoutObserver(text);
  for (const [index, entry] of entries.entries()) observer.look(entry, entries[index + 1]);
  return observer.layout(fallback);
}

/** What most programs write, for a file that shows nothing yet. */
export function usualLayout(newline: string): BibtexLayout {
  return {
    newline,
    open: "{",
    close: "}",
    first: `,${newline}  `,
    next: `,${newline}  `,
    last: `,${newline}`,
    between: `${newline}${newline}`,
    equals: usualEquals,
    values: new ValueObserver("").layout(undefined),
    spellType: (type) => type,
    spellField: (name) => name,
  };
}

class LayoutObserver {
  readonly #text: string;
  readonly #open = new Tally();
  readonly #close = new Tally();
  readonly #first = new Tally();
  readonly #next = new Tally();
  readonly #last = new Tally();
  readonly #between = new Tally();
  readonly #types = new Tallies<string>();
  readonly #typeCases = new Tally<LetterCase>();
  readonly #fields = new Tallies<string>();
  readonly #fieldCases = new Tally<LetterCase>();
  readonly #equals = new EqualsObserver();
  readonly #values: ValueObserver;

  constructor(text: string) {
    this.#text = text;
    this.#values = new ValueObserver(text);
  }

  look(entry: RawEntry, following: RawEntry | undefined): void {
    const { fields, span, keySpan } = entry;
    this.#lookAtHead(entry);
    const closing = closingOf(this.#text, entry);
    if (closing !== undefined) this.#close.add(closing);
    const [firstField] = fields;
    if (firstField !== undefined) this.#addGap(this.#first, keySpan.end, firstField.nameSpan.start, ",");
    for (const [index, field] of fields.entries()) {
      const after = fields[index + 1];
      if (after !== undefined) this.#addGap(this.#next, field.valueSpan.end, after.nameSpan.start, ",");
      else if (closing !== undefined) this.#addGap(this.#last, field.valueSpan.end, span.end - 1);
      this.#lookAtName(this.#text.slice(field.nameSpan.start, field.nameSpan.end), field.name);
      this.#values.look(field);
    }
    this.#equals.look(this.#text, fields);
    if (following !== undefined) this.#lookBetween(span.end, following.span.start);
  }

  layout(fallback: BibtexLayout): BibtexLayout {
    const typeCase = this.#typeCases.best();
    const fieldCase = this.#fieldCases.best();
    const isOnOneLine = (this.#next.best() ?? this.#first.best())?.includes("\n") === false;
    return {
      newline: fallback.newline,
      open: this.#open.best() ?? fallback.open,
      close: this.#close.best() ?? fallback.close,
      first: this.#first.best() ?? this.#next.best() ?? fallback.first,
      next: this.#next.best() ?? this.#first.best() ?? fallback.next,
      last: this.#last.best() ?? fallback.last,
      between: this.#between.best() ?? (isOnOneLine ? fallback.newline : fallback.between),
      equals: this.#equals.layout() ?? fallback.equals,
      values: this.#values.layout(fallback.values),
      spellType: (type) => this.#types.best(type) ?? (typeCase === undefined ? fallback.spellType(type) : inCase(type, typeCase)),
      spellField: (name) => this.#fields.best(name) ?? (fieldCase === undefined ? fallback.spellField(name) : inCase(name, fieldCase)),
    };
  }

  #lookAtHead(entry: RawEntry): void {
    const head = /^@(\w+)(\s*[{(]\s*)$/.exec(this.#text.slice(entry.span.start, entry.keySpan.start));
    const [, type = "", open = ""] = head ?? [];
    if (type === "") return;
    this.#open.add(open);
    this.#types.add(entry.type, type);
    this.#typeCases.add(letterCaseOf(type));
  }

  #lookAtName(written: string, name: string): void {
    this.#fields.add(name, written);
    this.#fieldCases.add(letterCaseOf(written));
  }

  /** Comments and slips between two fields are no layout. */
  #addGap(tally: Tally<string>, start: number, end: number, needed = ""): void {
    const gap = this.#text.slice(start, Math.min(end, start + longestGap));
    if (end - start < longestGap && /^\s*,?\s*$/.test(gap) && gap.includes(needed)) tally.add(gap);
  }

  #lookBetween(start: number, end: number): void {
    if (end <= start || end - start >= longestGap) return;
    const gap = this.#text.slice(start, end);
    if (gap.trim() === "") this.#between.add(gap);
  }
}

const longestGap = 200;

/** The bracket that closes an entry; undefined where it never closes, though its last value may end with a brace. */
export function closingOf(text: string, { span, keySpan, fields }: RawEntry): string | undefined {
  const closing = text[span.end - 1];
  const isOutside = span.end > Math.max(keySpan.end, fields.at(-1)?.valueSpan.end ?? 0);
  return isOutside && (closing === "}" || closing === ")") ? closing : undefined;
}

function inCase(name: string, letterCase: LetterCase): string {
  switch (letterCase) {
    case "lower":
      return name;
    case "upper":
      return name.toUpperCase();
    case "capital":
      return capital(name);
    case "camel":
      return camel.get(name) ?? capital(name);
  }
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Types as BibTeX's own manual and JabRef spell them. */
const camel: ReadonlyMap<string, string> = new Map([
  ["inbook", "InBook"],
  ["incollection", "InCollection"],
  ["inproceedings", "InProceedings"],
  ["phdthesis", "PhdThesis"],
  ["mastersthesis", "MastersThesis"],
  ["techreport", "TechReport"],
  ["inreference", "InReference"],
]);
