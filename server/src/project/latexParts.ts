import type { FileStamp, Files } from "../host.ts";
import { type LatexPart, readLatexPart } from "../syntax/latex.ts";
import { decodeText } from "../text/encoding.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { type NamedAt, withLines } from "./namer.ts";

/** A LaTeX file as a part of its document. */
export interface LatexFile {
  readonly path: string;
  readonly part: LatexPart;
  readonly bibliographies: readonly NamedAt[];
}

interface Known {
  readonly file: LatexFile;
  readonly origin: OpenDocument | FileStamp;
}

/** Bytes; no part of a document that people write is larger. */
const sizeLimit = 2 * 1024 * 1024;
const mostKnown = 3000;

/** LaTeX files, from the editor where they are open there, else from the disk: each read once, and again when it changed. */
export class LatexParts {
  readonly #files: Files;
  readonly #documents: Documents;
  readonly #known = new Map<string, Known>();

  constructor(files: Files, documents: Documents) {
    this.#files = files;
    this.#documents = documents;
  }

  /** Undefined where there is no such file, or where it lacks the word that is asked for. */
  async read(path: string, mentioning = ""): Promise<LatexFile | undefined> {
    const open = this.#documents.get(path);
    const origin = open ?? (await this.#files.stat(path));
    const known = this.#known.get(path);
    if (origin === undefined) return undefined;
    if (known !== undefined && sameOrigin(known.origin, origin)) return known.file;
    const text = open?.text ?? (await this.#textOf(path));
    if (text?.includes(mentioning) !== true) return undefined;
    const part = readLatexPart(text);
    const file = { path, part, bibliographies: withLines(part.settings.bibliographies, text) };
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(path, { file, origin });
    return file;
  }

  async #textOf(path: string): Promise<string | undefined> {
    const content = await this.#files.read(path, sizeLimit);
    return content.kind === "content" ? decodeText(content.bytes).text : undefined;
  }
}

function sameOrigin(one: Known["origin"], other: Known["origin"]): boolean {
  if ("text" in one || "text" in other) return one === other;
  return one.size === other.size && one.modified === other.modified;
}
