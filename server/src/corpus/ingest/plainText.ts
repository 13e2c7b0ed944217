import type { ReadSource } from "../source.ts";
import { assemble } from "./assemble.ts";
import { type FootLine, footLines } from "./footLines.ts";
import { furnitureSign, isSentence } from "./furniture.ts";
import { isCertainHeading, opensAbstract } from "./headings.ts";
import { opensItem } from "./noteRegion.ts";
import { dropStart, joinBlocks, type PageBlock, pageBlock } from "./pageBlock.ts";
import { type FileLine, fileLines } from "./pageLines.ts";
import { joinOrPush, takePageMarks } from "./pageMarks.ts";
import { readPageText } from "./pageText.ts";
import { runningHeads } from "./runningHeads.ts";
import { statedWork } from "./statements.ts";

/** A text file: a page saved as text, a transcript, an e-text with hard line ends. */
export function readPlainText(text: string): ReadSource {
  const lines = fileLines(text);
  const paged = numberedPages(lines);
  const foot = footLines(lines, paged.starts, paged.numbers);
  const body = lines.filter((line) => !foot.has(line));
  const blocks = takePageMarks(paragraphs(body, paged, usualWidth(lines)));
  const page = readPageText([...blocks, ...footNotes(lines, foot, paged)], undefined);
  const metadata = { work: statedWork(page.lines, {}), address: undefined };
  return assemble(page.blocks, metadata, page.signsOfPart);
}

/** Labels of the pages by the line that begins the page; and the lines that only tell of them. */
interface NumberedPages {
  readonly starts: ReadonlyMap<FileLine, string>;
  readonly numbers: ReadonlySet<FileLine>;
}

/** A form feed with a number alone right before or behind it, counting upwards on at least two pages; else running heads. */
function numberedPages(lines: readonly FileLine[]): NumberedPages {
  for (const side of [0, -1]) {
    const found = lines.flatMap((line, i) => {
      const number = line.afterFormFeed || (i === 0 && side === 0) ? lines[i + side] : undefined;
      const label = number === undefined ? undefined : /^[-–— ]{0,3}(\d{1,5})[-–— ]{0,3}$/.exec(number.text)?.[1];
      return number === undefined || label === undefined ? [] : [{ number, label, next: side === 0 ? lines[i + 1] : line }];
    });
    const steady = found.filter((page, i) => i > 0 && Number(page.label) - Number(found[i - 1]?.label) === 1).length;
    if (found.length < 2 || steady * 2 < found.length - 1) continue;
    // A number at the foot names the page that ends there: the next one begins behind the feed.
    const starts = new Map(
      found.flatMap((page) => (page.next === undefined ? [] : [[page.next, String(Number(page.label) + (side === 0 ? 0 : 1))]])),
    );
    const first = lines[0];
    if (side === -1 && first !== undefined) starts.set(first, found[0]?.label ?? "");
    if (side === 0 && first !== undefined) setUnnumberedFirst(lines, first, found[0], starts);
    return { starts: starts as ReadonlyMap<FileLine, string>, numbers: new Set(found.map((page) => page.number)) };
  }
  const heads = runningHeads(lines);
  return { starts: heads.starts, numbers: heads.lines };
}

/** The page before the first numbered one, where it is a single page: journals print no number over a title. */
function setUnnumberedFirst(
  lines: readonly FileLine[],
  first: FileLine,
  numbered: { readonly number: FileLine; readonly label: string } | undefined,
  starts: Map<FileLine, string>,
): void {
  if (numbered === undefined || numbered.number === first || Number(numbered.label) < 2) return;
  const before = lines.slice(1, lines.indexOf(numbered.number));
  if (!before.some((line) => line.afterFormFeed)) starts.set(first, String(Number(numbered.label) - 1));
}

/** The notes of all pages, behind the text, with the pages on which they stand. */
function footNotes(lines: readonly FileLine[], foot: ReadonlyMap<FileLine, FootLine>, paged: NumberedPages): PageBlock[] {
  const notes: { readonly blocks: PageBlock[]; readonly number: number | undefined }[] = [];
  let label = "";
  for (const line of lines) {
    label = paged.starts.get(line) ?? label;
    const found = foot.get(line);
    if (found === undefined || found.kind === "rule") continue;
    const length = found.kind === "note" ? found.length : 0;
    const block = dropStart(pageBlock(line.text, line.span, "note"), length);
    const open = notes.at(-1);
    if (found.kind === "more" && open !== undefined) open.blocks.push(block);
    else
      notes.push({
        blocks: [{ ...block, pages: paged.starts.size === 0 ? [] : [{ label, at: 0 }] }],
        number: found.kind === "note" ? found.number : undefined,
      });
  }
  return notes.map(({ blocks, number }) => ({ ...joinLines(blocks), number }));
}

/** Lines joined to paragraphs where the file's own line ends are only those of a typewriter. */
function paragraphs(lines: readonly FileLine[], paged: NumberedPages, width: number | undefined): PageBlock[] {
  const blocks: PageBlock[] = [];
  let open: PageBlock[] = [];
  let opensPage = false;
  let fed = false;
  let previous: FileLine | undefined;
  for (const line of lines) {
    fed ||= line.afterFormFeed;
    if (paged.numbers.has(line)) {
      fed = true;
      continue;
    }
    const label = paged.starts.get(line);
    const block: PageBlock = { ...pageBlock(line.text, line.span, "unknown"), pages: label === undefined ? [] : [{ label, at: 0 }] };
    if (previous === undefined || fed || !wraps(previous, line, width)) {
      if (open.length > 0) joinOrPush(blocks, joinLines(open), opensPage);
      open = [];
      opensPage = fed;
    }
    open.push(block);
    fed = false;
    previous = line;
  }
  if (open.length > 0) joinOrPush(blocks, joinLines(open), opensPage);
  return blocks;
}

/** Joined in halves, so that a paragraph of many lines costs no more than its length. */
function joinLines(lines: readonly PageBlock[]): PageBlock {
  const [first] = lines;
  if (lines.length <= 1) return first ?? pageBlock("", { start: 0, end: 0 }, "unknown");
  const middle = lines.length >> 1;
  return joinBlocks(joinLines(lines.slice(0, middle)), joinLines(lines.slice(middle)));
}

/** The width that most full lines come near; undefined where paragraphs stand on one line each. */
function usualWidth(lines: readonly FileLine[]): number | undefined {
  const followed = lines.filter((_, i) => lines[i + 1]?.afterGap === false).map((line) => line.text.length);
  if (followed.length < 3) return undefined;
  const sorted = followed.sort((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  if (width < 45 || width > 130) return undefined;
  // A typewriter fills most of its lines and passes its margin never.
  const full = sorted.filter((length) => length >= width * 0.7).length;
  const beyond = lines.filter((line) => line.text.length > width * 1.3).length;
  return full * 3 >= sorted.length && beyond * 12 <= lines.length ? width : undefined;
}

function wraps(before: FileLine, line: FileLine, width: number | undefined): boolean {
  if (!line.afterGap && /\p{L}-$/u.test(before.text) && /^\p{Ll}/u.test(line.text)) return true;
  if (line.afterGap || width === undefined || before.text.length > width * 1.6) return false;
  const unended = /[\p{Ll},-]$/u.test(before.text) && /^\p{Ll}/u.test(line.text);
  if (before.text.length < width * 0.6 && !unended) return false;
  if (opensItem(line.text) || isCertainHeading(before.text) || opensAbstract(before.text)) return false;
  if (furnitureSign(before.text) === "certain" || furnitureSign(line.text) === "certain") return false;
  return !(before.text.length < width * 0.75 && isSentence(before.text) && /[.!?]["”’]?$/.test(before.text) && /^\p{Lu}/u.test(line.text));
}
