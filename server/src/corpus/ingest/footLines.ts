import { leadingNumber } from "./noteRegion.ts";
import type { FileLine } from "./pageLines.ts";

/** What a line at the foot of a page is: the rule above the notes, the first line of a note, or one that carries it on. */
export type FootLine =
  | { readonly kind: "rule" }
  | { readonly kind: "note"; readonly number: number | undefined; readonly length: number }
  | { readonly kind: "more" };

/**
 * Notes at the foot of pages in a text with form feeds: below a rule, or, without one, numbered lines up to the page's end whose first number
 * calls a note in the page's own text. `breaks`: lines with which pages begin; `passed`: running heads and page numbers.
 */
export function footLines(
  lines: readonly FileLine[],
  breaks: ReadonlyMap<FileLine, string>,
  passed: ReadonlySet<FileLine>,
): ReadonlyMap<FileLine, FootLine> {
  const found = new Map<FileLine, FootLine>();
  const pages = pagesOf(lines, breaks, passed);
  if (pages.length < 2) return found;
  let last = 0;
  let open = false;
  for (const page of pages) {
    const rule = page.findLastIndex((line) => /^[_\-–—=*]{4,}$/.test(line.text.replaceAll(" ", "")));
    const first = rule >= 0 ? rule + 1 : firstCalled(page, last);
    const foot = first === undefined ? [] : page.slice(first);
    const begins = foot.findIndex((line) => numberOf(line, last) !== undefined);
    if (foot.length === 0 || (begins < 0 && !open) || (begins > 0 && !open)) {
      open = false;
      continue;
    }
    if (rule >= 0 && page[rule] !== undefined) found.set(page[rule], { kind: "rule" });
    for (const line of foot) {
      const number = numberOf(line, last);
      last = number?.number ?? last;
      found.set(line, number === undefined ? { kind: "more" } : { kind: "note", ...number });
    }
    open = true;
  }
  return found;
}

function pagesOf(lines: readonly FileLine[], breaks: ReadonlyMap<FileLine, string>, passed: ReadonlySet<FileLine>): FileLine[][] {
  const pages: FileLine[][] = [[]];
  let fed = false;
  for (const line of lines) {
    fed ||= line.afterFormFeed || breaks.has(line);
    if (passed.has(line)) continue;
    if (fed && pages.at(-1)?.length !== 0) pages.push([]);
    fed = false;
    pages.at(-1)?.push(line);
  }
  return pages;
}

/** The next number, or a first one where notes are counted anew on each page or in each chapter. */
function numberOf(line: FileLine, last: number): { readonly number: number; readonly length: number } | undefined {
  const lead = leadingNumber(line.text) ?? raisedNumber(line.text);
  if (lead === undefined || lead.length >= line.text.length) return undefined;
  return lead.number === last + 1 || lead.number === 1 ? lead : undefined;
}

function raisedNumber(text: string): { readonly number: number; readonly length: number } | undefined {
  const digits = /^[⁰¹²³⁴-⁹]{1,3}\s?/.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const number = Number([...digits.trim()].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).join(""));
  return { number, length: digits.length };
}

/** Behind a blank line, with a number that stands glued to a word above. */
function firstCalled(page: readonly FileLine[], last: number): number | undefined {
  for (let i = 1; i < page.length; i++) {
    const line = page[i];
    const number = line?.afterGap === true ? numberOf(line, last)?.number : undefined;
    if (number === undefined) continue;
    const called = new RegExp(`[\\p{Ll}.,;:!?”"’')]\\[?${number}(?![\\d\\p{L}])`, "u");
    if (page.slice(0, i).some((above) => called.test(above.text))) return i;
  }
  return undefined;
}
