import type { RawEntry, RawField } from "../../syntax/bibliography.ts";
import { type Span, span } from "../../text/span.ts";
import { Tally } from "./tally.ts";

/**
 * How a CSL-JSON file is written:
 *
 *     [⏎··{⏎····"id": "smith2006",⏎····"issued": {"date-parts": [[2006]]}⏎··},⏎··{
 *     ^ ^first ^open  ^colon    ^next            ^nested              ^close ^between
 */
export interface JsonLayout {
  readonly newline: string;
  /** Between the array's bracket and the first item. */
  readonly first: string;
  readonly between: string;
  readonly open: string;
  readonly colon: string;
  readonly next: string;
  readonly close: string;
  /** What one level is indented by; "" where all is on one line. */
  readonly unit: string;
  readonly namesOnLines: boolean;
  readonly datesOnLines: boolean;
  readonly spaced: boolean;
  readonly isAscii: boolean;
}

export function observeJsonLayout(text: string, entries: readonly RawEntry[]): JsonLayout {
  const newline = /\r\n|\n/.exec(text)?.[0] ?? "\n";
  const seen = new Observer(text);
  for (const [index, entry] of entries.entries()) seen.look(entry, entries[index + 1]);
  return seen.layout(newline, entries);
}

/** With its quotation marks. */
export function memberSpan(text: string, { nameSpan, valueSpan }: RawField): Span {
  return span(text[nameSpan.start - 1] === '"' ? nameSpan.start - 1 : nameSpan.start, valueSpan.end);
}

class Observer {
  readonly #text: string;
  readonly #between = new Tally();
  readonly #open = new Tally();
  readonly #colon = new Tally();
  readonly #next = new Tally();
  readonly #close = new Tally();
  readonly #names = new Tally<"lines" | "line">();
  readonly #dates = new Tally<"lines" | "line">();
  readonly #spaced = new Tally<"yes" | "no">();

  constructor(text: string) {
    this.#text = text;
  }

  look(entry: RawEntry, following: RawEntry | undefined): void {
    const spans = entry.fields.map((field) => memberSpan(this.#text, field));
    const [first] = spans;
    const last = spans.at(-1);
    if (first !== undefined) this.#gap(this.#open, entry.span.start + 1, first.start, "");
    if (last !== undefined) this.#gap(this.#close, last.end, entry.span.end - 1, "");
    for (const [index, field] of entry.fields.entries()) {
      const after = spans[index + 1];
      if (after !== undefined) this.#gap(this.#next, field.valueSpan.end, after.start, ",");
      this.#gap(this.#colon, field.nameSpan.end + 1, field.valueSpan.start, ":");
      this.#lookInside(field);
    }
    if (following !== undefined) this.#gap(this.#between, entry.span.end, following.span.start, ",");
  }

  layout(newline: string, entries: readonly RawEntry[]): JsonLayout {
    const open = this.#open.best() ?? `${newline}    `;
    const close =
      this.#close.best() ?? (open.includes("\n") ? newline + indentOf(open).slice(0, Math.ceil(indentOf(open).length / 2)) : "");
    const isOnLines = open.includes("\n");
    const unit = isOnLines ? indentOf(open).slice(indentOf(close).length) || "  " : "";
    const [firstEntry] = entries;
    const before = firstEntry === undefined ? "" : (/\[(\s*)$/.exec(this.#text.slice(0, firstEntry.span.start))?.[1] ?? "");
    return {
      newline,
      first: firstEntry === undefined ? `${newline}  ` : before,
      between: this.#between.best() ?? `,${before === "" ? (isOnLines ? newline : " ") : before}`,
      open,
      colon: this.#colon.best() ?? ": ",
      next: this.#next.best() ?? `,${open}`,
      close,
      unit,
      namesOnLines: unit !== "" && (this.#names.best() ?? "lines") === "lines",
      datesOnLines: unit !== "" && (this.#dates.best() ?? this.#names.best() ?? "lines") === "lines",
      spaced: (this.#spaced.best() ?? "yes") === "yes",
      isAscii: !/[^\0-\x7f]/.test(this.#text) && this.#text.includes("\\u00"),
    };
  }

  #lookInside(field: RawField): void {
    const value = this.#text.slice(field.valueSpan.start, Math.min(field.valueSpan.end, field.valueSpan.start + 1000));
    if (!/^[[{]/.test(value)) return;
    (field.name === "issued" || field.name === "accessed" ? this.#dates : this.#names).add(value.includes("\n") ? "lines" : "line");
    const comma = /":(\s?)/.exec(value);
    if (comma !== null) this.#spaced.add(comma[1] === "" ? "no" : "yes");
  }

  #gap(tally: Tally<string>, start: number, end: number, sign: string): void {
    if (end < start || end - start > 200) return;
    const gap = this.#text.slice(start, end);
    if (gap.replace(/\s+/g, "") === sign) tally.add(gap);
  }
}

/** The blanks behind the last line break. */
export const indentOf = (gap: string): string => gap.slice(gap.lastIndexOf("\n") + 1).replace(/\S.*/s, "");
