import { copyOf } from "./incrementalMemory.ts";
import { LatexChunk } from "./latexChunk.ts";
import { falseBranches } from "./latexConditionals.ts";
import { readSurfacePart, type SurfacePart } from "./latexSurface.ts";
import { VerbatimNames } from "./latexVerbatim.ts";

/**
 * A document cut at blank lines where nothing is open, each piece read by itself. After an edit the pieces that it didn't touch are found again,
 * wherever they stand now. Where the cuts lie depends on the text alone, never on what was known.
 */
export class LatexChunks {
  #before: readonly LatexChunk[] = [];
  /** The piece of the version before that is likely to come next. */
  #next = 0;
  #missed = 0;
  #places: ReadonlyMap<string, number> | undefined;

  /** `own`: environments that other files of the document define. */
  cut(text: string, own: Iterable<string>): readonly LatexChunk[] {
    const body = text.indexOf("\\begin{document}");
    const chunks: LatexChunk[] = [];
    let names = new VerbatimNames(own);
    this.#next = 0;
    this.#missed = 0;
    this.#places = undefined;
    const falseBranch = falseBranchIn(text);
    for (let at = 0; at < text.length; ) {
      const chunk = this.#chunkAt(text, at, at === 0 ? body + 1 : 0, names, falseBranch);
      chunks.push(chunk);
      at += chunk.text.length;
      names = chunk.names;
      if (chunk.isLast) break;
    }
    this.#before = chunks;
    return chunks;
  }

  /** `least`: it must not end before. */
  #chunkAt(text: string, at: number, least: number, names: VerbatimNames, falseBranch: FalseBranch): LatexChunk {
    return this.#find(text, at, least, names.signature) ?? readChunk(text, at, least, names, falseBranch);
  }

  #find(text: string, at: number, least: number, signature: string): LatexChunk | undefined {
    for (let index = this.#next; index < this.#next + near; index++) {
      if (this.#before[index]?.standsAt(text, at, least, signature)) return this.#found(index);
    }
    if (this.#before.length === 0 || ++this.#missed < near) return undefined;
    this.#places ??= new Map(this.#before.map((chunk, index) => [chunk.firstParagraph, index]));
    const index = this.#places.get(text.slice(at, blankLineEnd(text, at)));
    return index !== undefined && this.#before[index]?.standsAt(text, at, least, signature) ? this.#found(index) : undefined;
  }

  #found(index: number): LatexChunk | undefined {
    if (this.#places === undefined) this.#missed = 0;
    this.#next = index + 1;
    return this.#before[index];
  }
}

/** An edit mostly touches one piece, and takes no more than a few away. */
const near = 4;

/** Takes in paragraphs, each time as many more, until nothing is open at the end. */
function readChunk(text: string, at: number, least: number, names: VerbatimNames, falseBranch: FalseBranch): LatexChunk {
  const firstEnd = blankLineEnd(text, at);
  let end = blankLineEnd(text, Math.max(at, least - 1));
  for (let count = 1; ; count *= 2) {
    const own = copyOf(text.slice(at, end));
    const part = readSurfacePart(own, names);
    const isLast = end >= text.length || part.surface.end < own.length;
    if (isLast || (!part.isOpen && !goesOn(part, at, falseBranch) && !silencesNext(own))) {
      const hangs = part.hangingFrom !== undefined;
      return new LatexChunk({ part, text: own, firstParagraph: own.slice(0, firstEnd - at), signature: names.signature, hangs, isLast });
    }
    for (let paragraph = 0; paragraph < count && end < text.length; paragraph++) end = blankLineEnd(text, end);
  }
}

/** An `\iffalse` ends further on; one that never ends hides nothing. */
const goesOn = ({ hangingFrom }: SurfacePart, at: number, ends: FalseBranch): boolean =>
  hangingFrom !== undefined && ends(at + hangingFrom);

/** Whether what begins with an `\iffalse` there ends anywhere. Asked for from the beginning on. */
type FalseBranch = (at: number) => boolean;

/** Looks through the document once, from the first that is asked for. */
function falseBranchIn(text: string): FalseBranch {
  let known: ReadonlyMap<number, number> | undefined;
  return (at) => {
    known ??= falseBranches(text, at);
    return known.has(at);
  };
}

/** A comment may speak of the paragraph that follows. */
const silencesNext = (text: string): boolean => text.includes("ibid-ignore", lastParagraph(text));

function lastParagraph(text: string): number {
  let start = 0;
  for (let end = blankLineEnd(text, 0); end < text.length; end = blankLineEnd(text, end)) start = end;
  return start;
}

/** Behind the first blank line from `from` on, with all white space that follows, or the end of the text. */
function blankLineEnd(text: string, from: number): number {
  blankLine.lastIndex = from;
  return blankLine.test(text) ? blankLine.lastIndex : text.length;
}

const blankLine = /(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n][ \t\r\n]*/g;
