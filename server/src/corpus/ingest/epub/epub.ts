import type { CslItem } from "../../../csl/types.ts";
import type { ReadFault, ReadSource } from "../../source.ts";
import { assemble } from "../assemble.ts";
import { collectHtml } from "../htmlBlocks.ts";
import { markNotes } from "../noteRegion.ts";
import { dropStart, type PageBlock } from "../pageBlock.ts";
import { documentText } from "../pageText.ts";
import { partText, readZip, type ZipParts } from "../zip.ts";
import { ownNumber } from "./ownNumber.ts";
import { type Package, readPackage } from "./package.ts";
import { pageAnchors } from "./pageList.ts";

const readable = /(?:^|\/)[^/]*\.(?:x?html?|xml|opf|ncx)$/i;
/** Chapters that are only a list of what is elsewhere. */
const lists = /\bnav\b/;

/** An EPUB as text: its chapters in their order, printed pages where the book lists them, notes as notes. */
export async function readEpub(bytes: Uint8Array): Promise<ReadSource | ReadFault> {
  const parts = readZip(bytes, (name) => readable.test(name));
  if (!(parts instanceof Map)) return parts as ReadFault;
  const container = partText(parts, "META-INF/container.xml");
  const main = /full-path\s*=\s*["']([^"']{1,500})["']/.exec(container)?.[1] ?? [...parts.keys()].find((name) => name.endsWith(".opf"));
  if (main === undefined || !parts.has(main)) return { kind: "damaged" };
  const book = readPackage(partText(parts, main), main);
  const chapters = book.spine.filter((chapter) => !lists.test(chapter.properties));
  if (isLocked(parts, chapters)) return { kind: "encrypted" };
  const blocks = blocksOf(parts, book, chapters);
  const text = documentText(blocks);
  if (text.length === 0)
    return chapters.length === 0 || chapters.every((chapter) => !parts.has(chapter.path)) ? { kind: "damaged" } : { kind: "scan" };
  const source = assemble(text, { work: titled(book.work, blocks), address: undefined }, []);
  return { ...source, pieces: source.pieces.map((piece) => ({ ...piece, fileSpan: piece.span })) };
}

function blocksOf(parts: ZipParts, book: Package, chapters: readonly { readonly path: string }[]): PageBlock[] {
  const anchors = pageAnchors(parts, book);
  const blocks = chapters.flatMap((chapter) => {
    const page = collectHtml(withEndTags(partText(parts, chapter.path)), anchors.get(chapter.path));
    return markNotes(
      page.blocks.map(({ block }) => block).filter((block) => block.role !== "furniture"),
      false,
    );
  });
  return blocks.map(withoutOwnNumber);
}

/** XHTML closes empty elements with a slash (`<a id="p12"/>`), which HTML doesn't know. */
const withEndTags = (text: string): string =>
  text.replace(
    /<(a|span|div|p|i|b|em|strong|sup|sub|td|th|li|title|script|style|h[1-6]|section|aside|iframe|object)((?:\s[^<>]*)?)\/>/gi,
    "<$1$2></$1>",
  );

/** `1 Text` in a note that is the first: the number stands beside it. */
function withoutOwnNumber(block: PageBlock): PageBlock {
  if (block.role !== "note") return block;
  const own = ownNumber(block.text, block.number);
  return own === undefined ? block : { ...dropStart(block, own.length), number: own.number };
}

/** Shops lock chapters; fonts that are only garbled lock nothing. */
function isLocked(parts: ZipParts, chapters: readonly { readonly path: string }[]): boolean {
  const locked = partText(parts, "META-INF/encryption.xml");
  return chapters.some((chapter) => locked.includes(`"${chapter.path}"`) || locked.includes(`"${encodeURI(chapter.path)}"`));
}

function titled(work: CslItem, blocks: readonly PageBlock[]): CslItem {
  const heading = blocks.find((block) => block.role === "heading")?.text;
  return work.title !== undefined || heading === undefined ? work : { ...work, title: heading };
}
