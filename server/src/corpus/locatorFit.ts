import type { Locator } from "../csl/types.ts";
import type { Span } from "../text/span.ts";
import { namesPage } from "./locatorPages.ts";
import { placeOf } from "./place.ts";
import type { Source } from "./source.ts";

/** A locator that names another place than the words stand at, and what stands printed there: `p. 104`, `105–106`. */
export interface WrongLocator {
  readonly locator: Locator;
  /** Of the same kind as the locator: the page or paragraph as printed. */
  readonly found: string;
}

/**
 * The first of some locators where none of them fits any place of the words. Only printed numbers can speak against a locator: pages of the
 * edition, paragraphs that the source counts itself. Undefined where one fits, and where nothing can be said.
 */
export function wrongLocator(source: Source, places: readonly Span[], locators: readonly Locator[]): WrongLocator | undefined {
  let wrong: WrongLocator | undefined;
  for (const locator of locators) {
    const printed = places.map((place) => printedAt(source, place, locator.label));
    const fits = printed.map((labels) => (labels.length === 0 ? undefined : labels.map((label) => namesPage(numbersOf(locator), label))));
    if (fits.some((each) => each === undefined || each.some((one) => one !== false))) return undefined;
    wrong ??= { locator, found: rangeOf(printed[0] ?? []) };
  }
  return places.length === 0 ? undefined : wrong;
}

/** `2:104` of several volumes; `§ 31`. */
const numbersOf = ({ value }: Locator): string => value.replace(/§+\s*/g, "").trim();

const rangeOf = (labels: readonly string[]): string => (labels.length > 1 ? `${labels[0]}–${labels.at(-1)}` : (labels[0] ?? ""));

/** The numbers printed at a place: of all pages that it touches, of all paragraphs. */
function printedAt(source: Source, { start, end }: Span, label: string): readonly string[] {
  if (label === "page") return pagesAt(source, start, end);
  if (label === "paragraph") return paragraphsAt(source, start, end, PARAGRAPH);
  return label === "section" ? paragraphsAt(source, start, end, SECTION) : [];
}

function pagesAt(source: Source, start: number, end: number): readonly string[] {
  const first = placeOf(source, start).page;
  if (first === undefined) return [];
  const turned = source.read.pages.filter((page) => page.start > start && page.start < end).map((page) => page.label);
  return [first, ...turned];
}

const PARAGRAPH = /^[[(¶§]*\s*(\d{1,4})[.)\]]?\s/;
const SECTION = /^§+\s*(\d{1,4})\b/;

function paragraphsAt(source: Source, start: number, end: number, pattern: RegExp): readonly string[] {
  const numbered = numberedPieces(source, pattern);
  if (numbered.length < FEWEST_NUMBERED) return [];
  const first = numbered.findLast((piece) => piece.start <= start);
  if (first === undefined) return [];
  return [first, ...numbered.filter((piece) => piece.start > start && piece.start < end)].map((piece) => piece.number);
}

/** A list of three points is no count of paragraphs. */
const FEWEST_NUMBERED = 4;

/** Paragraphs that open with a number, as long as the numbers rise; none where they begin anew, since one number then names several. */
function numberedPieces(source: Source, pattern: RegExp): readonly { readonly start: number; readonly number: string }[] {
  const found: { start: number; number: string }[] = [];
  for (const { kind, span } of source.read.pieces) {
    if (kind !== "paragraph" && kind !== "heading" && kind !== "quotation") continue;
    const number = pattern.exec(source.read.text.slice(span.start, Math.min(span.end, span.start + 12)))?.[1];
    if (number === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && Number(number) <= Number(last.number)) return [];
    found.push({ start: span.start, number });
  }
  return found;
}

/** Whether a source's printed pages can be those of the edition that is cited: not where the entry says that it covers others. */
export function isPagedAs(source: Source, pages: string): boolean {
  const range = /^\s*(\d+)\s*[-–—]+\s*(\d+)/.exec(pages);
  const labels = source.read.pages.map((page) => Number(page.label)).filter((label) => Number.isInteger(label));
  if (range === null || labels.length === 0) return true;
  const [from, to] = [Number(range[1]), Number(range[2])];
  const last = to < from ? Number(`${range[1]?.slice(0, -(range[2]?.length ?? 0))}${range[2]}`) : to;
  return labels.some((label) => from <= label && label <= last);
}
