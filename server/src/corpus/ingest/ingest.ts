import { decodeText } from "../../text/encoding.ts";
import { extensionOf } from "../../text/path.ts";
import type { ReadFault, ReadSource } from "../source.ts";
import { readDocx } from "./docx/docx.ts";
import { readEpub } from "./epub/epub.ts";
import { readHtml } from "./html.ts";
import { readMarkdown } from "./markdown.ts";
import { readPdf } from "./pdf/pdf.ts";
import { readPlainText } from "./plainText.ts";
import { decodeMarkup } from "./statedEncoding.ts";

/** A source document's text with its pieces. Never rejects: what can't be read is a fault. */
export async function readSource(path: string, bytes: Uint8Array): Promise<ReadSource | ReadFault> {
  const binary = binaryFormats.get(extensionOf(path));
  if (binary !== undefined) return bytes.length === 0 ? { kind: "empty" } : binary(bytes);
  const read = formats.get(extensionOf(path));
  if (read === undefined) return { kind: "failed", detail: "not a format that can be read" };
  const { text, encoding } = (read === readHtml ? decodeMarkup : decodeText)(bytes);
  if (encoding === "binary") return { kind: "failed", detail: "not a text file" };
  if (text.trim() === "") return { kind: "empty" };
  const source = (read === readPlainText && looksLikeHtml(text) ? readHtml : read)(text);
  return source.text === "" ? { kind: "empty" } : source;
}

const binaryFormats: ReadonlyMap<string, (bytes: Uint8Array) => Promise<ReadSource | ReadFault>> = new Map([
  [".pdf", readPdf],
  [".docx", readDocx],
  [".epub", readEpub],
]);

const formats: ReadonlyMap<string, (text: string) => ReadSource> = new Map([
  [".txt", readPlainText],
  [".text", readPlainText],
  [".md", readMarkdown],
  [".markdown", readMarkdown],
  [".html", readHtml],
  [".htm", readHtml],
  [".xhtml", readHtml],
]);

const looksLikeHtml = (text: string): boolean => /^\s{0,40}(?:<!doctype html|<html[\s>])/i.test(text.slice(0, 100));
