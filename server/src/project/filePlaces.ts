import { isBoundSource } from "../corpus/ingest/sourcePath.ts";
import type { Source } from "../corpus/source.ts";
import type { Files } from "../host.ts";
import { decodeText } from "../text/encoding.ts";
import { Lines, type Range } from "../text/lines.ts";
import type { Span } from "../text/span.ts";

const sizeLimit = 100 * 1024 * 1024;

interface FileText {
  readonly text: string;
  readonly lines: Lines;
  readonly modified: number;
}

/** Lines of files that no editor holds, and where a passage of a source stands in its file. */
export class FilePlaces {
  readonly #files: Files;
  readonly #known = new Map<string, FileText>();

  constructor(files: Files) {
    this.#files = files;
  }

  async linesOf(path: string): Promise<Lines | undefined> {
    return (await this.#read(path))?.lines;
  }

  /** What a file says at this moment; undefined where it can't be read, and where an editor would write it in another encoding than it has. */
  async textNow(path: string): Promise<string | undefined> {
    const content = await this.#files.read(path, sizeLimit);
    const decoded = content.kind === "content" ? decodeText(content.bytes) : undefined;
    return decoded?.encoding === "utf-8" ? decoded.text : undefined;
  }

  /**
   * From the passage's first word to its last where the file prints them alike, else the paragraph that holds it. Of a PDF and the like: in its
   * text as read.
   */
  async rangeOf(source: Source, passage: Span): Promise<Range | undefined> {
    if (isBoundSource(source.path)) return linesRead(source).rangeOf(passage);
    const file = await this.#read(source.path);
    const first = source.read.pieces.find((piece) => passage.start < piece.span.end);
    if (file === undefined || first === undefined) return undefined;
    const words = source.read.text.slice(passage.start, Math.min(passage.end, first.span.end));
    const found = findLoosely(file.text, first.fileSpan, words);
    return file.lines.rangeOf(found ?? { start: first.fileSpan.start, end: Math.min(first.fileSpan.end, first.fileSpan.start + 200) });
  }

  async #read(path: string): Promise<FileText | undefined> {
    const stamp = await this.#files.stat(path);
    const known = this.#known.get(path);
    if (stamp !== undefined && known?.modified === stamp.modified) return known;
    const content = await this.#files.read(path, sizeLimit);
    if (content.kind !== "content") return undefined;
    const { text } = decodeText(content.bytes);
    const file = { text, lines: new Lines(text), modified: content.stamp.modified };
    this.#known.clear();
    this.#known.set(path, file);
    return file;
  }
}

const readLines = new WeakMap<Source, Lines>();

function linesRead(source: Source): Lines {
  const lines = readLines.get(source) ?? new Lines(source.read.text);
  readLines.set(source, lines);
  return lines;
}

/** Words in order, whatever space and markup lies between them; bounded by the piece. */
function findLoosely(text: string, within: Span, passage: string): Span | undefined {
  const words = passage.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, ...others] = words;
  if (first === undefined) return undefined;
  for (let start = text.indexOf(first, within.start); start >= 0 && start < within.end; start = text.indexOf(first, start + 1)) {
    const end = endOfWords(text, start + first.length, within.end, others);
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/** Between two words of one sentence there stand at most a few characters of markup. */
const longestGap = 200;

function endOfWords(text: string, from: number, limit: number, words: readonly string[]): number | undefined {
  let at = from;
  for (const word of words) {
    const next = text.indexOf(word, at);
    if (next < 0 || next - at > longestGap || next + word.length > limit) return undefined;
    at = next + word.length;
  }
  return at;
}
