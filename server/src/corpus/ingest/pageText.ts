import type { PieceKind } from "../source.ts";
import type { TextBlock } from "./assemble.ts";
import { looksLikeByline } from "./byline.ts";
import { furnitureSign, isSentence, lineKey, opensTail, signOfPart, wordCount } from "./furniture.ts";
import { isCertainHeading, isHeadingShaped, opensAbstract, opensNotes } from "./headings.ts";
import { markNotes } from "./noteRegion.ts";
import type { PageBlock } from "./pageBlock.ts";
import type { PageLine } from "./statements.ts";

/** A page told apart: its text, and every line of it with whether it was kept. */
export interface PageText {
  readonly blocks: readonly TextBlock[];
  readonly lines: readonly PageLine[];
  readonly signsOfPart: readonly string[];
}

/**
 * Tells a page's own text from its furniture. Prose always stays; short lines are judged by their words and by the company they keep:
 * among buttons and prices only headings survive, among paragraphs everything does. `title` is what metadata states, if anything.
 */
export function readPageText(given: readonly PageBlock[], title: string | undefined): PageText {
  const blocks = markNotes(given);
  const verdicts = judge(blocks, title);
  const kept: TextBlock[] = [];
  const lines: PageLine[] = [];
  const signs = new Set<string>();
  const weakSigns = new Set<string>();
  for (const [i, block] of blocks.entries()) {
    const kind = verdicts[i];
    if (block.role !== "note" && block.role !== "reference")
      lines.push({ text: block.text, kept: kind !== undefined, kind, role: block.role });
    if (kind !== undefined) kept.push({ kind, block });
    const sign = kind === undefined || kind === "heading" ? signOfPart(block.text) : undefined;
    if (sign !== undefined) (sign.weak ? weakSigns : signs).add(sign.sign);
  }
  if (wordsOfBody(kept) < wholeBody) for (const sign of weakSigns) signs.add(sign);
  if (endsInTheMiddle(kept)) signs.add("…");
  return { blocks: markAbstract(kept), lines, signsOfPart: [...signs] };
}

/** Words that a shown part seldom has: an offer to buy beside a longer text offers a printed copy. */
const wholeBody = 800;

function wordsOfBody(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, { kind, block }) => sum + (kind === "paragraph" ? wordCount(block.text) : 0), 0);
}

/** The blocks of a document that has no furniture of a page about it: what each is stands in its markup. */
export const documentText = (blocks: readonly PageBlock[]): TextBlock[] =>
  markAbstract(blocks.filter((block) => block.text !== "").map((block) => ({ kind: kindOfProse(block), block })));

type Verdict = PieceKind | undefined;

/** One verdict a block; undefined for furniture. Runs of short lines are judged together. */
function judge(blocks: readonly PageBlock[], title: string | undefined): Verdict[] {
  const verdicts: Verdict[] = new Array(blocks.length).fill(undefined);
  const repeated = repeatedLines(blocks);
  const lastLong = lastLongProse(blocks);
  let tail = false;
  let started = false;
  for (let i = 0; i < blocks.length; ) {
    const block = blocks[i];
    if (block === undefined) break;
    if (isProse(block)) {
      if (tail && wordCount(block.text) > 60) tail = false;
      if (!tail) verdicts[i] = kindOfProse(block);
      started ||= !tail;
      i++;
      continue;
    }
    let end = i;
    while (end < blocks.length && !isProse(blocks[end] ?? block)) end++;
    if (started && end > lastLong && opensTailIn(blocks, i, end)) tail = true;
    if (
      isNoteOrReference(blocks[end]) ||
      blocks.slice(i, end).some((line) => opensNotes(line.text) !== undefined && isNoteOrReference(blocks[end]))
    )
      tail = false;
    judgeRun(blocks, verdicts, { start: i, end, isFront: !started, tail, repeated, title });
    i = end;
  }
  return verdicts;
}

const opensTailIn = (blocks: readonly PageBlock[], start: number, end: number): boolean =>
  blocks.slice(start, end).some((line) => opensTail(line.text) && line.role !== "furniture");

/** Behind the last paragraph of some length nothing but a tail can begin; before it, "Related articles" is an insert. */
function lastLongProse(blocks: readonly PageBlock[]): number {
  return blocks.findLastIndex(
    (block) => block.role !== "furniture" && !isNoteOrReference(block) && isProse(block) && wordCount(block.text) > 40,
  );
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly isFront: boolean;
  readonly tail: boolean;
  readonly repeated: ReadonlyMap<string, number>;
  readonly title: string | undefined;
}

function judgeRun(blocks: readonly PageBlock[], verdicts: Verdict[], run: Run): void {
  const lines = blocks.slice(run.start, run.end);
  const certain = lines.filter(
    (line) => line.role === "furniture" || (lineKey(line.text) !== "" && furnitureSign(line.text) === "certain"),
  ).length;
  const atEdge = run.isFront || run.end >= blocks.length;
  const suspicious = certain > 0 || run.tail;
  const isList = lines.length > 3 && !suspicious;
  const seen = new Set<string>();
  for (const [offset, line] of lines.entries()) {
    const sign = line.role === "furniture" ? "certain" : furnitureSign(line.text);
    const key = lineKey(line.text);
    const repeats = (run.repeated.get(key) ?? 0) > 1 && key.length >= 12;
    const isTitle = run.isFront && (repeats || (run.title !== undefined && key === lineKey(run.title)));
    const isLast = run.start + offset === run.end - 1 && run.end < blocks.length;
    // Under a standfirst the author's line still says "By".
    const nearTop = run.isFront || (run.start < 12 && /^(?:by|von|par)\s/i.test(line.text));
    const isByline = nearTop && line.role !== "heading" && !isTitle && looksLikeByline(line.text);
    const drop =
      isByline || sign === "certain" || seen.has(key) || (sign !== "none" && !stands(line, isLast, suspicious || atEdge)) || run.tail;
    seen.add(key);
    if (drop || (suspicious && !survives(line, isLast, isTitle))) continue;
    const heads = isTitle || isLast || (run.isFront && (offset === 0 || lines.length <= 3));
    verdicts[run.start + offset] =
      line.role === "text" || (isList && !isCertainHeading(line.text)) || !heads ? kindOfLine(line) : headingOr(line);
  }
}

/** A doubtful line stays where it has no furniture beside it, or where its markup says that it is a heading of the text. */
const stands = (line: PageBlock, isLast: boolean, besideFurniture: boolean): boolean =>
  opensAbstract(line.text) ||
  (isLast && opensNotes(line.text) !== undefined) ||
  (!besideFurniture && (line.role === "heading" || line.role === "text" || isLast || isSentence(line.text)));

/** What stays among furniture: headings, the title, and what the markup says is text. */
const survives = (line: PageBlock, isLast: boolean, isTitle: boolean): boolean =>
  isTitle ||
  line.role === "heading" ||
  line.role === "text" ||
  line.role === "quotation" ||
  line.role === "abstract" ||
  isCertainHeading(line.text) ||
  (isLast && isHeadingShaped(line.text) && !/^[\s•·▪●◦*-]/.test(line.text));

const kindOfLine = (line: PageBlock): PieceKind => (line.role === "heading" || isCertainHeading(line.text) ? "heading" : kindOfProse(line));

const headingOr = (line: PageBlock): PieceKind =>
  line.role === "heading" || (line.role === "unknown" && isHeadingShaped(line.text)) ? "heading" : kindOfProse(line);

function kindOfProse(block: PageBlock): PieceKind {
  switch (block.role) {
    case "unknown":
    case "text":
    case "furniture":
      return "paragraph";
    case "heading":
    case "quotation":
    case "abstract":
    case "note":
    case "reference":
      return block.role;
  }
}

const isNoteOrReference = (block: PageBlock | undefined): boolean => block?.role === "note" || block?.role === "reference";

function isProse(block: PageBlock): boolean {
  if (block.role === "furniture" || block.role === "heading") return false;
  if (isNoteOrReference(block)) return true;
  return isSentence(block.text) && furnitureSign(block.text) === "none";
}

function repeatedLines(blocks: readonly PageBlock[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const block of blocks) {
    if (block.text.length > 300 || isNoteOrReference(block)) continue;
    const key = lineKey(block.text);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The paragraphs under a heading "Abstract", up to the next heading; one alone where no heading follows. */
function markAbstract(blocks: readonly TextBlock[]): TextBlock[] {
  const marked = [...blocks];
  for (const [i, { kind, block }] of blocks.entries()) {
    if (kind === "paragraph" && /^(?:abstract|summary)[:.—–-]?\s+\p{Lu}/iu.test(block.text) && i < 12)
      marked[i] = { kind: "abstract", block };
    if (kind !== "heading" || !opensAbstract(block.text)) continue;
    let end = i + 1;
    while (blocks[end]?.kind === "paragraph") end++;
    const next = blocks[end];
    const closed = next === undefined || (next.kind === "heading" && isCertainHeading(next.block.text));
    const last = closed && end - i <= 4 ? end : Math.min(end, i + 2);
    for (let j = i + 1; j < last; j++) {
      const text = blocks[j];
      if (text !== undefined) marked[j] = { kind: "abstract", block: text.block };
    }
  }
  return marked;
}

/** The last paragraph breaks off: `… more will unfold in the future. …`. */
function endsInTheMiddle(blocks: readonly TextBlock[]): boolean {
  const last = blocks.findLast((text) => text.kind === "paragraph" || text.kind === "abstract");
  return last !== undefined && /(?:…|\.\.\.|\. \. \.)\s*(?:\[?(?:read|continue)[^.]{0,30}\]?)?$/i.test(last.block.text.slice(-60));
}
