import type { CslItem } from "../../../csl/types.ts";
import type { ReadFault, ReadSource } from "../../source.ts";
import { assemble } from "../assemble.ts";
import { looksLikeByline } from "../byline.ts";
import { namesIn } from "../htmlMetadata.ts";
import { markNotes } from "../noteRegion.ts";
import type { PageBlock } from "../pageBlock.ts";
import { documentText } from "../pageText.ts";
import { type PageLine, statedWork } from "../statements.ts";
import { partText, readZip, type ZipParts } from "../zip.ts";
import { wordBody } from "./body.ts";
import { citedWorksIn } from "./citedWorks.ts";
import { readNumbering } from "./numbering.ts";
import { readProperties } from "./properties.ts";
import { readStyles } from "./styles.ts";

/**
 * A DOCX as text (ECMA-376, WordprocessingML): paragraphs with their roles by style, notes with the numbers that their order gives them,
 * insertions kept, deletions and comments left out. Nothing outside the file is asked for, whatever its links say.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadSource | ReadFault> {
  const parts = readZip(
    bytes,
    (name) => /^(?:\[Content_Types\]|_rels\/\.rels|docProps\/core|word\/[^/]+)/.test(name) && /\.(?:xml|rels)$/.test(name),
  );
  if (!(parts instanceof Map)) return parts as ReadFault;
  const main = mainPart(parts);
  if (!parts.has(main)) return { kind: "damaged" };
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const body = wordBody(partText(parts, main), {
    footnotes: partText(parts, `${folder}footnotes.xml`),
    endnotes: partText(parts, `${folder}endnotes.xml`),
    styles: readStyles(partText(parts, `${folder}styles.xml`)),
    numbering: readNumbering(partText(parts, `${folder}numbering.xml`)),
  });
  const blocks = markNotes(body.blocks, body.notes.length === 0);
  const text = documentText([...withoutByline(blocks), ...body.notes]);
  if (text.length === 0) return { kind: "empty" };
  const work = workOf(blocks, body.title, readProperties(partText(parts, "docProps/core.xml")));
  const source = assemble(text, { work, address: undefined }, []);
  const citedWorks = citedWorksIn(body.fields);
  const pieces = source.pieces.map((piece) => ({ ...piece, fileSpan: piece.span }));
  return { ...source, pieces, ...(citedWorks.length === 0 ? {} : { citedWorks }) };
}

/** The package's own list says which part the document is. */
function mainPart(parts: ZipParts): string {
  const relations = partText(parts, "_rels/.rels");
  const relation = /<Relationship\b[^>]{0,500}officeDocument"[^>]{0,500}>/.exec(relations)?.[0] ?? "";
  return /Target="\/?([^"]{1,200})"/.exec(relation)?.[1] ?? "word/document.xml";
}

function workOf(
  blocks: readonly PageBlock[],
  titled: string | undefined,
  properties: { readonly title: string; readonly author: string },
): CslItem {
  const lines: PageLine[] = blocks
    .filter((block) => block.role !== "note" && block.role !== "reference")
    .map((block) => ({ text: block.text, kept: true, kind: block.role === "heading" ? "heading" : "paragraph", role: block.role }));
  const first = lines
    .slice(0, 12)
    .map((line) => line.text)
    .join(" ");
  const title = titled ?? (properties.title !== "" && first.includes(properties.title) ? properties.title : undefined);
  // A program knows who typed it; believed where the first lines say so too.
  const isShown = /\s/.test(properties.author) && first.includes(properties.author);
  const known: CslItem = {
    ...(title === undefined ? {} : { title }),
    ...(isShown ? { author: namesIn(properties.author) } : {}),
  };
  return statedWork(lines, known);
}

const withoutByline = (blocks: readonly PageBlock[]): PageBlock[] =>
  blocks.filter(
    (block, i) =>
      !(i > 0 && i < 4 && blocks[0]?.role === "heading" && block.role === "text" && block.text.length < 120 && looksLikeByline(block.text)),
  );
