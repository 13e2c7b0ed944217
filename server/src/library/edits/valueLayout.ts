import type { RawField } from "../../syntax/bibliography.ts";
import { Tallies, Tally } from "./tally.ts";

/** `{x}`, `"x"`, `x`, `{{x}}`. */
type Delimiters = "braces" | "quotes" | "bare" | "doubled";

/** How values are wrapped here, and how accents are written. */
export interface ValueLayout {
  readonly wrap: (name: string, latex: string) => string;
  readonly usual: "braces" | "quotes";
  /** True where the file has `{\"u}` and no `ü`. */
  readonly accentsAsLatex: boolean;
  /** `jan`, `1`, `January`; undefined where no month was seen. */
  readonly months: "macro" | "number" | "name" | undefined;
}

export class ValueObserver {
  readonly #text: string;
  readonly #byName = new Tallies<Delimiters>();
  readonly #ofTexts = new Tally<Delimiters>();
  readonly #ofNumbers = new Tally<Delimiters>();
  readonly #months = new Tally<"macro" | "number" | "name">();
  #hasAccentCommand = false;
  #hasUnicode = false;

  constructor(text: string) {
    this.#text = text;
  }

  look(field: RawField): void {
    const [part, ...more] = field.parts;
    if (part === undefined || more.length > 0) return;
    const delimiters = this.#delimitersOf(field);
    if (field.name === "month") this.#months.add(part.kind === "text" ? "name" : /^\d+$/.test(part.text) ? "number" : "macro");
    else if (part.kind === "word" && !/^\d+$/.test(part.text)) return;
    this.#byName.add(field.name, delimiters);
    (/^\d+$/.test(part.text) ? this.#ofNumbers : this.#ofTexts).add(delimiters);
    const sample = part.text.slice(0, 500);
    this.#hasAccentCommand ||= /\\["'`^~=.uvHckr]\s*\{?\\?[a-z]/i.test(sample) && !/\\(?:url|href|v?space|cite)\b/.test(sample);
    this.#hasUnicode ||= /[\u00c0-\u024f]/.test(sample);
  }

  layout(fallback: ValueLayout | undefined): ValueLayout {
    const seen = this.#ofTexts.best() ?? this.#ofNumbers.best();
    const usual = seen === undefined || seen === "bare" ? (fallback?.usual ?? "braces") : seen === "quotes" ? "quotes" : "braces";
    const numbers: Delimiters = this.#ofNumbers.best() ?? usual;
    const isSilent = this.#ofTexts.total + this.#ofNumbers.total === 0;
    return {
      usual,
      wrap:
        isSilent && fallback !== undefined
          ? fallback.wrap
          : (name, latex) => wrapped(latex, this.#byName.best(name) ?? (/^\d+$/.test(latex) ? numbers : usual), usual),
      accentsAsLatex: this.#hasAccentCommand ? !this.#hasUnicode : !this.#hasUnicode && (fallback?.accentsAsLatex ?? false),
      months: this.#months.best() ?? fallback?.months,
    };
  }

  #delimitersOf({ valueSpan: { start, end } }: RawField): Delimiters {
    const opening = this.#text[start];
    if (opening === '"') return "quotes";
    if (opening !== "{") return "bare";
    const inside = this.#text.slice(start + 1, Math.min(end - 1, start + 2000));
    return isOneGroup(inside) ? "doubled" : "braces";
  }
}

function wrapped(latex: string, wish: Delimiters, usual: "braces" | "quotes"): string {
  if (wish === "bare" && /^\d+$/.test(latex)) return latex;
  if (wish === "doubled" && !/^\d*$/.test(latex)) return `{{${isOneGroup(latex) ? latex.slice(1, -1) : latex}}}`;
  const delimiters = wish === "quotes" || (wish === "bare" && usual === "quotes") ? "quotes" : "braces";
  return delimiters === "quotes" && !hasBareQuote(latex) ? `"${latex}"` : `{${latex}}`;
}

/** True of `{…}` whose first brace is closed by its last. */
function isOneGroup(text: string): boolean {
  if (!text.startsWith("{") || !text.endsWith("}")) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at === text.length - 1;
  }
  return false;
}

/** A quotation mark outside braces would end the value. */
function hasBareQuote(latex: string): boolean {
  let depth = 0;
  for (const character of latex) {
    if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === '"' && depth === 0) return true;
  }
  return false;
}
