import type { ReadSource } from "../source.ts";
import { assemble } from "./assemble.ts";
import { collectHtml, type HtmlBlock, type HtmlPage } from "./htmlBlocks.ts";
import { metadataOf } from "./htmlMetadata.ts";
import type { PageBlock } from "./pageBlock.ts";
import { takePageMarks } from "./pageMarks.ts";
import { readPageText } from "./pageText.ts";
import { statedWork } from "./statements.ts";

/** A saved web page or any other HTML: its main text, what it states of itself, its notes and references. */
export function readHtml(text: string): ReadSource {
  const page = collectHtml(text);
  const { work: stated, address, siteTitle } = metadataOf(page.head);
  const read = readPageText(takePageMarks(mainBlocks(page)), stated.title ?? siteTitle);
  const work = statedWork(read.lines, stated);
  const named = work.title === undefined && siteTitle !== undefined ? { ...work, title: siteTitle } : work;
  return assemble(read.blocks, { work: named, address }, read.signsOfPart);
}

/** What lies outside the article, in furniture or among links is marked as such. */
function mainBlocks(page: HtmlPage): PageBlock[] {
  const total = proseIn(page.blocks);
  const inMain = proseIn(page.blocks.filter((block) => block.inMain));
  const onlyMain = inMain * 2 >= total && inMain > 0;
  const believed = believedContainers(page.blocks, total);
  return page.blocks.map((block) => {
    const outside = onlyMain && !block.inMain && block.block.role !== "note" && block.block.role !== "reference";
    const inFurniture = block.doubtful.some((container) => believed.has(container));
    if (block.block.role === "furniture" || !(outside || inFurniture || isLinkList(block))) return block.block;
    return { ...block.block, role: "furniture" as const };
  });
}

/** A container whose class speaks for furniture but that holds a good part of the prose is the article after all. */
function believedContainers(blocks: readonly HtmlBlock[], total: number): ReadonlySet<number> {
  const prose = new Map<number, number>();
  for (const block of blocks)
    for (const container of block.doubtful) prose.set(container, (prose.get(container) ?? 0) + proseLength(block));
  return new Set([...prose].filter(([, length]) => length * 3 < total || length === 0).map(([container]) => container));
}

const proseIn = (blocks: readonly HtmlBlock[]): number => blocks.reduce((sum, block) => sum + proseLength(block), 0);

function proseLength(block: HtmlBlock): number {
  const { text, role } = block.block;
  return role !== "furniture" && text.length >= 80 && block.linked * 2 < text.length ? text.length : 0;
}

/** Mostly links, and no reference or heading. */
const isLinkList = (block: HtmlBlock): boolean =>
  (block.block.role === "unknown" || block.block.role === "text") &&
  block.linked > block.block.text.length * 0.7 &&
  block.block.text.length < 300 &&
  !/[.!?]["”’]?$/.test(block.block.text);
