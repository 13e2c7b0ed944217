import { furnitureSign, isLabels, lengthWithoutLabels, opensTail, wordCount } from "./furniture.ts";
import { opensNotes } from "./headings.ts";
import { cutEnd, dropStart, joinBlocks, type PageBlock } from "./pageBlock.ts";

/**
 * Finds the lists of notes and references among a page's blocks and gives their items that role, numbers taken off, links behind them cut.
 * `unheaded`: a list at the end may do without a heading.
 */
export function markNotes(blocks: readonly PageBlock[], unheaded = true): PageBlock[] {
  const marked: PageBlock[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < blocks.length; ) {
    const block = blocks[i];
    if (block === undefined) break;
    const opens = block.role === "note" || block.role === "furniture" ? undefined : opensNotes(block.text);
    const region = opens !== undefined && startsList(blocks, i + 1) ? readRegion(blocks, i + 1, opens) : undefined;
    marked.push(region === undefined ? block : { ...block, role: "heading" });
    if (region !== undefined) marked.push(...region.items);
    i = region?.end ?? i + 1;
  }
  const hasList = !unheaded || marked.some((block) => block.role === "note" || block.role === "reference");
  const listed = hasList ? marked : markTrailingList(marked);
  return listed.map(withoutLabels).filter((block) => isFirstOfItsKind(block, seen));
}

interface Region {
  readonly items: readonly PageBlock[];
  readonly end: number;
}

/** `12. Text`, `[12] Text`, `12 Text`, `(12) Text`, `¹² Text`; the number's length includes the blank behind it. */
export function leadingNumber(text: string): { readonly number: number; readonly length: number } | undefined {
  const match = /^(?:\^ ?|↑ ?)?(?:[[(](\d{1,4})[\])][.:]?|(\d{1,4})(?:[.):](?!\d)|(?=[\s\u00a0]|$)))[\s\u00a0]*/.exec(text.slice(0, 24));
  if (match === null) return undefined;
  return { number: Number(match[1] ?? match[2]), length: match[0].length };
}

/** An item of a list: a bullet or a number before some words. */
export const opensItem = (text: string): boolean =>
  /^[•·▪●◦*–—]\s/.test(text) || (leadingNumber(text)?.length ?? text.length) < text.length;

/** Within a few blocks of a heading "Notes" there is something that a list of notes or references has. */
function startsList(blocks: readonly PageBlock[], from: number): boolean {
  for (const block of blocks.slice(from, from + 4)) {
    if (block.role === "note" || block.role === "reference") return true;
    const number = leadingNumber(block.text)?.number;
    if (number !== undefined && (number <= 2 || looksLikeReference(block.text))) return true;
    if (block.role === "heading") return false;
    if (looksLikeReference(block.text)) return true;
  }
  return false;
}

function readRegion(blocks: readonly PageBlock[], from: number, opens: "notes" | "references"): Region {
  const numbered = firstNumbered(blocks, from) !== undefined;
  const last = numbered ? lastOfNumbers(blocks, from) : from;
  const items: PageBlock[] = [];
  let expected = 0;
  let i = from;
  for (; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined) break;
    if (block.role === "furniture" || isLabels(block.text)) continue;
    if (block.role === "note" || block.role === "reference") {
      items.push(opens === "notes" && block.number !== undefined ? { ...block, role: "note" } : block);
      continue;
    }
    const lead = numbered ? leadingNumber(block.text) : undefined;
    const previous = items[items.length - 1];
    if (lead !== undefined && lead.number > expected && lead.number <= expected + 10) {
      items.push({ ...dropStart(block, lead.length), role: "note", number: lead.number });
      expected = lead.number;
    } else if (endsRegion(block, i, last, numbered)) break;
    else if (numbered && previous !== undefined) continueNote(items, previous, block);
    else if (!numbered && furnitureSign(block.text) !== "certain") items.push({ ...block, role: opens === "notes" ? "note" : "reference" });
  }
  return { items, end: i };
}

const longestNote = 20_000;

/** A note of several paragraphs, or a number on a line of its own. */
function continueNote(items: PageBlock[], previous: PageBlock, block: PageBlock): void {
  if (previous.text.length > longestNote || furnitureSign(block.text) === "certain" || isLabels(block.text)) return;
  items[items.length - 1] = joinBlocks(cutEnd(previous, lengthWithoutLabels(previous.text)), block);
}

function endsRegion(block: PageBlock, at: number, lastNumbered: number, numbered: boolean): boolean {
  if (opensTail(block.text) || block.role === "heading") return true;
  if (numbered) return at > lastNumbered + (furnitureSign(block.text) === "certain" ? 1 : 0);
  return !looksLikeReference(block.text) && !goesOn.test(block.text) && furnitureSign(block.text) !== "certain";
}

function firstNumbered(blocks: readonly PageBlock[], from: number): number | undefined {
  for (let i = from; i < Math.min(blocks.length, from + 4); i++) {
    const block = blocks[i];
    if (block !== undefined && leadingNumber(block.text) !== undefined && block.role !== "reference" && block.role !== "note") return i;
  }
  return undefined;
}

/** Index of the last block that carries on counting, so that what stands between two numbers belongs to the earlier. */
function lastOfNumbers(blocks: readonly PageBlock[], from: number): number {
  let expected = 0;
  let last = from;
  for (let i = from; i < blocks.length; i++) {
    const block = blocks[i];
    if (block === undefined || (i > from && opensTail(block.text))) break;
    const number = leadingNumber(block.text)?.number;
    if (number === undefined || number <= expected || number > expected + 10) continue;
    expected = number;
    last = i + (leadingNumber(block.text)?.length === block.text.length ? 1 : 0);
  }
  return last;
}

/** Notes without a heading: the document's last numbered blocks, counting from 1 without a gap, most of them like references. */
function markTrailingList(blocks: readonly PageBlock[]): PageBlock[] {
  let start = -1;
  let expected = 1;
  let likely = 0;
  for (const [i, block] of blocks.entries()) {
    const number = block.role === "heading" ? undefined : leadingNumber(block.text)?.number;
    if (number === 1) [start, expected, likely] = [i, 2, looksLikeNote(block.text) ? 1 : 0];
    else if (number === expected && start >= 0) [expected, likely] = [expected + 1, likely + (looksLikeNote(block.text) ? 1 : 0)];
  }
  const count = expected - 1;
  if (start < 1 || count < 2 || likely * 2 < count) return [...blocks];
  const first = blocks.slice(start);
  const dense = first.filter((block) => furnitureSign(block.text) === "none").length <= count * 2 + 4;
  if (!dense) return [...blocks];
  const region = readRegion(blocks, start, "notes");
  return [...blocks.slice(0, start), ...region.items, ...blocks.slice(region.end)];
}

const looksLikeReference = (text: string): boolean =>
  wordCount(text.slice(0, 400)) >= 4 &&
  /(?:^|\D)(?:1[5-9]|20)\d\d(?!\d)|\bibid\b|\bop\. ?cit|\bebd\.|forthcoming|n\.d\./i.test(text.slice(0, 1500));

/** An item without a year of our times: `Ibid., p. 210`, `Bell, op. cit.`, `Riksarkivet. 1344. Toll Roll 3`, `Dow, C. (in press).` */
const goesOn =
  /^(?:ibid|ebd|idem|id\.|ders\.|supra|loc\. ?cit)|\b(?:op|loc|art)\. ?cit\b|\ba\.\s?a\.\s?O\.|^\p{Lu}[^\d]{3,200}?[.,(] ?(?:1[0-4]\d\d\b|in press|forthcoming|in preparation|o\. ?J\.|s\.d\.)/iu;

const looksLikeNote = (text: string): boolean =>
  looksLikeReference(text) || /\bpp?\. ?\d|^\S{1,5} (?:see|cf)\b|\bibid\b|[A-Z]\w+, (?:\w+ ){0,6}\d{1,4}\.?$/i.test(text.slice(0, 600));

function withoutLabels(block: PageBlock): PageBlock {
  if (block.role !== "note" && block.role !== "reference") return block;
  return cutEnd(block, lengthWithoutLabels(block.text));
}

/** Pages show notes twice, beside the text and in the list. */
function isFirstOfItsKind(block: PageBlock, seen: Set<string>): boolean {
  if (block.role !== "note" && block.role !== "reference") return true;
  const key = `${block.number ?? ""} ${block.text}`;
  if (block.text === "" || seen.has(key)) return false;
  seen.add(key);
  return true;
}
