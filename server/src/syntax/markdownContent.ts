import { type MappedText, MappedTextBuilder } from "../text/mappedText.ts";
import type { Span } from "../text/span.ts";
import type { BracketInline, Inline, Inlines } from "./markdownInlines.ts";
import { isWordCharacter } from "./pandocCitation.ts";

/**
 * The words of a leaf as they print, between two places of its text: no emphasis marks, callouts, citations, tags or link targets;
 * escapes and entities undone, line breaks as spaces. Offsets are those of the leaf.
 */
export type PrintedText = (from: number, to: number) => MappedText;

export function printedText(inlines: Inlines, citations: readonly Span[]): PrintedText {
  let removed: readonly Removal[] | undefined;
  return (from, to) => {
    removed ??= removals(inlines, citations);
    return printBetween(inlines.text, removed, from, to);
  };
}

function printBetween(text: string, removed: readonly Removal[], from: number, to: number): MappedText {
  const builder = new MappedTextBuilder();
  let next = firstBehind(removed, from);
  let at = from;
  while (at < to) {
    const removal = removed[next];
    if (removal !== undefined && removal.start <= at) {
      if (removal.end > at) builder.replace(removal.prints, at);
      at = Math.max(at, removal.end);
      next++;
    } else at = copyPlain(text, at, Math.min(to, removal?.start ?? to), builder) ?? copyCharacter(text, at, to, builder);
  }
  return builder.build(Math.min(at, to));
}

interface Removal extends Span {
  /** What prints in its place. */
  readonly prints: string;
}

/** Everything that does not print as it stands, in order; computed per leaf, since quotations are few. */
function removals(inlines: Inlines, citations: readonly Span[]): Removal[] {
  const found: Removal[] = citations.map((span) => ({ ...span, prints: "" }));
  for (const inline of inlines.opaque) found.push(...removalsOf(inlines.text, inline));
  const open = [...inlines.children];
  for (let inline = open.pop(); inline !== undefined; inline = open.pop()) {
    if (inline.kind !== "bracket") continue;
    found.push(...bracketRemovals(inline));
    for (const child of inline.children) open.push(child);
  }
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

function removalsOf(text: string, inline: Exclude<Inline, BracketInline>): Removal[] {
  const { start, end } = inline;
  const whole = (prints: string): Removal[] => [{ start, end, prints }];
  switch (inline.kind) {
    case "escape":
      return [{ start, end, prints: text[start + 1] ?? "" }];
    case "code":
      return codeMarks(text, start, end);
    case "autolink":
      return [
        { start, end: start + 1, prints: "" },
        { start: end - 1, end, prints: "" },
      ];
    case "tex":
      return whole(/^\\l?dots\b/u.test(text.slice(start, start + 7)) ? "…" : "");
    case "tag":
      return whole(/^<br\b/iu.test(text.slice(start, start + 4)) ? " " : "");
    case "comment":
    case "noteCall":
    case "target":
    case "attributes":
      return whole("");
    case "math":
    case "key":
    case "separator":
      return [];
  }
}

function codeMarks(text: string, start: number, end: number): Removal[] {
  let size = 0;
  while (text[start + size] === "`") size++;
  return [
    { start, end: start + size, prints: "" },
    { start: end - size, end, prints: "" },
  ];
}

/** The brackets of a link, or all of an inline note. */
function bracketRemovals(bracket: BracketInline): Removal[] {
  const { start, end } = bracket;
  if (bracket.form === "note") return [{ start, end, prints: "" }];
  if (bracket.form === "plain") return [];
  return [
    { start, end: start + (bracket.form === "image" ? 2 : 1), prints: "" },
    { start: end - 1, end, prints: "" },
  ];
}

/** The first removal that begins at or behind a place: what reaches in from before it belongs to a quotation that can't be. */
function firstBehind(removed: readonly Removal[], from: number): number {
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((removed[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Copies what has no meaning beyond itself; undefined where a character comes first that may have one. */
function copyPlain(text: string, at: number, to: number, builder: MappedTextBuilder): number | undefined {
  let end = at;
  while (end < to && !"\n*_~&\\ \t".includes(text[end] ?? "")) end++;
  if (end === at) return undefined;
  builder.copy(text.slice(at, end), at);
  return end;
}

/** Copies one character, or passes over the markup that begins at it. */
function copyCharacter(text: string, at: number, to: number, builder: MappedTextBuilder): number {
  const character = text[at] ?? "";
  if (character === "\n") return lineBreak(text, at, to, builder);
  if (character === "*" || character === "_" || character === "~") return emphasis(text, at, to, builder);
  if (character === "&") return entity(text, at, to, builder);
  if (character === "\\" && text[at + 1] === "\n") return at + 1;
  if ((character === " " || character === "\t") && text[skipSpaces(text, at)] === "\n") return skipSpaces(text, at);
  builder.copy(character, at);
  return at + 1;
}

function lineBreak(text: string, at: number, to: number, builder: MappedTextBuilder): number {
  builder.replace(" ", at);
  return Math.min(to, skipSpaces(text, at + 1));
}

function skipSpaces(text: string, at: number): number {
  let to = at;
  while (text[to] === " " || text[to] === "\t") to++;
  return to;
}

/** A mark between spaces or, of `_`, within a word is a character; of `~` only `~~` is markup. */
function emphasis(text: string, at: number, to: number, builder: MappedTextBuilder): number {
  const mark = text[at];
  let end = at;
  while (end < to && text[end] === mark) end++;
  const before = text[at - 1] ?? " ";
  const after = text[end] ?? " ";
  const inWord = isWordCharacter(before.charCodeAt(0)) && isWordCharacter(after.charCodeAt(0));
  const alone = before.trim() === "" && after.trim() === "";
  if (alone || (mark === "_" && inWord) || (mark === "~" && end - at !== 2)) builder.copy(text.slice(at, end), at);
  return end;
}

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["shy", "\u00ad"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["laquo", "«"],
  ["raquo", "»"],
]);

function entity(text: string, at: number, to: number, builder: MappedTextBuilder): number {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{1,10}));/u.exec(text.slice(at, Math.min(to, at + 14)));
  const printed = match === null ? undefined : characterOf(match[1], match[2], match[3]);
  if (match === null || printed === undefined) {
    builder.copy("&", at);
    return at + 1;
  }
  builder.replace(printed, at);
  return at + match[0].length;
}

function characterOf(decimal: string | undefined, hexadecimal: string | undefined, name: string | undefined): string | undefined {
  if (name !== undefined) return entities.get(name);
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
