import { isCertainHeading } from "../headings.ts";
import { opensItem } from "../noteRegion.ts";
import type { BlockRole } from "../pageBlock.ts";
import type { PdfLine } from "./lines.ts";
import { type Margins, marginsOf, type Shape } from "./shape.ts";

/** A line in its column, with what it takes to see how it stands there. */
export interface SetLine {
  readonly line: PdfLine;
  readonly page: number;
  readonly margins: Margins;
  /** From the line before it, in multiples of the usual distance; undefined for the first of a column. */
  readonly gap: number | undefined;
}

/** Lines that are one paragraph, heading or quotation. */
export interface LineGroup {
  readonly role: BlockRole;
  readonly lines: readonly SetLine[];
}

export function setLines(lines: readonly PdfLine[], page: number, shape: Shape): SetLine[] {
  const margins = marginsOf(lines);
  return lines.map((line, i) => {
    const before = lines[i - 1];
    const usual = shape.spacing * Math.max(line.size, before?.size ?? 0, shape.bodySize * 0.7);
    return { line, page, margins, gap: before === undefined ? undefined : (line.base - before.base) / usual };
  });
}

/** Tells where paragraphs begin: by distance, indent, letters, or a last line that is not full. */
export function groupLines(lines: readonly SetLine[], shape: Shape): LineGroup[] {
  const hanging = hangingStretches(lines);
  const groups: SetLine[][] = [];
  for (const [i, line] of lines.entries()) {
    const group = groups[groups.length - 1];
    if (group === undefined || beginsParagraph(group, line, lines[i + 1], shape, hanging[i] === true)) groups.push([line]);
    else group.push(line);
  }
  return groups.map((group, i) => ({ lines: group, role: roleOf(group, groups[i - 1], groups[i + 1], shape) }));
}

const indentOf = (set: SetLine): number => (set.line.left - set.margins.left) / set.line.size;

const isFull = (set: SetLine): boolean => set.margins.right - set.line.right < set.line.size * 2;

/** The next line's first word would have stood on this one. */
function couldHoldMore(set: SetLine, next: SetLine): boolean {
  const word = /^\S+/.exec(next.line.text)?.[0].length ?? 1;
  const perLetter = (next.line.right - next.line.left) / Math.max(1, next.line.text.length);
  return set.margins.right - set.line.right > (word + 2.5) * perLetter;
}

const endsSentence = (text: string): boolean => /[.!?:…]["”’'»)\]]{0,3}\s?(?:[\d*†‡]{1,3}|\[\d{1,3}\])?$/u.test(text);

/** Centred, and short of both margins. */
function isCentred(set: SetLine): boolean {
  const before = set.line.left - set.margins.left;
  const behind = set.margins.right - set.line.right;
  return before > set.line.size * 2 && Math.abs(before - behind) < set.line.size;
}

function beginsParagraph(group: readonly SetLine[], line: SetLine, next: SetLine | undefined, shape: Shape, hangs: boolean): boolean {
  const before = group[group.length - 1];
  if (before === undefined || isOtherLetter(before.line, line.line, shape)) return true;
  if (line.gap === undefined) return beginsAcross(group, before, line, hangs);
  if (line.gap > 1.33 || line.gap < -1) return true;
  if (isCentred(before) && isCentred(line)) return false;
  const step = indentOf(line) - indentOf(before);
  if (hangs) return indentOf(line) < 0.5 && (indentOf(before) > 0.5 || !isFull(before));
  if (step > 0.7) return !(group.length === 1 && opensItem(before.line.text)) && !continuesHanging(before, line, next);
  if (step < -0.7) return group.length > 1 && group.every((one) => indentOf(one) > 0.7);
  if (opensItem(line.line.text) && endsSentence(before.line.text)) return true;
  return endsSentence(before.line.text) && couldHoldMore(before, line);
}

/** A first line further out than the rest of its paragraph. */
const continuesHanging = (before: SetLine, line: SetLine, next: SetLine | undefined): boolean =>
  isFull(before) && !endsSentence(before.line.text) && next !== undefined && Math.abs(next.line.left - line.line.left) < 1;

/** From column to column: a sentence that has not ended goes on. */
function beginsAcross(group: readonly SetLine[], before: SetLine, line: SetLine, hangs: boolean): boolean {
  const indent = indentOf(line);
  if (hangs) return indent < 0.5;
  const wasIndented = group.length > 1 && indentOf(before) > 0.7;
  if (indent > 0.7 && !wasIndented) return endsSentence(before.line.text) || /^\p{Lu}/u.test(line.line.text);
  if (wasIndented && indent < 0.5 && group.every((one) => indentOf(one) > 0.7)) return endsSentence(before.line.text);
  return endsSentence(before.line.text) && !isFull(before);
}

/** Another size, or a whole line in another font where paragraphs are parted. */
function isOtherLetter(one: PdfLine, other: PdfLine, shape: Shape): boolean {
  const larger = Math.max(one.size, other.size);
  if (Math.abs(one.size - other.size) > larger * 0.06) return true;
  return one.font !== other.font && (isHeadLine(one, shape) || isHeadLine(other, shape));
}

/** In letters of a heading: larger than the text, or a short line in a font that is not the text's. */
function isHeadLine(line: PdfLine, shape: Shape): boolean {
  if (shape.isHeadSize(line.size)) return true;
  if (Math.abs(line.size - shape.bodySize) > shape.bodySize * 0.06 || line.font === shape.bodyFont) return false;
  return line.text.length < 90 && !/[.,;:]$/.test(line.text) && /^[\p{Lu}\d“"‘]/u.test(line.text);
}

/** For each line whether it stands in a stretch where first lines stand out and the others are indented, as in lists of works. */
function hangingStretches(lines: readonly SetLine[]): boolean[] {
  const hanging: boolean[] = new Array(lines.length).fill(false);
  let start = 0;
  for (let i = 1; i <= lines.length; i++) {
    const line = lines[i];
    const before = lines[i - 1];
    const ends =
      line === undefined ||
      before === undefined ||
      Math.abs(line.line.size - before.line.size) > 0.5 ||
      (line.gap !== undefined && line.gap > 1.8);
    if (!ends) continue;
    if (isHanging(lines.slice(start, i))) hanging.fill(true, start, i);
    start = i;
  }
  return hanging;
}

/** Indented lines that follow a full line outnumber those that follow one that ended early. */
function isHanging(lines: readonly SetLine[]): boolean {
  let after = 0;
  let opening = 0;
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before === undefined || line.gap === undefined) continue;
    const isInner = indentOf(line) > 0.8 && indentOf(line) < 6;
    if (!isInner || indentOf(before) > 0.5) continue;
    if (isFull(before)) after++;
    else opening++;
  }
  const outer = lines.filter((line) => indentOf(line) < 0.5).length;
  return after >= 2 && after > opening * 3 && outer >= 2;
}

function roleOf(
  group: readonly SetLine[],
  before: readonly SetLine[] | undefined,
  after: readonly SetLine[] | undefined,
  shape: Shape,
): BlockRole {
  const [first] = group;
  if (first === undefined) return "text";
  const text = group.map((one) => one.line.text).join(" ");
  if (isHeading(group, text, before, after, shape)) return "heading";
  return isQuotation(group, text, before, after) ? "quotation" : "text";
}

function isHeading(
  group: readonly SetLine[],
  text: string,
  before: readonly SetLine[] | undefined,
  after: readonly SetLine[] | undefined,
  shape: Shape,
): boolean {
  const [first] = group;
  if (first === undefined || group.length > 4 || text.length > 220 || !/\p{L}{2}/u.test(text)) return false;
  if (opensItem(text) && text.length > 120) return false;
  if (group.every((one) => shape.isHeadSize(one.line.size))) return !(/[.:]$/.test(text) && text.length > 70);
  const isApart = first.gap === undefined || first.gap > 1.25 || before === undefined;
  if (isCertainHeading(text) && group.length === 1) return true;
  if (!isApart || text.length > 120) return false;
  if (group.every((one) => isHeadLine(one.line, shape))) return after !== undefined;
  const capitals = !/\p{Ll}/u.test(text) && /\p{Lu}{3}/u.test(text) && text.length < 90;
  return capitals && after !== undefined && Math.abs(first.line.size - shape.bodySize) < 1;
}

/** Set in from the margin in all its lines, as prose is. */
function isQuotation(
  group: readonly SetLine[],
  text: string,
  before: readonly SetLine[] | undefined,
  after: readonly SetLine[] | undefined,
): boolean {
  const [first] = group;
  if (first === undefined || opensItem(text) || /^[•·▪●◦–—]\s/.test(text) || text.length < 60) return false;
  if (first.margins.right - first.margins.left < first.line.size * 8) return false;
  const isInside = group.every((one) => indentOf(one) > 0.7 && indentOf(one) < 12);
  const neighbour = [before, after].some((other) => other?.some((one) => indentOf(one) < 0.5 && one.line.text.length > 40) === true);
  if (!isInside || !neighbour) return false;
  if (group.length > 1) return true;
  return first.gap !== undefined && first.gap > 1.2 && (after?.[0]?.gap ?? 2) > 1.2;
}
