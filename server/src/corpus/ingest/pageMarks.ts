import type { InnerPage, PageBlock } from "./pageBlock.ts";
import { joinBlocks } from "./pageBlock.ts";

/** `[p. 12]`, `[page xiv]`, `[S. 104]`, `[fol. 3r]`, `{p. 7}`: what a transcriber puts where a page begins; `[End Page 6]` where one ends. */
const mark =
  /\s?[[{|](End )?(?:[Pp]{1,2}|[Pp]g|[Pp]age|S|Seite|[Ff]ols?|ff?)(?:\.?\s?(?=\d)|\.\s?|\s)(\d{1,5}[rv]?|[ivxlcdm]{1,8})[\]}|]\s?/g;

const labelOf = (match: RegExpExecArray): string =>
  match[1] !== undefined && /^\d+$/.test(match[2] ?? "") ? String(Number(match[2]) + 1) : (match[2] ?? "");

/**
 * Takes a transcriber's page marks out of the blocks and remembers where they stood; a paragraph that a page's end broke in two is joined,
 * so that no mark interrupts a sentence. Bracketed pages that don't count upwards are citations, and stay.
 */
export function takePageMarks(blocks: readonly PageBlock[]): PageBlock[] {
  const labels = blocks.flatMap((block) => [...block.text.matchAll(mark)].map(labelOf));
  if (!countUpwards(labels)) return [...blocks];
  const result: PageBlock[] = [];
  let waiting: InnerPage[] = [];
  for (const block of blocks) {
    const taken = takeFrom(block);
    if (taken.text === "") {
      waiting.push(...taken.pages.map((page) => ({ label: page.label, at: 0 })));
      continue;
    }
    const marked = { ...taken, pages: [...waiting, ...taken.pages] };
    const broken = waiting.length > 0 || taken.pages[0]?.at === 0;
    waiting = [];
    joinOrPush(result, marked, broken);
  }
  return result;
}

/** A page's break inside a sentence is no end of a paragraph. */
export function joinOrPush(blocks: PageBlock[], block: PageBlock, broken: boolean): void {
  const previous = blocks[blocks.length - 1];
  if (broken && previous !== undefined && goesOn(previous, block)) blocks[blocks.length - 1] = joinBlocks(previous, block);
  else blocks.push(block);
}

function goesOn(before: PageBlock, after: PageBlock): boolean {
  if (before.role !== after.role || before.text.length < 40) return false;
  return !/[.!?:…]["”’'»)\]]{0,3}[\d¹²³⁴-⁹]{0,3}$/u.test(before.text.slice(-12)) && /^[\p{Ll}(“‘"]/u.test(after.text);
}

/** Blanks around a mark become one; a word that the page divides keeps its hyphen and a line break. */
function takeFrom(block: PageBlock): PageBlock {
  let text = "";
  let from = 0;
  const pages: InnerPage[] = [];
  for (const match of block.text.matchAll(mark)) {
    text += block.text.slice(from, match.index);
    from = match.index + match[0].length;
    const blank = /^\s|\s$/.test(match[0]) && text !== "" && from < block.text.length;
    text += text.endsWith("-") && blank ? "\n" : blank ? " " : "";
    pages.push({ label: labelOf(match), at: text.length });
  }
  return pages.length === 0 ? block : { ...block, text: text + block.text.slice(from), pages: [...block.pages, ...pages] };
}

function countUpwards(labels: readonly string[]): boolean {
  const numbers = labels.map(pageNumber);
  let up = 0;
  let down = 0;
  for (let i = 1; i < numbers.length; i++) {
    const step = (numbers[i] ?? 0) - (numbers[i - 1] ?? 0);
    if (step > 0 && step <= 3) up++;
    else if (!/^[ivxlcdm]+$/.test(labels[i - 1] ?? "")) down++;
  }
  return labels.length > 0 && up >= down;
}

/** `3r` and `3v` are the two sides of one leaf. */
function pageNumber(label: string): number {
  const side = /^(\d+)([rv])$/.exec(label);
  if (side !== null) return Number(side[1]) * 2 + (side[2] === "v" ? 1 : 0);
  return /^\d+$/.test(label) ? Number(label) : romanNumber(label);
}

function romanNumber(label: string): number {
  const values: ReadonlyMap<string, number> = new Map([
    ["i", 1],
    ["v", 5],
    ["x", 10],
    ["l", 50],
    ["c", 100],
    ["d", 500],
    ["m", 1000],
  ]);
  let sum = 0;
  for (let i = 0; i < label.length; i++) {
    const value = values.get(label.charAt(i)) ?? 0;
    sum += value < (values.get(label.charAt(i + 1)) ?? 0) ? -value : value;
  }
  return sum;
}
