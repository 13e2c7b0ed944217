import type { CslItem } from "../../../csl/types.ts";
import type { ReadFault, ReadSource } from "../../source.ts";
import { assemble } from "../assemble.ts";
import { looksLikeByline } from "../byline.ts";
import { markNotes } from "../noteRegion.ts";
import type { PageBlock } from "../pageBlock.ts";
import { documentText } from "../pageText.ts";
import { type PageLine, statedWork } from "../statements.ts";
import { blockOf, noteBlocks, type PlacedNote } from "./blocks.ts";
import { type Column, columnsOf } from "./columns.ts";
import { openPdf, type PdfDocument } from "./document.ts";
import { footnotesIn, type NoteCount } from "./footnotes.ts";
import { highlightsIn } from "./highlights.ts";
import { restoredLines } from "./letters.ts";
import { linesOf, type PdfLine } from "./lines.ts";
import { coverWork, statedByFile } from "./metadata.ts";
import { isCoverSheet, pageNames } from "./pages.ts";
import { groupLines, type LineGroup, type SetLine, setLines } from "./paragraphs.ts";
import { withoutRunningHeads } from "./runningHeads.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { steadySizes } from "./steadySizes.ts";

/** A PDF as text: its columns in reading order, paragraphs put together again, notes told from the text, printed pages where they are printed. */
export async function readPdf(bytes: Uint8Array): Promise<ReadSource | ReadFault> {
  const pdf = await openPdf(bytes);
  if (pdf.kind !== "pdf") return pdf;
  const lines = steadySizes(restoredLines(pdf.pages.map(linesOf)));
  const covers = new Set(lines[0] !== undefined && lines.length > 1 && isCoverSheet(lines[0]) ? [0] : []);
  const read = readPages(pdf, lines, covers);
  if (read === undefined) return { kind: pdf.pages.length === 0 ? "empty" : "scan" };
  return read;
}

/** Letters of a page that is a picture: a stamp, a number. */
const fewLetters = 15;

function readPages(pdf: PdfDocument, lines: readonly (readonly PdfLine[])[], covers: ReadonlySet<number>): ReadSource | undefined {
  const bare = withoutRunningHeads(lines.map((page, number) => (covers.has(number) ? [] : page)));
  const names = pageNames(pdf, bare.printed, covers);
  const columns = bare.pages.map((page) => columnsOf(page));
  const shape = shapeOf(columns.flat());
  const { body, notes } = partFeet(columns, shape);
  const groups = groupLines(body, shape).map(plainByline);
  if (groups.reduce((sum, group) => sum + group.lines.length, 0) === 0) return undefined;
  const blocks = markNotes(namedPages(groups.map(blockOf), names, ""), notes.length === 0);
  const noted = namedPages(noteBlocks(notes), names, blocks.findLast((block) => block.pages.length > 0)?.pages.at(-1)?.label ?? "");
  const known = { ...coverWork(lines[0] ?? [], covers.has(0)), ...statedByFile(pdf, firstText(lines)) };
  const work = workOf(blocks, groups, frontLines(lines, bare.pages, covers), known);
  const text = documentText([...withoutByline(blocks), ...noted]);
  const source = assemble(text, { work, address: undefined }, signsOf(lines));
  const pieces = source.pieces.map((piece) => ({ ...piece, fileSpan: piece.span }));
  const highlights = highlightsIn(pdf, lines, source.text);
  return { ...source, pieces, ...(highlights.length === 0 ? {} : { highlights }) };
}

interface Parted {
  readonly body: readonly SetLine[];
  readonly notes: readonly PlacedNote[];
}

function partFeet(pages: readonly (readonly Column[])[], shape: Shape): Parted {
  const body: SetLine[] = [];
  const notes: PlacedNote[] = [];
  const count: NoteCount = { last: 0, open: false };
  for (const [page, columns] of pages.entries()) {
    const hasBody = columns.some((column) => column.lines.some((line) => line.size >= shape.bodySize * 0.94));
    let open = false;
    for (const column of columns) {
      const footed = footnotesIn(column, hasBody, shape, count);
      body.push(...setLines(footed.body, page, shape));
      for (const note of footed.notes) notes.push({ ...note, page });
      open ||= footed.notes.length > 0;
      count.open ||= open;
    }
    if (columns.length > 0) count.open = open;
  }
  return { body, notes };
}

/** Page numbers become names; pages without one are marked too where named ones stand before them. */
function namedPages(blocks: readonly PageBlock[], names: readonly (string | undefined)[], before: string): PageBlock[] {
  let last = before;
  return blocks.map((block) => {
    const pages = block.pages.flatMap((page) => {
      const label = names[Number(page.label)] ?? "";
      if (label === last) return [];
      last = label;
      return [{ label, at: page.at }];
    });
    return { ...block, pages };
  });
}

/** What stands on the first pages of the file, for a title to be looked for. */
const firstText = (lines: readonly (readonly PdfLine[])[]): string =>
  lines
    .slice(0, 3)
    .flat()
    .map((line) => line.text)
    .join(" ");

/** Lines of the first page that are no text of the work but tell of it: its cover sheet, running head and foot. */
function frontLines(
  lines: readonly (readonly PdfLine[])[],
  bare: readonly (readonly PdfLine[])[],
  covers: ReadonlySet<number>,
): readonly string[] {
  const first = covers.has(0) ? 1 : 0;
  const kept = new Set(bare[first] ?? []);
  const around = (lines[first] ?? []).filter((line) => !kept.has(line));
  return [...(first === 1 ? (lines[0] ?? []) : []), ...around].map((line) => line.text);
}

function workOf(blocks: readonly PageBlock[], groups: readonly LineGroup[], front: readonly string[], known: CslItem): CslItem {
  const title = known.title ?? largestHeading(groups);
  const stated: PageLine[] = front.map((text) => ({ text, kept: false, kind: undefined, role: "unknown" }));
  const shown: PageLine[] = blocks
    .filter((block) => block.role !== "note" && block.role !== "reference")
    .map((block) => ({ text: block.text, kept: true, kind: block.role === "heading" ? "heading" : "paragraph", role: block.role }));
  return statedWork([...stated, ...shown], title === undefined ? known : { ...known, title });
}

/** Names and dates below the title are no headings, large as they may be, unless the document's other headings look alike. */
function plainByline(group: LineGroup, at: number, groups: readonly LineGroup[]): LineGroup {
  if (at === 0 || at >= front || group.role !== "heading") return group;
  const { text } = blockOf(group);
  const isDate = text.length < 40 && /\b(?:1[5-9]|20)\d\d$/.test(text);
  if (!isDate && !looksLikeByline(text)) return group;
  const own = group.lines[0]?.line;
  const isUsual = groups.some(
    ({ role, lines }, i) => i >= front && role === "heading" && lines[0]?.line.size === own?.size && lines[0]?.line.font === own?.font,
  );
  return isUsual ? group : { ...group, role: "text" };
}

/** Groups among which title, authors and date stand. */
const front = 5;

/** On the first page; where several are as large, the first. */
function largestHeading(groups: readonly LineGroup[]): string | undefined {
  const page = groups[0]?.lines[0]?.page;
  let best: LineGroup | undefined;
  for (const group of groups) {
    if (group.lines[0]?.page !== page) break;
    if (group.role === "heading" && (group.lines[0]?.line.size ?? 0) > (best?.lines[0]?.line.size ?? 0) + 0.5) best = group;
  }
  const text = best === undefined ? undefined : blockOf(best).text;
  return text !== undefined && text.length > 3 && !/^(?:\d+\.?\s+)?(?:abstract|introduction|contents|summary|notes|references)$/i.test(text)
    ? text
    : undefined;
}

/** The author's line below the title states something of the work and is none of its paragraphs. */
function withoutByline(blocks: readonly PageBlock[]): PageBlock[] {
  return blocks.filter((block, i) => !(i > 0 && i < 4 && block.role === "text" && block.text.length < 120 && looksLikeByline(block.text)));
}

/** Pages without letters between pages with them are pictures. */
function signsOf(lines: readonly (readonly PdfLine[])[]): readonly string[] {
  const empty = lines.filter((page) => page.reduce((sum, line) => sum + line.text.length, 0) < fewLetters).length;
  return empty >= 2 && empty * 4 >= lines.length ? ["pages without text"] : [];
}
