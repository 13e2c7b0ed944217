import type { CslItem } from "../../csl/types.ts";
import type { ReadSource } from "../source.ts";
import { assemble } from "./assemble.ts";
import { dated, namesIn } from "./htmlMetadata.ts";
import { plainMarkdown } from "./markdownInline.ts";
import { type BlockRole, type InnerCallout, type PageBlock, pageBlock } from "./pageBlock.ts";
import { takePageMarks } from "./pageMarks.ts";
import { readPageText } from "./pageText.ts";
import { statedWork } from "./statements.ts";

/** A Markdown file as a source: a clipped page, a transcript, a text of one's own. Only what bears on its words is read. */
export function readMarkdown(text: string): ReadSource {
  const { work, bodyStart } = frontMatter(text);
  const page = readPageText(takePageMarks(markdownBlocks(text, bodyStart)), work.title);
  const address = /^(?:source|url|link):\s*["']?(https?:\/\/[^\s"']+)/m.exec(text.slice(0, bodyStart))?.[1];
  return assemble(page.blocks, { work: statedWork(page.lines, work), address }, page.signsOfPart);
}

/** Title, author and date of a YAML header, where they stand on one line each. */
function frontMatter(text: string): { readonly work: CslItem; readonly bodyStart: number } {
  if (!/^---[ \t]*\r?\n/.test(text)) return { work: {}, bodyStart: 0 };
  const end = /\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text.slice(3, 20_000));
  if (end === null) return { work: {}, bodyStart: 0 };
  const header = text.slice(4, 3 + end.index);
  const value = (name: string): string | undefined => new RegExp(`^${name}:[ \\t]*["']?(.+?)["']?[ \\t]*$`, "im").exec(header)?.[1];
  const title = value("title");
  const author = listOf(header, "authors?", value("authors?")).flatMap(namesIn);
  const work: CslItem = {
    ...(title === undefined ? {} : { title }),
    ...(author.length === 0 ? {} : { author }),
    ...dated(value("(?:date|published|year)")),
    ...(value("doi") === undefined ? {} : { DOI: value("doi") ?? "" }),
    ...(value("(?:journal|publication|container-title)") === undefined
      ? {}
      : { "container-title": value("(?:journal|publication|container-title)") ?? "" }),
  };
  return { work, bodyStart: 3 + end.index + end[0].length };
}

function listOf(header: string, name: string, single: string | undefined): readonly string[] {
  if (single !== undefined)
    return single
      .replace(/^\[|\]$/g, "")
      .split(/;|(?<=["'])\s*,\s*/)
      .map(unquoted)
      .filter((one) => one !== "");
  const list = new RegExp(`^${name}:[ \\t]*\\r?\\n((?:[ \\t]*-[^\\n]*(?:\\n|$)){1,50})`, "im").exec(header)?.[1] ?? "";
  return list
    .split("\n")
    .map((line) => unquoted(line.replace(/^\s*-\s*(?:name:\s*)?/, "")))
    .filter((one) => one !== "");
}

const unquoted = (text: string): string => text.trim().replace(/^["'[]+|["'\]]+$/g, "");

interface MarkdownLine {
  readonly text: string;
  readonly start: number;
  readonly role: BlockRole;
  readonly number: number | undefined;
  /** Carries on the block before it. */
  readonly goesOn: boolean;
}

function markdownBlocks(text: string, from: number): PageBlock[] {
  const groups: MarkdownLine[][] = [];
  for (const line of markdownLines(text, from)) {
    const group = groups[groups.length - 1];
    if (line.goesOn && group !== undefined) group.push(line);
    else if (!line.goesOn || line.text !== "") groups.push([line]);
  }
  return groups.map(blockOf).filter((block) => block.text !== "");
}

function blockOf(lines: readonly MarkdownLine[]): PageBlock {
  const [first] = lines;
  const start = first?.start ?? 0;
  const last = lines[lines.length - 1];
  const { text, callouts } = plainMarkdown(lines.map((line) => line.text).join("\n"));
  const shown: InnerCallout[] = first?.role === "note" ? [] : [...callouts];
  return {
    ...pageBlock(text, { start, end: (last?.start ?? start) + (last?.text.length ?? 0) }, first?.role ?? "unknown"),
    number: first?.number,
    callouts: shown,
  };
}

function* markdownLines(text: string, from: number): Generator<MarkdownLine> {
  let fence = "";
  let open: BlockRole | undefined;
  for (const match of text.slice(from).matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    const line = match[0].replace(/[\r\n]+$/, "");
    const start = from + match.index;
    const fenced = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== "" || fenced !== undefined) {
      if (fence === "") fence = fenced ?? "";
      else if (fenced?.startsWith(fence) === true) fence = "";
      open = undefined;
      continue;
    }
    if (line.trim() === "" || /^ {0,3}(?:[-*_] ?){3,}$/.test(line) || /^ {0,3}\[(?!\^)[^\]]{1,200}\]:\s/.test(line)) {
      open = undefined;
      continue;
    }
    const read = lineOf(line, start, open);
    if (read.text === "" && read.goesOn) open = undefined;
    else open = read.role === "heading" ? undefined : read.role;
    yield read;
  }
}

function lineOf(line: string, start: number, open: BlockRole | undefined): MarkdownLine {
  const heading = /^ {0,3}#{1,6}[ \t]+/.exec(line);
  if (heading !== null)
    return cut(line.replace(/[ \t]+#+[ \t]*$/, "").replace(/\s*\{[^{}]{0,100}\}$/, ""), start, heading[0].length, "heading", false);
  const note = /^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*/.exec(line);
  if (note !== null)
    return { ...cut(line, start, note[0].length, "note", false), number: /^\d{1,4}$/.test(note[1] ?? "") ? Number(note[1]) : undefined };
  const quote = /^(?: {0,3}> ?)+/.exec(line);
  if (quote !== null) return cut(line, start, quote[0].length, "quotation", open === "quotation");
  const item = /^[ \t]*(?:[-*+])[ \t]+/.exec(line);
  if (item !== null) return cut(line, start, item[0].length, "text", false);
  const numbered = /^[ \t]*\d{1,4}[.)][ \t]+/.test(line);
  const blanks = line.length - line.trimStart().length;
  return cut(line, start, blanks, open ?? "unknown", open !== undefined && !numbered);
}

const cut = (line: string, start: number, length: number, role: BlockRole, goesOn: boolean): MarkdownLine => ({
  text: line.slice(length).trimEnd(),
  start: start + length,
  role,
  number: undefined,
  goesOn,
});
